/*
title = { zh = "承诺情况", en = "Commitments by role" }
asks = { zh = "各类职务有多少人承诺了多少项？", en = "How many members of each role have made how many commitments?" }
numerator = { zh = "截至日已提出的承诺；一人只按一种职务计：两委、后备、带头人在先", en = "commitments made by the day; a member counts in one role: two-committee, then reserve, then rich leader" }
denominator = { zh = "地域内登记的人员", en = "people on record in the territory" }
excluded = { zh = "单位、党组织、队伍、企业的承诺", en = "commitments of units, branches, teams and enterprises" }
[params]
committee = { title = { zh = "两委成员至少", en = "Two-committee at least" }, help = { zh = "两委成员应承诺几项。", en = "How many a two-committee member should make." }, type = "integer", default = 2 }
others = { title = { zh = "后备、带头人至少", en = "Others at least" }, help = { zh = "后备干部、致富带头人应承诺几项。", en = "How many a reserve cadre or rich leader should make." }, type = "integer", default = 1 }
[columns]
role = {}
members = { zh = "人数", en = "Members", type = "integer" }
committed = { zh = "有承诺", en = "With commitments", type = "integer" }
commitments = { zh = "承诺事项", en = "Commitments", type = "integer" }
short = { zh = "不足", en = "Short of quota", type = "integer" }
[[example]]
gives = [
  {role = "两委成员", members = 3, committed = 2, commitments = 3, short = 2},
  {role = "其他", members = 7, committed = 0, commitments = 0, short = 0},
  {role = "后备干部", members = 1, committed = 1, commitments = 1, short = 0},
  {role = "致富带头人", members = 1, committed = 0, commitments = 0, short = 1},
]
denominator = 12
*/
MATCH (m:Member) WHERE m.within CONTAINS $scope
OPTIONAL MATCH (m)-[:COMMITS_TO]->(c:Commitment) WHERE coalesce(c.made, date('1900-01-01')) <= $as_of
WITH m, coalesce(CASE WHEN m.committee THEN '两委成员' WHEN m.reserve THEN '后备干部' WHEN m.rich_leader THEN '致富带头人' END, '其他') AS role, count(DISTINCT c.id) AS made
WITH role, count(m) AS members, count(CASE WHEN made > 0 THEN 1 END) AS committed, sum(made) AS commitments, count(CASE WHEN (role = '两委成员' AND made < $committee) OR (role IN ['后备干部', '致富带头人'] AND made < $others) THEN 1 END) AS short
RETURN role, members, committed, toInteger(commitments) AS commitments, short
ORDER BY role
;
MATCH (m:Member) WHERE m.within CONTAINS $scope
RETURN count(m) AS denominator
