// Households in the scope, with what a pairing asks of the helped.
MATCH (h:Household)
WHERE h.within CONTAINS $scope
RETURN h.id AS id, h.name AS name, h.within AS within, h.need AS need, h.state AS state, h.registered AS registered, h.lat AS lat, h.lon AS lon
ORDER BY id
