/*
title = { zh = "没有评定的党员户", en = "Member households without a rating" }
asks = { zh = "哪些党员户该年度没有星级评定？", en = "Which member households have no rating for the year?" }
numerator = { zh = "户和户中党员该年度都没有评定的党员户；没有登记星级的评定不算", en = "households with a member in which neither the household nor a member was rated for the year; a rating without stars does not count" }
denominator = { zh = "有党员居住的户", en = "households in which a member lives" }
excluded = { zh = "非党员的户", en = "households without members" }
unit = { zh = "户", en = "households" }
gap = true
covered = { zh = "党员户已评定", en = "Member households rated" }
needs = ["Rating"]
[params]
year = {}
[columns]
id = { node = "Household" }
name = { zh = "户主", en = "Household", personal = "name" }
members = { zh = "党员", en = "Members", type = "integer" }
village = {}
[[example]]
gives = []
denominator = 1
[[example]]
with = { year = 2019 }
gives = []
denominator = 1
*/
MATCH (h:Household)<-[:LIVES_IN]-(m:Member) WHERE h.within CONTAINS $scope AND coalesce(m.status, '') <> '非党员'
OPTIONAL MATCH (a:Rating)-[:CONCERNS]->(h) WHERE a.year = $year AND a.stars IS NOT NULL
OPTIONAL MATCH (b:Rating)-[:CONCERNS]->(m) WHERE b.year = $year AND b.stars IS NOT NULL
WITH h, count(DISTINCT m.id) AS members, count(a) + count(b) AS rated
WHERE rated = 0
OPTIONAL MATCH (h)-[:LIVES_IN]->(v:Village)
OPTIONAL MATCH (h)-[:LIVES_IN]->(:Grid)-[:PART_OF*1..4]->(w:Village)
RETURN h.id AS id, h.name AS name, members, coalesce(min(v.name), min(w.name)) AS village, h.sources AS sources
ORDER BY id
;
MATCH (h:Household)<-[:LIVES_IN]-(m:Member) WHERE h.within CONTAINS $scope AND coalesce(m.status, '') <> '非党员'
RETURN count(DISTINCT h.id) AS denominator
