/*
title = { zh = "逾期的措施", en = "Measures overdue" }
asks = { zh = "哪些措施过了时限还没有完成？", en = "Which measures are past their date and not done?" }
numerator = { zh = "时限早于截至日而未完成的措施", en = "measures due before the day and not done by it" }
denominator = { zh = "截至日已开始、有时限的措施", en = "measures begun by the day that have a due date" }
excluded = { zh = "没有时限的措施", en = "measures without a due date" }
unit = { zh = "项", en = "measures" }
gap = true
covered = { zh = "措施未逾期", en = "Measures not overdue" }
[columns]
id = { node = "Measure" }
name = { zh = "措施", en = "Measure" }
kind = {}
household_id = {}
household = {}
due = {}
days = { zh = "逾期天数", en = "Days overdue", type = "integer" }
[reasons]
no_due = {}
[[example]]
gives = [
  {id = "990101/Z2", name = "大病救助", kind = "医疗", household_id = "990101/H2", household = "户 0002", due = 2020-06-30, days = 92},
]
denominator = 2
excluded = { no_due = 2 }
*/
MATCH (z:Measure) WHERE z.within CONTAINS $scope AND coalesce(z.start, date('1900-01-01')) <= $as_of AND (z.done IS NULL OR z.done > $as_of) AND z.due < $as_of
OPTIONAL MATCH (z)-[:CONCERNS]->(h:Household)
WITH z, min(h.id) AS household_id, min(h.name) AS household, day_number(z.due) AS due_day
RETURN z.id AS id, z.name AS name, z.kind AS kind, household_id, household, z.due AS due, $day - due_day AS days, z.sources AS sources
ORDER BY id
;
MATCH (z:Measure) WHERE z.within CONTAINS $scope AND coalesce(z.start, date('1900-01-01')) <= $as_of AND z.due IS NOT NULL
RETURN count(z) AS denominator
;
MATCH (z:Measure) WHERE z.within CONTAINS $scope AND coalesce(z.start, date('1900-01-01')) <= $as_of AND z.due IS NULL
RETURN 'no_due' AS reason, count(z) AS n, collect(z.id) AS names
