/*
title = { zh = "没有帮扶人的户", en = "Households without a helper" }
asks = { zh = "哪些建档立卡户还没有结对？", en = "Which registered households have no helper?" }
numerator = { zh = "截至日没有该项目有效结对的户", en = "households with no pairing of the programme in force on the day" }
denominator = { zh = "地域内的建档立卡户", en = "registered households of the territory" }
excluded = { zh = "没有登记是否建档立卡的户", en = "households of which registration is not recorded" }
unit = { zh = "户", en = "households" }
gap = true
covered = { zh = "建档立卡户有帮扶人", en = "Registered households with a helper" }
needs = ["PAIRED_WITH"]
[params]
programme = {}
[columns]
id = { node = "Household" }
name = { zh = "户主", en = "Household", personal = "name" }
village = {}
township = {}
state = {}
need = { zh = "需求", en = "Need" }
ended = { zh = "上次结对止于", en = "Last pairing until", type = "date" }
[reasons]
no_registration = { zh = "没有登记是否建档立卡", en = "registration not recorded" }
[[example]]
gives = [
  {id = "990101/H4", name = "户 0004", village = "西一村", township = "西乡", state = "未脱贫"},
  {id = "990101/H5", name = "户 0005", village = "西二村", township = "西乡"},
]
denominator = 5
excluded = { no_registration = 1 }
[[example]]
with = { programme = "帮学" }
gives = [
  {id = "990101/H3", name = "户 0003", village = "东二村", township = "东镇", state = "未脱贫", ended = 2020-06-01},
  {id = "990101/H4", name = "户 0004", village = "西一村", township = "西乡", state = "未脱贫"},
  {id = "990101/H5", name = "户 0005", village = "西二村", township = "西乡"},
]
denominator = 5
excluded = { no_registration = 1 }
*/
MATCH (h:Household) WHERE h.within CONTAINS $scope AND h.registered = true AND NOT EXISTS { MATCH (h)<-[p:PAIRED_WITH]-(:Member|Unit|Enterprise|Branch|Cooperative) WHERE ($programme = '' OR p.programme = $programme) AND in_force(p) }
OPTIONAL MATCH (h)<-[o:PAIRED_WITH]-(:Member|Unit|Enterprise|Branch|Cooperative) WHERE $programme = '' OR o.programme = $programme
WITH h, max(o.until) AS ended, collect(o.sources) AS old
OPTIONAL MATCH (h)-[:LIVES_IN]->(v:Village)
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
OPTIONAL MATCH (h)-[:LIVES_IN]->(:Grid)-[:PART_OF*1..4]->(w:Village)
OPTIONAL MATCH (w)-[:PART_OF]->(u:Township)
WITH h, ended, old, coalesce(min(v.name), min(w.name)) AS village, coalesce(min(t.name), min(u.name)) AS township
RETURN h.id AS id, h.name AS name, village, township, h.state AS state, h.need AS need, ended, old + [h.sources] AS sources
ORDER BY id
;
MATCH (h:Household) WHERE h.within CONTAINS $scope AND h.registered = true
RETURN count(h) AS denominator
;
MATCH (h:Household) WHERE h.within CONTAINS $scope AND h.registered IS NULL
RETURN 'no_registration' AS reason, count(h) AS n, collect(h.id) AS names
