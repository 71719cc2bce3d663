/*
title = { zh = "党员人数", en = "Members by standing" }
asks = { zh = "各种身份的党员有多少，有多少在县外？", en = "How many members are there of each standing, and how many are away?" }
numerator = { zh = "该身份的人", en = "people of the standing" }
denominator = { zh = "地域内登记的人员，含非党员", en = "people on record in the territory, those who are no members too" }
excluded = { zh = "没有登记身份的另列一行", en = "those whose standing is not recorded are in a row of their own" }
[columns]
status = { zh = "身份", en = "Standing" }
n = {}
outside = { zh = "在县外", en = "Away", type = "integer" }
committee = { zh = "两委成员", en = "Two-committee", type = "integer" }
with_branch = { zh = "有党组织", en = "With a branch", type = "integer" }
[[example]]
gives = [
  {status = "正式党员", n = 10, outside = 2, committee = 3, with_branch = 8},
  {status = "非党员", n = 1, outside = 0, committee = 0, with_branch = 0},
  {n = 1, outside = 0, committee = 0, with_branch = 0},
]
denominator = 12
*/
MATCH (m:Member) WHERE m.within CONTAINS $scope
OPTIONAL MATCH (m)-[r:MEMBER_OF]->(b:Branch) WHERE in_force(r)
WITH m, count(b) AS branches
RETURN m.status AS status, count(m) AS n, count(CASE WHEN m.outside THEN 1 END) AS outside, count(CASE WHEN m.committee THEN 1 END) AS committee, count(CASE WHEN branches > 0 THEN 1 END) AS with_branch
ORDER BY status
;
MATCH (m:Member) WHERE m.within CONTAINS $scope
RETURN count(m) AS denominator
