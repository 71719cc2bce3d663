/*
title = { zh = "村的强弱依据", en = "What makes a village strong" }
asks = { zh = "每个村的收入、荣誉、合作社、书记和党员星级各是多少，帮带几村，几村帮带它？", en = "What are each village's incomes, honours, cooperative, secretary and members' ratings, and how many does it lead or is it led by?" }
numerator = { zh = "地域内的村；荣誉含设在该村的党组织所得；合作社为村加入的或设在该村的；星级为该年度村内评定的平均", en = "villages of the territory; honours include those of branches in the village; a cooperative is one the village joined or that stands in it; the rating is the mean of the year's ratings in the village" }
denominator = { zh = "地域内的村", en = "villages of the territory" }
excluded = { zh = "截至日以后授予的荣誉；已终止的入社和帮带；没有登记的值留空，不作 0", en = "honours awarded after the day; memberships and leads that ended; what is not recorded stays blank and is not 0" }
unit = { zh = "村", en = "villages" }
[params]
year = {}
[columns]
id = { node = "Village" }
name = { zh = "村", en = "Village" }
township = {}
area = {}
income = { zh = "人均收入（元/年）", en = "Income per head (yuan a year)", type = "number" }
collective_income = { zh = "集体收入（万元/年）", en = "Collective income (10,000 yuan a year)", type = "number" }
honours = { zh = "荣誉", en = "Honours", type = "integer" }
cooperative = { zh = "有合作社", en = "Has a cooperative", type = "boolean" }
secretary = { zh = "书记到位", en = "Secretary in post", type = "boolean" }
rating = { zh = "党员星级（平均）", en = "Members' rating (mean)", type = "number" }
leads = { zh = "帮带村数", en = "Leads", type = "integer" }
led = { zh = "被几村帮带", en = "Led by", type = "integer" }
[[example]]
gives = [
  {id = "990101101001", name = "东一村", township = "东镇", area = "甲片区", income = 12000.0, honours = 2, cooperative = true, secretary = true, rating = 4.0, leads = 2, led = 1},
  {id = "990101101002", name = "东二村", township = "东镇", area = "甲片区", income = 9000.0, honours = 1, cooperative = true, secretary = false, leads = 1, led = 1},
  {id = "990101101003", name = "东三村", township = "东镇", area = "甲片区", honours = 0, cooperative = false, leads = 0, led = 0},
  {id = "990101102001", name = "西一村", township = "西乡", area = "乙片区", honours = 1, cooperative = true, leads = 0, led = 1},
  {id = "990101102002", name = "西二村", township = "西乡", area = "乙片区", honours = 0, cooperative = false, leads = 0, led = 0},
  {id = "990101102003", name = "孤村", township = "西乡", honours = 0, cooperative = false, leads = 0, led = 0},
]
denominator = 6
*/
MATCH (v:Village) WHERE v.within CONTAINS $scope
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
WITH v, min(a.name) AS area, min(t.name) AS township
OPTIONAL MATCH (v)-[:AWARDED]->(h:Honour) WHERE coalesce(h.date, date('1900-01-01')) <= $as_of
WITH v, area, township, collect(DISTINCT h.id) AS own
OPTIONAL MATCH (b:Branch)-[:LOCATED_IN]->(v)
OPTIONAL MATCH (b)-[:AWARDED]->(h:Honour) WHERE coalesce(h.date, date('1900-01-01')) <= $as_of
WITH v, area, township, own, count(DISTINCT CASE WHEN h.id IN own THEN null ELSE h.id END) AS more
WITH v, area, township, size(own) + more AS honours
OPTIONAL MATCH (v)-[j:MEMBER_OF]->(k:Cooperative) WHERE in_force(j)
WITH v, area, township, honours, count(k) AS joined
OPTIONAL MATCH (k:Cooperative)-[:LOCATED_IN]->(v)
WITH v, area, township, honours, joined, count(k) AS inside
WITH v, area, township, honours, joined + inside AS cooperatives
OPTIONAL MATCH (v)-[o:LEADS]->(x:Village) WHERE in_force(o)
WITH v, area, township, honours, cooperatives, count(DISTINCT x.id) AS leads
OPTIONAL MATCH (x:Village)-[o:LEADS]->(v) WHERE in_force(o)
WITH v, area, township, honours, cooperatives, leads, count(DISTINCT x.id) AS led
OPTIONAL MATCH (r:Rating) WHERE r.year = $year AND r.within CONTAINS ('|Village:' + v.id + '|')
WITH v, area, township, honours, cooperatives, leads, led, sum(r.stars) AS total, count(r.stars) AS rated
WITH v, area, township, honours, cooperatives, leads, led, CASE WHEN rated > 0 THEN 1.0 * toInteger(total) / rated END AS stars
RETURN v.id AS id, v.name AS name, township, area, v.income AS income, v.collective_income AS collective_income, honours, cooperatives > 0 AS cooperative, v.secretary AS secretary,
  rounded2(stars) AS rating, leads, led, v.sources AS sources
ORDER BY id
;
MATCH (v:Village) WHERE v.within CONTAINS $scope
RETURN count(v) AS denominator
