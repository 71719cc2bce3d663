/*
title = { zh = "没有共建承诺的席位单位", en = "Seated units without a commitment" }
asks = { zh = "哪些有席位的单位没有认领共建承诺？", en = "Which seated units have taken on no duty?" }
numerator = { zh = "截至日没有作出承诺的有席位单位", en = "seated units that have made no commitment by the day" }
denominator = { zh = "截至日自身或代表有席位的单位", en = "units seated on the day, themselves or by a delegate" }
excluded = { zh = "没有席位的单位", en = "units without a seat" }
unit = { zh = "个", en = "units" }
gap = true
covered = { zh = "席位单位有共建承诺", en = "Seated units with a commitment" }
needs = ["Commitment"]
[columns]
id = { node = "Unit" }
name = { zh = "单位", en = "Unit" }
kind = {}
village = { zh = "社区", en = "Community" }
[[example]]
gives = [
  {id = "990101/U2", name = "小县医院", kind = "医院"},
]
denominator = 2
*/
MATCH (u:Unit) WHERE u.within CONTAINS $scope AND (EXISTS { MATCH (u)-[s:SEATED_ON]->(:Branch) WHERE in_force(s) }
  OR EXISTS { MATCH (u)<-[r:REPRESENTS]-(:Member)-[s:SEATED_ON]->(:Branch) WHERE in_force(r) AND in_force(s) }) AND NOT EXISTS { MATCH (u)-[:COMMITS_TO]->(c:Commitment) WHERE coalesce(c.made, date('1900-01-01')) <= $as_of }
OPTIONAL MATCH (u)-[:LOCATED_IN]->(v:Village)
RETURN u.id AS id, u.name AS name, u.kind AS kind, min(v.name) AS village, u.sources AS sources
ORDER BY id
;
MATCH (u:Unit) WHERE u.within CONTAINS $scope AND (EXISTS { MATCH (u)-[s:SEATED_ON]->(:Branch) WHERE in_force(s) }
  OR EXISTS { MATCH (u)<-[r:REPRESENTS]-(:Member)-[s:SEATED_ON]->(:Branch) WHERE in_force(r) AND in_force(s) })
RETURN count(u) AS denominator
