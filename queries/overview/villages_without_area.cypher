/*
title = { zh = "不在任何片区的村", en = "Villages in no area" }
asks = { zh = "哪些村没有划入片区？", en = "Which villages are in no area?" }
numerator = { zh = "没有划入片区的村", en = "villages in no area" }
denominator = { zh = "设有片区、或有村划入片区的乡镇的村", en = "villages of townships that have areas, or of which a village is in one" }
excluded = { zh = "没有片区的乡镇", en = "townships without areas" }
unit = { zh = "村", en = "villages" }
gap = true
covered = { zh = "村划入片区", en = "Villages in an area" }
needs = ["Area"]
[columns]
id = { node = "Village" }
name = { zh = "村", en = "Village" }
township = {}
[[example]]
gives = [
  {id = "990101102003", name = "孤村", township = "西乡"},
]
denominator = 6
*/
MATCH (v:Village)-[:PART_OF]->(t:Township) WHERE v.within CONTAINS $scope
  AND (EXISTS { MATCH (t)<-[:PART_OF]-(:Area) } OR EXISTS { MATCH (t)<-[:PART_OF]-(:Village)-[:IN_AREA]->(:Area) }) AND NOT EXISTS { MATCH (v)-[:IN_AREA]->(:Area) }
RETURN v.id AS id, v.name AS name, min(t.name) AS township, v.sources AS sources
ORDER BY id
;
MATCH (v:Village)-[:PART_OF]->(t:Township) WHERE v.within CONTAINS $scope AND (EXISTS { MATCH (t)<-[:PART_OF]-(:Area) } OR EXISTS { MATCH (t)<-[:PART_OF]-(:Village)-[:IN_AREA]->(:Area) })
RETURN count(DISTINCT v.id) AS denominator
