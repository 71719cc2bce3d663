/*
title = { zh = "没有驻村帮扶的贫困村", en = "Poor villages without a stationed helper" }
asks = { zh = "哪些贫困村没有驻村帮扶人？", en = "Which poor villages have no helper stationed in them?" }
numerator = { zh = "截至日没有驻村帮扶人或驻村工作队的贫困村", en = "poor villages with neither a stationed helper nor a task force on the day" }
denominator = { zh = "登记为贫困村的村，在开展该项目的县", en = "villages registered as poor, in counties that run the programme" }
excluded = { zh = "没有登记是否贫困村的；没有开展该项目的县", en = "those of which it is not recorded; counties that do not run the programme" }
unit = { zh = "村", en = "villages" }
gap = true
needs = ["PAIRED_WITH"]
[params]
programme = { default = "驻村帮扶" }
[columns]
id = { node = "Village" }
name = { zh = "村", en = "Village" }
township = {}
lifted = { zh = "已出列", en = "Out of poverty", type = "boolean" }
[[example]]
gives = [
  {id = "990101102002", name = "西二村", township = "西乡", lifted = true},
  {id = "990101102003", name = "孤村", township = "西乡", lifted = false},
]
denominator = 2
*/
MATCH (x:Village)<-[q:PAIRED_WITH]-(:Member) WHERE $programme = '' OR q.programme = $programme
WITH DISTINCT x.within AS place
MATCH (c:County) WHERE place CONTAINS ('|County:' + c.id + '|') AND NOT EXISTS { MATCH (c)<-[:PART_OF]-(:County) }
WITH DISTINCT '|County:' + c.id + '|' AS county
MATCH (v:Village) WHERE v.within CONTAINS $scope AND v.within CONTAINS county AND v.poor = true
  AND NOT EXISTS { MATCH (v)<-[p:PAIRED_WITH]-(:Member) WHERE ($programme = '' OR p.programme = $programme) AND in_force(p) }
  AND NOT EXISTS { MATCH (v)<-[s:SERVES]-(k:Team) WHERE k.kind = '驻村工作队' AND in_force(s) }
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
RETURN v.id AS id, v.name AS name, min(t.name) AS township, v.lifted AS lifted, v.sources AS sources
ORDER BY id
;
MATCH (x:Village)<-[q:PAIRED_WITH]-(:Member) WHERE $programme = '' OR q.programme = $programme
WITH DISTINCT x.within AS place
MATCH (c:County) WHERE place CONTAINS ('|County:' + c.id + '|') AND NOT EXISTS { MATCH (c)<-[:PART_OF]-(:County) }
WITH DISTINCT '|County:' + c.id + '|' AS county
MATCH (v:Village) WHERE v.within CONTAINS $scope AND v.within CONTAINS county AND v.poor = true
RETURN count(DISTINCT v.id) AS denominator
