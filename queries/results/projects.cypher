/*
title = { zh = "项目", en = "Projects" }
asks = { zh = "有哪些项目，数量、用时、参与方如何？", en = "Which projects are there, in which quantities, how long, and by whom?" }
numerator = { zh = "地域内该类项目，按金额从大到小，没有登记金额的在后", en = "projects of the kind in the territory, the largest amount first, those without one last" }
denominator = { zh = "地域内该类项目", en = "projects of the kind in the territory" }
excluded = { zh = "无", en = "none" }
[params]
kind = {}
[columns]
id = { node = "Project" }
name = { zh = "项目", en = "Project" }
kind = {}
quantity = { zh = "数量", en = "Quantity", type = "number" }
unit = { zh = "计量单位", en = "Unit" }
amount = { zh = "金额（万元）", en = "Amount (10,000 yuan)", type = "number" }
households = {}
people = { zh = "人数", en = "People", type = "integer" }
land = { zh = "面积（亩）", en = "Land (mu)", type = "number" }
hours = { zh = "用时（小时）", en = "Hours", type = "number" }
start = { zh = "开始", en = "Start", type = "date" }
done = { zh = "完成", en = "Done", type = "date" }
days = { zh = "工期（天）", en = "Days", type = "integer" }
villages = { zh = "参与村", en = "Villages", type = "integer" }
parties = { zh = "参与方", en = "Parties", type = "integer" }
[[example]]
gives = [
  {id = "990101/L1", name = "无害化厕所", kind = "改厕", quantity = 60.0, unit = "座", amount = 30.0, start = 2020-03-01, done = 2020-06-01, days = 92, villages = 0, parties = 0},
  {id = "990101/L2", name = "改厕二期", kind = "改厕", quantity = 40.0, unit = "座", villages = 0, parties = 0},
  {id = "990101/L3", name = "联建产业园", kind = "产业园", land = 2000.5, start = 2020-04-01, villages = 2, parties = 2},
  {id = "990101/L4", name = "地块签约", kind = "签约", households = 22, people = 86, land = 236.0, hours = 52.0, done = 2020-08-01, villages = 0, parties = 0},
]
denominator = 4
*/
MATCH (p:Project) WHERE p.within CONTAINS $scope AND ($kind = '' OR p.kind = $kind)
OPTIONAL MATCH (p)<-[r:WORKS_ON]-(x:Branch|Member|Unit|Team|Village|Enterprise|Cooperative)
OPTIONAL MATCH (p)<-[:WORKS_ON]-(v:Village)
WITH p, count(DISTINCT v.id) AS villages, count(DISTINCT x.id) AS parties, collect(DISTINCT r.sources) AS ties, day_number(p.start) AS first, day_number(p.done) AS last
RETURN p.id AS id, p.name AS name, p.kind AS kind, p.quantity AS quantity, p.unit AS unit, p.amount AS amount, p.households AS households, p.people AS people, p.land AS land, p.hours AS hours,
  p.start AS start, p.done AS done, last - first AS days, villages, parties, ties + [p.sources] AS sources
ORDER BY coalesce(amount, -1.0) DESC, id
;
MATCH (p:Project) WHERE p.within CONTAINS $scope AND ($kind = '' OR p.kind = $kind)
RETURN count(p) AS denominator
