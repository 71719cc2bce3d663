// What the relationships of one type that touch the scope say under one property. TYPE stands for the type, PROP for the property.
MATCH (a)-[r:TYPE]->(b)
WHERE (a.within CONTAINS $scope OR b.within CONTAINS $scope) AND r.PROP IS NOT NULL
RETURN DISTINCT r.PROP AS value
ORDER BY value
