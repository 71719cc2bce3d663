/*
title = { zh = "队伍", en = "Teams by kind" }
asks = { zh = "各类队伍、各种专长有多少？", en = "How many teams are there of each kind and speciality?" }
numerator = { zh = "该类、该专长的队伍", en = "teams of the kind and speciality" }
denominator = { zh = "地域内的队伍", en = "teams of the territory" }
excluded = { zh = "没有登记类别或专长的另列", en = "those without a kind or speciality are in rows of their own" }
[params]
kind = { of = "Team.kind" }
[columns]
kind = {}
speciality = { zh = "专长", en = "Speciality" }
n = {}
members = { zh = "队员", en = "Members", type = "integer" }
paired = { zh = "结对单位", en = "Paired units", type = "integer" }
[[example]]
gives = [
  {kind = "业委会", n = 1, members = 0, paired = 0},
  {kind = "小分队", speciality = "垃圾清理", n = 1, members = 0, paired = 0},
  {kind = "居委会", n = 1, members = 0, paired = 0},
  {kind = "志愿服务队", n = 1, members = 1, paired = 0},
  {kind = "智囊团", speciality = "果树", n = 1, members = 0, paired = 1},
  {kind = "演出团", n = 1, members = 0, paired = 0},
  {kind = "议事会", n = 2, members = 0, paired = 0},
  {n = 1, members = 0, paired = 0},
]
denominator = 9
*/
MATCH (t:Team) WHERE t.within CONTAINS $scope AND ($kind = '' OR t.kind = $kind)
OPTIONAL MATCH (t)<-[r:MEMBER_OF]-(m:Member) WHERE in_force(r)
WITH t, count(DISTINCT m.id) AS members
OPTIONAL MATCH (t)-[p:PAIRED_WITH]->(u:Unit) WHERE in_force(p)
WITH t, members, count(DISTINCT u.id) AS paired
WITH t.kind AS kind, t.speciality AS speciality, count(t) AS n, sum(members) AS members, sum(paired) AS paired, collect(t.sources) AS sources
RETURN kind, speciality, n, toInteger(members) AS members, toInteger(paired) AS paired, sources
ORDER BY kind, speciality
;
MATCH (t:Team) WHERE t.within CONTAINS $scope AND ($kind = '' OR t.kind = $kind)
RETURN count(t) AS denominator
