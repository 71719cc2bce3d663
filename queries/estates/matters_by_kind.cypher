/*
title = { zh = "问题类别与办结", en = "Matters by kind" }
asks = { zh = "各类问题有多少，解决了多少，平均多少天？", en = "How many matters of each kind were raised and solved, and in how many days?" }
numerator = { zh = "截至日已提出的该类事项；天数从提出到解决", en = "matters of the kind raised by the day; days from raising to solving" }
denominator = { zh = "地域内截至日已提出的事项", en = "matters of the territory raised by the day" }
excluded = { zh = "没有登记两个日期的不计天数；没有登记办理状态的只计提出；截至日以后解决的按办理中", en = "no days for those without both dates; those without a state only count as raised; those solved after the day as under way" }
[columns]
kind = {}
n = { zh = "提出", en = "Raised", type = "integer" }
solved = { zh = "已解决", en = "Solved", type = "integer" }
under_way = { zh = "办理中", en = "Under way", type = "integer" }
waiting = { zh = "未办理", en = "Waiting", type = "integer" }
declined = { zh = "不予办理", en = "Declined", type = "integer" }
mean_days = { zh = "平均天数", en = "Mean days", type = "number" }
longest = { zh = "最长天数", en = "Longest", type = "integer" }
[reasons]
no_date = {}
no_matter_state = { zh = "没有登记办理状态", en = "state not recorded" }
[[example]]
gives = [
  {kind = "停车", n = 1, solved = 1, under_way = 0, waiting = 0, declined = 0, mean_days = 30.0, longest = 30},
  {kind = "排水", n = 3, solved = 1, under_way = 2, waiting = 0, declined = 0},
  {kind = "议题", n = 3, solved = 1, under_way = 0, waiting = 2, declined = 0, mean_days = 19.0, longest = 19},
  {n = 1, solved = 0, under_way = 0, waiting = 0, declined = 0},
]
denominator = 8
excluded = { no_date = 1, no_matter_state = 1 }
*/
MATCH (m:Matter) WHERE m.within CONTAINS $scope AND coalesce(m.raised, date('1900-01-01')) <= $as_of
WITH m, CASE WHEN m.solved <= $as_of THEN m.solved END AS solved, CASE WHEN m.solved > $as_of AND m.state = '已解决' THEN '办理中' ELSE m.state END AS state
WITH m, state, day_number(m.raised) AS first, day_number(solved) AS last
WITH m.kind AS kind, count(m) AS n, count(CASE WHEN state = '已解决' THEN 1 END) AS solved, count(CASE WHEN state = '办理中' THEN 1 END) AS under_way, count(CASE WHEN state = '已提出' THEN 1 END) AS waiting,
  count(CASE WHEN state = '不予办理' THEN 1 END) AS declined, sum(last - first) AS total, count(last - first) AS timed, max(last - first) AS longest, collect(m.sources) AS sources
WITH kind, n, solved, under_way, waiting, declined, longest, sources, CASE WHEN timed > 0 THEN 1.0 * toInteger(total) / timed END AS average
RETURN kind, n, solved, under_way, waiting, declined, rounded1(average) AS mean_days, longest, sources
ORDER BY kind
;
MATCH (m:Matter) WHERE m.within CONTAINS $scope AND coalesce(m.raised, date('1900-01-01')) <= $as_of
RETURN count(m) AS denominator
;
MATCH (m:Matter) WHERE m.within CONTAINS $scope AND m.state = '已解决' AND (m.raised IS NULL OR m.solved IS NULL)
RETURN 'no_date' AS reason, count(m) AS n, collect(m.name) AS names
UNION ALL
MATCH (m:Matter) WHERE m.within CONTAINS $scope AND coalesce(m.raised, date('1900-01-01')) <= $as_of AND m.state IS NULL
RETURN 'no_matter_state' AS reason, count(m) AS n, collect(m.name) AS names
