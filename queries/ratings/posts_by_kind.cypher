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
gives = []
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
