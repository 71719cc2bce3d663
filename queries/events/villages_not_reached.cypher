/*
title = { zh = "没有到过的村", en = "Villages not reached" }
asks = { zh = "哪些村没有一场到过？", en = "Which villages has no such event reached?" }
numerator = { zh = "截至日前没有一场在该村或其网格举办或到达的村", en = "villages where none was held, nor in their grids, and which none reached by the day" }
denominator = { zh = "地域内的村", en = "villages of the territory" }
excluded = { zh = "没有日期或晚于截至日的活动", en = "events without a date or after the day" }
unit = { zh = "村", en = "villages" }
gap = true
covered = { zh = "村已到过", en = "Villages reached" }
needs = ["REACHED"]
[params]
kind = { of = "Event.kind" }
[columns]
id = { node = "Village" }
name = { zh = "村", en = "Village" }
kind = {}
township = {}
planned = { zh = "已安排", en = "Planned", type = "date" }
[[example]]
gives = [
  {id = "990101101003", name = "东三村", kind = "村", township = "东镇"},
  {id = "990101102001", name = "西一村", kind = "村", township = "西乡"},
  {id = "990101102002", name = "西二村", kind = "嘎查", township = "西乡"},
  {id = "990101102003", name = "孤村", kind = "村", township = "西乡"},
]
denominator = 6
*/
MATCH (v:Village) WHERE v.within CONTAINS $scope AND NOT EXISTS { MATCH (v)<-[:REACHED|HELD_AT]-(e:Event) WHERE ($kind = '' OR e.kind = $kind) AND e.date <= $as_of }
  AND NOT EXISTS { MATCH (v)<-[:PART_OF*1..4]-(:Grid)<-[:HELD_AT]-(e:Event) WHERE ($kind = '' OR e.kind = $kind) AND e.date <= $as_of }
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
OPTIONAL MATCH (v)<-[:REACHED|HELD_AT]-(x:Event) WHERE ($kind = '' OR x.kind = $kind) AND x.date > $as_of
RETURN v.id AS id, v.name AS name, v.kind AS kind, min(t.name) AS township, min(x.date) AS planned, v.sources AS sources
ORDER BY id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope
RETURN count(v) AS denominator
