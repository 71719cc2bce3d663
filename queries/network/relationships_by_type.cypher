// How many relationships of each type start in the scope and are in force.
MATCH (a)-[r]->(b)
WHERE a.within CONTAINS $scope AND b.within IS NOT NULL AND in_force(r)
RETURN type(r) AS type, count(*) AS n
ORDER BY type
