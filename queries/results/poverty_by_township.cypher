/*
title = { zh = "脱贫情况", en = "Poverty by township" }
asks = { zh = "各乡镇有多少建档立卡户、人，脱贫多少，贫困发生率多少？", en = "How many households and people of each township were registered, lifted and left, and what is the incidence?" }
numerator = { zh = "贫困发生率：未脱贫户的人数", en = "incidence: people of households not yet lifted" }
denominator = { zh = "贫困发生率：乡镇农村人口；答案的分母为建档立卡户", en = "incidence: the township's rural population; the answer's denominator is registered households" }
excluded = { zh = "没有登记人数的户不计入人；没有登记脱贫状态的户不计入已脱贫和未脱贫；没有农村人口、或有未脱贫户缺人数、有户缺脱贫状态的乡镇不计发生率", en = "households without a size from people; those without a state from lifted and left; no incidence for townships without a rural population, with a household left of unknown size, or of unknown state" }
[columns]
township_id = {}
township = {}
households = { zh = "建档立卡户", en = "Registered", type = "integer" }
people = { zh = "建档立卡人口", en = "People", type = "integer" }
lifted_households = { zh = "已脱贫户", en = "Lifted", type = "integer" }
lifted_people = { zh = "已脱贫人口", en = "People lifted", type = "integer" }
left_households = { zh = "未脱贫户", en = "Left", type = "integer" }
left_people = { zh = "未脱贫人口", en = "People left", type = "integer" }
rural_population = { zh = "农村人口", en = "Rural population", type = "integer" }
incidence = { zh = "贫困发生率（%）", en = "Incidence (%)", type = "percent" }
[reasons]
no_size = {}
no_state = {}
[[example]]
gives = [
  {township_id = "990101101", township = "东镇", households = 3, people = 9, lifted_households = 1, lifted_people = 3, left_households = 2, left_people = 6, rural_population = 1000, incidence = 0.6},
  {township_id = "990101102", township = "西乡", households = 2, people = 5, lifted_households = 0, lifted_people = 0, left_households = 1, left_people = 0, rural_population = 500},
]
denominator = 5
excluded = { no_size = 1, no_state = 1 }
*/
MATCH (h:Household) WHERE h.within CONTAINS $scope AND h.registered = true
WITH h.within AS place, count(h) AS households, sum(coalesce(h.size, 0)) AS people, count(CASE WHEN h.state = '已脱贫' THEN 1 END) AS lifted, sum(CASE WHEN h.state = '已脱贫' THEN coalesce(h.size, 0) ELSE 0 END) AS lifted_people,
  count(CASE WHEN h.state IS NULL OR (h.state = '未脱贫' AND h.size IS NULL) THEN 1 END) AS unknown, count(CASE WHEN h.state = '未脱贫' THEN 1 END) AS still, sum(CASE WHEN h.state = '未脱贫' THEN coalesce(h.size, 0) ELSE 0 END) AS still_people
OPTIONAL MATCH (t:Township) WHERE place CONTAINS ('|Township:' + t.id + '|')
WITH t.id AS township_id, t.name AS township, t.rural_population AS rural_population, t.sources AS sources, sum(households) AS households, sum(people) AS people, sum(lifted) AS lifted, sum(lifted_people) AS lifted_people, sum(still) AS still, sum(still_people) AS still_people, sum(unknown) AS unknown
WITH township_id, township, rural_population, sources, households, people, lifted, lifted_people, still, still_people, CASE WHEN rural_population > 0 AND unknown = 0 THEN 100.0 * toInteger(still_people) / rural_population END AS share
RETURN township_id, township, toInteger(households) AS households, toInteger(people) AS people, toInteger(lifted) AS lifted_households, toInteger(lifted_people) AS lifted_people, toInteger(still) AS left_households, toInteger(still_people) AS left_people,
  rural_population, rounded2(share) AS incidence, sources
ORDER BY township_id
;
MATCH (h:Household) WHERE h.within CONTAINS $scope AND h.registered = true
RETURN count(h) AS denominator
;
MATCH (h:Household) WHERE h.within CONTAINS $scope AND h.registered = true AND h.size IS NULL
RETURN 'no_size' AS reason, count(h) AS n, collect(h.id) AS names
UNION ALL
MATCH (h:Household) WHERE h.within CONTAINS $scope AND h.registered = true AND h.state IS NULL
RETURN 'no_state' AS reason, count(h) AS n, collect(h.id) AS names
