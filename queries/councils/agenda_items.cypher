/*
title = { zh = "议题", en = "Agenda items" }
asks = { zh = "各议题提交给谁，到什么程度，多少天了？", en = "To whom was each item put, how far has it come, and how old is it?" }
numerator = { zh = "截至日已提出的议题；已解决的天数从提出到解决，其他从提出到截至日", en = "items raised by the day; days from raising to solving where solved, else to the day" }
denominator = { zh = "地域内的议题", en = "agenda items of the territory" }
excluded = { zh = "没有提出日期、已解决而没有解决日期的不计天数；截至日以后解决的按办理中", en = "no days for those without a date of raising, or solved without a date; those solved after the day count as under way" }
[columns]
id = { node = "Matter" }
name = { zh = "议题", en = "Item" }
body = { zh = "提交给", en = "Put to" }
state = {}
raised = { zh = "提出日期", en = "Raised", type = "date" }
solved = { zh = "解决日期", en = "Solved", type = "date" }
days = {}
[reasons]
no_date = {}
[[example]]
gives = [
  {id = "990101/W4", name = "增设路灯议题", body = "东一大党委", state = "已提出", raised = 2020-09-10, days = 20},
  {id = "990101/W5", name = "共驻共建议题", body = "东一大党委", state = "已提出"},
  {id = "990101/W6", name = "旧议题", body = "第一次议事会议", state = "已解决", raised = 2020-02-01, solved = 2020-02-20, days = 19},
]
denominator = 3
excluded = { no_date = 1 }
*/
MATCH (m:Matter) WHERE m.within CONTAINS $scope AND m.kind = '议题' AND coalesce(m.raised, date('1900-01-01')) <= $as_of
OPTIONAL MATCH (m)-[:PUT_TO]->(b:Event|Team|Branch)
WITH m, min(b.name) AS body, CASE WHEN m.solved <= $as_of THEN m.solved END AS solved,
  CASE WHEN m.solved > $as_of AND m.state = '已解决' THEN '办理中' ELSE m.state END AS state
WITH m, body, solved, state, day_number(m.raised) AS first, day_number(solved) AS last
RETURN m.id AS id, m.name AS name, body, state, m.raised AS raised, solved, CASE WHEN last IS NOT NULL THEN last - first WHEN state = '已解决' THEN null ELSE $day - first END AS days, m.sources AS sources
ORDER BY id
;
MATCH (m:Matter) WHERE m.within CONTAINS $scope AND m.kind = '议题' AND coalesce(m.raised, date('1900-01-01')) <= $as_of
RETURN count(m) AS denominator
;
MATCH (m:Matter) WHERE m.within CONTAINS $scope AND m.kind = '议题' AND m.raised IS NULL
RETURN 'no_date' AS reason, count(m) AS n, collect(m.name) AS names
