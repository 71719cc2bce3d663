// The points and names of villages in the scope.
MATCH (v:Village)
WHERE v.within CONTAINS $scope
RETURN v.id AS id, v.name AS name, v.lat AS lat, v.lon AS lon
ORDER BY id
