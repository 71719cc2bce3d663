// The pairs of a programme in force whose helped lie in the scope.
MATCH (a)-[p:PAIRED_WITH]->(b)
WHERE p.programme = $programme AND b.within CONTAINS $scope AND a.within IS NOT NULL AND in_force(p)
RETURN labels(a) AS helper_label, a.id AS helper_id, labels(b) AS helped_label, b.id AS helped_id, p.key AS key
ORDER BY helper_label, helper_id, helped_label, helped_id, key
