/*
title = { zh = "没有聘书的兼职委员", en = "Commissioners without a letter" }
asks = { zh = "哪些兼职委员没有聘书？", en = "Which part-time commissioners have no letter of appointment?" }
numerator = { zh = "截至日没有聘书日期的兼职委员，聘书晚于截至日的也算没有", en = "part-time commissioners on the day without the date of a letter, or with a later one" }
denominator = { zh = "截至日的兼职委员", en = "part-time commissioners on the day" }
excluded = { zh = "其他席位；单位自身占的席位", en = "other seats; seats that a unit holds itself" }
unit = { zh = "名", en = "commissioners" }
gap = true
covered = { zh = "兼职委员有聘书", en = "Commissioners with a letter" }
[columns]
id = { node = "Member" }
name = { zh = "委员", en = "Commissioner", personal = "name" }
body = { zh = "大党委", en = "Big committee" }
unit = { zh = "代表单位", en = "Unit represented" }
[[example]]
gives = [
  {id = "990101/M10", name = "党员 0010", body = "东一大党委"},
]
denominator = 2
*/
MATCH (m:Member)-[s:SEATED_ON]->(b:Branch|Team) WHERE b.within CONTAINS $scope AND s.role = '兼职委员' AND in_force(s)
WITH m, count(CASE WHEN s.letter IS NULL OR s.letter > $as_of THEN 1 END) AS without, min(b.name) AS body, collect(s.sources) AS ties
WHERE without > 0
OPTIONAL MATCH (m)-[r:REPRESENTS]->(u:Unit|Enterprise) WHERE in_force(r)
WITH m, body, ties, min(u.name) AS unit
RETURN m.id AS id, m.name AS name, body, unit, ties + [m.sources] AS sources
ORDER BY id
;
MATCH (m:Member)-[s:SEATED_ON]->(b:Branch|Team) WHERE b.within CONTAINS $scope AND s.role = '兼职委员' AND in_force(s)
RETURN count(DISTINCT m.id) AS denominator
