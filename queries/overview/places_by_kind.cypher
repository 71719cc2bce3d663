/*
title = { zh = "地方数量", en = "Places by kind" }
asks = { zh = "各级地方、各种类别有多少？", en = "How many places are there of each level and kind?" }
numerator = { zh = "该级、该类地方", en = "places of the level and kind" }
denominator = { zh = "地域内的乡镇、村和网格", en = "townships, villages and grids of the territory" }
excluded = { zh = "没有登记类别的另列一行", en = "those without a kind are in a row of their own" }
order = ["level", "kind"]
[columns]
level = { zh = "级别", en = "Level" }
kind = {}
n = {}
[[example]]
gives = [
  {level = "乡镇", kind = "乡", n = 1},
  {level = "乡镇", kind = "农场", n = 1},
  {level = "乡镇", kind = "镇", n = 1},
  {level = "村", kind = "嘎查", n = 1},
  {level = "村", kind = "村", n = 5},
  {level = "网格", kind = "单元", n = 2},
  {level = "网格", kind = "小区", n = 2},
  {level = "网格", kind = "屋场", n = 1},
  {level = "网格", kind = "楼栋", n = 2},
]
denominator = 16
*/
MATCH (t:Township) WHERE t.within CONTAINS $scope
RETURN '乡镇' AS level, t.kind AS kind, count(t) AS n, collect(t.sources) AS sources
UNION ALL
MATCH (v:Village) WHERE v.within CONTAINS $scope
RETURN '村' AS level, v.kind AS kind, count(v) AS n, collect(v.sources) AS sources
UNION ALL
MATCH (g:Grid) WHERE g.within CONTAINS $scope
RETURN '网格' AS level, g.kind AS kind, count(g) AS n, collect(g.sources) AS sources
;
MATCH (p:Township|Village|Grid) WHERE p.within CONTAINS $scope
RETURN count(p) AS denominator
