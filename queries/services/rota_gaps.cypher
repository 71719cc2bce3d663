/*
title = { zh = "无人值班的日子", en = "Days without duty" }
asks = { zh = "哪个中心星期几无人值班？", en = "On which weekday has which centre nobody on duty?" }
numerator = { zh = "没有排班，或排了班但没有值班人和值班村的中心日", en = "centre days without a shift, or with a shift but neither a person nor a village on duty" }
denominator = { zh = "该类中心 × 每周应值班天数；未选类别时为村服务点以外的中心", en = "centres of the kind × days a week; with none chosen: all but village points" }
excluded = { zh = "没有写明星期的值班", en = "shifts without a weekday" }
unit = { zh = "班", en = "shifts" }
gap = true
covered = { zh = "中心值班排满", en = "Days with duty" }
needs = ["Shift"]
[params]
centre_kind = {}
duty_days = {}
[columns]
id = { node = "ServiceCentre" }
name = { zh = "服务中心", en = "Service centre" }
area = {}
weekday = { zh = "星期", en = "Weekday" }
shifts = { zh = "已排班次", en = "Shifts set", type = "integer" }
[reasons]
no_weekday = { zh = "值班没有写明星期", en = "shift without a weekday" }
[[example]]
gives = [
  {id = "990101/C1", name = "甲中心", area = "甲片区", weekday = "周四", shifts = 1},
  {id = "990101/C2", name = "乙中心", area = "乙片区", weekday = "周一", shifts = 1},
  {id = "990101/C2", name = "乙中心", area = "乙片区", weekday = "周二", shifts = 0},
  {id = "990101/C2", name = "乙中心", area = "乙片区", weekday = "周三", shifts = 0},
  {id = "990101/C2", name = "乙中心", area = "乙片区", weekday = "周四", shifts = 0},
  {id = "990101/C2", name = "乙中心", area = "乙片区", weekday = "周五", shifts = 0},
]
denominator = 10
excluded = { no_weekday = 1 }
*/
MATCH (c:ServiceCentre) WHERE c.within CONTAINS $scope AND (c.kind = $centre_kind OR ($centre_kind = '' AND NOT coalesce(c.kind, '') STARTS WITH '村'))
OPTIONAL MATCH (c)-[:IN_AREA]->(a:Area)
WITH c, min(a.name) AS area
UNWIND [{day: '周一', at: 1}, {day: '周二', at: 2}, {day: '周三', at: 3}, {day: '周四', at: 4}, {day: '周五', at: 5}, {day: '周六', at: 6}, {day: '周日', at: 7}] AS one
WITH c, area, one.day AS weekday, one.at AS at WHERE at <= $duty_days
OPTIONAL MATCH (c)<-[:PART_OF]-(s:Shift) WHERE s.weekday = weekday
OPTIONAL MATCH (s)<-[:ON_DUTY]-(x:Member|Village)
WITH c, area, weekday, at, count(x) AS people, count(DISTINCT s.id) AS shifts, collect(DISTINCT s.sources) AS shift_sources
WHERE people = 0
RETURN c.id AS id, c.name AS name, area, weekday, shifts, shift_sources + [c.sources] AS sources
ORDER BY id, at
;
MATCH (c:ServiceCentre) WHERE c.within CONTAINS $scope AND (c.kind = $centre_kind OR ($centre_kind = '' AND NOT coalesce(c.kind, '') STARTS WITH '村'))
RETURN count(c) * $duty_days AS denominator
;
MATCH (c:ServiceCentre)<-[:PART_OF]-(s:Shift) WHERE c.within CONTAINS $scope AND (c.kind = $centre_kind OR ($centre_kind = '' AND NOT coalesce(c.kind, '') STARTS WITH '村')) AND s.weekday IS NULL
RETURN 'no_weekday' AS reason, count(DISTINCT s.id) AS n, collect(DISTINCT c.name) AS names
