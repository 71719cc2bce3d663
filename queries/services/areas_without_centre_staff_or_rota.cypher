/*
title = { zh = "中心、干部或值班不齐的片区", en = "Areas lacking centre, staff or rota" }
asks = { zh = "哪些片区缺中心、缺干部或有日子无人值班？", en = "Which areas lack a centre, its staff, or duty on some day?" }
numerator = { zh = "没有中心，或缺书记、副书记、主任，或下沉干部不足，或有应值班日无人值班的片区", en = "areas without a centre, or without secretary, deputy or director, or short of cadres, or with a day without duty" }
denominator = { zh = "地域内的片区", en = "areas of the territory" }
excluded = { zh = "没有写明星期的值班不计为值班；村服务点不算片区的中心", en = "shifts without a weekday do not count as duty; a village point is no centre of its area" }
unit = { zh = "片区", en = "areas" }
gap = true
covered = { zh = "片区中心、干部、值班齐全", en = "Areas with centre, staff and rota" }
needs = ["ServiceCentre"]
[params]
cadres = {}
duty_days = {}
[columns]
id = { node = "Area" }
name = { zh = "片区", en = "Area" }
centres = { zh = "中心", en = "Centres", type = "integer" }
secretary = { zh = "书记", en = "Secretary", type = "integer" }
deputy = { zh = "副书记", en = "Deputy", type = "integer" }
director = { zh = "主任", en = "Director", type = "integer" }
cadres = { zh = "下沉干部", en = "Cadres", type = "integer" }
cadres_due = { zh = "应配", en = "Due", type = "integer" }
days_manned = { zh = "有人值班（日）", en = "Days with duty", type = "integer" }
days_due = { zh = "应值班（日）", en = "Days due", type = "integer" }
[[example]]
gives = [
  {id = "990101/A1", name = "甲片区", centres = 1, secretary = 1, deputy = 1, director = 1, cadres = 1, cadres_due = 2, days_manned = 4, days_due = 5},
  {id = "990101/A2", name = "乙片区", centres = 1, secretary = 0, deputy = 0, director = 0, cadres = 0, cadres_due = 5, days_manned = 0, days_due = 5},
  {id = "990101/A3", name = "丙片区", centres = 0, secretary = 0, deputy = 0, director = 0, cadres = 0, cadres_due = 0, days_manned = 0, days_due = 0},
]
denominator = 3
*/
MATCH (a:Area) WHERE a.within CONTAINS $scope
OPTIONAL MATCH (a)<-[:IN_AREA]-(c:ServiceCentre) WHERE NOT coalesce(c.kind, '') STARTS WITH '村'
WITH DISTINCT a, c
OPTIONAL MATCH (c)<-[:PART_OF]-(p:Post)<-[h:HOLDS_POST]-(m:Member) WHERE in_force(h)
WITH a, c, count(DISTINCT CASE WHEN p.kind = '书记' THEN m.id END) AS secretary, count(DISTINCT CASE WHEN p.kind = '副书记' THEN m.id END) AS deputy,
  count(DISTINCT CASE WHEN p.kind = '主任' THEN m.id END) AS director, count(DISTINCT CASE WHEN p.kind = '下沉干部' THEN m.id END) AS cadres, collect(DISTINCT h.sources) AS posts
OPTIONAL MATCH (c)<-[:PART_OF]-(s:Shift)<-[:ON_DUTY]-(x:Member|Village)
WHERE s.weekday IN ['周一', '周二', '周三', '周四', '周五'] OR ($duty_days > 5 AND s.weekday = '周六') OR ($duty_days > 6 AND s.weekday = '周日')
WITH a, c, secretary, deputy, director, cadres, count(DISTINCT s.weekday) AS manned
WITH a, count(c) AS centres, sum(secretary) AS secretaries, sum(deputy) AS deputies, sum(director) AS directors, sum(cadres) AS sent, sum(CASE WHEN c IS NULL THEN 0 ELSE coalesce(c.cadres, $cadres) END) AS due,
  sum(manned) AS manned, collect(c.sources) AS sources,
  count(CASE WHEN secretary = 0 OR deputy = 0 OR director = 0 OR cadres < coalesce(c.cadres, $cadres) OR manned < $duty_days THEN 1 END) AS lacking
WHERE centres = 0 OR lacking > 0
RETURN a.id AS id, a.name AS name, centres, toInteger(secretaries) AS secretary, toInteger(deputies) AS deputy, toInteger(directors) AS director, toInteger(sent) AS cadres, toInteger(due) AS cadres_due,
  toInteger(manned) AS days_manned, centres * $duty_days AS days_due, sources + [a.sources] AS sources
ORDER BY id
;
MATCH (a:Area) WHERE a.within CONTAINS $scope
RETURN count(a) AS denominator
