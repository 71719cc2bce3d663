/*
title = { zh = "服务中心的干部", en = "Staff of the centres" }
asks = { zh = "每个服务中心的书记、副书记、主任和下沉干部是否到位？", en = "Has each centre its secretary, deputy, director and the cadres sent down?" }
numerator = { zh = "各中心截至日在任的人数；一人两岗各计一次", en = "people in post at each centre on the day; a person in two posts counts in each" }
denominator = { zh = "地域内该类中心；未选类别时为村服务点以外的中心", en = "centres of the kind in the territory; with none chosen: all but village points" }
excluded = { zh = "已卸任的", en = "those whose term ended" }
[params]
centre_kind = {}
cadres = {}
[columns]
id = { node = "ServiceCentre" }
name = { zh = "服务中心", en = "Service centre" }
area = {}
secretary = { zh = "书记", en = "Secretary", type = "integer" }
deputy = { zh = "副书记", en = "Deputy", type = "integer" }
director = { zh = "主任", en = "Director", type = "integer" }
cadres = { zh = "下沉干部", en = "Cadres", type = "integer" }
cadres_due = { zh = "应配", en = "Due", type = "integer" }
short = { zh = "缺", en = "Short", type = "integer" }
[[example]]
gives = [
  {id = "990101/C1", name = "甲中心", area = "甲片区", secretary = 1, deputy = 1, director = 1, cadres = 1, cadres_due = 2, short = 1},
  {id = "990101/C2", name = "乙中心", area = "乙片区", secretary = 0, deputy = 0, director = 0, cadres = 0, cadres_due = 5, short = 5},
]
denominator = 2
*/
MATCH (c:ServiceCentre) WHERE c.within CONTAINS $scope AND (c.kind = $centre_kind OR ($centre_kind = '' AND NOT coalesce(c.kind, '') STARTS WITH '村'))
OPTIONAL MATCH (c)-[:IN_AREA]->(a:Area)
OPTIONAL MATCH (c)<-[:PART_OF]-(p:Post)<-[h:HOLDS_POST]-(m:Member) WHERE in_force(h)
WITH c, min(a.name) AS area, count(DISTINCT CASE WHEN p.kind = '书记' THEN m.id END) AS secretary, count(DISTINCT CASE WHEN p.kind = '副书记' THEN m.id END) AS deputy,
  count(DISTINCT CASE WHEN p.kind = '主任' THEN m.id END) AS director, count(DISTINCT CASE WHEN p.kind = '下沉干部' THEN m.id END) AS cadres, coalesce(c.cadres, $cadres) AS cadres_due, collect(DISTINCT h.sources) AS posts
RETURN c.id AS id, c.name AS name, area, secretary, deputy, director, cadres, cadres_due, CASE WHEN cadres < cadres_due THEN cadres_due - cadres ELSE 0 END AS short, posts + [c.sources] AS sources
ORDER BY id
;
MATCH (c:ServiceCentre) WHERE c.within CONTAINS $scope AND (c.kind = $centre_kind OR ($centre_kind = '' AND NOT coalesce(c.kind, '') STARTS WITH '村'))
RETURN count(c) AS denominator
