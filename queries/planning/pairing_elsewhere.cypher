// How many pairs in force of other programmes each helper has.
MATCH (a)-[p:PAIRED_WITH]->(b)
WHERE p.programme <> $programme AND a.within CONTAINS $scope AND b.within IS NOT NULL AND in_force(p)
RETURN labels(a) AS label, a.id AS id, count(*) AS n
ORDER BY label, id
