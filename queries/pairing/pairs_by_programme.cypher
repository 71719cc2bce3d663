/*
title = { zh = "结对项目", en = "Pairs by programme" }
asks = { zh = "各项目有多少对、多少帮扶人、多少帮扶对象？", en = "How many pairs, helpers and helped are there in each programme?" }
numerator = { zh = "截至日有效的结对，按帮扶对象所在地域；同一帮扶人、同一对象各只计一次", en = "pairings in force on the day, by where the helped lie; each helper and each helped once" }
denominator = { zh = "地域内有效的结对", en = "pairings in force in the territory" }
excluded = { zh = "已终止的结对；跨村只计双方都有所在村的", en = "pairings that ended; across villages only where both have a village" }
[columns]
programme = {}
pairs = { zh = "结对", en = "Pairs", type = "integer" }
helpers = { zh = "帮扶人", en = "Helpers", type = "integer" }
helped = { zh = "帮扶对象", en = "Helped", type = "integer" }
hives = { zh = "蜂箱", en = "Hives", type = "integer" }
other_village = { zh = "跨村结对", en = "In another village", type = "integer" }
[[example]]
gives = [
  {programme = "党员联户", pairs = 1, helpers = 1, helped = 1, other_village = 0},
  {programme = "包户", pairs = 2, helpers = 2, helped = 1, other_village = 1},
  {programme = "带富", pairs = 2, helpers = 2, helped = 2, hives = 6, other_village = 0},
  {programme = "帮学", pairs = 2, helpers = 1, helped = 2, other_village = 0},
  {programme = "智囊结对", pairs = 1, helpers = 1, helped = 1, other_village = 0},
  {programme = "结对共建", pairs = 1, helpers = 1, helped = 1, other_village = 0},
]
denominator = 9
*/
MATCH (x:Member|Unit|Enterprise|Village|Team|Branch|Cooperative)-[p:PAIRED_WITH]->(y:Household|Member|Village|Unit|Branch) WHERE y.within CONTAINS $scope AND in_force(p)
OPTIONAL MATCH (y)-[:LIVES_IN]->(own:Village)
OPTIONAL MATCH (y)-[:LIVES_IN]->(:Grid)-[:PART_OF*1..4]->(v:Village)
WITH x, p, y, coalesce(own.id, v.id) AS home
WITH p.programme AS programme, x.id AS helper, y.id AS helped, count(p) AS pairs, max(p.hives) AS hives,
  max(CASE WHEN home IS NOT NULL AND x.within CONTAINS '|Village:' AND NOT x.within CONTAINS ('|Village:' + home + '|') THEN 1 ELSE 0 END) AS away
WITH programme, sum(pairs) AS pairs, count(DISTINCT helper) AS helpers, count(DISTINCT helped) AS helped, sum(hives) AS hives, count(hives) AS given, sum(away) AS away
RETURN programme, toInteger(pairs) AS pairs, helpers, helped, CASE WHEN given > 0 THEN toInteger(hives) END AS hives, toInteger(away) AS other_village
ORDER BY programme
;
MATCH (:Member|Unit|Enterprise|Village|Team|Branch|Cooperative)-[p:PAIRED_WITH]->(y:Household|Member|Village|Unit|Branch) WHERE y.within CONTAINS $scope AND in_force(p)
RETURN count(p) AS denominator
