/*
title = { zh = "谁帮带谁", en = "Leaders and led" }
asks = { zh = "哪个村帮带哪个村？", en = "Which village leads which?" }
numerator = { zh = "有效的帮带关系，按帮带村所在地域", en = "leads in force, by where the leader lies" }
denominator = { zh = "地域内的村", en = "villages of the territory" }
excluded = { zh = "截至日已终止或尚未开始的帮带", en = "leads that ended or had not begun on the day" }
[columns]
leader_id = { zh = "帮带村编码", en = "Leader code", node = "Village" }
leader = { zh = "帮带村", en = "Leader" }
leader_area = { zh = "帮带村片区", en = "Leader's area" }
led_id = { zh = "被帮带村编码", en = "Led code", node = "Village" }
led = { zh = "被帮带村", en = "Led" }
led_area = { zh = "被帮带村片区", en = "Area of the led" }
kilometres = { zh = "直线距离（公里）", en = "Straight line (km)", type = "number" }
since = {}
[reasons]
ended = {}
[[example]]
gives = [
  {leader_id = "990101101001", leader = "东一村", leader_area = "甲片区", led_id = "990101101002", led = "东二村", led_area = "甲片区", kilometres = 2.22, since = 2020-01-01},
  {leader_id = "990101101001", leader = "东一村", leader_area = "甲片区", led_id = "990101102001", led = "西一村", led_area = "乙片区", kilometres = 17.99, since = 2020-01-01},
  {leader_id = "990101101002", leader = "东二村", leader_area = "甲片区", led_id = "990101101001", led = "东一村", led_area = "甲片区", kilometres = 2.22},
]
denominator = 6
excluded = { ended = 2 }
*/
MATCH (x:Village)-[r:LEADS]->(y:Village) WHERE x.within CONTAINS $scope AND in_force(r)
OPTIONAL MATCH (x)-[:IN_AREA]->(a:Area)
OPTIONAL MATCH (y)-[:IN_AREA]->(b:Area)
WITH x, y, min(r.since) AS since, collect(DISTINCT r.sources) AS sources, min(a.name) AS leader_area, min(b.name) AS led_area, min(kilometres(x, y)) AS km
RETURN x.id AS leader_id, x.name AS leader, leader_area, y.id AS led_id, y.name AS led, led_area, rounded2(km) AS kilometres, since, sources
ORDER BY leader_id, led_id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope
RETURN count(v) AS denominator
;
MATCH (x:Village)-[r:LEADS]->(y:Village) WHERE x.within CONTAINS $scope AND NOT (in_force(r))
RETURN 'ended' AS reason, count(r) AS n, collect(DISTINCT y.name) AS names
