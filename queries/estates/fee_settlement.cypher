/*
title = { zh = "物业费清缴", en = "Fees settled" }
asks = { zh = "各缴费群体、各小区清缴了多少？", en = "How much has each payer group and estate settled?" }
numerator = { zh = "已缴户数（金额）", en = "households (amount) settled" }
denominator = { zh = "该年度应缴户数（金额）", en = "households (amount) due in the year" }
excluded = { zh = "没有登记已缴户数的记录；不记个人", en = "records without the number settled; nothing is kept by person" }
[params]
year = {}
[columns]
payer = { zh = "缴费群体", en = "Payer group" }
id = { zh = "地方编码", en = "Place code" }
place = {}
paid = { zh = "已缴户", en = "Settled", type = "integer" }
due = { zh = "应缴户", en = "Due", type = "integer" }
percent = { zh = "户清缴率（%）", en = "Households (%)", type = "percent" }
amount_percent = { zh = "金额清缴率（%）", en = "Amount (%)", type = "percent" }
[reasons]
not_paid_recorded = {}
[[example]]
gives = [
  {payer = "业主", id = "990101/E1", place = "和美小区", paid = 195, due = 200, percent = 97.5, amount_percent = 97.5},
  {payer = "机关事业单位干部职工", id = "990101", place = "小县", paid = 99, due = 100, percent = 99.0, amount_percent = 99.0},
]
denominator = 300
excluded = { not_paid_recorded = 1 }
*/
MATCH (f:FeeRecord) WHERE f.within CONTAINS $scope AND f.year = $year AND f.due_households > 0 AND f.paid_households IS NOT NULL
OPTIONAL MATCH (f)-[:LOCATED_IN]->(p:Village|Grid|Area|Township|County)
WITH f, min(p.id) AS id, min(p.name) AS place
WITH f.payer AS payer, id, place, sum(f.paid_households) AS paid, sum(f.due_households) AS due, sum(f.paid_amount) AS paid_amount, sum(f.due_amount) AS due_amount, collect(f.sources) AS sources
WITH payer, id, place, toInteger(paid) AS paid, toInteger(due) AS due, paid_amount, due_amount, sources, CASE WHEN due_amount > 0 THEN 100.0 * paid_amount / due_amount END AS amount_share
WITH payer, id, place, paid, due, sources, 100.0 * paid / due AS share, amount_share
RETURN payer, id, place, paid, due, rounded1(share) AS percent, rounded1(amount_share) AS amount_percent, sources
ORDER BY payer, id
;
MATCH (f:FeeRecord) WHERE f.within CONTAINS $scope AND f.year = $year AND f.paid_households IS NOT NULL
RETURN toInteger(coalesce(sum(f.due_households), 0)) AS denominator
;
MATCH (f:FeeRecord) WHERE f.within CONTAINS $scope AND f.year = $year AND f.paid_households IS NULL
RETURN 'not_paid_recorded' AS reason, count(f) AS n, collect(f.id) AS names
