/*
title = { zh = "缺方的议事会", en = "Councils lacking a party" }
asks = { zh = "哪些议事会缺少四方中的一方？", en = "Which councils lack one of the four parties?" }
numerator = { zh = "截至日社区党组织、居委会、业委会、物业企业不齐的议事会", en = "councils on the day without a seat of the community's organisation, residents' committee, owners' committee or property firm" }
denominator = { zh = "地域内的议事会", en = "councils of the territory" }
excluded = { zh = "业主代表另问", en = "owners' delegates are asked for separately" }
unit = { zh = "个", en = "councils" }
gap = true
covered = { zh = "议事会各方齐全", en = "Councils with every party" }
[columns]
id = { node = "Team" }
name = { zh = "议事会", en = "Council" }
place = { zh = "小区", en = "Estate" }
parties = { zh = "已有", en = "Present", type = "list" }
missing = { zh = "缺几方", en = "Missing", type = "integer" }
[[example]]
gives = [
  {id = "990101/T8", name = "安居议事会", place = "安居小区", parties = ["社区党组织"], missing = 3},
]
denominator = 2
*/
MATCH (c:Team) WHERE c.within CONTAINS $scope AND c.kind = '议事会'
OPTIONAL MATCH (c)<-[s:SEATED_ON]-(:Member|Unit|Branch|Team|Enterprise) WHERE s.role IN ['社区党组织', '居委会', '业委会', '物业企业'] AND in_force(s)
WITH c, count(DISTINCT s.role) AS present, collect(DISTINCT s.role) AS parties, collect(s.sources) AS ties
WHERE present < 4
OPTIONAL MATCH (c)-[:LOCATED_IN]->(g:Grid|Village)
WITH c, present, parties, ties, min(g.name) AS place
RETURN c.id AS id, c.name AS name, place, parties, 4 - present AS missing, ties + [c.sources] AS sources
ORDER BY id
;
MATCH (c:Team) WHERE c.within CONTAINS $scope AND c.kind = '议事会'
RETURN count(c) AS denominator
