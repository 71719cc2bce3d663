// Every village of the scope: where it is, how many live there, its area and township, how many events of a kind reached it by the day.
MATCH (v:Village) WHERE v.within CONTAINS $scope
OPTIONAL MATCH (v)-[:IN_AREA]->(a:Area)
OPTIONAL MATCH (v)-[:PART_OF]->(t:Township)
WITH v, min(a.id) AS area, min(a.name) AS area_name, min(t.id) AS township, min(t.name) AS township_name
OPTIONAL MATCH (v)<-[:REACHED|HELD_AT]-(e:Event) WHERE ($kind = '' OR e.kind = $kind) AND e.date <= $as_of
RETURN v.id AS id, v.name AS name, v.kind AS kind, v.lat AS lat, v.lon AS lon, v.households AS households, v.population AS people,
  area, area_name, township, township_name, count(DISTINCT e.id) AS events, v.sources AS sources
ORDER BY id
