/*
title = { zh = "养蜂帮扶", en = "Hives given" }
asks = { zh = "每名帮扶人给了几户多少箱蜂，每户几箱？", en = "How many hives has each helper given to how many households?" }
numerator = { zh = "有效结对上登记的蜂箱", en = "hives recorded on pairings in force" }
denominator = { zh = "登记了蜂箱的被帮扶户", en = "households helped with hives on record" }
excluded = { zh = "没有登记蜂箱的结对", en = "pairings without hives" }
[columns]
id = { node = "Member" }
name = { zh = "帮扶人", en = "Helper", personal = "name" }
households = { zh = "户", en = "Households", type = "integer" }
hives = { zh = "蜂箱", en = "Hives", type = "integer" }
each = { zh = "每户箱数", en = "Hives each", type = "number" }
visits = { zh = "上门指导", en = "Visits of guidance", type = "integer" }
[[example]]
gives = [
  {id = "990101/M1", name = "党员 0001", households = 1, hives = 2, each = 2.0, visits = 1},
  {id = "990101/M10", name = "党员 0010", households = 1, hives = 4, each = 4.0, visits = 0},
]
denominator = 2
*/
MATCH (m:Member)-[p:PAIRED_WITH]->(h:Household) WHERE m.within CONTAINS $scope AND p.hives > 0 AND in_force(p)
WITH m, count(DISTINCT h.id) AS households, sum(p.hives) AS hives, collect(DISTINCT p.sources) AS sources
OPTIONAL MATCH (m)<-[:DONE_BY]-(n:Visit) WHERE n.kind = '指导' AND n.date <= $as_of
WITH m, households, hives, sources, count(DISTINCT n.id) AS visits, 1.0 * toInteger(hives) / households AS each
RETURN m.id AS id, m.name AS name, households, toInteger(hives) AS hives, rounded2(each) AS each, visits, sources
ORDER BY id
;
MATCH (m:Member)-[p:PAIRED_WITH]->(h:Household) WHERE m.within CONTAINS $scope AND p.hives > 0 AND in_force(p)
RETURN count(DISTINCT h.id) AS denominator
