/*
title = { zh = "联建方", en = "Partners in joint building" }
asks = { zh = "每个企业、园区、单位与多少村联建？", en = "With how many villages does each enterprise, park or unit build jointly?" }
numerator = { zh = "与其联建的村，一村只计一次", en = "villages it builds with, each once" }
denominator = { zh = "截至日有联建的村", en = "villages with joint building in force" }
excluded = { zh = "已终止的联建", en = "joint building that ended" }
[columns]
id = {}
name = { zh = "联建方", en = "Partner" }
form = { zh = "联建形式", en = "Form" }
villages = {}
agreements = { zh = "有协议", en = "With agreement", type = "integer" }
areas = { zh = "涉及片区", en = "Areas", type = "integer" }
[[example]]
gives = [
  {id = "990101/Q1", name = "惠农公司", form = "园区辐射", villages = 1, agreements = 0, areas = 0},
  {id = "990101/Q1", name = "惠农公司", form = "龙头带动", villages = 2, agreements = 1, areas = 1},
  {id = "990101/U1", name = "小县一中", form = "组织联建", villages = 1, agreements = 1, areas = 1},
]
denominator = 3
*/
MATCH (x:Enterprise|Unit|Branch|Cooperative|Village)-[r:JOINT_BUILDING]->(v:Village) WHERE v.within CONTAINS $scope AND in_force(r)
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
WITH x.id AS id, x.name AS name, r.form AS form, count(DISTINCT v.id) AS villages, count(DISTINCT CASE WHEN r.agreement THEN v.id END) AS agreements, count(DISTINCT a.id) AS areas, collect(DISTINCT r.sources) AS sources
RETURN id, name, form, villages, agreements, areas, sources
ORDER BY id, form, name
;
MATCH (v:Village)<-[r:JOINT_BUILDING]-(:Enterprise|Unit|Branch|Cooperative|Village) WHERE v.within CONTAINS $scope AND in_force(r)
RETURN count(DISTINCT v.id) AS denominator
