/*
title = { zh = "各支部星级", en = "Ratings by branch" }
asks = { zh = "各党组织有多少户评了几星？", en = "How many households of each branch were rated, and with how many stars?" }
numerator = { zh = "该年度的评定，按被评党员或其户中党员的本级党组织；一户有两个组织的各计一次", en = "ratings of the year, by the home branch of the member or of the members living in the household; one with two branches counts in both" }
denominator = { zh = "该年度地域内的评定", en = "ratings of the year in the territory" }
excluded = { zh = "没有本级党组织的", en = "those without a home branch" }
[params]
year = {}
[columns]
organisation_id = {}
organisation = {}
n = { zh = "评定", en = "Ratings", type = "integer" }
five = { zh = "五星及以上", en = "Five stars or more", type = "integer" }
four = { zh = "四星", en = "Four stars", type = "integer" }
lower = { zh = "三星及以下", en = "Three or fewer", type = "integer" }
mean = { zh = "平均星级", en = "Mean stars", type = "number" }
[reasons]
no_stars = {}
[[example]]
gives = [
  {organisation_id = "990101/B1", organisation = "东一村党支部", n = 3, five = 1, four = 0, lower = 1, mean = 4.0},
]
denominator = 3
excluded = { no_stars = 1 }
*/
MATCH (r:Rating)-[:CONCERNS]->(x:Household|Member) WHERE r.within CONTAINS $scope AND r.year = $year
OPTIONAL MATCH (x)<-[:LIVES_IN]-(lives:Member)
OPTIONAL MATCH (r)-[:CONCERNS]->(self:Member)
WITH r, collect(DISTINCT lives.id) + collect(DISTINCT self.id) AS ids
UNWIND ids AS one
MATCH (m:Member)-[o:MEMBER_OF]->(b:Branch) WHERE m.id = one AND o.role = '本级' AND in_force(o)
WITH DISTINCT r, b
WITH b.id AS organisation_id, b.name AS organisation, count(r) AS n, count(CASE WHEN r.stars >= 5 THEN 1 END) AS five, count(CASE WHEN r.stars = 4 THEN 1 END) AS four, count(CASE WHEN r.stars <= 3 THEN 1 END) AS lower, sum(r.stars) AS total, count(r.stars) AS rated, collect(r.sources) AS sources
WITH organisation_id, organisation, n, five, four, lower, sources, CASE WHEN rated > 0 THEN 1.0 * toInteger(total) / rated END AS average
RETURN organisation_id, organisation, n, five, four, lower, rounded2(average) AS mean, sources
ORDER BY organisation_id
;
MATCH (r:Rating) WHERE r.within CONTAINS $scope AND r.year = $year
RETURN count(r) AS denominator
;
MATCH (r:Rating) WHERE r.within CONTAINS $scope AND r.year = $year AND r.stars IS NULL
RETURN 'no_stars' AS reason, count(r) AS n, collect(r.id) AS names
