/*
title = { zh = "荣誉", en = "Honours by kind" }
asks = { zh = "各类荣誉有多少项，由多少家获得？", en = "How many honours are there of each kind and level, and how many hold them?" }
numerator = { zh = "该类、该级荣誉及获得者，获得者只计一次", en = "honours of the kind and level and those who hold them, each once" }
denominator = { zh = "地域内的荣誉", en = "honours of the territory" }
excluded = { zh = "截至日以后授予的", en = "those awarded after the day" }
[params]
kind = { of = "Honour.kind" }
[columns]
kind = {}
level = { zh = "级别", en = "Level" }
honours = { zh = "荣誉", en = "Honours", type = "integer" }
recipients = { zh = "获得者", en = "Recipients", type = "integer" }
[[example]]
gives = [
  {kind = "先进基层党组织", level = "县级", honours = 1, recipients = 2},
  {kind = "美丽乡村", level = "县级", honours = 1, recipients = 0},
  {kind = "美丽乡村", level = "省级", honours = 1, recipients = 1},
  {kind = "非物质文化遗产", level = "省级", honours = 1, recipients = 1},
  {kind = "非物质文化遗产", honours = 1, recipients = 1},
]
denominator = 5
*/
MATCH (h:Honour) WHERE h.within CONTAINS $scope AND ($kind = '' OR h.kind = $kind) AND coalesce(h.date, date('1900-01-01')) <= $as_of
OPTIONAL MATCH (h)<-[:AWARDED]-(x:Village|Branch|Township|Area|Grid|Household|Cooperative|Enterprise|Member|Team)
WITH h.kind AS kind, h.level AS level, count(DISTINCT h.id) AS honours, count(DISTINCT x.id) AS recipients, collect(DISTINCT h.sources) AS sources
RETURN kind, level, honours, recipients, sources
ORDER BY kind, level
;
MATCH (h:Honour) WHERE h.within CONTAINS $scope AND ($kind = '' OR h.kind = $kind) AND coalesce(h.date, date('1900-01-01')) <= $as_of
RETURN count(h) AS denominator
