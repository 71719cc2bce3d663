// The things of one type with these keys, with all their properties. TYPE stands for the label.
MATCH (n:TYPE)
WHERE n.id IN $ids
RETURN properties(n) AS n, n.id AS id
ORDER BY id
