// How many things of each type lie in the scope.
MATCH (n)
WHERE n.within CONTAINS $scope
RETURN labels(n) AS label, count(*) AS n
ORDER BY label
