/*
title = { zh = "没有入社的村", en = "Villages outside cooperatives" }
asks = { zh = "哪些村没有加入任何合作社？", en = "Which villages belong to no cooperative?" }
numerator = { zh = "截至日没有加入任何合作社或联合社的村", en = "villages that belong to no cooperative or union on the day" }
denominator = { zh = "地域内的村", en = "villages of the territory" }
excluded = { zh = "已退社的不算入社；户入社不算村入社", en = "a membership that ended does not count; households in a cooperative do not make the village a member" }
unit = { zh = "村", en = "villages" }
gap = true
covered = { zh = "村加入合作社", en = "Villages in cooperatives" }
needs = ["Cooperative"]
[columns]
id = { node = "Village" }
name = { zh = "村", en = "Village" }
township = {}
area = {}
households_in = { zh = "入社户", en = "Households in one", type = "integer" }
[[example]]
gives = [
  {id = "990101101003", name = "东三村", township = "东镇", area = "甲片区", households_in = 0},
  {id = "990101102002", name = "西二村", township = "西乡", area = "乙片区", households_in = 0},
  {id = "990101102003", name = "孤村", township = "西乡", households_in = 0},
]
denominator = 6
*/
MATCH (v:Village) WHERE v.within CONTAINS $scope
OPTIONAL MATCH (v)-[r:MEMBER_OF]->(:Cooperative) WHERE in_force(r)
WITH v, count(r) AS joined WHERE joined = 0
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
OPTIONAL MATCH (v)<-[:LIVES_IN]-(h:Household)-[m:MEMBER_OF]->(:Cooperative) WHERE in_force(m)
RETURN v.id AS id, v.name AS name, min(t.name) AS township, min(a.name) AS area, count(DISTINCT h.id) AS households_in, v.sources AS sources
ORDER BY id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope
RETURN count(v) AS denominator
