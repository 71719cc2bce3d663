/*
title = { zh = "久未解决的问题", en = "Matters open for long" }
asks = { zh = "哪些问题超过规定天数还没有解决？", en = "Which matters have been open for longer than the set days?" }
numerator = { zh = "提出早于规定天数而截至日未解决的事项", en = "matters raised before the set days and still open on the day" }
denominator = { zh = "有提出日期且未解决、未不予办理的事项", en = "matters with a date of raising, neither solved nor declined" }
excluded = { zh = "没有提出日期的", en = "those without a date of raising" }
unit = { zh = "件", en = "matters" }
gap = true
covered = { zh = "问题未久拖", en = "Matters not open for long" }
[params]
days = { default = 60 }
[columns]
id = { node = "Matter" }
name = { zh = "事项", en = "Matter" }
kind = {}
place = {}
state = {}
raised = { zh = "提出日期", en = "Raised", type = "date" }
days = {}
[reasons]
no_date = {}
[[example]]
gives = [
  {id = "990101/W2", name = "下水堵", kind = "排水", place = "和美小区", state = "办理中", raised = 2020-06-01, days = 121},
  {id = "990101/W7", name = "漏水", kind = "排水", state = "办理中", raised = 2020-07-01, days = 91},
]
denominator = 4
excluded = { no_date = 1 }
*/
MATCH (m:Matter) WHERE m.within CONTAINS $scope AND (NOT coalesce(m.state, '') IN ['已解决', '不予办理'] OR (m.state = '已解决' AND m.solved > $as_of)) AND m.raised < $cutoff
OPTIONAL MATCH (m)-[:LOCATED_IN]->(p:Village|Grid|Area|Township|County)
WITH m, min(p.name) AS place, day_number(m.raised) AS first
RETURN m.id AS id, m.name AS name, m.kind AS kind, place, CASE WHEN m.state = '已解决' THEN '办理中' ELSE m.state END AS state, m.raised AS raised, $day - first AS days, m.sources AS sources
ORDER BY id
;
MATCH (m:Matter) WHERE m.within CONTAINS $scope AND (NOT coalesce(m.state, '') IN ['已解决', '不予办理'] OR (m.state = '已解决' AND m.solved > $as_of)) AND m.raised <= $as_of
RETURN count(m) AS denominator
;
MATCH (m:Matter) WHERE m.within CONTAINS $scope AND (NOT coalesce(m.state, '') IN ['已解决', '不予办理'] OR (m.state = '已解决' AND m.solved > $as_of)) AND m.raised IS NULL
RETURN 'no_date' AS reason, count(m) AS n, collect(m.name) AS names
