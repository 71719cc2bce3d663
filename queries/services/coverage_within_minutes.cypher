/*
title = { zh = "服务圈覆盖", en = "Coverage of the circle" }
asks = { zh = "各片区（乡镇）有多少村、多少户在规定时间内到得了服务中心？", en = "How many villages and households of each area (township) can reach a service centre in the set time?" }
numerator = { zh = "规定分钟内到得了任一中心的村及其户数；实测分钟优先，否则为直线距离 × 绕行系数 ÷ 速度", en = "villages within the set minutes of any centre, and their households; measured minutes first, else straight line × detour ÷ speed" }
denominator = { zh = "有点位或有实测分钟的村；户数按已登记户数的这些村计", en = "villages with a point or measured minutes; households of those among them whose number is recorded" }
excluded = { zh = "没有点位也没有实测分钟的村；没有登记户数的村不计入户数", en = "villages with neither a point nor measured minutes; villages without a household count, from the households" }
[params]
minutes = {}
detour = {}
speed = {}
by = {}
[columns]
id = {}
name = { zh = "片区（乡镇）", en = "Area (township)" }
reached = { zh = "已覆盖村", en = "Villages reached", type = "integer" }
villages = { zh = "应覆盖村", en = "Villages", type = "integer" }
percent = { zh = "村覆盖率（%）", en = "Villages (%)", type = "percent" }
households_reached = { zh = "已覆盖户", en = "Households reached", type = "integer" }
households = { zh = "应覆盖户", en = "Households", type = "integer" }
households_percent = { zh = "户覆盖率（%）", en = "Households (%)", type = "percent" }
farthest = { zh = "最远（分钟）", en = "Farthest (minutes)", type = "number" }
[reasons]
no_point = {}
no_households = {}
[[example]]
gives = [
  {id = "990101/A1", name = "甲片区", reached = 2, villages = 3, percent = 66.7, households_reached = 180, households = 180, households_percent = 100.0, farthest = 43.4},
  {id = "990101/A2", name = "乙片区", reached = 2, villages = 2, percent = 100.0, households_reached = 110, households = 110, households_percent = 100.0, farthest = 12.0},
]
denominator = 5
excluded = { no_point = 1, no_households = 1 }
[[example]]
with = { by = "township", minutes = 10 }
gives = [
  {id = "990101101", name = "东镇", reached = 2, villages = 3, percent = 66.7, households_reached = 180, households = 180, households_percent = 100.0, farthest = 43.4},
  {id = "990101102", name = "西乡", reached = 1, villages = 2, percent = 50.0, households_reached = 60, households = 110, households_percent = 54.5, farthest = 12.0},
]
denominator = 5
excluded = { no_point = 1, no_households = 1 }
*/
MATCH (v:Village) WHERE v.within CONTAINS $scope
OPTIONAL MATCH (c:ServiceCentre)
OPTIONAL MATCH (c)-[s:SERVES]->(v) WHERE in_force(s)
WITH v, c, min(s.minutes) AS measured
WITH v, min(coalesce(rounded1(measured), minutes_between(c, v))) AS nearest
WHERE nearest IS NOT NULL OR has_point(v)
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
WITH v, nearest, min(CASE WHEN $by = 'area' THEN a.id ELSE t.id END) AS id, min(CASE WHEN $by = 'area' THEN a.name ELSE t.name END) AS name
WITH id, name, count(v) AS villages, count(CASE WHEN nearest <= $minutes THEN 1 END) AS reached, sum(coalesce(v.households, 0)) AS households,
  sum(CASE WHEN nearest <= $minutes THEN coalesce(v.households, 0) ELSE 0 END) AS households_reached, max(nearest) AS farthest, collect(v.sources) AS sources
WITH id, name, villages, reached, households, households_reached, farthest, sources, 100.0 * reached / villages AS share, CASE WHEN households > 0 THEN 100.0 * toInteger(households_reached) / toInteger(households) END AS household_share
RETURN id, name, reached, villages, rounded1(share) AS percent, toInteger(households_reached) AS households_reached, toInteger(households) AS households, rounded1(household_share) AS households_percent, farthest, sources
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
MATCH (v:Village) WHERE v.within CONTAINS $scope AND v.households IS NULL
RETURN 'no_households' AS reason, count(v) AS n, collect(v.name) AS names
