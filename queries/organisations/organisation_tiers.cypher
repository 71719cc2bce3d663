/*
title = { zh = "组织层级", en = "Tiers of organisation" }
asks = { zh = "从最上级党组织往下有几级？", en = "How many tiers are there below each topmost organisation?" }
numerator = { zh = "该级的党组织，从没有上级的党组织数起，八级以内", en = "organisations of the tier, counted from those without an upper one, to eight tiers" }
denominator = { zh = "地域内的党组织", en = "Party organisations of the territory" }
excluded = { zh = "上级成环的党组织", en = "organisations whose upper ones run in a circle" }
[columns]
top = { zh = "最上级类别", en = "Kind at the top" }
level = { zh = "第几级", en = "Tier", type = "integer" }
kinds = { zh = "本级类别", en = "Kinds", type = "list" }
n = {}
[[example]]
gives = [
  {top = "党委", level = 1, kinds = ["党委"], n = 1},
  {top = "党委", level = 2, kinds = ["党支部"], n = 2},
  {top = "党委", level = 3, kinds = ["党小组"], n = 1},
  {top = "党支部", level = 1, kinds = ["党支部"], n = 1},
  {top = "社区大党委", level = 1, kinds = ["社区大党委"], n = 1},
  {top = "联合党支部", level = 1, kinds = ["联合党支部"], n = 2},
  {top = "行业党委", level = 1, kinds = ["行业党委"], n = 1},
  {top = "行业党委", level = 2, kinds = ["党支部"], n = 1},
  {level = 1, kinds = [], n = 1},
]
denominator = 11
*/
MATCH p = (b:Branch)-[:PART_OF*0..8]->(top:Branch) WHERE b.within CONTAINS $scope AND NOT EXISTS { MATCH (top)-[:PART_OF]->(:Branch) }
WITH b, top.kind AS top, min(length(p)) + 1 AS level
RETURN top, level, collect(DISTINCT b.kind) AS kinds, count(DISTINCT b.id) AS n, collect(b.sources) AS sources
ORDER BY top, level
;
MATCH (b:Branch) WHERE b.within CONTAINS $scope
RETURN count(b) AS denominator
