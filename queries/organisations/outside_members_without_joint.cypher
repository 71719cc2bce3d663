/*
title = { zh = "没有联合党组织的县外党员", en = "Members away without a joint organisation" }
asks = { zh = "哪些在县外的党员没有加入联合党组织？", en = "Which members away from the county are in no joint organisation?" }
numerator = { zh = "截至日没有联合党组织的县外党员", en = "members away with no joint organisation on the day" }
denominator = { zh = "登记为在县外的党员", en = "members recorded as away" }
excluded = { zh = "没有登记是否在县外的；非党员", en = "those of whom it is not recorded; people who are no members" }
unit = { zh = "名", en = "members" }
gap = true
covered = { zh = "县外党员有联合党组织", en = "Members away with a joint organisation" }
[columns]
id = { node = "Member" }
name = { zh = "党员", en = "Member", personal = "name" }
home = { zh = "本级党组织", en = "Home organisation" }
[[example]]
gives = [
  {id = "990101/M8", name = "党员 0008"},
]
denominator = 2
*/
MATCH (m:Member) WHERE m.within CONTAINS $scope AND m.outside = true AND coalesce(m.status, '') <> '非党员'
  AND NOT EXISTS { MATCH (m)-[r:MEMBER_OF]->(:Branch) WHERE r.role = '联合' AND in_force(r) }
OPTIONAL MATCH (m)-[h:MEMBER_OF]->(home:Branch) WHERE h.role = '本级' AND in_force(h)
RETURN m.id AS id, m.name AS name, min(home.name) AS home, m.sources AS sources
ORDER BY id
;
MATCH (m:Member) WHERE m.within CONTAINS $scope AND m.outside = true AND coalesce(m.status, '') <> '非党员'
RETURN count(m) AS denominator
