/*
title = { zh = "没有依据的得分", en = "Scores without grounds" }
asks = { zh = "哪些评定有得分没有写明依据？", en = "Which ratings have a score without grounds?" }
numerator = { zh = "至少有一项得分没有依据的评定", en = "ratings with at least one score that states no grounds" }
denominator = { zh = "该年度有得分的评定", en = "ratings of the year that have scores" }
excluded = { zh = "没有得分的评定", en = "ratings without scores" }
unit = { zh = "次", en = "ratings" }
gap = true
covered = { zh = "得分有依据", en = "Scores with grounds" }
[params]
year = {}
[columns]
id = { node = "Rating" }
stars = {}
criteria = { zh = "缺依据的标准", en = "Criteria without grounds", type = "list" }
[[example]]
gives = [
  {id = "990101/R1", stars = 5, criteria = ["模范带头"]},
]
denominator = 1
*/
MATCH (r:Rating)-[s:SCORED]->(c:Criterion) WHERE r.within CONTAINS $scope AND r.year = $year AND s.points IS NOT NULL AND s.grounds IS NULL
RETURN r.id AS id, r.stars AS stars, collect(DISTINCT c.name) AS criteria, collect(s.sources) AS sources
ORDER BY id
;
MATCH (r:Rating)-[s:SCORED]->(:Criterion) WHERE r.within CONTAINS $scope AND r.year = $year AND s.points IS NOT NULL
RETURN count(DISTINCT r.id) AS denominator
