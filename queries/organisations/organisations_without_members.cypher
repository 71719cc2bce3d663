/*
title = { zh = "没有党员的党组织", en = "Branches without members" }
asks = { zh = "哪些党支部、党小组没有登记党员？", en = "Which branches and groups have no member on record?" }
numerator = { zh = "截至日没有登记一名党员（本级或联合）的党组织", en = "branches with no member, home or joint, on the day" }
denominator = { zh = "该类党组织；未选类别时为各类支部和小组", en = "branches of the kind; with none chosen: branches and groups of every kind" }
excluded = { zh = "党委、党总支等由下级支部组成的；没有登记类别的", en = "committees and general branches, which consist of others; those whose kind is not recorded" }
unit = { zh = "个", en = "branches" }
gap = true
covered = { zh = "党组织有登记党员", en = "Branches with members" }
needs = ["Member", "Branch"]
[params]
kind = { of = "Branch.kind" }
[columns]
id = { node = "Branch" }
name = { zh = "党组织", en = "Branch" }
kind = {}
tier = { zh = "层级", en = "Tier" }
place = { zh = "所在地", en = "Place" }
former = { zh = "曾有党员", en = "Former members", type = "integer" }
[reasons]
no_kind = {}
[[example]]
gives = [
  {id = "990101/B2", name = "东二村党支部", kind = "党支部", tier = "村", place = "东二村", former = 1},
  {id = "990101/J2", name = "养殖联合党支部", kind = "联合党支部", tier = "县", place = "小县", former = 1},
]
denominator = 7
excluded = { no_kind = 1 }
[[example]]
with = { kind = "联合党支部" }
gives = [
  {id = "990101/J2", name = "养殖联合党支部", kind = "联合党支部", tier = "县", place = "小县", former = 1},
]
denominator = 2
excluded = { no_kind = 1 }
*/
MATCH (b:Branch) WHERE b.within CONTAINS $scope AND (b.kind = $kind OR ($kind = '' AND (b.kind CONTAINS '支部' OR b.kind CONTAINS '小组')))
OPTIONAL MATCH (b)<-[r:MEMBER_OF]-(m:Member)
WITH b, count(CASE WHEN in_force(r) THEN m.id END) AS now, count(DISTINCT m.id) AS former, collect(r.sources) AS ties
WHERE now = 0
OPTIONAL MATCH (b)-[:LOCATED_IN]->(p:Village|Grid|Area|Township|County)
WITH b, former, ties, min(p.name) AS place
RETURN b.id AS id, b.name AS name, b.kind AS kind, b.tier AS tier, place, former, ties + [b.sources] AS sources
ORDER BY id
;
MATCH (b:Branch) WHERE b.within CONTAINS $scope AND (b.kind = $kind OR ($kind = '' AND (b.kind CONTAINS '支部' OR b.kind CONTAINS '小组')))
RETURN count(b) AS denominator
;
MATCH (b:Branch) WHERE b.within CONTAINS $scope AND b.kind IS NULL
RETURN 'no_kind' AS reason, count(b) AS n, collect(b.name) AS names
