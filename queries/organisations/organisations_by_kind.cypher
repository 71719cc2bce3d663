/*
title = { zh = "党组织类别", en = "Branches by kind" }
asks = { zh = "各类、各层级党组织有多少？", en = "How many Party organisations are there of each kind and tier?" }
numerator = { zh = "该类、该层级的党组织", en = "organisations of the kind and tier" }
denominator = { zh = "地域内的党组织", en = "Party organisations of the territory" }
excluded = { zh = "没有登记类别或层级的另列", en = "those without a kind or tier are in rows of their own" }
[columns]
kind = {}
tier = {}
n = {}
established = { zh = "正式建制", en = "Formal", type = "integer" }
covers = { zh = "有党员", en = "With members", type = "integer" }
[[example]]
gives = [
  {kind = "党委", tier = "乡", n = 1, established = 1, covers = 0},
  {kind = "党小组", tier = "网格", n = 1, established = 1, covers = 1},
  {kind = "党支部", tier = "企业", n = 1, established = 1, covers = 1},
  {kind = "党支部", tier = "村", n = 3, established = 3, covers = 2},
  {kind = "社区大党委", tier = "村", n = 1, established = 0, covers = 0},
  {kind = "联合党支部", tier = "县", n = 2, established = 0, covers = 1},
  {kind = "行业党委", tier = "省", n = 1, established = 1, covers = 0},
  {n = 1, established = 0, covers = 0},
]
denominator = 11
*/
MATCH (b:Branch) WHERE b.within CONTAINS $scope
OPTIONAL MATCH (b)<-[r:MEMBER_OF]-(m:Member) WHERE in_force(r)
WITH b, count(m) AS members
RETURN b.kind AS kind, b.tier AS tier, count(b) AS n, count(CASE WHEN b.established THEN 1 END) AS established, count(CASE WHEN members > 0 THEN 1 END) AS covers, collect(b.sources) AS sources
ORDER BY kind, tier
;
MATCH (b:Branch) WHERE b.within CONTAINS $scope
RETURN count(b) AS denominator
