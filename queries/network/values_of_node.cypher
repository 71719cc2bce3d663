// What the things of one type in the scope say under one property. TYPE stands for the label, PROP for the property.
MATCH (n:TYPE)
WHERE n.within CONTAINS $scope AND n.PROP IS NOT NULL
RETURN DISTINCT n.PROP AS value
ORDER BY value
