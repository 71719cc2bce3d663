/*
title = { zh = "联合党组织的党员", en = "Members in joint organisations" }
asks = { zh = "联合党组织里有哪些党员，他们的本级组织在哪里？", en = "Which members are in joint organisations, and where is their home one?" }
numerator = { zh = "截至日在联合党组织的党员，一人在两个组织列两行", en = "members in a joint organisation on the day; a row for each organisation" }
denominator = { zh = "地域内的党员", en = "members of the territory" }
excluded = { zh = "已退出联合党组织的；非党员", en = "those who left the joint organisation; people who are no members" }
[columns]
id = { node = "Member" }
name = { zh = "党员", en = "Member", personal = "name" }
joint_id = { zh = "联合党组织编码", en = "Joint code", node = "Branch" }
joint = { zh = "联合党组织", en = "Joint organisation" }
home = { zh = "本级党组织", en = "Home organisation" }
outside = { zh = "在县外", en = "Away", type = "boolean" }
[[example]]
gives = [
  {id = "990101/M10", name = "党员 0010", joint_id = "990101/J1", joint = "电商联合党支部"},
  {id = "990101/M2", name = "党员 0002", joint_id = "990101/J1", joint = "电商联合党支部", home = "东一村党支部"},
  {id = "990101/M4", name = "党员 0004", joint_id = "990101/J1", joint = "电商联合党支部", home = "西一村党支部", outside = true},
]
denominator = 11
*/
MATCH (m:Member)-[r:MEMBER_OF]->(b:Branch) WHERE m.within CONTAINS $scope AND r.role = '联合' AND in_force(r) AND coalesce(m.status, '') <> '非党员'
OPTIONAL MATCH (m)-[h:MEMBER_OF]->(home:Branch) WHERE h.role = '本级' AND in_force(h)
WITH m, b, min(home.name) AS home, min(r.sources) AS source
RETURN m.id AS id, m.name AS name, b.id AS joint_id, b.name AS joint, home, m.outside AS outside, [m.sources, source] AS sources
ORDER BY id, joint_id
;
MATCH (m:Member) WHERE m.within CONTAINS $scope AND coalesce(m.status, '') <> '非党员'
RETURN count(m) AS denominator
