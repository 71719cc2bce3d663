/*
title = { zh = "各类数量", en = "Counts by type" }
asks = { zh = "各类事物和关系各有多少？", en = "How many things and relationships are there of each type?" }
numerator = { zh = "各类事物的个数；关系按起点所在地域计", en = "things of each type; relationships by where their start lies" }
denominator = { zh = "地域内的全部事物，不含关系", en = "all things of the territory, relationships apart" }
excluded = { zh = "导入记录", en = "records of imports" }
order = ["type"]
[columns]
type = { zh = "类型", en = "Type" }
n = {}
[[example]]
scope = "Village:990101102003"
gives = [
  {type = "LOCATED_IN", n = 1},
  {type = "PART_OF", n = 1},
  {type = "ServiceCentre", n = 1},
  {type = "Village", n = 1},
]
denominator = 2
*/
// Neo4j gives the labels of a node as a list, Ladybug its one label as a text: the book takes the one.
MATCH (n) WHERE n.within CONTAINS $scope
WITH labels(n) AS type, count(n) AS n
RETURN type, n
UNION ALL
MATCH (a)-[r]->() WHERE a.within CONTAINS $scope
WITH type(r) AS type, count(r) AS n
RETURN type, n
;
MATCH (n) WHERE n.within CONTAINS $scope RETURN count(n) AS denominator
