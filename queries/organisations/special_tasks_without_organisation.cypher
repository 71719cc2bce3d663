/*
title = { zh = "没有组织承担的专项", en = "Special tasks without an organisation" }
asks = { zh = "哪些专项工作没有党组织承担？", en = "Which special tasks has no Party organisation taken on?" }
numerator = { zh = "没有党组织承担的专项工作", en = "special tasks that no Party organisation works on" }
denominator = { zh = "地域内的专项工作", en = "special tasks of the territory" }
excluded = { zh = "无", en = "none" }
unit = { zh = "项", en = "tasks" }
gap = true
covered = { zh = "专项有组织承担", en = "Special tasks with an organisation" }
[columns]
id = { node = "SpecialTask" }
name = { zh = "专项工作", en = "Special task" }
[[example]]
gives = [
  {id = "990101/Y2", name = "就业扶贫"},
]
denominator = 2
*/
MATCH (s:SpecialTask) WHERE s.within CONTAINS $scope AND NOT EXISTS { MATCH (s)<-[:WORKS_ON]-(:Branch) }
RETURN s.id AS id, s.name AS name, s.sources AS sources
ORDER BY id
;
MATCH (s:SpecialTask) WHERE s.within CONTAINS $scope
RETURN count(s) AS denominator
