// Everything of one type in the scope, with all its properties. TYPE stands for the label.
MATCH (n:TYPE)
WHERE n.within CONTAINS $scope
RETURN properties(n) AS n, n.id AS id
ORDER BY id
