/*
title = { zh = "跨片区的帮带与结对", en = "Pairs across areas" }
asks = { zh = "哪些村与村的帮带、结对跨了片区？", en = "Which leads and pairings of villages cross from one area to another?" }
numerator = { zh = "两村不在同一片区的有效帮带和结对", en = "leads and pairings in force whose two villages share no area" }
denominator = { zh = "两村都在片区的有效帮带和结对，按前一村所在地域", en = "leads and pairings in force with both villages in an area, by where the first lies" }
excluded = { zh = "有一村不在任何片区的", en = "those with a village in no area" }
[columns]
relation = { zh = "关系", en = "Relationship" }
from_id = { zh = "帮带村编码", en = "From code", node = "Village" }
from = { zh = "帮带村", en = "From" }
from_area = { zh = "所在片区", en = "Its area" }
to_id = { zh = "被帮带村编码", en = "To code", node = "Village" }
to = { zh = "被帮带村", en = "To" }
to_area = { zh = "对方片区", en = "The other's area" }
[reasons]
no_area = {}
[[example]]
gives = [
  {relation = "以强带弱", from_id = "990101101001", from = "东一村", from_area = "甲片区", to_id = "990101102001", to = "西一村", to_area = "乙片区"},
  {relation = "结对", from_id = "990101101001", from = "东一村", from_area = "甲片区", to_id = "990101102002", to = "西二村", to_area = "乙片区"},
]
denominator = 4
*/
MATCH (x:Village)-[r:LEADS|PAIRED_WITH]->(y:Village) WHERE x.within CONTAINS $scope AND in_force(r)
MATCH (x)-[:IN_AREA]->(a:Area)
MATCH (y)-[:IN_AREA]->(b:Area)
WITH x, y, type(r) AS kind, min(a.name) AS from_area, min(b.name) AS to_area, count(CASE WHEN a.id = b.id THEN 1 END) AS shared, collect(DISTINCT r.sources) AS sources
WHERE shared = 0
RETURN CASE WHEN kind = 'LEADS' THEN '以强带弱' ELSE '结对' END AS relation, x.id AS from_id, x.name AS from, from_area, y.id AS to_id, y.name AS to, to_area, sources
ORDER BY relation, from_id, to_id
;
MATCH (x:Village)-[r:LEADS|PAIRED_WITH]->(y:Village) WHERE x.within CONTAINS $scope AND in_force(r)
  AND EXISTS { MATCH (x)-[:IN_AREA]->(:Area) } AND EXISTS { MATCH (y)-[:IN_AREA]->(:Area) }
WITH DISTINCT x.id AS one, y.id AS other, type(r) AS kind
RETURN count(one) AS denominator
;
MATCH (x:Village)-[r:LEADS|PAIRED_WITH]->(y:Village) WHERE x.within CONTAINS $scope AND in_force(r)
  AND (NOT EXISTS { MATCH (x)-[:IN_AREA]->(:Area) } OR NOT EXISTS { MATCH (y)-[:IN_AREA]->(:Area) })
RETURN 'no_area' AS reason, count(r) AS n, collect(DISTINCT y.name) AS names
