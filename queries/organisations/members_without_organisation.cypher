/*
title = { zh = "没有组织的党员", en = "Members in no organisation" }
asks = { zh = "哪些党员不在任何党组织？", en = "Which members belong to no Party organisation?" }
numerator = { zh = "截至日既无本级也无联合党组织的党员", en = "members with neither a home nor a joint organisation on the day" }
denominator = { zh = "地域内的党员", en = "members of the territory" }
excluded = { zh = "非党员；没有登记身份的按党员计", en = "people who are no members; those of no recorded standing count as members" }
unit = { zh = "名", en = "members" }
gap = true
covered = { zh = "党员编入组织", en = "Members in an organisation" }
needs = ["Member"]
[columns]
id = { node = "Member" }
name = { zh = "党员", en = "Member", personal = "name" }
duty = {}
place = { zh = "单位或居住地", en = "Employer or home" }
former = { zh = "曾在组织", en = "Former organisation" }
[[example]]
gives = [
  {id = "990101/M12", name = "党员 0012"},
  {id = "990101/M8", name = "党员 0008", place = "东二村", former = "东二村党支部"},
  {id = "990101/M9", name = "党员 0009", place = "微店公司"},
]
denominator = 11
*/
MATCH (m:Member) WHERE m.within CONTAINS $scope AND coalesce(m.status, '') <> '非党员'
  AND NOT EXISTS { MATCH (m)-[r:MEMBER_OF]->(:Branch) WHERE in_force(r) }
OPTIONAL MATCH (m)-[:MEMBER_OF]->(b:Branch)
OPTIONAL MATCH (m)-[:MEMBER_OF]->(e:Enterprise|Unit|Cooperative)
OPTIONAL MATCH (m)-[:LIVES_IN]->(v:Village|Grid)
RETURN m.id AS id, m.name AS name, m.duty AS duty, coalesce(min(e.name), min(v.name)) AS place, min(b.name) AS former, m.sources AS sources
ORDER BY id
;
MATCH (m:Member) WHERE m.within CONTAINS $scope AND coalesce(m.status, '') <> '非党员'
RETURN count(m) AS denominator
