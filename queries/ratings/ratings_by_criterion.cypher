/*
title = { zh = "各项标准得分", en = "Points by criterion" }
asks = { zh = "各项评定标准得分多少、有多少有依据？", en = "How many points are there on each criterion, and how many rest on grounds?" }
numerator = { zh = "该年度评定在该项标准上的得分", en = "points on the criterion of the year's ratings" }
denominator = { zh = "该年度地域内的评定", en = "ratings of the year in the territory" }
excluded = { zh = "没有分数的得分", en = "scores without points" }
[params]
year = {}
[columns]
criterion = { zh = "标准", en = "Criterion" }
full = { zh = "满分", en = "Full marks", type = "number" }
scores = { zh = "得分数", en = "Scores", type = "integer" }
mean = { zh = "平均得分", en = "Mean points", type = "number" }
lowest = { zh = "最低", en = "Lowest", type = "number" }
grounded = { zh = "有依据", en = "With grounds", type = "integer" }
[reasons]
no_points = { zh = "没有登记得分", en = "points not recorded" }
[[example]]
gives = [
  {criterion = "基本义务", full = 40.0, scores = 1, mean = 38.0, lowest = 38.0, grounded = 2},
  {criterion = "模范带头", full = 30.0, scores = 1, mean = 25.0, lowest = 25.0, grounded = 0},
]
denominator = 3
excluded = { no_points = 1 }
*/
MATCH (r:Rating)-[s:SCORED]->(c:Criterion) WHERE r.within CONTAINS $scope AND r.year = $year
WITH c, count(s.points) AS scores, sum(s.points) AS total, min(s.points) AS lowest, count(s.grounds) AS grounded
WITH c, scores, lowest, grounded, CASE WHEN scores > 0 THEN total / scores END AS average
RETURN c.name AS criterion, c.full AS full, scores, rounded2(average) AS mean, lowest, grounded, c.sources AS sources
ORDER BY criterion, c.id
;
MATCH (r:Rating) WHERE r.within CONTAINS $scope AND r.year = $year
RETURN count(r) AS denominator
;
MATCH (r:Rating)-[s:SCORED]->(:Criterion) WHERE r.within CONTAINS $scope AND r.year = $year AND s.points IS NULL
RETURN 'no_points' AS reason, count(s) AS n, collect(DISTINCT r.id) AS names
