// Minutes that were measured between a centre and a village of the scope, in force on the day; of several the least.
MATCH (c:ServiceCentre)-[s:SERVES]->(v:Village) WHERE v.within CONTAINS $scope AND in_force(s) AND s.minutes IS NOT NULL
RETURN c.id AS centre, v.id AS place, min(s.minutes) AS minutes
ORDER BY centre, place
