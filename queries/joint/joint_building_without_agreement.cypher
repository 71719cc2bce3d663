/*
title = { zh = "没有联建协议的村", en = "Villages without a joint-building agreement" }
asks = { zh = "哪些应由企业、园区带动的村没有联建协议？", en = "Which villages that an enterprise or park should carry have no agreement?" }
numerator = { zh = "与企业、园区没有一份有效联建协议的村", en = "villages with no joint building with an enterprise or park in force that has an agreement" }
denominator = { zh = "龙头带动、园区辐射片区的村，以及与企业、园区联建的村；不含协议情况未登记的", en = "villages of areas carried by an enterprise or a park, and those that build jointly with one; without those whose agreement is not recorded" }
excluded = { zh = "有联建但没有登记有无协议的村", en = "villages with joint building whose agreement is not recorded" }
unit = { zh = "村", en = "villages" }
gap = true
covered = { zh = "带动、辐射村有联建协议", en = "Villages with an agreement" }
needs = ["JOINT_BUILDING"]
[columns]
id = { node = "Village" }
name = { zh = "村", en = "Village" }
area = {}
partners = { zh = "联建方数", en = "Partners", type = "integer" }
names = { zh = "联建方", en = "Partner names", type = "list" }
[reasons]
no_agreement_recorded = { zh = "没有登记有无协议", en = "agreement not recorded" }
[[example]]
gives = [
  {id = "990101102002", name = "西二村", area = "乙片区", partners = 1, names = ["惠农公司"]},
]
denominator = 2
excluded = { no_agreement_recorded = 1 }
*/
MATCH (v:Village) WHERE v.within CONTAINS $scope
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
WITH v, min(a.name) AS area, count(CASE WHEN a.kind IN ['龙头带动', '园区辐射'] THEN 1 END) AS should
OPTIONAL MATCH (x:Enterprise)-[r:JOINT_BUILDING]->(v) WHERE in_force(r)
WITH v, area, should, count(r) AS ties, count(CASE WHEN r.agreement THEN 1 END) AS agreed, count(CASE WHEN r.agreement IS NULL AND r.key IS NOT NULL THEN 1 END) AS unknown,
  count(DISTINCT x.id) AS partners, collect(DISTINCT x.name) AS names, collect(DISTINCT r.sources) AS tie_sources
WHERE (should > 0 OR ties > 0) AND agreed = 0 AND unknown = 0
RETURN v.id AS id, v.name AS name, area, partners, names, tie_sources + [v.sources] AS sources
ORDER BY id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
WITH v, count(CASE WHEN a.kind IN ['龙头带动', '园区辐射'] THEN 1 END) AS should
OPTIONAL MATCH (:Enterprise)-[r:JOINT_BUILDING]->(v) WHERE in_force(r)
WITH v, should, count(r) AS ties, count(CASE WHEN r.agreement THEN 1 END) AS agreed, count(CASE WHEN r.agreement IS NULL AND r.key IS NOT NULL THEN 1 END) AS unknown
WHERE (should > 0 OR ties > 0) AND (agreed > 0 OR unknown = 0)
RETURN count(v) AS denominator
;
MATCH (:Enterprise)-[r:JOINT_BUILDING]->(v:Village) WHERE v.within CONTAINS $scope AND in_force(r)
WITH v, count(CASE WHEN r.agreement THEN 1 END) AS agreed, count(CASE WHEN r.agreement IS NULL THEN 1 END) AS unknown
WHERE agreed = 0 AND unknown > 0
RETURN 'no_agreement_recorded' AS reason, count(v) AS n, collect(v.name) AS names
