// Relationships in force that leave the place of their start: how many by type, by both places and by both kinds.
MATCH (a)-[r]->(b)
WHERE (a.within CONTAINS $scope OR b.within CONTAINS $scope) AND a.within IS NOT NULL AND b.within IS NOT NULL AND a.within <> b.within AND in_force(r)
RETURN type(r) AS type, labels(a) AS start_label, a.within AS start_within, labels(b) AS end_label, b.within AS end_within, count(*) AS n
ORDER BY type, start_label, start_within, end_label, end_within
