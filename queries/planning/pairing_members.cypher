// Members in the scope, with what a pairing asks of a helper.
MATCH (m:Member)
WHERE m.within CONTAINS $scope
RETURN m.id AS id, m.name AS name, m.within AS within, m.skill AS skill, m.capacity AS capacity, m.committee AS committee, m.reserve AS reserve, m.rich_leader AS rich_leader, m.able AS able, m.outside AS outside
ORDER BY id
