/*
title = { zh = "没有一户一策的未脱贫户", en = "Households left without a measure" }
asks = { zh = "哪些未脱贫户没有帮扶措施？", en = "Which households not yet lifted have no measure?" }
numerator = { zh = "截至日没有已开始的措施的未脱贫户；没有登记开始日期的按已开始", en = "households not yet lifted without a measure begun by the day; one without a start counts as begun" }
denominator = { zh = "登记为未脱贫的户", en = "households recorded as not yet lifted" }
excluded = { zh = "没有登记脱贫状态的建档立卡户", en = "registered households whose state is not recorded" }
unit = { zh = "户", en = "households" }
gap = true
covered = { zh = "未脱贫户有一户一策", en = "Households left with a measure" }
needs = ["Measure"]
[columns]
id = { node = "Household" }
name = { zh = "户主", en = "Household", personal = "name" }
village = {}
township = {}
need = { zh = "需求", en = "Need" }
[reasons]
no_state = {}
[[example]]
gives = [
  {id = "990101/H4", name = "户 0004", village = "西一村", township = "西乡"},
]
denominator = 3
excluded = { no_state = 1 }
*/
MATCH (h:Household) WHERE h.within CONTAINS $scope AND h.state = '未脱贫' AND NOT EXISTS { MATCH (h)<-[:CONCERNS]-(z:Measure) WHERE coalesce(z.start, date('1900-01-01')) <= $as_of }
OPTIONAL MATCH (h)-[:LIVES_IN]->(v:Village)
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
OPTIONAL MATCH (h)-[:LIVES_IN]->(:Grid)-[:PART_OF*1..4]->(w:Village)
OPTIONAL MATCH (w)-[:PART_OF]->(u:Township)
RETURN h.id AS id, h.name AS name, coalesce(min(v.name), min(w.name)) AS village, coalesce(min(t.name), min(u.name)) AS township, h.need AS need, h.sources AS sources
ORDER BY id
;
MATCH (h:Household) WHERE h.within CONTAINS $scope AND h.state = '未脱贫'
RETURN count(h) AS denominator
;
MATCH (h:Household) WHERE h.within CONTAINS $scope AND h.registered = true AND h.state IS NULL
RETURN 'no_state' AS reason, count(h) AS n, collect(h.id) AS names
