// The relationships of one type in force that start or end in the scope, with all their properties. TYPE stands for it.
MATCH (a)-[r:TYPE]->(b)
WHERE (a.within CONTAINS $scope OR b.within CONTAINS $scope) AND in_force(r)
RETURN labels(a) AS start_label, a.id AS start_id, a.within AS start_within, labels(b) AS end_label, b.id AS end_id, b.within AS end_within,
  properties(r) AS props
ORDER BY start_label, start_id, end_label, end_id, r.key
