/*
title = { zh = "没有被帮带村的中心村", en = "Leaders without anyone to lead" }
asks = { zh = "哪些中心村没有帮带任何村？", en = "Which centre villages lead nobody?" }
numerator = { zh = "截至日没有有效帮带的中心村", en = "centre villages with no lead in force on the day" }
denominator = { zh = "中心村：帮带或曾帮带别村的村，以及该类片区所依托的村", en = "centre villages: those that lead or led another, and those that such an area is built on" }
excluded = { zh = "其他村", en = "all other villages" }
unit = { zh = "村", en = "villages" }
gap = true
covered = { zh = "中心村有被帮带村", en = "Centre villages that lead" }
needs = ["LEADS"]
[params]
area_kind = { help = { zh = "这一类片区所依托的村是中心村。", en = "The village that an area of this kind is built on is a centre village." } }
[columns]
id = { node = "Village" }
name = { zh = "村", en = "Village" }
township = {}
area = {}
led_until = { zh = "帮带止于", en = "Led until", type = "date" }
[[example]]
gives = [
  {id = "990101102001", name = "西一村", township = "西乡", area = "乙片区", led_until = 2020-06-01},
]
denominator = 3
*/
MATCH (v:Village) WHERE v.within CONTAINS $scope
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
OPTIONAL MATCH (v)-[r:LEADS]->(:Village)
WITH v, min(a.name) AS area, count(CASE WHEN a.kind = $area_kind AND (a.basis = v.name OR a.basis = v.id) THEN 1 END) AS centre, min(t.name) AS township,
  count(r) AS ever, count(CASE WHEN in_force(r) THEN r.key END) AS now, max(r.until) AS led_until, collect(DISTINCT r.sources) AS led_sources
WHERE now = 0 AND (ever > 0 OR centre > 0)
RETURN v.id AS id, v.name AS name, township, area, led_until, led_sources + [v.sources] AS sources
ORDER BY id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
OPTIONAL MATCH (v)-[r:LEADS]->(:Village)
WITH v, count(CASE WHEN a.kind = $area_kind AND (a.basis = v.name OR a.basis = v.id) THEN 1 END) AS centre, count(r) AS ever
WHERE ever > 0 OR centre > 0
RETURN count(v) AS denominator
