// Every relationship of one type in force that starts or ends in the scope. TYPE stands for it.
MATCH (a)-[r:TYPE]->(b)
WHERE (a.within CONTAINS $scope OR b.within CONTAINS $scope) AND in_force(r)
RETURN labels(a) AS start_label, a.id AS start_id, labels(b) AS end_label, b.id AS end_id, type(r) AS type, r.key AS key, r.sources AS sources
ORDER BY start_label, start_id, end_label, end_id, key
