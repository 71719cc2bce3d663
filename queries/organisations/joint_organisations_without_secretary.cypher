/*
title = { zh = "没有书记的联合党组织", en = "Joint organisations without a secretary" }
asks = { zh = "哪些联合党组织没有书记？", en = "Which joint organisations have no secretary?" }
numerator = { zh = "截至日既无书记席位、也无书记岗位在任、也无本级党员任书记的联合党组织；副书记不算", en = "joint organisations with neither a secretary's seat, nor a post of secretary held, nor a home member whose duty is secretary; deputies do not count" }
denominator = { zh = "类别含“联合”的党组织", en = "organisations whose kind says joint" }
excluded = { zh = "无", en = "none" }
unit = { zh = "个", en = "organisations" }
gap = true
covered = { zh = "联合党组织有书记", en = "Joint organisations with a secretary" }
[columns]
id = { node = "Branch" }
name = { zh = "联合党组织", en = "Joint organisation" }
kind = {}
tier = {}
members = {}
[[example]]
gives = [
  {id = "990101/J1", name = "电商联合党支部", kind = "联合党支部", tier = "县", members = 3},
  {id = "990101/J2", name = "养殖联合党支部", kind = "联合党支部", tier = "县", members = 0},
]
denominator = 2
*/
MATCH (b:Branch) WHERE b.within CONTAINS $scope AND b.kind CONTAINS '联合'
  AND NOT EXISTS { MATCH (b)<-[s:SEATED_ON]-(:Member) WHERE s.role = '书记' AND in_force(s) }
  AND NOT EXISTS { MATCH (b)<-[r:MEMBER_OF]-(m:Member) WHERE r.role = '本级' AND m.duty CONTAINS '书记' AND NOT m.duty CONTAINS '副书记' AND in_force(r) }
  AND NOT EXISTS { MATCH (b)<-[:PART_OF]-(p:Post)<-[h:HOLDS_POST]-(:Member) WHERE p.kind = '书记' AND in_force(h) }
OPTIONAL MATCH (b)<-[r:MEMBER_OF]-(m:Member) WHERE in_force(r)
RETURN b.id AS id, b.name AS name, b.kind AS kind, b.tier AS tier, count(DISTINCT m.id) AS members, b.sources AS sources
ORDER BY id
;
MATCH (b:Branch) WHERE b.within CONTAINS $scope AND b.kind CONTAINS '联合'
RETURN count(b) AS denominator
