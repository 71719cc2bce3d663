/*
title = { zh = "岗位类别", en = "Posts by kind" }
asks = { zh = "各类岗位有多少个，多少有人？", en = "How many posts are there of each kind, and how many are held?" }
numerator = { zh = "该类岗位；截至日有任职人的为有人", en = "posts of the kind; held where someone is in post on the day" }
denominator = { zh = "地域内的岗位", en = "posts of the territory" }
excluded = { zh = "无", en = "none" }
[columns]
kind = {}
n = { zh = "岗位", en = "Posts", type = "integer" }
held = { zh = "有人", en = "Held", type = "integer" }
places = { zh = "名额", en = "Places", type = "integer" }
holders = { zh = "任职人", en = "Holders", type = "integer" }
[[example]]
gives = [
  {kind = "下沉干部", n = 1, held = 1, places = 2, holders = 1},
  {kind = "主任", n = 1, held = 1, places = 1, holders = 1},
  {kind = "书记", n = 2, held = 1, places = 2, holders = 1},
  {kind = "党小组长", n = 1, held = 1, places = 1, holders = 1},
  {kind = "副书记", n = 1, held = 1, places = 1, holders = 1},
  {kind = "单元长", n = 1, held = 0, places = 1, holders = 0},
  {kind = "楼栋长", n = 2, held = 1, places = 2, holders = 1},
  {kind = "矛盾纠纷调解员", n = 1, held = 1, places = 2, holders = 1},
]
denominator = 10
*/
MATCH (p:Post) WHERE p.within CONTAINS $scope
OPTIONAL MATCH (p)<-[h:HOLDS_POST]-(m:Member) WHERE in_force(h)
WITH p, count(DISTINCT m.id) AS holders
WITH p.kind AS kind, count(p) AS n, count(CASE WHEN holders > 0 THEN 1 END) AS held, sum(coalesce(p.places, 1)) AS places, sum(holders) AS holders, collect(p.sources) AS sources
RETURN kind, n, held, toInteger(places) AS places, toInteger(holders) AS holders, sources
ORDER BY kind
;
MATCH (p:Post) WHERE p.within CONTAINS $scope
RETURN count(p) AS denominator
