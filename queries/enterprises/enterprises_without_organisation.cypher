/*
title = { zh = "没有党组织的企业", en = "Enterprises without an organisation" }
asks = { zh = "哪些企业没有党组织覆盖？", en = "Which enterprises does no Party organisation cover?" }
numerator = { zh = "截至日既无单独组建也无联合组建党组织的企业", en = "enterprises on the day with neither an organisation of their own nor a joint one" }
denominator = { zh = "地域内该类企业", en = "enterprises of the kind in the territory" }
excluded = { zh = "已撤销的覆盖", en = "covers that ended" }
unit = { zh = "家", en = "enterprises" }
gap = true
covered = { zh = "企业有党组织", en = "Enterprises with an organisation" }
needs = ["COVERS"]
[params]
kind = { of = "Enterprise.kind" }
[columns]
id = { node = "Enterprise" }
name = { zh = "企业", en = "Enterprise" }
kind = {}
size = { zh = "规模", en = "Size", type = "text" }
place = {}
members = { zh = "就职党员", en = "Members employed", type = "integer" }
[[example]]
gives = [
  {id = "990101/Q1", name = "惠农公司", kind = "龙头企业", size = "中型", place = "西一村", members = 0},
  {id = "990101/Q3", name = "微店公司", kind = "互联网企业", size = "微型", place = "小县", members = 1},
  {id = "990101/Q4", name = "快送公司", kind = "互联网企业", place = "小县", members = 0},
  {id = "990101/Q5", name = "安家物业", kind = "物业企业", size = "小型", members = 0},
]
denominator = 5
[[example]]
with = { kind = "互联网企业" }
gives = [
  {id = "990101/Q3", name = "微店公司", kind = "互联网企业", size = "微型", place = "小县", members = 1},
  {id = "990101/Q4", name = "快送公司", kind = "互联网企业", place = "小县", members = 0},
]
denominator = 3
*/
MATCH (e:Enterprise) WHERE e.within CONTAINS $scope AND ($kind = '' OR e.kind = $kind) AND NOT EXISTS { MATCH (e)<-[o:COVERS]-(:Branch) WHERE in_force(o) }
OPTIONAL MATCH (e)-[:LOCATED_IN]->(p:Village|Grid|Area|Township|County)
OPTIONAL MATCH (e)<-[w:MEMBER_OF]-(m:Member) WHERE coalesce(m.status, '') <> '非党员' AND in_force(w)
RETURN e.id AS id, e.name AS name, e.kind AS kind, e.size AS size, min(p.name) AS place, count(DISTINCT m.id) AS members, e.sources AS sources
ORDER BY id
;
MATCH (e:Enterprise) WHERE e.within CONTAINS $scope AND ($kind = '' OR e.kind = $kind)
RETURN count(e) AS denominator
