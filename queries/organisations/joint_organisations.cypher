/*
title = { zh = "联合党组织", en = "Joint organisations" }
asks = { zh = "各层级各类联合党组织有多少，联合了多少党员？", en = "How many joint organisations are there of each tier and kind, and with how many members?" }
numerator = { zh = "类别含“联合”的党组织", en = "organisations whose kind says joint" }
denominator = { zh = "地域内的党组织", en = "Party organisations of the territory" }
excluded = { zh = "社区大党委等名称不含“联合”的", en = "those not called joint, such as big committees" }
[columns]
tier = {}
kind = {}
n = {}
established = { zh = "正式建制", en = "Formal", type = "integer" }
members = { zh = "联合党员", en = "Joint members", type = "integer" }
[[example]]
gives = [
  {tier = "县", kind = "联合党支部", n = 2, established = 0, members = 3},
]
denominator = 11
*/
MATCH (b:Branch) WHERE b.within CONTAINS $scope AND b.kind CONTAINS '联合'
OPTIONAL MATCH (b)<-[r:MEMBER_OF]-(m:Member) WHERE in_force(r)
WITH b, count(DISTINCT m.id) AS members
WITH b.tier AS tier, b.kind AS kind, count(b) AS n, count(CASE WHEN b.established THEN 1 END) AS established, sum(members) AS members, collect(b.sources) AS sources
RETURN tier, kind, n, established, toInteger(members) AS members, sources
ORDER BY tier, kind
;
MATCH (b:Branch) WHERE b.within CONTAINS $scope
RETURN count(b) AS denominator
