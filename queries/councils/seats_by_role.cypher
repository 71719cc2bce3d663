/*
title = { zh = "席位", en = "Seats by role" }
asks = { zh = "各大党委、联合党组织和议事会有哪些席位？", en = "Which seats has each big committee, joint organisation and council?" }
numerator = { zh = "截至日有效的席位", en = "seats in force on the day" }
denominator = { zh = "地域内的党组织和队伍", en = "organisations and teams of the territory" }
excluded = { zh = "已卸任的", en = "those whose term ended" }
[columns]
id = {}
body = { zh = "大党委或议事会", en = "Body" }
role = { zh = "席位类别", en = "Seat" }
n = { zh = "席位", en = "Seats", type = "integer" }
letters = { zh = "有聘书", en = "With a letter", type = "integer" }
units = { zh = "代表单位", en = "Units represented", type = "integer" }
[[example]]
gives = [
  {id = "990101/D1", body = "东一大党委", role = "书记", n = 1, letters = 0, units = 0},
  {id = "990101/D1", body = "东一大党委", role = "兼职委员", n = 2, letters = 1, units = 1},
  {id = "990101/J1", body = "电商联合党支部", role = "委员", n = 1, letters = 0, units = 0},
  {id = "990101/T2", body = "和美议事会", role = "业主代表", n = 1, letters = 0, units = 1},
  {id = "990101/T2", body = "和美议事会", role = "业委会", n = 1, letters = 0, units = 0},
  {id = "990101/T2", body = "和美议事会", role = "居委会", n = 1, letters = 0, units = 0},
  {id = "990101/T2", body = "和美议事会", role = "物业企业", n = 1, letters = 0, units = 0},
  {id = "990101/T2", body = "和美议事会", role = "社区党组织", n = 1, letters = 0, units = 0},
  {id = "990101/T8", body = "安居议事会", role = "社区党组织", n = 1, letters = 0, units = 0},
]
denominator = 20
*/
MATCH (x:Member|Unit|Branch|Team|Enterprise)-[s:SEATED_ON]->(b:Branch|Team) WHERE b.within CONTAINS $scope AND in_force(s)
OPTIONAL MATCH (x)-[r:REPRESENTS]->(u:Unit|Enterprise|Grid|Team|Branch) WHERE in_force(r)
WITH b, s.role AS role, x.id AS seat, max(CASE WHEN s.letter <= $as_of THEN s.letter END) AS letter, count(u) AS units, min(s.sources) AS source
WITH b.id AS id, b.name AS body, role, count(seat) AS n, count(letter) AS letters, count(CASE WHEN units > 0 THEN 1 END) AS units, collect(source) AS sources
RETURN id, body, role, n, letters, units, sources
ORDER BY id, role, body
;
MATCH (b:Branch|Team) WHERE b.within CONTAINS $scope
RETURN count(b) AS denominator
