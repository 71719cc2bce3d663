/*
title = { zh = "没有志愿服务队的小区", en = "Estates without a volunteer team" }
asks = { zh = "哪些小区没有志愿服务队服务？", en = "Which estates does no volunteer team serve?" }
numerator = { zh = "截至日没有志愿服务队服务的小区", en = "estates that no volunteer team serves on the day" }
denominator = { zh = "地域内的小区", en = "estates of the territory" }
excluded = { zh = "小分队、业委会等不算志愿服务队", en = "squads, owners' committees and the like are no volunteer teams" }
unit = { zh = "个", en = "estates" }
gap = true
covered = { zh = "小区有志愿服务队", en = "Estates with a volunteer team" }
needs = ["Team"]
[columns]
id = { node = "Grid" }
name = { zh = "小区", en = "Estate" }
village = { zh = "社区", en = "Community" }
households = {}
[[example]]
gives = [
  {id = "990101/E2", name = "安居小区", village = "西一村"},
]
denominator = 2
*/
MATCH (g:Grid) WHERE g.within CONTAINS $scope AND g.kind = '小区'
  AND NOT EXISTS { MATCH (g)<-[s:SERVES]-(t:Team) WHERE t.kind = '志愿服务队' AND in_force(s) }
OPTIONAL MATCH (g)-[:PART_OF]->(v:Village)
RETURN g.id AS id, g.name AS name, min(v.name) AS village, g.households AS households, g.sources AS sources
ORDER BY id
;
MATCH (g:Grid) WHERE g.within CONTAINS $scope AND g.kind = '小区'
RETURN count(g) AS denominator
