/*
title = { zh = "党组织的强弱依据", en = "What makes a branch strong" }
asks = { zh = "每个党组织的荣誉、书记、党员星级和所在村的集体收入各是多少，所在村帮带几村，几村帮带它？", en = "What are each branch's honours, secretary, members' ratings and the collective income of its village, and how many does the village lead or is it led by?" }
numerator = { zh = "地域内的党组织；书记看设在该组织的书记岗位是否有人，没有设岗的看所在村登记；星级为该年度本级党员评定的平均", en = "Party organisations of the territory; the secretary is the holder of its post of secretary or, without such a post, what its village records; the rating is the mean of the year's ratings of its home members" }
denominator = { zh = "地域内的党组织", en = "Party organisations of the territory" }
excluded = { zh = "截至日以后授予的荣誉；已终止的任职、成员关系和帮带；没有登记的值留空，不作 0", en = "honours awarded after the day; holdings, memberships and leads that ended; what is not recorded stays blank and is not 0" }
unit = { zh = "个", en = "organisations" }
[params]
year = {}
[columns]
id = { node = "Branch" }
name = { zh = "党组织", en = "Branch" }
kind = {}
village = {}
collective_income = { zh = "集体收入（万元/年）", en = "Collective income (10,000 yuan a year)", type = "number" }
honours = { zh = "荣誉", en = "Honours", type = "integer" }
secretary = { zh = "书记到位", en = "Secretary in post", type = "boolean" }
rating = { zh = "党员星级（平均）", en = "Members' rating (mean)", type = "number" }
leads = { zh = "所在村帮带村数", en = "Led by its village", type = "integer" }
led = { zh = "所在村被几村帮带", en = "Leading its village", type = "integer" }
[[example]]
gives = [
  {id = "990101/B0", name = "东镇党委", kind = "党委", honours = 0, leads = 0, led = 0},
  {id = "990101/B1", name = "东一村党支部", kind = "党支部", village = "东一村", honours = 1, secretary = true, rating = 4.0, leads = 2, led = 1},
  {id = "990101/B2", name = "东二村党支部", kind = "党支部", village = "东二村", honours = 0, secretary = false, leads = 1, led = 1},
  {id = "990101/B3", name = "西一村党支部", kind = "党支部", village = "西一村", honours = 1, leads = 0, led = 1},
  {id = "990101/B4", name = "东一村第一党小组", kind = "党小组", honours = 0, leads = 0, led = 0},
  {id = "990101/D1", name = "东一大党委", kind = "社区大党委", village = "东一村", honours = 0, secretary = true, leads = 2, led = 1},
  {id = "990101/I1", name = "互联网行业党委", kind = "行业党委", honours = 0, leads = 0, led = 0},
  {id = "990101/I2", name = "云网公司党支部", kind = "党支部", honours = 0, leads = 0, led = 0},
  {id = "990101/J1", name = "电商联合党支部", kind = "联合党支部", honours = 0, leads = 0, led = 0},
  {id = "990101/J2", name = "养殖联合党支部", kind = "联合党支部", honours = 0, leads = 0, led = 0},
  {id = "990101/X1", name = "待定组织", honours = 0, leads = 0, led = 0},
]
denominator = 11
*/
MATCH (b:Branch) WHERE b.within CONTAINS $scope
OPTIONAL MATCH (b)-[:LOCATED_IN]->(v:Village)
WITH b, min(v.name) AS village, min(v.id) AS place, min(v.collective_income) AS collective_income, max(CASE WHEN v.secretary THEN 1 WHEN v.secretary = false THEN 0 END) AS recorded
OPTIONAL MATCH (b)-[:AWARDED]->(h:Honour) WHERE coalesce(h.date, date('1900-01-01')) <= $as_of
WITH b, village, place, collective_income, recorded, count(DISTINCT h.id) AS honours
OPTIONAL MATCH (p:Post)-[:PART_OF]->(b) WHERE p.kind = '书记'
OPTIONAL MATCH (:Member)-[r:HOLDS_POST]->(p) WHERE in_force(r)
WITH b, village, place, collective_income, recorded, honours, count(DISTINCT p.id) AS posts, count(r.key) AS held
OPTIONAL MATCH (x:Village)-[o:LEADS]->(y:Village) WHERE x.id = place AND in_force(o)
WITH b, village, place, collective_income, recorded, honours, posts, held, count(DISTINCT y.id) AS leads
OPTIONAL MATCH (x:Village)-[o:LEADS]->(y:Village) WHERE y.id = place AND in_force(o)
WITH b, village, collective_income, recorded, honours, posts, held, leads, count(DISTINCT x.id) AS led
OPTIONAL MATCH (m:Member)-[j:MEMBER_OF]->(b) WHERE j.role = '本级' AND in_force(j)
OPTIONAL MATCH (s:Rating)-[:CONCERNS]->(m) WHERE s.year = $year
WITH b, village, collective_income, recorded, honours, posts, held, leads, led, sum(s.stars) AS total, count(s.stars) AS rated
WITH b, village, collective_income, recorded, honours, posts, held, leads, led, CASE WHEN rated > 0 THEN 1.0 * toInteger(total) / rated END AS stars
RETURN b.id AS id, b.name AS name, b.kind AS kind, village, collective_income, honours,
  CASE WHEN posts > 0 THEN held > 0 WHEN recorded IS NULL THEN null ELSE recorded = 1 END AS secretary, rounded2(stars) AS rating, leads, led, b.sources AS sources
ORDER BY id
;
MATCH (b:Branch) WHERE b.within CONTAINS $scope
RETURN count(b) AS denominator
