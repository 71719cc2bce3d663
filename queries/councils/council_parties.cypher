/*
title = { zh = "议事各方", en = "Parties to the councils" }
asks = { zh = "四方各在几个议事会有席位？", en = "On how many councils is each of the four parties seated?" }
numerator = { zh = "截至日有该方席位的议事会", en = "councils with a seat of the party on the day" }
denominator = { zh = "地域内的议事会", en = "councils of the territory" }
excluded = { zh = "业主代表不是一方，不列", en = "owners' delegates are no party and not listed" }
[columns]
role = { zh = "一方", en = "Party" }
n = { zh = "议事会", en = "Councils", type = "integer" }
percent = {}
[[example]]
gives = [
  {role = "业委会", n = 1, percent = 50.0},
  {role = "居委会", n = 1, percent = 50.0},
  {role = "物业企业", n = 1, percent = 50.0},
  {role = "社区党组织", n = 2, percent = 100.0},
]
denominator = 2
*/
MATCH (c:Team) WHERE c.within CONTAINS $scope AND c.kind = '议事会'
MATCH (c)<-[s:SEATED_ON]-(:Member|Unit|Branch|Team|Enterprise) WHERE s.role IN ['社区党组织', '居委会', '业委会', '物业企业'] AND in_force(s)
WITH s.role AS role, count(DISTINCT c.id) AS n, collect(s.sources) AS sources
MATCH (a:Team) WHERE a.within CONTAINS $scope AND a.kind = '议事会'
WITH role, n, sources, count(a) AS councils
WITH role, n, sources, 100.0 * n / councils AS share
RETURN role, n, rounded1(share) AS percent, sources
ORDER BY role
;
MATCH (c:Team) WHERE c.within CONTAINS $scope AND c.kind = '议事会'
RETURN count(c) AS denominator
