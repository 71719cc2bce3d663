/*
title = { zh = "逾期未办的承诺", en = "Commitments overdue" }
asks = { zh = "哪些承诺过了时限还没有完成？", en = "Which commitments are past their date and not done?" }
numerator = { zh = "时限早于截至日而未完成的承诺", en = "commitments due before the day and not done by it" }
denominator = { zh = "截至日已提出、有时限的承诺", en = "commitments made by the day that have a due date" }
excluded = { zh = "没有时限的承诺", en = "commitments without a due date" }
unit = { zh = "项", en = "commitments" }
gap = true
covered = { zh = "承诺未逾期", en = "Commitments not overdue" }
[columns]
id = { node = "Commitment" }
name = { zh = "承诺事项", en = "Commitment" }
member = { zh = "承诺人", en = "Member", personal = "name" }
body = { zh = "承诺单位", en = "Body" }
due = {}
days = { zh = "逾期天数", en = "Days overdue", type = "integer" }
[reasons]
no_due = {}
[[example]]
gives = [
  {id = "990101/O2", name = "助学", member = "党员 0001", due = 2020-08-31, days = 30},
  {id = "990101/O8", name = "义务巡逻", body = "红星志愿队", due = 2020-08-01, days = 60},
]
denominator = 6
excluded = { no_due = 1 }
*/
MATCH (c:Commitment) WHERE c.within CONTAINS $scope AND coalesce(c.made, date('1900-01-01')) <= $as_of AND c.due < $as_of AND (c.done IS NULL OR c.done > $as_of)
OPTIONAL MATCH (c)<-[:COMMITS_TO]-(m:Member)
OPTIONAL MATCH (c)<-[:COMMITS_TO]-(u:Unit|Branch|Team|Enterprise)
WITH c, min(m.name) AS member, min(u.name) AS body, day_number(c.due) AS due_day
RETURN c.id AS id, c.name AS name, member, body, c.due AS due, $day - due_day AS days, c.sources AS sources
ORDER BY id
;
MATCH (c:Commitment) WHERE c.within CONTAINS $scope AND coalesce(c.made, date('1900-01-01')) <= $as_of AND c.due IS NOT NULL
RETURN count(c) AS denominator
;
MATCH (c:Commitment) WHERE c.within CONTAINS $scope AND coalesce(c.made, date('1900-01-01')) <= $as_of AND c.due IS NULL
RETURN 'no_due' AS reason, count(c) AS n, collect(c.name) AS names
