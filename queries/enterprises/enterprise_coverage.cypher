/*
title = { zh = "企业党建覆盖", en = "Coverage of enterprises" }
asks = { zh = "各地、各规模企业的组织覆盖和工作覆盖如何？", en = "How far are enterprises of each place and size covered by organisation and by work?" }
numerator = { zh = "组织覆盖：截至日单独或联合组建了党组织；工作覆盖：有就职党员或派驻的党建指导员", en = "organisation: an organisation of its own or a joint one on the day; work: a member employed or an adviser sent" }
denominator = { zh = "地域内该类企业", en = "enterprises of the kind in the territory" }
excluded = { zh = "没有登记规模或所在地的另列", en = "those without a size or place are in rows of their own" }
[params]
kind = { of = "Enterprise.kind" }
[columns]
place_id = { zh = "地方编码", en = "Place code" }
place = {}
size = { zh = "规模", en = "Size", type = "text" }
n = { zh = "企业", en = "Enterprises", type = "integer" }
own = { zh = "单独组建", en = "Own", type = "integer" }
joint = { zh = "联合组建", en = "Joint", type = "integer" }
organised = { zh = "组织覆盖", en = "Organised", type = "integer" }
worked = { zh = "工作覆盖", en = "Work", type = "integer" }
organised_percent = { zh = "组织覆盖率（%）", en = "Organised (%)", type = "percent" }
worked_percent = { zh = "工作覆盖率（%）", en = "Work (%)", type = "percent" }
[reasons]
no_enterprise_size = {}
[[example]]
gives = [
  {place_id = "990101", place = "小县", size = "大型", n = 1, own = 1, joint = 0, organised = 1, worked = 1, organised_percent = 100.0, worked_percent = 100.0},
  {place_id = "990101", place = "小县", size = "微型", n = 1, own = 0, joint = 0, organised = 0, worked = 1, organised_percent = 0.0, worked_percent = 100.0},
  {place_id = "990101", place = "小县", n = 1, own = 0, joint = 0, organised = 0, worked = 0, organised_percent = 0.0, worked_percent = 0.0},
  {place_id = "990101102001", place = "西一村", size = "中型", n = 1, own = 0, joint = 0, organised = 0, worked = 0, organised_percent = 0.0, worked_percent = 0.0},
  {size = "小型", n = 1, own = 0, joint = 0, organised = 0, worked = 0, organised_percent = 0.0, worked_percent = 0.0},
]
denominator = 5
excluded = { no_enterprise_size = 1 }
*/
MATCH (e:Enterprise) WHERE e.within CONTAINS $scope AND ($kind = '' OR e.kind = $kind)
OPTIONAL MATCH (e)-[:LOCATED_IN]->(p:Village|Grid|Area|Township|County)
WITH e, min(p.id) AS place_id, min(p.name) AS place
OPTIONAL MATCH (e)<-[o:COVERS]-(:Branch) WHERE in_force(o)
WITH e, place_id, place, count(CASE WHEN o.form = '单独组建' THEN 1 END) AS own, count(CASE WHEN o.form = '联合组建' THEN 1 END) AS joint, count(o) AS organised
OPTIONAL MATCH (e)<-[w:MEMBER_OF]-(m:Member) WHERE coalesce(m.status, '') <> '非党员' AND in_force(w)
WITH e, place_id, place, own, joint, organised, count(m) AS employed
OPTIONAL MATCH (e)<-[s:SERVES]-(a:Member) WHERE in_force(s)
WITH e, place_id, place, own, joint, organised, employed, count(a) AS advisers
WITH e, place_id, place, own, joint, organised, employed + advisers AS worked
WITH place_id, place, e.size AS size, count(e) AS n, count(CASE WHEN own > 0 THEN 1 END) AS own, count(CASE WHEN own = 0 AND joint > 0 THEN 1 END) AS joint,
  count(CASE WHEN organised > 0 THEN 1 END) AS organised, count(CASE WHEN worked > 0 THEN 1 END) AS worked, collect(e.sources) AS sources
WITH place_id, place, size, n, own, joint, organised, worked, sources, 100.0 * organised / n AS a, 100.0 * worked / n AS b
RETURN place_id, place, size, n, own, joint, organised, worked, rounded1(a) AS organised_percent, rounded1(b) AS worked_percent, sources
ORDER BY place_id, size
;
MATCH (e:Enterprise) WHERE e.within CONTAINS $scope AND ($kind = '' OR e.kind = $kind)
RETURN count(e) AS denominator
;
MATCH (e:Enterprise) WHERE e.within CONTAINS $scope AND ($kind = '' OR e.kind = $kind) AND e.size IS NULL
RETURN 'no_enterprise_size' AS reason, count(e) AS n, collect(e.name) AS names
