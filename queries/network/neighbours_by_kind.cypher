// How many neighbours of each type, by relationship and direction, the things of one type with these keys have. TYPE stands for the label.
MATCH (a:TYPE)-[r]->(b)
WHERE a.id IN $ids AND b.within IS NOT NULL AND in_force(r)
RETURN a.id AS id, 'out' AS way, type(r) AS type, labels(b) AS label, count(DISTINCT b.id) AS n
ORDER BY id, type, label
;
MATCH (b)-[r]->(a:TYPE)
WHERE a.id IN $ids AND b.within IS NOT NULL AND in_force(r)
RETURN a.id AS id, 'in' AS way, type(r) AS type, labels(b) AS label, count(DISTINCT b.id) AS n
ORDER BY id, type, label
