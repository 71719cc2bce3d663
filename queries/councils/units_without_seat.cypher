/*
title = { zh = "没有席位的驻区单位", en = "Resident units without a seat" }
asks = { zh = "哪些驻区单位在社区大党委没有代表席位？", en = "Which resident units have nobody seated on their community's big committee?" }
numerator = { zh = "截至日自身没有席位、也没有代表任席位的单位", en = "units on the day neither seated themselves nor represented by someone seated" }
denominator = { zh = "设有社区大党委的社区的驻区单位", en = "units located in communities that have a big committee" }
excluded = { zh = "其他地方的单位", en = "units elsewhere" }
unit = { zh = "个", en = "units" }
gap = true
covered = { zh = "驻区单位有席位", en = "Resident units with a seat" }
[columns]
id = { node = "Unit" }
name = { zh = "单位", en = "Unit" }
kind = {}
village = { zh = "社区", en = "Community" }
delegate = { zh = "代表", en = "Delegate", personal = "name" }
[[example]]
gives = [
  {id = "990101/U2", name = "小县医院", kind = "医院", village = "东一村"},
]
denominator = 2
*/
MATCH (u:Unit)-[:LOCATED_IN]->(v:Village)<-[:LOCATED_IN]-(d:Branch) WHERE u.within CONTAINS $scope AND d.kind = '社区大党委'
  AND NOT EXISTS { MATCH (u)-[s:SEATED_ON]->(:Branch) WHERE in_force(s) }
  AND NOT EXISTS { MATCH (u)<-[r:REPRESENTS]-(:Member)-[s:SEATED_ON]->(:Branch) WHERE in_force(r) AND in_force(s) }
OPTIONAL MATCH (u)<-[r:REPRESENTS]-(m:Member) WHERE in_force(r)
RETURN u.id AS id, u.name AS name, u.kind AS kind, min(v.name) AS village, min(m.name) AS delegate, u.sources AS sources
ORDER BY id
;
MATCH (u:Unit)-[:LOCATED_IN]->(v:Village)<-[:LOCATED_IN]-(d:Branch) WHERE u.within CONTAINS $scope AND d.kind = '社区大党委'
RETURN count(DISTINCT u.id) AS denominator
