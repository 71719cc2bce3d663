// Every event of a kind held by the day in the scope: when, where, and which villages of the scope it reached.
MATCH (e:Event) WHERE e.within CONTAINS $scope AND ($kind = '' OR e.kind = $kind) AND e.date <= $as_of
OPTIONAL MATCH (e)-[:HELD_AT]->(h:Village)
WITH e, min(h.id) AS host
OPTIONAL MATCH (e)-[:REACHED|HELD_AT]->(v:Village) WHERE v.within CONTAINS $scope
RETURN e.id AS id, e.name AS name, e.date AS date, host, collect(DISTINCT v.id) AS reached, e.sources AS sources
ORDER BY date, id
