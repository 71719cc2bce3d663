/*
title = { zh = "缺人的岗位", en = "Posts without a holder" }
asks = { zh = "哪些岗位没有人或人数不够？", en = "Which posts are held by nobody, or by too few?" }
numerator = { zh = "截至日在任人数少于名额的岗位，名额空为 1", en = "posts with fewer holders on the day than places; a blank counts as 1" }
denominator = { zh = "地域内的岗位", en = "posts of the territory" }
excluded = { zh = "已卸任的", en = "those whose term ended" }
unit = { zh = "个", en = "posts" }
gap = true
covered = { zh = "岗位有人", en = "Posts with a holder" }
[params]
kind = { of = "Post.kind" }
[columns]
id = { node = "Post" }
name = { zh = "岗位", en = "Post" }
kind = {}
at = { zh = "设在", en = "Set up at" }
places = { zh = "名额", en = "Places", type = "integer" }
holders = { zh = "在任", en = "Holders", type = "integer" }
[[example]]
gives = [
  {id = "990101/P10", name = "2 栋楼栋长", kind = "楼栋长", at = "2 栋", places = 1, holders = 0},
  {id = "990101/P4", name = "甲中心下沉干部", kind = "下沉干部", at = "甲中心", places = 2, holders = 1},
  {id = "990101/P5", name = "乙中心书记", kind = "书记", at = "乙中心", places = 1, holders = 0},
  {id = "990101/P7", name = "1 栋 1 单元长", kind = "单元长", at = "1 栋 1 单元", places = 1, holders = 0},
  {id = "990101/P9", name = "矛盾调解岗", kind = "矛盾纠纷调解员", at = "东一村", places = 2, holders = 1},
]
denominator = 10
*/
MATCH (p:Post) WHERE p.within CONTAINS $scope AND ($kind = '' OR p.kind = $kind)
OPTIONAL MATCH (p)<-[h:HOLDS_POST]-(m:Member) WHERE in_force(h)
WITH p, count(DISTINCT m.id) AS holders
WHERE holders < coalesce(p.places, 1)
OPTIONAL MATCH (p)-[:PART_OF]->(x:Branch|Village|Grid|Area|Township|County|ServiceCentre|Team|Cooperative|Enterprise|Unit)
RETURN p.id AS id, p.name AS name, p.kind AS kind, min(x.name) AS at, coalesce(p.places, 1) AS places, holders, p.sources AS sources
ORDER BY id
;
MATCH (p:Post) WHERE p.within CONTAINS $scope AND ($kind = '' OR p.kind = $kind)
RETURN count(p) AS denominator
