/*
title = { zh = "片区情况", en = "Areas at a glance" }
asks = { zh = "各片区的村、干部、值班、路程和入社情况如何？", en = "How do the areas stand in villages, cadres, rota, distance and cooperatives?" }
numerator = { zh = "各片区的村、到位干部、无人值班的日、最远分钟、未入社的村", en = "villages, cadres in place, days without duty, farthest minutes and villages outside cooperatives of each area" }
denominator = { zh = "地域内的片区", en = "areas of the territory" }
excluded = { zh = "最远分钟不含没有点位也没有实测的村；村服务点不计干部和值班", en = "the farthest minutes leave out villages with neither a point nor measured minutes; village points are left out of cadres and duty" }
[params]
cadres = {}
duty_days = {}
detour = {}
speed = {}
[columns]
area_id = {}
area = {}
kind = {}
basis = { zh = "依托", en = "Built on" }
villages = {}
cadres = { zh = "中心干部", en = "Cadres", type = "integer" }
cadres_due = { zh = "应配", en = "Due", type = "integer" }
days_empty = { zh = "无人值班（日）", en = "Days without duty", type = "integer" }
days_due = { zh = "应值班（日）", en = "Days due", type = "integer" }
farthest = { zh = "最远（分钟）", en = "Farthest (minutes)", type = "number" }
outside = { zh = "未入社村", en = "Outside cooperatives", type = "integer" }
[[example]]
gives = [
  {area_id = "990101/A1", area = "甲片区", kind = "以强带弱", basis = "东一村", villages = 3, cadres = 1, cadres_due = 2, days_empty = 1, days_due = 5, farthest = 43.4, outside = 1},
  {area_id = "990101/A2", area = "乙片区", kind = "龙头带动", basis = "惠农公司", villages = 2, cadres = 0, cadres_due = 5, days_empty = 5, days_due = 5, farthest = 12.0, outside = 1},
  {area_id = "990101/A3", area = "丙片区", villages = 0, cadres = 0, cadres_due = 0, days_empty = 0, days_due = 0, outside = 0},
]
denominator = 3
*/
MATCH (a:Area) WHERE a.within CONTAINS $scope
OPTIONAL MATCH (a)<-[:IN_AREA]-(v:Village)
WITH DISTINCT a, v
OPTIONAL MATCH (c:ServiceCentre)
OPTIONAL MATCH (c)-[s:SERVES]->(v) WHERE in_force(s)
WITH a, v, c, min(s.minutes) AS measured
WITH a, v, min(coalesce(rounded1(measured), minutes_between(c, v))) AS nearest
OPTIONAL MATCH (v)-[m:MEMBER_OF]->(k:Cooperative) WHERE in_force(m)
WITH a, v, nearest, count(k) AS joined
WITH a, count(v) AS villages, max(nearest) AS farthest, count(CASE WHEN joined = 0 THEN v.id END) AS outside
OPTIONAL MATCH (a)<-[:IN_AREA]-(c:ServiceCentre) WHERE NOT coalesce(c.kind, '') STARTS WITH '村'
WITH DISTINCT a, villages, farthest, outside, c
OPTIONAL MATCH (c)<-[:PART_OF]-(p:Post)<-[h:HOLDS_POST]-(m:Member) WHERE p.kind = '下沉干部' AND in_force(h)
WITH a, villages, farthest, outside, c, count(DISTINCT m.id) AS cadres
OPTIONAL MATCH (c)<-[:PART_OF]-(s:Shift)<-[:ON_DUTY]-(x:Member|Village)
WHERE s.weekday IN ['周一', '周二', '周三', '周四', '周五'] OR ($duty_days > 5 AND s.weekday = '周六') OR ($duty_days > 6 AND s.weekday = '周日')
WITH a, villages, farthest, outside, c, cadres, count(DISTINCT s.weekday) AS manned
WITH a, villages, farthest, outside, sum(cadres) AS cadres, sum(CASE WHEN c IS NULL THEN 0 ELSE coalesce(c.cadres, $cadres) END) AS cadres_due, count(c) AS centres, sum(manned) AS manned
WITH a, villages, farthest, outside, cadres, cadres_due, centres * $duty_days AS days_due, manned
RETURN a.id AS area_id, a.name AS area, a.kind AS kind, a.basis AS basis, villages, toInteger(cadres) AS cadres, toInteger(cadres_due) AS cadres_due,
  days_due - toInteger(manned) AS days_empty, days_due, farthest, outside, a.sources AS sources
ORDER BY area_id
;
MATCH (a:Area) WHERE a.within CONTAINS $scope
RETURN count(a) AS denominator
