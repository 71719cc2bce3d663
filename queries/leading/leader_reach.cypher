/*
title = { zh = "帮带村的覆盖", en = "Reach of the leaders" }
asks = { zh = "每个帮带村直接和逐级带动多少村？", en = "How many villages does each leader reach, at once and step by step?" }
numerator = { zh = "有效帮带所及的村，三级以内，不含自身", en = "villages reached by leads in force within three steps, itself not counted" }
denominator = { zh = "地域内的村", en = "villages of the territory" }
excluded = { zh = "三级以外；已终止的帮带；自身不在片区的不计片区以外", en = "beyond three steps; leads that ended; no number outside its area for a leader in none" }
[columns]
id = { node = "Village" }
name = { zh = "帮带村", en = "Leader" }
area = {}
direct = { zh = "直接帮带", en = "Led at once", type = "integer" }
reached = { zh = "三级以内", en = "Within three steps", type = "integer" }
areas = { zh = "涉及片区", en = "Areas", type = "integer" }
outside = { zh = "片区以外", en = "Outside its area", type = "integer" }
farthest = { zh = "最远（公里）", en = "Farthest (km)", type = "number" }
[[example]]
gives = [
  {id = "990101101001", name = "东一村", area = "甲片区", direct = 2, reached = 2, areas = 2, outside = 1, farthest = 17.99},
  {id = "990101101002", name = "东二村", area = "甲片区", direct = 1, reached = 2, areas = 1, outside = 0, farthest = 2.22},
]
denominator = 6
*/
MATCH (v:Village)-[r:LEADS]->(x:Village) WHERE v.within CONTAINS $scope AND in_force(r)
OPTIONAL MATCH (v)-[:IN_AREA]->(own:Area)
OPTIONAL MATCH (x)-[:IN_AREA]->(a:Area)
WITH v, count(DISTINCT x.id) AS direct, min(own.name) AS area, count(DISTINCT a.id) AS areas, max(kilometres(v, x)) AS km,
  count(DISTINCT CASE WHEN a.id = own.id THEN null ELSE x.id END) AS outside, collect(DISTINCT x.id) AS first, collect(DISTINCT r.sources) AS sources
MATCH (v)-[r1:LEADS]->(x:Village) WHERE in_force(r1)
OPTIONAL MATCH (x)-[r2:LEADS]->(y:Village) WHERE in_force(r2) AND y.id <> v.id
OPTIONAL MATCH (y)-[r3:LEADS]->(z:Village) WHERE in_force(r3) AND z.id <> v.id
WITH v, direct, area, areas, km, outside, first, sources, collect(DISTINCT y.id) AS second, collect(DISTINCT z.id) AS third
WITH v, direct, area, areas, km, outside, sources, first + second + third AS ids
UNWIND ids AS one
WITH v, direct, area, areas, km, outside, sources, count(DISTINCT one) AS reached
RETURN v.id AS id, v.name AS name, area, direct, reached, areas, CASE WHEN area IS NOT NULL THEN outside END AS outside, rounded2(km) AS farthest, sources
ORDER BY id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope
RETURN count(v) AS denominator
