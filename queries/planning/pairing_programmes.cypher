// The programmes with pairs in force whose helped lie in the scope: types at both ends and how many.
MATCH (a)-[p:PAIRED_WITH]->(b)
WHERE b.within CONTAINS $scope AND a.within IS NOT NULL AND in_force(p)
RETURN p.programme AS programme, labels(a) AS helper_label, labels(b) AS helped_label, count(DISTINCT a.id) AS helpers, count(DISTINCT b.id) AS helped, count(*) AS pairs
ORDER BY programme, helper_label, helped_label
