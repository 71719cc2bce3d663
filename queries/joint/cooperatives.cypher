/*
title = { zh = "合作社", en = "Cooperatives" }
asks = { zh = "各合作社有多少村、户、党员，由谁领办？", en = "How many villages, households and members has each cooperative, and who leads it?" }
numerator = { zh = "截至日的成员", en = "members on the day" }
denominator = { zh = "地域内的合作社", en = "cooperatives of the territory" }
excluded = { zh = "已退社的", en = "those who left" }
[columns]
id = { node = "Cooperative" }
name = { zh = "合作社", en = "Cooperative" }
kind = {}
industry = { zh = "产业", en = "Industry" }
led_by = { zh = "领办", en = "Led by" }
villages = {}
households = { zh = "入社户", en = "Households", type = "integer" }
members = { zh = "就职党员", en = "Members", type = "integer" }
land = { zh = "土地（亩）", en = "Land (mu)", type = "number" }
covered = { zh = "党组织覆盖", en = "Organised", type = "boolean" }
part_of = { zh = "加入联合社", en = "Union" }
[[example]]
gives = [
  {id = "990101/K1", name = "樱桃合作社", kind = "合作社", industry = "樱桃", led_by = "党组织", villages = 2, households = 2, members = 0, land = 120.0, covered = true, part_of = "小县联合社"},
  {id = "990101/K2", name = "大棚合作社", kind = "合作社", industry = "大棚蔬菜", led_by = "大户", villages = 2, households = 0, members = 0, covered = false, part_of = "小县联合社"},
  {id = "990101/K3", name = "小县联合社", kind = "联合社", villages = 0, households = 0, members = 0, covered = false},
  {id = "990101/K4", name = "空合作社", kind = "合作社", industry = "养蜂", villages = 0, households = 0, members = 0, land = 30.0, covered = false},
]
denominator = 4
*/
MATCH (k:Cooperative) WHERE k.within CONTAINS $scope
OPTIONAL MATCH (k)<-[r:MEMBER_OF]-(v:Village) WHERE in_force(r)
WITH k, count(DISTINCT v.id) AS villages
OPTIONAL MATCH (k)<-[r:MEMBER_OF]-(h:Household) WHERE in_force(r)
WITH k, villages, count(DISTINCT h.id) AS households
OPTIONAL MATCH (k)<-[r:MEMBER_OF]-(m:Member) WHERE in_force(r)
WITH k, villages, households, count(DISTINCT m.id) AS members
OPTIONAL MATCH (k)<-[o:COVERS]-(b:Branch) WHERE in_force(o)
WITH k, villages, households, members, count(b) AS covers
OPTIONAL MATCH (k)-[r:MEMBER_OF]->(u:Cooperative) WHERE in_force(r)
WITH k, villages, households, members, covers, min(u.name) AS above
RETURN k.id AS id, k.name AS name, k.kind AS kind, k.industry AS industry, k.led_by AS led_by, villages, households, members, k.land AS land, covers > 0 AS covered, above AS part_of, k.sources AS sources
ORDER BY id
;
MATCH (k:Cooperative) WHERE k.within CONTAINS $scope
RETURN count(k) AS denominator
