// Every service centre that lies in the scope or serves a village of it on the day.
MATCH (c:ServiceCentre)
OPTIONAL MATCH (c)-[s:SERVES]->(v:Village) WHERE v.within CONTAINS $scope AND in_force(s)
WITH c, count(DISTINCT v.id) AS serves
WHERE c.within CONTAINS $scope OR serves > 0
OPTIONAL MATCH (c)-[:IN_AREA]->(a:Area)
OPTIONAL MATCH (c)-[:LOCATED_IN]->(w:Village)
OPTIONAL MATCH (w)-[:IN_AREA]->(b:Area)
OPTIONAL MATCH (w)-[:PART_OF]->(t:Township)
OPTIONAL MATCH (c)-[:LOCATED_IN]->(u:Township)
RETURN c.id AS id, c.name AS name, c.kind AS kind, c.lat AS lat, c.lon AS lon, min(coalesce(a.id, b.id)) AS area, min(coalesce(t.id, u.id)) AS township,
  serves, c.sources AS sources
ORDER BY id
