/*
title = { zh = "没有开过的会", en = "Meetings never held" }
asks = { zh = "哪些议事会没有开过哪种会？", en = "Which councils have never held which of the five meetings?" }
numerator = { zh = "截至日该议事会没有开过的会", en = "meetings of a kind that the council has not held by the day" }
denominator = { zh = "议事会 × 五种会；选了一种则为议事会", en = "councils × five kinds of meeting; councils, where one kind is chosen" }
excluded = { zh = "截至日以后安排的会", en = "meetings planned for after the day" }
unit = { zh = "次", en = "meetings" }
gap = true
covered = { zh = "议事会各种会开过", en = "Kinds of meeting held" }
needs = ["Event"]
[params]
kind = { choices = [["决策听证", "决策听证", "hearing"], ["矛盾协调", "矛盾协调", "mediation"], ["事务评议", "事务评议", "review"], ["现场办公", "现场办公", "on-site work"], ["工作交流", "工作交流", "exchange"]] }
[columns]
id = { node = "Team" }
name = { zh = "议事会", en = "Council" }
kind = { zh = "会议", en = "Meeting" }
[[example]]
gives = [
  {id = "990101/T2", name = "和美议事会", kind = "事务评议"},
  {id = "990101/T2", name = "和美议事会", kind = "工作交流"},
  {id = "990101/T2", name = "和美议事会", kind = "现场办公"},
  {id = "990101/T2", name = "和美议事会", kind = "矛盾协调"},
  {id = "990101/T8", name = "安居议事会", kind = "事务评议"},
  {id = "990101/T8", name = "安居议事会", kind = "决策听证"},
  {id = "990101/T8", name = "安居议事会", kind = "工作交流"},
  {id = "990101/T8", name = "安居议事会", kind = "现场办公"},
  {id = "990101/T8", name = "安居议事会", kind = "矛盾协调"},
]
denominator = 10
[[example]]
with = { kind = "决策听证" }
gives = [
  {id = "990101/T8", name = "安居议事会", kind = "决策听证"},
]
denominator = 2
*/
MATCH (c:Team) WHERE c.within CONTAINS $scope AND c.kind = '议事会'
UNWIND ['决策听证', '矛盾协调', '事务评议', '现场办公', '工作交流'] AS meeting
WITH c, meeting WHERE $kind = '' OR meeting = $kind
OPTIONAL MATCH (c)<-[:HELD_AT]-(e:Event) WHERE e.kind = meeting AND e.date <= $as_of
WITH c, meeting, count(e) AS held
WHERE held = 0
RETURN c.id AS id, c.name AS name, meeting AS kind, c.sources AS sources
ORDER BY id, kind
;
MATCH (c:Team) WHERE c.within CONTAINS $scope AND c.kind = '议事会'
UNWIND ['决策听证', '矛盾协调', '事务评议', '现场办公', '工作交流'] AS meeting
WITH c, meeting WHERE $kind = '' OR meeting = $kind
RETURN count(*) AS denominator
