/*
title = { zh = "服务圈以外的村", en = "Villages beyond the circle" }
asks = { zh = "哪些村到最近的服务中心超过规定时间？", en = "Which villages are farther from every service centre than the set time?" }
numerator = { zh = "到最近中心超过规定分钟的村；任何一个中心都算，实测分钟优先，否则为直线距离 × 绕行系数 ÷ 速度", en = "villages farther than the set minutes from the nearest centre, whichever it is; measured minutes first, else straight line × detour ÷ speed" }
denominator = { zh = "有点位或有实测分钟的村", en = "villages with a point or measured minutes" }
excluded = { zh = "没有点位也没有实测分钟的村不计入，也不算已覆盖；没有点位的中心不参加计算", en = "villages with neither a point nor measured minutes, never taken as covered; centres without a point are left out of the reckoning" }
unit = { zh = "村", en = "villages" }
gap = true
covered = { zh = "村在服务圈内", en = "Villages within the circle" }
needs = ["ServiceCentre"]
[params]
minutes = {}
detour = {}
speed = {}
[columns]
id = { node = "Village" }
name = { zh = "村", en = "Village" }
township = {}
area = {}
centre = { zh = "最近中心", en = "Nearest centre" }
minutes = { zh = "到最近中心（分钟）", en = "To the nearest (minutes)", type = "number" }
own_minutes = { zh = "到本片区中心（分钟）", en = "To its own area's centre (minutes)", type = "number" }
[reasons]
no_point = {}
centre_without_point = {}
[[example]]
gives = [
  {id = "990101101003", name = "东三村", township = "东镇", area = "甲片区", centre = "甲中心", minutes = 43.4, own_minutes = 43.4},
]
denominator = 5
excluded = { no_point = 1, centre_without_point = 1 }
[[example]]
with = { minutes = 8 }
gives = [
  {id = "990101101002", name = "东二村", township = "东镇", area = "甲片区", centre = "甲中心", minutes = 8.7, own_minutes = 8.7},
  {id = "990101101003", name = "东三村", township = "东镇", area = "甲片区", centre = "甲中心", minutes = 43.4, own_minutes = 43.4},
  {id = "990101102002", name = "西二村", township = "西乡", area = "乙片区", centre = "乙中心", minutes = 12.0, own_minutes = 12.0},
]
denominator = 5
excluded = { no_point = 1, centre_without_point = 1 }
*/
MATCH (v:Village) WHERE v.within CONTAINS $scope
OPTIONAL MATCH (c:ServiceCentre)
OPTIONAL MATCH (c)-[s:SERVES]->(v) WHERE in_force(s)
WITH v, c, min(s.minutes) AS measured, collect(DISTINCT s.sources) AS served
OPTIONAL MATCH (v)-[:IN_AREA]->(own:Area)<-[:IN_AREA]-(c)
WITH v, c, served, coalesce(rounded1(measured), minutes_between(c, v)) AS way, count(own) AS own
WITH v, min(way) AS nearest, min(CASE WHEN own > 0 THEN way END) AS own_minutes, collect({name: c.name, way: way}) AS ways
WHERE nearest > $minutes OR (nearest IS NULL AND has_point(v))
UNWIND ways AS one
WITH v, nearest, own_minutes, one WHERE one.way = nearest OR nearest IS NULL
WITH v, nearest, own_minutes, min(CASE WHEN nearest IS NULL THEN null ELSE one.name END) AS centre
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
WITH v, nearest, own_minutes, centre, min(t.name) AS township, min(a.name) AS area
RETURN v.id AS id, v.name AS name, township, area, centre, nearest AS minutes, own_minutes, v.sources AS sources
ORDER BY id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope
OPTIONAL MATCH (:ServiceCentre)-[s:SERVES]->(v) WHERE in_force(s)
WITH v, min(s.minutes) AS measured
WHERE measured IS NOT NULL OR has_point(v)
RETURN count(v) AS denominator
;
MATCH (v:Village) WHERE v.within CONTAINS $scope AND NOT has_point(v)
OPTIONAL MATCH (:ServiceCentre)-[s:SERVES]->(v) WHERE in_force(s)
WITH v, min(s.minutes) AS measured WHERE measured IS NULL
RETURN 'no_point' AS reason, count(v) AS n, collect(v.name) AS names
UNION ALL
MATCH (c:ServiceCentre) WHERE c.within CONTAINS $scope AND NOT has_point(c)
RETURN 'centre_without_point' AS reason, count(c) AS n, collect(c.name) AS names
