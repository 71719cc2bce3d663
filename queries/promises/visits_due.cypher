/*
title = { zh = "应访未访的户", en = "Visits due" }
asks = { zh = "哪些结对户近期没有走访？", en = "Which paired households have not been visited of late?" }
numerator = { zh = "截至日前规定天数内没有走访记录的结对户", en = "paired households without a visit on record in the set days before the day" }
denominator = { zh = "截至日有该项目有效结对的户", en = "households with a pairing of the programme in force on the day" }
excluded = { zh = "截至日以后的走访", en = "visits after the day" }
unit = { zh = "户", en = "households" }
gap = true
covered = { zh = "结对户按期走访", en = "Paired households visited in time" }
needs = ["Visit"]
[params]
programme = {}
days = {}
[columns]
id = { node = "Household" }
name = { zh = "户主", en = "Household", personal = "name" }
village = {}
township = {}
last = { zh = "最近走访", en = "Last visit", type = "date" }
days = { zh = "距今天数", en = "Days since", type = "integer" }
helpers = { zh = "帮扶人", en = "Helpers", type = "integer" }
[[example]]
gives = [
  {id = "990101/H3", name = "户 0003", village = "东二村", township = "东镇", last = 2020-05-02, days = 151, helpers = 1},
  {id = "990101/H6", name = "户 0006", village = "东一村", township = "东镇", helpers = 1},
]
denominator = 4
[[example]]
with = { programme = "包户", days = 5 }
gives = [
  {id = "990101/H2", name = "户 0002", village = "东一村", township = "东镇", last = 2020-09-20, days = 10, helpers = 2},
]
denominator = 1
*/
MATCH (h:Household)<-[p:PAIRED_WITH]-(x:Member|Unit|Enterprise|Branch|Cooperative) WHERE h.within CONTAINS $scope AND ($programme = '' OR p.programme = $programme) AND in_force(p)
WITH h, count(DISTINCT x.id) AS helpers
OPTIONAL MATCH (h)<-[:CONCERNS]-(n:Visit) WHERE n.date <= $as_of
WITH h, helpers, max(n.date) AS last, collect(n.sources) AS visits
WHERE last IS NULL OR last < $cutoff
OPTIONAL MATCH (h)-[:LIVES_IN]->(v:Village)
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
OPTIONAL MATCH (h)-[:LIVES_IN]->(:Grid)-[:PART_OF*1..4]->(w:Village)
OPTIONAL MATCH (w)-[:PART_OF]->(u:Township)
WITH h, helpers, last, visits, coalesce(min(v.name), min(w.name)) AS village, coalesce(min(t.name), min(u.name)) AS township, day_number(last) AS last_day
RETURN h.id AS id, h.name AS name, village, township, last, $day - last_day AS days, helpers, visits + [h.sources] AS sources
ORDER BY id
;
MATCH (h:Household)<-[p:PAIRED_WITH]-(:Member|Unit|Enterprise|Branch|Cooperative) WHERE h.within CONTAINS $scope AND ($programme = '' OR p.programme = $programme) AND in_force(p)
RETURN count(DISTINCT h.id) AS denominator
