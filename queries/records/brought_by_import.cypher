/*
title = { zh = "一次导入带来的", en = "What one import brought" }
asks = { zh = "一次导入带来或改动了多少事物和关系？", en = "How many things and relationships did one import bring or change?" }
numerator = { zh = "来源中有这次导入的事物和关系；关系按起点所在地域计", en = "things and relationships that have the import among their sources; relationships by where their start lies" }
denominator = { zh = "地域内的村", en = "villages of the territory" }
excluded = { zh = "这次导入只重复、没有改动的", en = "what the import only repeated" }
order = ["type"]
[params]
import = {}
[columns]
type = { zh = "类型", en = "Type" }
n = {}
[[example]]
scope = "Village:990101102003"
gives = [
  {type = "LOCATED_IN", n = 1},
  {type = "PART_OF", n = 1},
  {type = "ServiceCentre", n = 1},
  {type = "Village", n = 1},
]
denominator = 1
[[example]]
scope = "Village:990101102003"
with = { import = 2 }
gives = []
denominator = 1
*/
MATCH (n:County) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'County' AS type, n
UNION ALL MATCH (n:Township) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Township' AS type, n
UNION ALL MATCH (n:Area) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Area' AS type, n
UNION ALL MATCH (n:Village) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Village' AS type, n
UNION ALL MATCH (n:Grid) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Grid' AS type, n
UNION ALL MATCH (n:Household) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Household' AS type, n
UNION ALL MATCH (n:Branch) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Branch' AS type, n
UNION ALL MATCH (n:Cooperative) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Cooperative' AS type, n
UNION ALL MATCH (n:Enterprise) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Enterprise' AS type, n
UNION ALL MATCH (n:Unit) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Unit' AS type, n
UNION ALL MATCH (n:Team) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Team' AS type, n
UNION ALL MATCH (n:ServiceCentre) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'ServiceCentre' AS type, n
UNION ALL MATCH (n:Member) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Member' AS type, n
UNION ALL MATCH (n:Rating) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Rating' AS type, n
UNION ALL MATCH (n:Criterion) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Criterion' AS type, n
UNION ALL MATCH (n:Post) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Post' AS type, n
UNION ALL MATCH (n:Shift) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Shift' AS type, n
UNION ALL MATCH (n:Commitment) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Commitment' AS type, n
UNION ALL MATCH (n:Measure) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Measure' AS type, n
UNION ALL MATCH (n:Visit) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Visit' AS type, n
UNION ALL MATCH (n:Project) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Project' AS type, n
UNION ALL MATCH (n:SpecialTask) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'SpecialTask' AS type, n
UNION ALL MATCH (n:ServiceItem) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'ServiceItem' AS type, n
UNION ALL MATCH (n:Matter) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Matter' AS type, n
UNION ALL MATCH (n:Event) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Event' AS type, n
UNION ALL MATCH (n:FeeRecord) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'FeeRecord' AS type, n
UNION ALL MATCH (n:Honour) WHERE n.within CONTAINS $scope AND (' ' + n.sources) CONTAINS $token WITH count(n) AS n WHERE n > 0 RETURN 'Honour' AS type, n
UNION ALL MATCH (a)-[r:PART_OF]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'PART_OF' AS type, n
UNION ALL MATCH (a)-[r:IN_AREA]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'IN_AREA' AS type, n
UNION ALL MATCH (a)-[r:LOCATED_IN]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'LOCATED_IN' AS type, n
UNION ALL MATCH (a)-[r:LIVES_IN]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'LIVES_IN' AS type, n
UNION ALL MATCH (a)-[r:MEMBER_OF]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'MEMBER_OF' AS type, n
UNION ALL MATCH (a)-[r:LEADS]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'LEADS' AS type, n
UNION ALL MATCH (a)-[r:PAIRED_WITH]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'PAIRED_WITH' AS type, n
UNION ALL MATCH (a)-[r:JOINT_BUILDING]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'JOINT_BUILDING' AS type, n
UNION ALL MATCH (a)-[r:SERVES]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'SERVES' AS type, n
UNION ALL MATCH (a)-[r:COVERS]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'COVERS' AS type, n
UNION ALL MATCH (a)-[r:HOLDS_POST]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'HOLDS_POST' AS type, n
UNION ALL MATCH (a)-[r:SEATED_ON]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'SEATED_ON' AS type, n
UNION ALL MATCH (a)-[r:REPRESENTS]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'REPRESENTS' AS type, n
UNION ALL MATCH (a)-[r:COMMITS_TO]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'COMMITS_TO' AS type, n
UNION ALL MATCH (a)-[r:WORKS_ON]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'WORKS_ON' AS type, n
UNION ALL MATCH (a)-[r:RESOLVED]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'RESOLVED' AS type, n
UNION ALL MATCH (a)-[r:PUT_TO]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'PUT_TO' AS type, n
UNION ALL MATCH (a)-[r:HELD_AT]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'HELD_AT' AS type, n
UNION ALL MATCH (a)-[r:REACHED]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'REACHED' AS type, n
UNION ALL MATCH (a)-[r:ORGANISED]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'ORGANISED' AS type, n
UNION ALL MATCH (a)-[r:AWARDED]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'AWARDED' AS type, n
UNION ALL MATCH (a)-[r:CONCERNS]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'CONCERNS' AS type, n
UNION ALL MATCH (a)-[r:DONE_BY]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'DONE_BY' AS type, n
UNION ALL MATCH (a)-[r:SCORED]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'SCORED' AS type, n
UNION ALL MATCH (a)-[r:ON_DUTY]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'ON_DUTY' AS type, n
UNION ALL MATCH (a)-[r:OFFERS]->() WHERE a.within CONTAINS $scope AND (' ' + r.sources) CONTAINS $token WITH count(r) AS n WHERE n > 0 RETURN 'OFFERS' AS type, n
;
MATCH (v:Village) WHERE v.within CONTAINS $scope RETURN count(v) AS denominator
