/*
title = { zh = "宣讲场次", en = "Stops of the tour" }
asks = { zh = "每一场在哪里、哪天、谁承办、多少人？", en = "Where and when was each stop, by whom, and before how many?" }
numerator = { zh = "截至日前的该类活动", en = "events of the kind up to the day" }
denominator = { zh = "该类活动，含尚未举办的", en = "events of the kind, those yet to come too" }
excluded = { zh = "没有日期的活动", en = "events without a date" }
[params]
kind = { of = "Event.kind", help = { zh = "只看这一类活动；空为在地方举办或到达地方的活动。", en = "Only events of this kind; blank for those held at or reaching a place." } }
[columns]
id = { node = "Event" }
name = { zh = "场次", en = "Stop" }
date = {}
places = { zh = "举办地", en = "Held at", type = "list" }
organisers = { zh = "承办方", en = "Organisers", type = "list" }
attendance = { zh = "参加人数", en = "Attendance", type = "integer" }
[reasons]
no_date = {}
[[example]]
gives = [
  {id = "990101/EV1", name = "首场宣讲", date = 2020-08-23, places = ["东一村"], organisers = ["小县演出团"], attendance = 120},
  {id = "990101/EV2", name = "第二场宣讲", date = 2020-08-25, places = ["东二村"], organisers = ["小县演出团"]},
  {id = "990101/EV3", name = "第三场宣讲", date = 2020-09-12, places = ["北农场"], organisers = ["小县演出团"], attendance = 80},
]
denominator = 3
[[example]]
with = { kind = "宣讲演出" }
gives = [
  {id = "990101/EV1", name = "首场宣讲", date = 2020-08-23, places = ["东一村"], organisers = ["小县演出团"], attendance = 120},
  {id = "990101/EV2", name = "第二场宣讲", date = 2020-08-25, places = ["东二村"], organisers = ["小县演出团"]},
  {id = "990101/EV3", name = "第三场宣讲", date = 2020-09-12, places = ["北农场"], organisers = ["小县演出团"], attendance = 80},
]
denominator = 4
excluded = { no_date = 1 }
*/
MATCH (e:Event) WHERE e.within CONTAINS $scope AND (e.kind = $kind OR ($kind = '' AND EXISTS { MATCH (e)-[:HELD_AT|REACHED]->(:Township|Village|Grid|County) })) AND e.date <= $as_of
OPTIONAL MATCH (e)-[:HELD_AT]->(p:Village|Grid|Township|County|Team|Branch|ServiceCentre)
WITH e, collect(DISTINCT p.name) AS places
OPTIONAL MATCH (e)<-[:ORGANISED]-(o:Team|Branch|Unit)
RETURN e.id AS id, e.name AS name, e.date AS date, places, collect(DISTINCT o.name) AS organisers, e.attendance AS attendance, e.sources AS sources
ORDER BY date, id
;
MATCH (e:Event) WHERE e.within CONTAINS $scope AND (e.kind = $kind OR ($kind = '' AND EXISTS { MATCH (e)-[:HELD_AT|REACHED]->(:Township|Village|Grid|County) }))
RETURN count(e) AS denominator
;
MATCH (e:Event) WHERE e.within CONTAINS $scope AND (e.kind = $kind OR ($kind = '' AND EXISTS { MATCH (e)-[:HELD_AT|REACHED]->(:Township|Village|Grid|County) })) AND e.date IS NULL
RETURN 'no_date' AS reason, count(e) AS n, collect(e.name) AS names
