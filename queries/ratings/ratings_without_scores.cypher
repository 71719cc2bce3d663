/*
title = { zh = "没有得分的评定", en = "Ratings without scores" }
asks = { zh = "哪些评定没有任何一项得分？", en = "Which ratings rest on no score?" }
numerator = { zh = "没有一项得分的评定", en = "ratings without a single score" }
denominator = { zh = "该年度地域内的评定", en = "ratings of the year in the territory" }
excluded = { zh = "无", en = "none" }
unit = { zh = "次", en = "ratings" }
gap = true
covered = { zh = "评定有得分", en = "Ratings with scores" }
[params]
year = {}
[columns]
id = { node = "Rating" }
stars = {}
household = { zh = "被评户", en = "Household", personal = "name" }
member = { zh = "被评党员", en = "Member", personal = "name" }
[[example]]
gives = [
  {id = "990101/R2", stars = 3, member = "党员 0002"},
  {id = "990101/R3", household = "户 0006"},
]
denominator = 3
*/
MATCH (r:Rating) WHERE r.within CONTAINS $scope AND r.year = $year AND NOT EXISTS { MATCH (r)-[s:SCORED]->(:Criterion) WHERE s.points IS NOT NULL }
OPTIONAL MATCH (r)-[:CONCERNS]->(h:Household)
OPTIONAL MATCH (r)-[:CONCERNS]->(m:Member)
RETURN r.id AS id, r.stars AS stars, min(h.name) AS household, min(m.name) AS member, r.sources AS sources
ORDER BY id
;
MATCH (r:Rating) WHERE r.within CONTAINS $scope AND r.year = $year
RETURN count(r) AS denominator
