/*
title = { zh = "专项工作", en = "Special tasks" }
asks = { zh = "各专项工作由几个组织承担？", en = "How many organisations work on each special task?" }
numerator = { zh = "承担该专项的党组织、单位、队伍", en = "branches, units and teams that work on the task" }
denominator = { zh = "地域内的专项工作", en = "special tasks of the territory" }
excluded = { zh = "无", en = "none" }
[columns]
id = { node = "SpecialTask" }
name = { zh = "专项工作", en = "Special task" }
organisations = { zh = "承担组织", en = "Organisations", type = "integer" }
names = { zh = "名称", en = "Names", type = "list" }
[[example]]
gives = [
  {id = "990101/Y1", name = "产业扶贫", organisations = 1, names = ["电商联合党支部"]},
  {id = "990101/Y2", name = "就业扶贫", organisations = 0, names = []},
]
denominator = 2
*/
MATCH (s:SpecialTask) WHERE s.within CONTAINS $scope
OPTIONAL MATCH (s)<-[r:WORKS_ON]-(x:Branch|Unit|Team)
WITH s, count(DISTINCT x.id) AS organisations, collect(DISTINCT x.name) AS names, collect(r.sources) AS ties
RETURN s.id AS id, s.name AS name, organisations, names, ties + [s.sources] AS sources
ORDER BY id
;
MATCH (s:SpecialTask) WHERE s.within CONTAINS $scope
RETURN count(s) AS denominator
