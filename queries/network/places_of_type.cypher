// Where everything of one type in the scope lies. TYPE stands for the label.
MATCH (n:TYPE)
WHERE n.within CONTAINS $scope
RETURN n.id AS id, n.within AS within
ORDER BY id
