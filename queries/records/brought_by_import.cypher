/*
title = { zh = "一次导入带来的", en = "What one import brought" }
asks = { zh = "一次导入带来或改动了多少事物和关系？", en = "How many things and relationships did one import bring or change?" }
numerator = { zh = "来源中有这次导入的事物和关系；关系按起点所在地域计", en = "things and relationships that have the import among their sources; relationships by where their start lies" }
denominator = { zh = "地域内的全部事物，不含关系", en = "all things of the territory, relationships apart" }
excluded = { zh = "这次导入只重复、没有改动的", en = "what the import only repeated" }
order = ["type"]
[params]
import = {}
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
[[example]]
scope = "Village:990101102003"
with = { import = 2 }
gives = []
denominator = 2
*/
// Neo4j gives the labels of a node as a list, Ladybug its one label as a text: the book takes the one.
MATCH (n) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token
WITH labels(n) AS type, count(n) AS n
RETURN type, n
UNION ALL
MATCH (a)-[r]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token
WITH type(r) AS type, count(r) AS n
RETURN type, n
;
MATCH (n) WHERE n.within CONTAINS $scope RETURN count(n) AS denominator
