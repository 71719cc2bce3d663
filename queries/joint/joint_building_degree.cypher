/*
title = { zh = "村的联建", en = "Joint building of villages" }
asks = { zh = "每个村以哪种形式与几方联建？", en = "With how many partners, and in which form, does each village build jointly?" }
numerator = { zh = "截至日有效的联建方，一方只计一次", en = "partners in force on the day, each once" }
denominator = { zh = "地域内的村", en = "villages of the territory" }
excluded = { zh = "已终止的联建", en = "joint building that ended" }
[columns]
id = { node = "Village" }
name = { zh = "村", en = "Village" }
area = {}
form = { zh = "联建形式", en = "Form" }
partners = { zh = "联建方数", en = "Partners", type = "integer" }
names = { zh = "联建方", en = "Partner names", type = "list" }
agreements = { zh = "有协议", en = "With agreement", type = "integer" }
[[example]]
gives = [
  {id = "990101102001", name = "西一村", area = "乙片区", form = "组织联建", partners = 1, names = ["小县一中"], agreements = 1},
  {id = "990101102001", name = "西一村", area = "乙片区", form = "龙头带动", partners = 1, names = ["惠农公司"], agreements = 1},
  {id = "990101102002", name = "西二村", area = "乙片区", form = "龙头带动", partners = 1, names = ["惠农公司"], agreements = 0},
  {id = "990101102003", name = "孤村", form = "园区辐射", partners = 1, names = ["惠农公司"], agreements = 0},
]
denominator = 6
*/
MATCH (x:Enterprise|Unit|Branch|Cooperative|Village)-[r:JOINT_BUILDING]->(v:Village) WHERE v.within CONTAINS $scope AND in_force(r)
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
WITH v, r.form AS form, min(a.name) AS area, count(DISTINCT x.id) AS partners, collect(DISTINCT x.name) AS names, count(DISTINCT CASE WHEN r.agreement THEN x.id END) AS agreements, collect(DISTINCT r.sources) AS sources
RETURN v.id AS id, v.name AS name, area, form, partners, names, agreements, sources
ORDER BY id, form
;
MATCH (v:Village) WHERE v.within CONTAINS $scope
RETURN count(v) AS denominator
