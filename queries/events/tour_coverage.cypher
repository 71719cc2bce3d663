/*
title = { zh = "宣讲覆盖", en = "Coverage of the tour" }
asks = { zh = "宣讲到了哪些乡镇和农场，各几场？", en = "Which townships and farms did the tour reach, with how many stops?" }
numerator = { zh = "截至日前该类活动举办或到达的乡镇，和不属任何乡镇的农场等", en = "townships where such events were held or reached by the day, and farms and the like that belong to no township" }
denominator = { zh = "地域内的乡镇和不属任何乡镇的农场等", en = "townships of the territory, and farms and the like that belong to none" }
excluded = { zh = "没有日期或晚于截至日的活动", en = "events without a date or after the day" }
[params]
kind = { of = "Event.kind" }
[columns]
level = { zh = "级别", en = "Level" }
id = {}
name = {}
kind = {}
stops = { zh = "场次", en = "Stops", type = "integer" }
villages = { zh = "到达村", en = "Villages reached", type = "integer" }
first = { zh = "首场", en = "First", type = "date" }
last = { zh = "末场", en = "Last", type = "date" }
[[example]]
gives = [
  {level = "乡镇", id = "990101101", name = "东镇", kind = "镇", stops = 2, villages = 2, first = 2020-08-23, last = 2020-08-25},
  {level = "乡镇", id = "990101400", name = "北农场", kind = "农场", stops = 1, villages = 0, first = 2020-09-12, last = 2020-09-12},
]
denominator = 3
*/
MATCH (e:Event)-[:REACHED|HELD_AT]->(x:Township|Village|Grid) WHERE x.within CONTAINS $scope AND ($kind = '' OR e.kind = $kind) AND e.date <= $as_of
OPTIONAL MATCH (t:Township) WHERE x.within CONTAINS ('|Township:' + t.id + '|')
OPTIONAL MATCH (w:Village) WHERE w.id = x.id
WITH CASE WHEN t.id IS NULL THEN coalesce(w.kind, '其他') ELSE '乡镇' END AS level, coalesce(t.id, x.id) AS id, coalesce(t.name, x.name) AS name, coalesce(t.kind, w.kind) AS kind, e, w
RETURN level, id, name, kind, count(DISTINCT e.id) AS stops, count(DISTINCT w.id) AS villages, min(e.date) AS first, max(e.date) AS last, collect(DISTINCT e.sources) AS sources
ORDER BY level, id
;
MATCH (t:Township) WHERE t.within CONTAINS $scope
WITH count(t) AS townships
OPTIONAL MATCH (v:Village) WHERE v.within CONTAINS $scope AND NOT v.within CONTAINS '|Township:'
WITH townships, count(v) AS farms
RETURN townships + farms AS denominator
