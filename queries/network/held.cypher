// How many things of each type lie in each place of the scope.
MATCH (n)
WHERE n.within CONTAINS $scope
RETURN labels(n) AS label, n.within AS within, count(*) AS n
ORDER BY label, within
