/*
title = { zh = "没有业主代表的议事会", en = "Councils without delegates" }
asks = { zh = "哪些议事会没有业主代表？", en = "Which councils have no owners' delegate?" }
numerator = { zh = "截至日没有业主代表席位的议事会", en = "councils on the day without a delegate's seat" }
denominator = { zh = "地域内的议事会", en = "councils of the territory" }
excluded = { zh = "无", en = "none" }
unit = { zh = "个", en = "councils" }
gap = true
covered = { zh = "议事会有业主代表", en = "Councils with delegates" }
[columns]
id = { node = "Team" }
name = { zh = "议事会", en = "Council" }
place = { zh = "小区", en = "Estate" }
[[example]]
gives = [
  {id = "990101/T8", name = "安居议事会", place = "安居小区"},
]
denominator = 2
*/
MATCH (c:Team) WHERE c.within CONTAINS $scope AND c.kind = '议事会' AND NOT EXISTS { MATCH (c)<-[s:SEATED_ON]-(:Member) WHERE s.role = '业主代表' AND in_force(s) }
OPTIONAL MATCH (c)-[:LOCATED_IN]->(g:Grid|Village)
RETURN c.id AS id, c.name AS name, min(g.name) AS place, c.sources AS sources
ORDER BY id
;
MATCH (c:Team) WHERE c.within CONTAINS $scope AND c.kind = '议事会'
RETURN count(c) AS denominator
