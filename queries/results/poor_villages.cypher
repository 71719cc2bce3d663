/*
title = { zh = "贫困村", en = "Poor villages" }
asks = { zh = "各乡镇有多少贫困村，出列多少？", en = "How many poor villages has each township, and how many are out of poverty?" }
numerator = { zh = "登记为已出列的贫困村", en = "poor villages recorded as out of poverty" }
denominator = { zh = "登记为贫困村的村", en = "villages registered as poor" }
excluded = { zh = "没有登记是否出列的贫困村不算出列", en = "poor villages of which it is not recorded do not count as out" }
[columns]
township_id = {}
township = {}
poor = { zh = "贫困村", en = "Poor villages", type = "integer" }
lifted = { zh = "已出列", en = "Out of poverty", type = "integer" }
[reasons]
not_recorded = { zh = "没有登记是否出列", en = "not recorded whether out of poverty" }
[[example]]
gives = [
  {township_id = "990101102", township = "西乡", poor = 2, lifted = 1},
]
denominator = 2
*/
MATCH (v:Village) WHERE v.within CONTAINS $scope AND v.poor = true
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
WITH v, min(t.id) AS township_id, min(t.name) AS township
RETURN township_id, township, count(v) AS poor, count(CASE WHEN v.lifted THEN 1 END) AS lifted, collect(v.sources) AS sources
ORDER BY township_id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope AND v.poor = true
RETURN count(v) AS denominator
;
MATCH (v:Village) WHERE v.within CONTAINS $scope AND v.poor = true AND v.lifted IS NULL
RETURN 'not_recorded' AS reason, count(v) AS n, collect(v.name) AS names
