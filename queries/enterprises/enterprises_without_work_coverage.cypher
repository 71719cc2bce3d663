/*
title = { zh = "没有工作覆盖的企业", en = "Enterprises without work coverage" }
asks = { zh = "哪些企业既没有党员，也没有派驻指导员？", en = "Which enterprises have neither a member nor an adviser?" }
numerator = { zh = "截至日没有就职党员、也没有派驻党建指导员的企业", en = "enterprises on the day with neither a member employed nor an adviser sent" }
denominator = { zh = "地域内该类企业", en = "enterprises of the kind in the territory" }
excluded = { zh = "任期已满的指导员", en = "advisers whose term ended" }
unit = { zh = "家", en = "enterprises" }
gap = true
covered = { zh = "企业有工作覆盖", en = "Enterprises with work coverage" }
needs = ["COVERS"]
[params]
kind = { of = "Enterprise.kind" }
[columns]
id = { node = "Enterprise" }
name = { zh = "企业", en = "Enterprise" }
kind = {}
size = { zh = "规模", en = "Size", type = "text" }
place = {}
organised = { zh = "组织覆盖", en = "Organised", type = "boolean" }
[[example]]
with = { kind = "互联网企业" }
gives = [
  {id = "990101/Q4", name = "快送公司", kind = "互联网企业", place = "小县", organised = false},
]
denominator = 3
*/
MATCH (e:Enterprise) WHERE e.within CONTAINS $scope AND ($kind = '' OR e.kind = $kind) AND NOT (EXISTS { MATCH (e)<-[w:MEMBER_OF]-(m:Member) WHERE coalesce(m.status, '') <> '非党员' AND in_force(w) } OR EXISTS { MATCH (e)<-[s:SERVES]-(:Member) WHERE in_force(s) })
OPTIONAL MATCH (e)-[:LOCATED_IN]->(p:Village|Grid|Area|Township|County)
OPTIONAL MATCH (e)<-[o:COVERS]-(b:Branch) WHERE in_force(o)
WITH e, min(p.name) AS place, count(b) AS covers
RETURN e.id AS id, e.name AS name, e.kind AS kind, e.size AS size, place, covers > 0 AS organised, e.sources AS sources
ORDER BY id
;
MATCH (e:Enterprise) WHERE e.within CONTAINS $scope AND ($kind = '' OR e.kind = $kind)
RETURN count(e) AS denominator
