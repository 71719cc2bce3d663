"""All pairs that the rules allow, as a network of groups: who are alike share a node, so no pair but today's needs an arc of its own."""

from __future__ import annotations

import numpy as np

from planning.pairing_field import Field, weight
from planning.pairing_groups import Whole
from planning.pairing_net import Ends, Net, net


def hub(field: Field, ends: Ends) -> Net:
    """Clients lead to their group, groups to groups, groups to helpers; today's pairs lead straight, without the weight of keeping.

    No arc holds so little that a flow could fill it: then the prices of both ends alone prove the plan.
    Only for wants of at most one: then every flow can be told apart into pairs.
    """
    wants, room = ends.supply, ends.room
    clients, helpers = len(wants), len(room)
    first, second = clients + helpers + 1, clients + helpers + 1 + field.a.size
    supply = np.bincount(field.a.of, weights=wants, minlength=field.a.size).astype(np.int64)
    places = np.bincount(field.b.of, weights=room, minlength=field.b.size).astype(np.int64)
    between = field.between
    open_ = (supply[between.helped] > 0) & (places[between.helper] > 0)
    a, b, cost = between.helped[open_], between.helper[open_], between.cost[open_]
    today = field.current
    price = field.costs(today[:, 0], today[:, 1])
    fits = (price >= 0) & (wants[today[:, 0]] > 0) & (room[today[:, 1]] > 0) & ~field.among(today[:, 0], today[:, 1], field.never)
    fits &= weight(field.rules.keep_km) > 0
    own, other = np.arange(clients), np.arange(helpers)
    return net(
        ends,
        second + field.b.size,
        np.r_[today[fits, 0], own, first + a, second + field.b.of],
        np.r_[clients + today[fits, 1], first + field.a.of, second + b, clients + other],
        np.r_[np.full(int(fits.sum()), 2), wants + 1, supply[a] + 1, room + 1],
        np.r_[price[fits], np.full(clients, weight(field.rules.keep_km)), cost, np.zeros(helpers)],
    )


def pairs_of(field: Field, ends: Net, used: Whole) -> Whole:
    """The pairs (helped, helper) of a flow, sorted; within two groups in the order of the rows."""
    on = np.flatnonzero(used > 0)
    tail, head, much = ends.tail[on], ends.head[on], used[on]
    second = ends.sink + 1 + field.a.size
    straight = (tail < ends.clients) & (head < ends.sink)
    into = (tail < ends.clients) & (head > ends.sink)
    out = tail >= second
    waiting: dict[int, list[int]] = {}
    for client, group in zip(tail[into][::-1].tolist(), head[into][::-1].tolist(), strict=True):
        waiting.setdefault(group, []).append(client)
    free: dict[int, list[int]] = {}
    for group, helper, places in zip(tail[out][::-1].tolist(), head[out][::-1].tolist(), much[out][::-1].tolist(), strict=True):
        free.setdefault(group, []).extend([helper - ends.clients] * places)
    found = np.c_[tail[straight], head[straight] - ends.clients].tolist()
    between = (tail > ends.sink) & (tail < second)
    for one, other, count in zip(tail[between].tolist(), head[between].tolist(), much[between].tolist(), strict=True):
        found += [[waiting[one].pop(), free[other].pop()] for _ in range(count)]
    return np.array(sorted(found), np.int64).reshape(-1, 2)
