// The names of townships in the scope.
MATCH (t:Township)
WHERE t.within CONTAINS $scope
RETURN t.id AS id, t.name AS name
ORDER BY id
