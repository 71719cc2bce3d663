// One hop: the relationships in force of the things of one type with these keys, out and in. TYPE stands for the label.
MATCH (a:TYPE)-[r]->(b)
WHERE a.id IN $ids AND b.within IS NOT NULL AND in_force(r)
RETURN labels(a) AS start_label, a.id AS start_id, labels(b) AS end_label, b.id AS end_id, type(r) AS type, r.key AS key, r.sources AS sources
ORDER BY start_label, start_id, end_label, end_id, type, key
;
MATCH (b)-[r]->(a:TYPE)
WHERE a.id IN $ids AND b.within IS NOT NULL AND in_force(r)
RETURN labels(b) AS start_label, b.id AS start_id, labels(a) AS end_label, a.id AS end_id, type(r) AS type, r.key AS key, r.sources AS sources
ORDER BY start_label, start_id, end_label, end_id, type, key
