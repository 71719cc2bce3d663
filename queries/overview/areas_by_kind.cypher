/*
title = { zh = "片区类别", en = "Areas by kind" }
asks = { zh = "各类片区有几个、多少村？", en = "How many areas and villages are there of each kind?" }
numerator = { zh = "该类片区及其中的村，一村只计一次", en = "areas of the kind and their villages, each village once" }
denominator = { zh = "地域内的片区", en = "areas of the territory" }
excluded = { zh = "没有登记类别的片区", en = "areas without a recorded kind" }
[columns]
kind = { zh = "片区类别", en = "Kind of area" }
areas = { zh = "片区数", en = "Areas", type = "integer" }
villages = {}
households = { zh = "已登记户数", en = "Households recorded", type = "integer" }
[reasons]
no_kind = {}
[[example]]
gives = [
  {kind = "以强带弱", areas = 1, villages = 3, households = 180},
  {kind = "龙头带动", areas = 1, villages = 2, households = 110},
]
denominator = 2
excluded = { no_kind = 1 }
*/
MATCH (a:Area) WHERE a.within CONTAINS $scope AND a.kind IS NOT NULL
OPTIONAL MATCH (v:Village)-[:IN_AREA]->(a)
WITH a.kind AS kind, a.id AS area, a.sources AS source, v.id AS village, min(v.households) AS households
WITH kind, count(DISTINCT area) AS areas, count(DISTINCT village) AS villages, sum(households) AS households, collect(DISTINCT source) AS sources
RETURN kind, areas, villages, toInteger(coalesce(households, 0)) AS households, sources
ORDER BY kind
;
MATCH (a:Area) WHERE a.within CONTAINS $scope AND a.kind IS NOT NULL
RETURN count(a) AS denominator
;
MATCH (a:Area) WHERE a.within CONTAINS $scope AND a.kind IS NULL
RETURN 'no_kind' AS reason, count(a) AS n, collect(a.name) AS names
