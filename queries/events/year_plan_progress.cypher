/*
title = { zh = "年度计划进度", en = "Progress to the year's plan" }
asks = { zh = "各队伍全年计划多少场，办了多少，安排了多少？", en = "How many events does each team plan for the year, how many are held, how many entered?" }
numerator = { zh = "该年度由其承办的活动；日期不晚于截至日的为已办", en = "events of the year that it organised; held where the date is not after the day" }
denominator = { zh = "有年度计划的队伍", en = "teams with a year's plan" }
excluded = { zh = "没有年度计划的队伍；没有日期的活动", en = "teams without a plan; events without a date" }
[params]
year = { latest = "", help = { zh = "四位年份；0 为截至日所在的年。", en = "Four digits; 0 for the year of the day asked for." } }
[columns]
id = { node = "Team" }
name = { zh = "队伍", en = "Team" }
plan = { zh = "年计划", en = "Plan", type = "integer" }
entered = { zh = "已列入", en = "Entered", type = "integer" }
held = { zh = "已办", en = "Held", type = "integer" }
percent = { zh = "进度（%）", en = "Progress (%)", type = "percent" }
[[example]]
gives = [
  {id = "990101/T3", name = "小县演出团", plan = 5, entered = 3, held = 3, percent = 60.0},
]
denominator = 1
*/
MATCH (t:Team) WHERE t.within CONTAINS $scope AND t.year_plan > 0
OPTIONAL MATCH (t)-[:ORGANISED]->(e:Event) WHERE e.date IS NOT NULL
WITH t, e, year_of(e.date) AS year
WITH t, count(DISTINCT CASE WHEN year = $year THEN e.id END) AS entered, count(DISTINCT CASE WHEN year = $year AND e.date <= $as_of THEN e.id END) AS held
WITH t, entered, held, 100.0 * held / t.year_plan AS share
RETURN t.id AS id, t.name AS name, t.year_plan AS plan, entered, held, rounded1(share) AS percent, t.sources AS sources
ORDER BY id
;
MATCH (t:Team) WHERE t.within CONTAINS $scope AND t.year_plan > 0
RETURN count(t) AS denominator
