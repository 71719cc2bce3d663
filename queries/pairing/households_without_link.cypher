/*
title = { zh = "没有党员联系的户", en = "Households that no member is linked to" }
asks = { zh = "哪些群众户没有联户党员？", en = "Which households has no member been linked to?" }
numerator = { zh = "截至日没有联户党员的户", en = "households with no linked member on the day" }
denominator = { zh = "开展该项目的县的群众户：没有党员居住的户", en = "households in which no member lives, in counties that run the programme" }
excluded = { zh = "党员自己的户；没有开展该项目的县", en = "members' own households; counties that do not run the programme" }
unit = { zh = "户", en = "households" }
gap = true
covered = { zh = "群众户有党员联系", en = "Households linked to a member" }
needs = ["PAIRED_WITH"]
[params]
programme = { help = { zh = "联户的项目；空为名称含“联”的项目。", en = "The programme that links members to households; blank for those with 联 in their name." } }
[columns]
id = { node = "Household" }
name = { zh = "户主", en = "Household", personal = "name" }
village = {}
township = {}
[[example]]
gives = [
  {id = "990101/H1", name = "户 0001", village = "东一村", township = "东镇"},
  {id = "990101/H2", name = "户 0002", village = "东一村", township = "东镇"},
  {id = "990101/H3", name = "户 0003", village = "东二村", township = "东镇"},
  {id = "990101/H4", name = "户 0004", village = "西一村", township = "西乡"},
  {id = "990101/H5", name = "户 0005", village = "西二村", township = "西乡"},
  {id = "990101/H7", name = "户 0007", village = "东一村", township = "东镇"},
]
denominator = 6
*/
MATCH (x:Household)<-[q:PAIRED_WITH]-(:Member) WHERE q.programme = $programme OR ($programme = '' AND q.programme CONTAINS '联')
WITH DISTINCT x.within AS place
MATCH (c:County) WHERE place CONTAINS ('|County:' + c.id + '|') AND NOT EXISTS { MATCH (c)<-[:PART_OF]-(d:County) WHERE place CONTAINS ('|County:' + d.id + '|') }
WITH DISTINCT '|County:' + c.id + '|' AS county
MATCH (h:Household) WHERE h.within CONTAINS $scope AND h.within CONTAINS county AND NOT EXISTS { MATCH (h)<-[:LIVES_IN]-(:Member) }
  AND NOT EXISTS { MATCH (h)<-[p:PAIRED_WITH]-(:Member) WHERE (p.programme = $programme OR ($programme = '' AND p.programme CONTAINS '联')) AND in_force(p) }
OPTIONAL MATCH (h)-[:LIVES_IN]->(v:Village)
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
OPTIONAL MATCH (h)-[:LIVES_IN]->(:Grid)-[:PART_OF*1..4]->(w:Village)
OPTIONAL MATCH (w)-[:PART_OF]->(u:Township)
RETURN h.id AS id, h.name AS name, coalesce(min(v.name), min(w.name)) AS village, coalesce(min(t.name), min(u.name)) AS township, h.sources AS sources
ORDER BY id
;
MATCH (x:Household)<-[q:PAIRED_WITH]-(:Member) WHERE q.programme = $programme OR ($programme = '' AND q.programme CONTAINS '联')
WITH DISTINCT x.within AS place
MATCH (c:County) WHERE place CONTAINS ('|County:' + c.id + '|') AND NOT EXISTS { MATCH (c)<-[:PART_OF]-(d:County) WHERE place CONTAINS ('|County:' + d.id + '|') }
WITH DISTINCT '|County:' + c.id + '|' AS county
MATCH (h:Household) WHERE h.within CONTAINS $scope AND h.within CONTAINS county AND NOT EXISTS { MATCH (h)<-[:LIVES_IN]-(:Member) }
RETURN count(DISTINCT h.id) AS denominator
