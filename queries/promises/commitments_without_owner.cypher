/*
title = { zh = "无人认领的承诺", en = "Commitments without an owner" }
asks = { zh = "哪些承诺没有承诺人？", en = "Which commitments has nobody made?" }
numerator = { zh = "没有承诺人，也没有承诺的单位、党组织、队伍、企业的承诺", en = "commitments that no member, unit, branch, team or enterprise stands behind" }
denominator = { zh = "截至日已提出的承诺", en = "commitments made by the day" }
excluded = { zh = "无", en = "none" }
unit = { zh = "项", en = "commitments" }
gap = true
covered = { zh = "承诺有人认领", en = "Commitments with an owner" }
[columns]
id = { node = "Commitment" }
name = { zh = "承诺事项", en = "Commitment" }
made = { zh = "提出日期", en = "Made", type = "date" }
due = {}
[[example]]
gives = [
  {id = "990101/O5", name = "无主承诺", made = 2020-04-02, due = 2020-09-30},
]
denominator = 7
*/
MATCH (c:Commitment) WHERE c.within CONTAINS $scope AND coalesce(c.made, date('1900-01-01')) <= $as_of AND NOT EXISTS { MATCH (c)<-[:COMMITS_TO]-(:Member|Unit|Branch|Team|Enterprise) }
RETURN c.id AS id, c.name AS name, c.made AS made, c.due AS due, c.sources AS sources
ORDER BY id
;
MATCH (c:Commitment) WHERE c.within CONTAINS $scope AND coalesce(c.made, date('1900-01-01')) <= $as_of
RETURN count(c) AS denominator
