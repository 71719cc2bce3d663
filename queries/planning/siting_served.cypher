// Which centre has which village of the scope as its catchment on the day.
MATCH (c:ServiceCentre)-[s:SERVES]->(v:Village) WHERE v.within CONTAINS $scope AND in_force(s) AND coalesce(s.form, '辖区') = '辖区'
RETURN c.id AS centre, v.id AS place, s.form AS form, min(s.since) AS since
ORDER BY centre, place, form
