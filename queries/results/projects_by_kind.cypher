/*
title = { zh = "项目合计", en = "Projects by kind" }
asks = { zh = "各类项目合计多少数量、金额、户、人、面积？", en = "What do the projects of each kind add up to?" }
numerator = { zh = "该类、同一计量单位项目之和", en = "sums over projects of the kind with the same unit" }
denominator = { zh = "地域内的项目", en = "projects of the territory" }
excluded = { zh = "没有登记的数量不计，也不当作 0", en = "what is not recorded is left out, not taken for 0" }
[params]
kind = {}
[columns]
kind = {}
unit = { zh = "计量单位", en = "Unit" }
n = { zh = "项目", en = "Projects", type = "integer" }
quantity = { zh = "数量", en = "Quantity", type = "number" }
amount = { zh = "金额（万元）", en = "Amount (10,000 yuan)", type = "number" }
yuan_each = { zh = "每单位金额（元）", en = "Yuan each", type = "number" }
households = {}
people = { zh = "人数", en = "People", type = "integer" }
land = { zh = "面积（亩）", en = "Land (mu)", type = "number" }
hours = { zh = "用时（小时）", en = "Hours", type = "number" }
days = { zh = "最长工期（天）", en = "Longest (days)", type = "integer" }
[[example]]
gives = [
  {kind = "产业园", n = 1, land = 2000.5},
  {kind = "改厕", unit = "座", n = 2, quantity = 100.0, amount = 30.0, yuan_each = 5000.0, days = 92},
  {kind = "签约", n = 1, households = 22, people = 86, land = 236.0, hours = 52.0},
]
denominator = 4
*/
MATCH (p:Project) WHERE p.within CONTAINS $scope AND ($kind = '' OR p.kind = $kind)
WITH p, day_number(p.done) - day_number(p.start) AS days
WITH p.kind AS kind, p.unit AS unit, count(p) AS n, count(p.quantity) AS a, sum(p.quantity) AS quantity, count(p.amount) AS b, sum(p.amount) AS amount, count(p.households) AS c, sum(p.households) AS households, count(p.people) AS d, sum(p.people) AS people,
  count(p.land) AS f, sum(p.land) AS land, count(p.hours) AS g, sum(p.hours) AS hours, max(days) AS days, sum(CASE WHEN p.amount IS NOT NULL THEN p.quantity END) AS paid_for, collect(p.sources) AS sources
WITH kind, unit, n, CASE WHEN a > 0 THEN quantity END AS quantity, CASE WHEN b > 0 THEN amount END AS amount, CASE WHEN c > 0 THEN toInteger(households) END AS households, CASE WHEN d > 0 THEN toInteger(people) END AS people,
  CASE WHEN f > 0 THEN land END AS land, CASE WHEN g > 0 THEN hours END AS hours, days, CASE WHEN paid_for > 0 THEN 10000.0 * amount / paid_for END AS each, sources
RETURN kind, unit, n, rounded2(quantity) AS quantity, rounded2(amount) AS amount, rounded2(each) AS yuan_each, households, people, rounded2(land) AS land, rounded2(hours) AS hours, days, sources
ORDER BY kind, unit
;
MATCH (p:Project) WHERE p.within CONTAINS $scope AND ($kind = '' OR p.kind = $kind)
RETURN count(p) AS denominator
