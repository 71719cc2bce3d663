/*
title = { zh = "没有结对的有能力党员", en = "Able members without a pair" }
asks = { zh = "哪些有帮扶能力的党员还没有结对？", en = "Which members able to help are paired with nobody?" }
numerator = { zh = "截至日没有任何有效结对的有能力党员", en = "able members with no pairing in force on the day" }
denominator = { zh = "登记为有帮扶能力的党员", en = "members recorded as able to help" }
excluded = { zh = "没有登记帮扶能力的", en = "those whose ability is not recorded" }
unit = { zh = "名", en = "members" }
gap = true
covered = { zh = "有能力党员已结对", en = "Able members with a pair" }
[columns]
id = { node = "Member" }
name = { zh = "党员", en = "Member", personal = "name" }
skill = { zh = "专长", en = "Skill" }
capacity = { zh = "最多帮户", en = "Most households", type = "integer" }
organisation = {}
[[example]]
gives = []
denominator = 2
*/
MATCH (m:Member) WHERE m.within CONTAINS $scope AND m.able = true AND NOT EXISTS { MATCH (m)-[p:PAIRED_WITH]->(:Household|Member|Village) WHERE in_force(p) }
OPTIONAL MATCH (m)-[r:MEMBER_OF]->(b:Branch) WHERE r.role = '本级' AND in_force(r)
RETURN m.id AS id, m.name AS name, m.skill AS skill, m.capacity AS capacity, min(b.name) AS organisation, m.sources AS sources
ORDER BY id
;
MATCH (m:Member) WHERE m.within CONTAINS $scope AND m.able = true
RETURN count(m) AS denominator
