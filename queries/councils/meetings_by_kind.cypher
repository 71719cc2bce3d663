/*
title = { zh = "会议与活动", en = "Meetings by kind" }
asks = { zh = "各类会议和活动开了多少次，还安排了多少次？", en = "How many meetings of each kind were held, and how many are planned?" }
numerator = { zh = "由党组织、队伍或在某地举办的该类活动；日期不晚于截至日的为已办", en = "events of the kind; held where their date is not after the day" }
denominator = { zh = "地域内的活动", en = "events of the territory" }
excluded = { zh = "没有日期的活动；没有登记参加人数的不计人次", en = "events without a date; those without an attendance, from the attendance" }
[columns]
kind = {}
n = { zh = "合计", en = "All", type = "integer" }
held = { zh = "已办", en = "Held", type = "integer" }
bodies = { zh = "会议体", en = "Bodies", type = "integer" }
attendance = { zh = "参加人次", en = "Attendance", type = "integer" }
last = { zh = "最近一次", en = "Last", type = "date" }
[reasons]
no_date = {}
[[example]]
gives = [
  {kind = "主题活动", n = 1, held = 1, bodies = 1, last = 2020-09-20},
  {kind = "决策听证", n = 1, held = 1, bodies = 1, last = 2020-07-01},
  {kind = "宣讲演出", n = 3, held = 3, bodies = 0, attendance = 200, last = 2020-09-12},
  {kind = "议事会议", n = 1, held = 1, bodies = 1, last = 2020-09-15},
]
denominator = 6
excluded = { no_date = 1 }
*/
MATCH (e:Event) WHERE e.within CONTAINS $scope AND e.date IS NOT NULL
WITH e.kind AS kind, count(e) AS n, count(CASE WHEN e.date <= $as_of THEN 1 END) AS held, sum(CASE WHEN e.date <= $as_of THEN e.attendance END) AS attendance, count(CASE WHEN e.date <= $as_of THEN e.attendance END) AS counted, max(CASE WHEN e.date <= $as_of THEN e.date END) AS last, collect(e.sources) AS sources, collect(e.id) AS ids
OPTIONAL MATCH (x:Event)-[:HELD_AT]->(b:Team|Branch) WHERE x.id IN ids
RETURN kind, n, held, count(DISTINCT b.id) AS bodies, CASE WHEN counted > 0 THEN toInteger(attendance) END AS attendance, last, sources
ORDER BY kind
;
MATCH (e:Event) WHERE e.within CONTAINS $scope AND e.date IS NOT NULL
RETURN count(e) AS denominator
;
MATCH (e:Event) WHERE e.within CONTAINS $scope AND e.date IS NULL
RETURN 'no_date' AS reason, count(e) AS n, collect(e.name) AS names
