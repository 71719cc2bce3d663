/*
title = { zh = "没有楼栋长、单元长的楼栋", en = "Buildings and stairwells without a head" }
asks = { zh = "哪些楼栋、单元没有楼栋长、单元长？", en = "Which buildings and stairwells have no head?" }
numerator = { zh = "截至日没有楼栋长的楼栋、没有单元长的单元；没有设岗的也算", en = "buildings without a building head and stairwells without a stairwell head on the day; also where no such post was set up" }
denominator = { zh = "地域内的楼栋和单元", en = "buildings and stairwells of the territory" }
excluded = { zh = "其他网格", en = "other grids" }
unit = { zh = "个", en = "buildings" }
gap = true
covered = { zh = "楼栋、单元有长", en = "Buildings and stairwells with a head" }
[columns]
id = { node = "Grid" }
name = { zh = "楼栋、单元", en = "Building or stairwell" }
kind = {}
posts = { zh = "已设岗", en = "Posts set up", type = "integer" }
households = {}
[[example]]
gives = [
  {id = "990101/E1-1-1", name = "1 栋 1 单元", kind = "单元", posts = 1, households = 50},
  {id = "990101/E1-1-2", name = "1 栋 2 单元", kind = "单元", posts = 0, households = 50},
]
denominator = 4
*/
MATCH (g:Grid) WHERE g.within CONTAINS $scope AND g.kind IN ['楼栋', '单元']
OPTIONAL MATCH (g)<-[:PART_OF|SERVES]-(p:Post) WHERE p.kind = g.kind + '长'
WITH DISTINCT g, p
OPTIONAL MATCH (p)<-[h:HOLDS_POST]-(m:Member) WHERE in_force(h)
WITH g, count(DISTINCT p.id) AS posts, count(m) AS heads, collect(DISTINCT p.sources) AS ties
WHERE heads = 0
RETURN g.id AS id, g.name AS name, g.kind AS kind, posts, g.households AS households, ties + [g.sources] AS sources
ORDER BY id
;
MATCH (g:Grid) WHERE g.within CONTAINS $scope AND g.kind IN ['楼栋', '单元']
RETURN count(g) AS denominator
