/*
title = { zh = "没有帮带村的村", en = "Villages without a leader" }
asks = { zh = "哪些应被帮带的村没有中心村帮带？", en = "Which villages that should be led have no leader?" }
numerator = { zh = "截至日没有有效帮带的村", en = "villages with no lead in force on the day" }
denominator = { zh = "应被帮带的村：该类片区中不帮带别村的村，以及名单上曾被帮带的村", en = "villages that should be led: those of such areas that lead nobody, and those that were led at some time" }
excluded = { zh = "帮带村自身；该类片区以外从未列入名单的村", en = "leaders themselves; villages outside such areas that were never on a list" }
unit = { zh = "村", en = "villages" }
gap = true
covered = { zh = "被帮带村有中心村带", en = "Villages with a leader" }
needs = ["LEADS"]
[params]
area_kind = {}
[columns]
id = { node = "Village" }
name = { zh = "村", en = "Village" }
township = {}
area = {}
led_until = { zh = "帮带止于", en = "Led until", type = "date" }
[[example]]
gives = [
  {id = "990101101003", name = "东三村", township = "东镇", area = "甲片区", led_until = 2020-06-01},
  {id = "990101102002", name = "西二村", township = "西乡", area = "乙片区", led_until = 2020-06-01},
]
denominator = 5
[[example]]
with = { area_kind = "" }
gives = [
  {id = "990101101003", name = "东三村", township = "东镇", area = "甲片区", led_until = 2020-06-01},
  {id = "990101102002", name = "西二村", township = "西乡", area = "乙片区", led_until = 2020-06-01},
  {id = "990101102003", name = "孤村", township = "西乡"},
]
denominator = 6
*/
MATCH (v:Village) WHERE v.within CONTAINS $scope
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
OPTIONAL MATCH (:Village)-[r:LEADS]->(v)
OPTIONAL MATCH (v)-[o:LEADS]->(:Village) WHERE in_force(o)
WITH v, min(a.name) AS area, count(CASE WHEN a.kind = $area_kind THEN 1 END) AS of_kind, min(t.name) AS township, count(r) AS ever, count(CASE WHEN in_force(r) THEN r.key END) AS now,
  count(o) AS leads, max(r.until) AS led_until, collect(DISTINCT r.sources) AS led_sources
WHERE now = 0 AND (ever > 0 OR (leads = 0 AND (of_kind > 0 OR $area_kind = '')))
RETURN v.id AS id, v.name AS name, township, area, led_until, led_sources + [v.sources] AS sources
ORDER BY id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
OPTIONAL MATCH (:Village)-[r:LEADS]->(v)
OPTIONAL MATCH (v)-[o:LEADS]->(:Village) WHERE in_force(o)
WITH v, count(CASE WHEN a.kind = $area_kind THEN 1 END) AS of_kind, count(r) AS ever, count(o) AS leads
WHERE ever > 0 OR (leads = 0 AND (of_kind > 0 OR $area_kind = ''))
RETURN count(v) AS denominator
