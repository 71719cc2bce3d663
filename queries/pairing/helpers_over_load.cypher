/*
title = { zh = "帮扶过多的人", en = "Helpers over their load" }
asks = { zh = "哪些帮扶人帮的户超过能帮的户？", en = "Which helpers have more households than they can help?" }
numerator = { zh = "有效结对的户多于最多帮户的帮扶人", en = "helpers with more households in force than the most they can help" }
denominator = { zh = "有有效结对且最多帮户已知的帮扶人", en = "helpers with a pairing in force whose most is known" }
excluded = { zh = "没有登记最多帮户的帮扶人，除非给了统一上限", en = "helpers whose most is not recorded, unless a limit for all is given" }
unit = { zh = "名", en = "helpers" }
gap = true
covered = { zh = "帮扶人未超上限", en = "Helpers within their load" }
[params]
programme = {}
limit = { title = { zh = "统一上限（户）", en = "Limit for all" }, help = { zh = "没有登记最多帮户的人按此数；0 为不计入。", en = "For those whose own most is not recorded; 0 leaves them out." }, type = "integer", default = 0 }
[columns]
id = { node = "Member" }
name = { zh = "帮扶人", en = "Helper", personal = "name" }
households = { zh = "在帮户", en = "Households", type = "integer" }
capacity = { zh = "最多帮户", en = "Most households", type = "integer" }
over = { zh = "超出", en = "Over", type = "integer" }
organisation = {}
[reasons]
no_capacity = {}
[[example]]
gives = [
  {id = "990101/M1", name = "党员 0001", households = 3, capacity = 1, over = 2, organisation = "东一村党支部"},
]
denominator = 2
excluded = { no_capacity = 2 }
[[example]]
with = { limit = 1 }
gives = [
  {id = "990101/M1", name = "党员 0001", households = 3, capacity = 1, over = 2, organisation = "东一村党支部"},
]
denominator = 4
*/
MATCH (m:Member)-[p:PAIRED_WITH]->(h:Household) WHERE m.within CONTAINS $scope AND ($programme = '' OR p.programme = $programme) AND in_force(p)
WITH m, count(DISTINCT h.id) AS households, collect(DISTINCT p.sources) AS pairs, coalesce(m.capacity, CASE WHEN $limit > 0 THEN $limit END) AS capacity
WHERE households > capacity
OPTIONAL MATCH (m)-[r:MEMBER_OF]->(b:Branch) WHERE r.role = '本级' AND in_force(r)
WITH m, households, pairs, capacity, min(b.name) AS organisation
RETURN m.id AS id, m.name AS name, households, capacity, households - capacity AS over, organisation, pairs + [m.sources] AS sources
ORDER BY over DESC, id
;
MATCH (m:Member)-[p:PAIRED_WITH]->(:Household) WHERE m.within CONTAINS $scope AND ($programme = '' OR p.programme = $programme) AND in_force(p) AND (m.capacity IS NOT NULL OR $limit > 0)
RETURN count(DISTINCT m.id) AS denominator
;
MATCH (m:Member)-[p:PAIRED_WITH]->(:Household) WHERE m.within CONTAINS $scope AND ($programme = '' OR p.programme = $programme) AND in_force(p) AND m.capacity IS NULL AND $limit = 0
RETURN 'no_capacity' AS reason, count(DISTINCT m.id) AS n, collect(DISTINCT m.id) AS names
