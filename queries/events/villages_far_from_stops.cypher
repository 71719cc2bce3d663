/*
title = { zh = "离场次远的村", en = "Villages far from every stop" }
asks = { zh = "哪些村离最近一场超过规定公里？", en = "Which villages are farther from the nearest stop than the set kilometres?" }
numerator = { zh = "到最近一场举办地的直线距离超过规定公里的村", en = "villages farther in a straight line than the set kilometres from the nearest place of an event" }
denominator = { zh = "有点位的村", en = "villages with a point" }
excluded = { zh = "没有点位的村；在没有点位的地方举办的活动；没有日期或晚于截至日的", en = "villages without a point; events at places without one; those without a date or after the day" }
unit = { zh = "村", en = "villages" }
gap = true
covered = { zh = "村离场次不远", en = "Villages near a stop" }
needs = ["REACHED"]
[params]
kind = { of = "Event.kind" }
kilometres = {}
[columns]
id = { node = "Village" }
name = { zh = "村", en = "Village" }
township = {}
kilometres = { zh = "到最近一场（公里）", en = "To the nearest (km)", type = "number" }
[reasons]
no_point = { zh = "没有点位", en = "no point" }
[[example]]
gives = [
  {id = "990101101003", name = "东三村", township = "东镇", kilometres = 8.9},
  {id = "990101102001", name = "西一村", township = "西乡", kilometres = 17.99},
]
denominator = 4
excluded = { no_point = 2 }
*/
MATCH (v:Village) WHERE v.within CONTAINS $scope AND has_point(v)
OPTIONAL MATCH (e:Event)-[:HELD_AT]->(p:Village|Township|Grid) WHERE ($kind = '' OR e.kind = $kind) AND e.date <= $as_of
WITH v, min(kilometres(v, p)) AS nearest
WITH v, rounded2(nearest) AS nearest WHERE nearest IS NULL OR nearest > $kilometres
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
RETURN v.id AS id, v.name AS name, min(t.name) AS township, nearest AS kilometres, v.sources AS sources
ORDER BY id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope AND has_point(v)
RETURN count(v) AS denominator
;
MATCH (v:Village) WHERE v.within CONTAINS $scope AND NOT has_point(v)
RETURN 'no_point' AS reason, count(v) AS n, collect(v.name) AS names
