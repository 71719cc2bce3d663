/*
title = { zh = "承诺不足的党员", en = "Members short of their quota" }
asks = { zh = "哪些两委成员、后备干部、带头人承诺不足？", en = "Which committee members, reserve cadres and rich leaders have too few commitments?" }
numerator = { zh = "截至日承诺少于应承诺项数的人", en = "those with fewer commitments by the day than they should have" }
denominator = { zh = "登记为两委成员、后备干部或致富带头人的党员；一人取最高要求", en = "members recorded as two-committee, reserve or rich leader; the highest demand counts" }
excluded = { zh = "三种身份都没有登记的", en = "those of whom none of the three is recorded" }
unit = { zh = "名", en = "members" }
gap = true
covered = { zh = "党员承诺足额", en = "Members who meet their quota" }
needs = ["Commitment"]
[params]
committee = { title = { zh = "两委成员至少", en = "Two-committee at least" }, help = { zh = "两委成员应承诺几项。", en = "How many a two-committee member should make." }, type = "integer", default = 2 }
others = { title = { zh = "后备、带头人至少", en = "Others at least" }, help = { zh = "后备干部、致富带头人应承诺几项。", en = "How many a reserve cadre or rich leader should make." }, type = "integer", default = 1 }
[columns]
id = { node = "Member" }
name = { zh = "党员", en = "Member", personal = "name" }
role = {}
organisation = {}
made = { zh = "承诺", en = "Made", type = "integer" }
quota = { zh = "应有", en = "Due", type = "integer" }
missing = { zh = "缺", en = "Missing", type = "integer" }
[reasons]
no_roles = {}
[[example]]
gives = [
  {id = "990101/M2", name = "党员 0002", role = "两委成员", organisation = "东一村党支部", made = 1, quota = 2, missing = 1},
  {id = "990101/M4", name = "党员 0004", role = "致富带头人", organisation = "西一村党支部", made = 0, quota = 1, missing = 1},
  {id = "990101/M5", name = "党员 0005", role = "两委成员", organisation = "西一村党支部", made = 0, quota = 2, missing = 2},
]
denominator = 5
excluded = { no_roles = 5 }
*/
MATCH (m:Member) WHERE m.within CONTAINS $scope AND (m.committee = true OR m.reserve = true OR m.rich_leader = true)
OPTIONAL MATCH (m)-[r:COMMITS_TO]->(c:Commitment) WHERE coalesce(c.made, date('1900-01-01')) <= $as_of
WITH m, CASE WHEN m.committee THEN '两委成员' WHEN m.reserve THEN '后备干部' WHEN m.rich_leader THEN '致富带头人' END AS role, CASE WHEN m.committee THEN $committee ELSE $others END AS quota, count(DISTINCT c.id) AS made, collect(r.sources) AS ties
WHERE made < quota
OPTIONAL MATCH (m)-[r:MEMBER_OF]->(b:Branch) WHERE r.role = '本级' AND in_force(r)
WITH m, role, quota, made, ties, min(b.name) AS organisation
RETURN m.id AS id, m.name AS name, role, organisation, made, quota, quota - made AS missing, ties + [m.sources] AS sources
ORDER BY id
;
MATCH (m:Member) WHERE m.within CONTAINS $scope AND (m.committee = true OR m.reserve = true OR m.rich_leader = true)
RETURN count(m) AS denominator
;
MATCH (m:Member) WHERE m.within CONTAINS $scope AND coalesce(m.status, '') <> '非党员' AND m.committee IS NULL AND m.reserve IS NULL AND m.rich_leader IS NULL
RETURN 'no_roles' AS reason, count(m) AS n, collect(m.id) AS names
