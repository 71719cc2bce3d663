/*
title = { zh = "没有驻村帮扶的贫困村", en = "Poor villages without a stationed helper" }
asks = { zh = "哪些贫困村没有驻村帮扶人？", en = "Which poor villages have no helper stationed in them?" }
numerator = { zh = "截至日没有驻村帮扶人或驻村工作队的贫困村", en = "poor villages with neither a stationed helper nor a task force on the day" }
denominator = { zh = "登记为贫困村的村", en = "villages registered as poor" }
excluded = { zh = "没有登记是否贫困村的", en = "those of which it is not recorded" }
unit = { zh = "村", en = "villages" }
gap = true
covered = { zh = "贫困村有驻村帮扶", en = "Poor villages with a stationed helper" }
needs = ["PAIRED_WITH"]
[params]
programme = { help = { zh = "驻村的项目；空为名称含“驻村”的项目。", en = "The programme of stationed helpers; blank for those with 驻村 in their name." } }
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
MATCH (v:Village) WHERE v.within CONTAINS $scope AND v.poor = true
  AND NOT EXISTS { MATCH (v)<-[p:PAIRED_WITH]-(:Member) WHERE (p.programme = $programme OR ($programme = '' AND p.programme CONTAINS '驻村')) AND in_force(p) }
  AND NOT EXISTS { MATCH (v)<-[s:SERVES]-(k:Team) WHERE k.kind = '驻村工作队' AND in_force(s) }
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
RETURN v.id AS id, v.name AS name, min(t.name) AS township, v.lifted AS lifted, v.sources AS sources
ORDER BY id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope AND v.poor = true
RETURN count(v) AS denominator
