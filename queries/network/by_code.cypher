// Things of one type in the scope whose key holds these characters. TYPE stands for the label.
MATCH (n:TYPE)
WHERE n.within CONTAINS $scope AND n.id CONTAINS $text
RETURN n.id AS id
ORDER BY id
LIMIT 20
