/*
title = { zh = "只在联合党组织的党员", en = "Members in a joint organisation alone" }
asks = { zh = "哪些党员只在联合党组织，没有本级组织？", en = "Which members are in a joint organisation but in no home one?" }
numerator = { zh = "截至日在联合党组织而没有本级党组织的党员", en = "members in a joint organisation on the day without a home one" }
denominator = { zh = "截至日在联合党组织的党员", en = "members in a joint organisation on the day" }
excluded = { zh = "非党员", en = "people who are no members" }
unit = { zh = "名", en = "members" }
gap = true
covered = { zh = "联合党组织党员有原组织", en = "Members in a joint organisation and a home one" }
[columns]
id = { node = "Member" }
name = { zh = "党员", en = "Member", personal = "name" }
joint = { zh = "联合党组织", en = "Joint organisations", type = "list" }
duty = {}
[[example]]
gives = [
  {id = "990101/M10", name = "党员 0010", joint = ["电商联合党支部"]},
]
denominator = 3
*/
MATCH (m:Member)-[r:MEMBER_OF]->(b:Branch) WHERE m.within CONTAINS $scope AND r.role = '联合' AND in_force(r) AND coalesce(m.status, '') <> '非党员'
  AND NOT EXISTS { MATCH (m)-[h:MEMBER_OF]->(:Branch) WHERE h.role = '本级' AND in_force(h) }
RETURN m.id AS id, m.name AS name, collect(DISTINCT b.name) AS joint, m.duty AS duty, m.sources AS sources
ORDER BY id
;
MATCH (m:Member)-[r:MEMBER_OF]->(:Branch) WHERE m.within CONTAINS $scope AND r.role = '联合' AND in_force(r) AND coalesce(m.status, '') <> '非党员'
RETURN count(DISTINCT m.id) AS denominator
