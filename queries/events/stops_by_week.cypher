/*
title = { zh = "每周场次", en = "Stops by week" }
asks = { zh = "每周各有几场？", en = "How many stops were there in each week?" }
numerator = { zh = "该周（周一至周日）的该类活动；日期不晚于截至日的为已办", en = "events of the kind in the week, Monday to Sunday; held where the date is not after the day" }
denominator = { zh = "有日期的该类活动", en = "events of the kind that have a date" }
excluded = { zh = "没有日期的活动", en = "events without a date" }
[params]
kind = { of = "Event.kind", help = { zh = "只看这一类活动；空为在地方举办或到达地方的活动。", en = "Only events of this kind; blank for those held at or reaching a place." } }
[columns]
first = { zh = "本周首场", en = "First of the week", type = "date" }
last = { zh = "本周末场", en = "Last of the week", type = "date" }
n = { zh = "场次", en = "Stops", type = "integer" }
held = { zh = "已办", en = "Held", type = "integer" }
attendance = { zh = "参加人次", en = "Attendance", type = "integer" }
[reasons]
no_date = {}
[[example]]
gives = [
  {first = 2020-08-23, last = 2020-08-23, n = 1, held = 1, attendance = 120},
  {first = 2020-08-25, last = 2020-08-25, n = 1, held = 1},
  {first = 2020-09-12, last = 2020-09-12, n = 1, held = 1, attendance = 80},
]
denominator = 3
[[example]]
with = { kind = "宣讲演出" }
gives = [
  {first = 2020-08-23, last = 2020-08-23, n = 1, held = 1, attendance = 120},
  {first = 2020-08-25, last = 2020-08-25, n = 1, held = 1},
  {first = 2020-09-12, last = 2020-09-12, n = 1, held = 1, attendance = 80},
]
denominator = 3
excluded = { no_date = 1 }
*/
MATCH (e:Event) WHERE e.within CONTAINS $scope AND (e.kind = $kind OR ($kind = '' AND EXISTS { MATCH (e)-[:HELD_AT|REACHED]->(:Township|Village|Grid|County) })) AND e.date IS NOT NULL
WITH e, day_number(e.date) - 1 AS number
WITH number / 7 AS week, min(e.date) AS first, max(e.date) AS last, count(e) AS n, count(CASE WHEN e.date <= $as_of THEN 1 END) AS held, sum(e.attendance) AS attendance, count(e.attendance) AS counted, collect(e.sources) AS sources
RETURN first, last, n, held, CASE WHEN counted > 0 THEN toInteger(attendance) END AS attendance, sources
ORDER BY first
;
MATCH (e:Event) WHERE e.within CONTAINS $scope AND (e.kind = $kind OR ($kind = '' AND EXISTS { MATCH (e)-[:HELD_AT|REACHED]->(:Township|Village|Grid|County) })) AND e.date IS NOT NULL
RETURN count(e) AS denominator
;
MATCH (e:Event) WHERE e.within CONTAINS $scope AND (e.kind = $kind OR ($kind = '' AND EXISTS { MATCH (e)-[:HELD_AT|REACHED]->(:Township|Village|Grid|County) })) AND e.date IS NULL
RETURN 'no_date' AS reason, count(e) AS n, collect(e.name) AS names
