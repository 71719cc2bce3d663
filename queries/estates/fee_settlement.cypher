/*
title = { zh = "物业费清缴", en = "Fees settled" }
asks = { zh = "各缴费群体、各小区清缴了多少？", en = "How much has each payer group and estate settled?" }
numerator = { zh = "已缴户数（金额）", en = "households (amount) settled" }
denominator = { zh = "该年度应缴户数（金额）", en = "households (amount) due in the year" }
excluded = { zh = "应缴、已缴缺一的不计户（金额）；不记个人", en = "records without either number (amount) from the households (amounts); nothing is kept by person" }
[params]
year = { latest = "FeeRecord" }
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
  {payer = "业主", id = "990101/E2", place = "安居小区", amount_percent = 80.0},
  {payer = "机关事业单位干部职工", id = "990101", place = "小县", paid = 99, due = 100, percent = 99.0, amount_percent = 99.0},
]
denominator = 300
excluded = { not_paid_recorded = 2 }
*/
MATCH (f:FeeRecord) WHERE f.within CONTAINS $scope AND f.year = $year AND ((f.due_households > 0 AND f.paid_households IS NOT NULL) OR (f.due_amount > 0 AND f.paid_amount IS NOT NULL))
OPTIONAL MATCH (f)-[:LOCATED_IN]->(p:Village|Grid|Area|Township|County)
WITH f, min(p.id) AS id, min(p.name) AS place, f.due_households > 0 AND f.paid_households IS NOT NULL AS by_household, f.due_amount > 0 AND f.paid_amount IS NOT NULL AS by_amount
WITH f.payer AS payer, id, place, sum(CASE WHEN by_household THEN f.paid_households END) AS paid, sum(CASE WHEN by_household THEN f.due_households END) AS due,
  sum(CASE WHEN by_amount THEN f.paid_amount END) AS paid_amount, sum(CASE WHEN by_amount THEN f.due_amount END) AS due_amount, collect(f.sources) AS sources
WITH payer, id, place, CASE WHEN due > 0 THEN toInteger(paid) END AS paid, CASE WHEN due > 0 THEN toInteger(due) END AS due, sources, CASE WHEN due_amount > 0 THEN 100.0 * paid_amount / due_amount END AS amount_share
WITH payer, id, place, paid, due, sources, CASE WHEN due > 0 THEN 100.0 * paid / due END AS share, amount_share
RETURN payer, id, place, paid, due, rounded1(share) AS percent, rounded1(amount_share) AS amount_percent, sources
ORDER BY payer, id
;
MATCH (f:FeeRecord) WHERE f.within CONTAINS $scope AND f.year = $year AND f.paid_households IS NOT NULL
RETURN toInteger(coalesce(sum(f.due_households), 0)) AS denominator
;
MATCH (f:FeeRecord) WHERE f.within CONTAINS $scope AND f.year = $year AND (f.paid_households IS NULL OR f.due_households IS NULL)
RETURN 'not_paid_recorded' AS reason, count(f) AS n, collect(f.id) AS names
