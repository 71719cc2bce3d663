/*
title = { zh = "评定依据", en = "What ratings rest on" }
asks = { zh = "每次评定的各项得分是多少，依据是什么？", en = "What does each rating score on each criterion, and on what grounds?" }
numerator = { zh = "该年度评定在各项标准上的得分", en = "points on each criterion of the year's ratings" }
denominator = { zh = "该年度地域内的评定", en = "ratings of the year in the territory" }
excluded = { zh = "没有任何得分的评定", en = "ratings without any score" }
[params]
year = {}
[columns]
id = { node = "Rating" }
stars = {}
criterion = { zh = "标准", en = "Criterion" }
points = { zh = "得分", en = "Points", type = "number" }
full = { zh = "满分", en = "Full marks", type = "number" }
grounds = { zh = "依据", en = "Grounds" }
[[example]]
gives = [
  {id = "990101/R1", stars = 5, criterion = "基本义务", points = 38.0, full = 40.0, grounds = "参加党课"},
  {id = "990101/R1", stars = 5, criterion = "模范带头", points = 25.0, full = 30.0},
  {id = "990101/R2", stars = 3, criterion = "基本义务", full = 40.0, grounds = "待核"},
]
denominator = 3
*/
MATCH (r:Rating)-[s:SCORED]->(c:Criterion) WHERE r.within CONTAINS $scope AND r.year = $year
RETURN r.id AS id, r.stars AS stars, c.name AS criterion, s.points AS points, c.full AS full, s.grounds AS grounds, [s.sources, r.sources] AS sources
ORDER BY id, criterion, points
;
MATCH (r:Rating) WHERE r.within CONTAINS $scope AND r.year = $year
RETURN count(r) AS denominator
