/*
title = { zh = "没有到过的乡镇", en = "Townships not reached" }
asks = { zh = "哪些乡镇没有一场到过？", en = "Which townships has no such event reached?" }
numerator = { zh = "截至日前没有一场在该乡镇或其村、网格举办或到达的乡镇", en = "townships where none was held, nor in their villages or grids, and which none reached by the day" }
denominator = { zh = "地域内的乡镇", en = "townships of the territory" }
excluded = { zh = "没有日期或晚于截至日的活动", en = "events without a date or after the day" }
unit = { zh = "个", en = "townships" }
gap = true
covered = { zh = "乡镇已到过", en = "Townships reached" }
needs = ["REACHED"]
[params]
kind = { of = "Event.kind" }
[columns]
id = { node = "Township" }
name = { zh = "乡镇", en = "Township" }
kind = {}
[[example]]
gives = [
  {id = "990101102", name = "西乡", kind = "乡"},
]
denominator = 3
*/
MATCH (v:Township) WHERE v.within CONTAINS $scope AND NOT EXISTS { MATCH (v)<-[:REACHED|HELD_AT]-(e:Event) WHERE ($kind = '' OR e.kind = $kind) AND e.date <= $as_of }
  AND NOT EXISTS { MATCH (v)<-[:PART_OF]-(:Village)<-[:REACHED|HELD_AT]-(e:Event) WHERE ($kind = '' OR e.kind = $kind) AND e.date <= $as_of }
  AND NOT EXISTS { MATCH (v)<-[:PART_OF*1..5]-(:Grid)<-[:HELD_AT]-(e:Event) WHERE ($kind = '' OR e.kind = $kind) AND e.date <= $as_of }
RETURN v.id AS id, v.name AS name, v.kind AS kind, v.sources AS sources
ORDER BY id
;
MATCH (v:Township) WHERE v.within CONTAINS $scope
RETURN count(v) AS denominator
