/*
title = { zh = "没有席位的驻区单位", en = "Resident units without a seat" }
asks = { zh = "哪些驻区单位在社区大党委没有代表席位？", en = "Which resident units have nobody seated on their community's big committee?" }
numerator = { zh = "截至日在该社区大党委自身没有席位、也没有代表任席位的单位", en = "units on the day neither seated on the big committee of their community nor represented by someone who is" }
denominator = { zh = "设有社区大党委的社区内的单位，含在其小区、楼栋的", en = "units located in communities that have a big committee, in their estates and buildings too" }
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
MATCH (d:Branch)-[:LOCATED_IN]->(v:Village) WHERE d.kind = '社区大党委'
MATCH (u:Unit) WHERE u.within CONTAINS $scope AND u.within CONTAINS ('|Village:' + v.id + '|')
OPTIONAL MATCH (u)-[s:SEATED_ON]->(d) WHERE in_force(s)
OPTIONAL MATCH (u)<-[r:REPRESENTS]-(:Member)-[b:SEATED_ON]->(d) WHERE in_force(r) AND in_force(b)
WITH u, min(v.name) AS village, count(s) + count(b) AS seats
WHERE seats = 0
OPTIONAL MATCH (u)<-[r:REPRESENTS]-(m:Member) WHERE in_force(r)
RETURN u.id AS id, u.name AS name, u.kind AS kind, village, min(m.name) AS delegate, u.sources AS sources
ORDER BY id
;
MATCH (d:Branch)-[:LOCATED_IN]->(v:Village) WHERE d.kind = '社区大党委'
MATCH (u:Unit) WHERE u.within CONTAINS $scope AND u.within CONTAINS ('|Village:' + v.id + '|')
RETURN count(DISTINCT u.id) AS denominator
