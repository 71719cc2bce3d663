/*
title = { zh = "联合社", en = "Unions of cooperatives" }
asks = { zh = "各联合社联合了几个合作社、哪些产业？", en = "How many cooperatives, and which industries, does each union join?" }
numerator = { zh = "截至日加入联合社的合作社及其产业", en = "cooperatives in the union on the day, and their industries" }
denominator = { zh = "地域内的合作社", en = "cooperatives of the territory" }
excluded = { zh = "没有登记产业的合作社不计产业", en = "cooperatives without an industry, from the industries" }
[columns]
id = { node = "Cooperative" }
name = { zh = "联合社", en = "Union" }
cooperatives = { zh = "合作社", en = "Cooperatives", type = "integer" }
industries = { zh = "产业数", en = "Industries", type = "integer" }
names = { zh = "产业", en = "Industry names", type = "list" }
villages = { zh = "所涉村", en = "Villages", type = "integer" }
[[example]]
gives = [
  {id = "990101/K3", name = "小县联合社", cooperatives = 2, industries = 2, names = ["大棚蔬菜", "樱桃"], villages = 3},
]
denominator = 4
*/
MATCH (u:Cooperative)<-[r:MEMBER_OF]-(k:Cooperative) WHERE u.within CONTAINS $scope AND in_force(r)
OPTIONAL MATCH (k)<-[m:MEMBER_OF]-(v:Village) WHERE in_force(m)
WITH u, count(DISTINCT k.id) AS cooperatives, count(DISTINCT k.industry) AS industries, collect(DISTINCT k.industry) AS names, count(DISTINCT v.id) AS villages, collect(DISTINCT r.sources) AS ties
RETURN u.id AS id, u.name AS name, cooperatives, industries, names, villages, ties + [u.sources] AS sources
ORDER BY id
;
MATCH (k:Cooperative) WHERE k.within CONTAINS $scope
RETURN count(k) AS denominator
