/*
title = { zh = "没有进展的措施", en = "Measures without progress" }
asks = { zh = "哪些未完成的措施长期没有进展？", en = "Which open measures have not moved for long?" }
numerator = { zh = "规定天数内没有进展记录的未完成措施；从未进展的从开始日期算起", en = "open measures without progress in the set days; from their start where they never moved" }
denominator = { zh = "截至日已开始、未完成且有开始或进展日期的措施", en = "open measures that began by the day, with a date of start or progress" }
excluded = { zh = "没有开始日期也没有进展日期的措施", en = "measures with neither a start nor progress on record" }
unit = { zh = "项", en = "measures" }
gap = true
covered = { zh = "措施有进展", en = "Measures with progress" }
[params]
days = { default = 90 }
[columns]
id = { node = "Measure" }
name = { zh = "措施", en = "Measure" }
kind = {}
household_id = {}
household = {}
progress = { zh = "最近进展", en = "Last progress", type = "date" }
days = {}
[reasons]
no_date = {}
[[example]]
gives = [
  {id = "990101/Z2", name = "大病救助", kind = "医疗", household_id = "990101/H2", household = "户 0002", progress = 2020-05-01, days = 152},
  {id = "990101/Z3", name = "公益岗位", kind = "就业", household_id = "990101/H3", household = "户 0003", days = 182},
]
denominator = 3
*/
MATCH (z:Measure) WHERE z.within CONTAINS $scope AND coalesce(z.start, date('1900-01-01')) <= $as_of AND (z.done IS NULL OR z.done > $as_of) AND coalesce(z.progress, z.start) < $cutoff
OPTIONAL MATCH (z)-[:CONCERNS]->(h:Household)
WITH z, min(h.id) AS household_id, min(h.name) AS household, coalesce(z.progress, z.start) AS last
WITH z, household_id, household, day_number(last) AS last_day
RETURN z.id AS id, z.name AS name, z.kind AS kind, household_id, household, z.progress AS progress, $day - last_day AS days, z.sources AS sources
ORDER BY id
;
MATCH (z:Measure) WHERE z.within CONTAINS $scope AND coalesce(z.start, date('1900-01-01')) <= $as_of AND (z.done IS NULL OR z.done > $as_of) AND coalesce(z.progress, z.start) IS NOT NULL
RETURN count(z) AS denominator
;
MATCH (z:Measure) WHERE z.within CONTAINS $scope AND coalesce(z.start, date('1900-01-01')) <= $as_of AND (z.done IS NULL OR z.done > $as_of) AND coalesce(z.progress, z.start) IS NULL
RETURN 'no_date' AS reason, count(z) AS n, collect(z.id) AS names
