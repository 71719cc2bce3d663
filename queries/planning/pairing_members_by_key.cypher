// The same of members with these keys.
MATCH (m:Member)
WHERE m.id IN $ids
RETURN m.id AS id, m.name AS name, m.within AS within, m.skill AS skill, m.capacity AS capacity, m.committee AS committee, m.reserve AS reserve, m.rich_leader AS rich_leader, m.able AS able, m.outside AS outside
ORDER BY id
