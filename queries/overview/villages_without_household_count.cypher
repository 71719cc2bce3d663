/*
title = { zh = "没有登记户数的村", en = "Villages without a household count" }
asks = { zh = "哪些村没有登记户数？", en = "Which villages have no number of households recorded?" }
numerator = { zh = "户数空缺的村", en = "villages whose number of households is missing" }
denominator = { zh = "地域内的村", en = "villages of the territory" }
excluded = { zh = "无", en = "none" }
unit = { zh = "村", en = "villages" }
gap = false
[columns]
id = { node = "Village" }
name = { zh = "村", en = "Village" }
township = {}
area = {}
[[example]]
gives = [
  {id = "990101101003", name = "东三村", township = "东镇", area = "甲片区"},
]
denominator = 6
*/
MATCH (v:Village) WHERE v.within CONTAINS $scope AND v.households IS NULL
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
RETURN v.id AS id, v.name AS name, min(t.name) AS township, min(a.name) AS area, v.sources AS sources
ORDER BY id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope
RETURN count(v) AS denominator
