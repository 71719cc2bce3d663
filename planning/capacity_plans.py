"""Plans within capacities: clients sent to open sites by regret, moved and exchanged; sites moved, closed and opened."""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray

from planning.answers import Clock
from planning.capacity_task import Places, Plan, Task, programmed

EPS = 1e-9
MOST = 400
"""Clients for whom an exchange is looked for at once."""
WORSE, CLOSE = 0.005, 0.01
"""How much worse than the best, as a share, a plan may be to go on from, and to be worth HiGHS's time."""
BACK = 0.03
"""How often a plan that is worse than that sends the search back to the best."""


def assigned(task: Task, opened: Places) -> Places:
    """Each client to its cheapest open site with room left, first whoever would pay most for the next (Martello and Toth, 1990)."""
    flow, room, weight = task.flow[:, opened], task.room[opened].tolist(), task.weight.tolist()
    order = np.argsort(flow, axis=1, kind="stable")
    cost = np.c_[np.take_along_axis(flow, order, 1), task.out]
    ways, costs, outs = order.tolist(), cost.tolist(), task.out.tolist()
    served, many = np.full(len(weight), -1), len(opened)

    def best(i: int, first: int) -> tuple[int, int]:
        """The next two sites in its order that can take a client."""
        need, way, pay, out, found = weight[i] - EPS, ways[i], costs[i], outs[i], many
        for k in range(first, many):
            if pay[k] > out:
                break
            if room[way[k]] >= need:
                if found < many:
                    return found, k
                found = k
        return found, many

    queue = []
    for i in range(len(weight)):
        a, b = best(i, 0)
        queue.append((costs[i][a] - costs[i][b], -weight[i], i, a, b))
    heapq.heapify(queue)
    while queue:
        _, _, i, a, b = heapq.heappop(queue)
        if a == many:
            continue
        need = weight[i] - EPS
        if room[ways[i][a]] < need or (b < many and room[ways[i][b]] < need):
            a, b = best(i, a)
            heapq.heappush(queue, (costs[i][a] - costs[i][b], -weight[i], i, a, b))
            continue
        room[ways[i][a]] -= weight[i]
        served[i] = opened[ways[i][a]]
    return served


def improved(task: Task, opened: Places, served: Places, clock: Clock) -> Places:
    """Clients moved to another open site, or two exchanged, as long as that is cheaper and fits."""
    clients, last = np.arange(len(served)), len(opened)
    flow = np.c_[task.flow[:, opened], task.out]
    at = np.searchsorted(opened, served)
    at[served < 0] = last
    room = np.r_[task.room[opened], np.inf]
    left = room - np.bincount(at, task.weight, last + 1)
    while clock.left() > 0:
        now = flow[clients, at]
        gain = np.where(task.weight[:, None] <= left + EPS, now[:, None] - flow, 0)
        if not moved(gain, at, left, task.weight):
            ahead = now - flow.min(1)
            wants = np.flatnonzero(ahead > EPS)
            wants = wants[np.argsort(-ahead[wants], kind="stable")[:MOST]]
            if not len(wants) or not exchanged(task, flow, wants, at, left, now):
                break
    return np.r_[opened, -1][at]


def moved(gain: NDArray[np.float64], at: Places, left: NDArray[np.float64], weight: NDArray[np.float64]) -> bool:
    """The best moves one after another, as far as they still fit; whether there were any."""
    to, best = gain.argmax(1), gain.max(1)
    some = np.flatnonzero(best > EPS)
    for i in some[np.argsort(-best[some], kind="stable")].tolist():
        if weight[i] <= left[to[i]] + EPS:
            left[at[i]] += weight[i]
            left[to[i]] -= weight[i]
            at[i] = to[i]
    return len(some) > 0


def exchanged(task: Task, flow: NDArray[np.float64], wants: Places, at: Places, left: NDArray[np.float64], now: NDArray[np.float64]) -> bool:
    """The best exchanges of two clients, each site in one at most; whether there were any."""
    weight, there, used = task.weight, flow[:, at], set()
    gain = now[wants, None] + now[None, :] - there[wants] - there[:, wants].T
    more = weight[wants, None] - weight[None, :]
    gain[(more > left[at][None, :] + EPS) | (-more > left[at[wants]][:, None] + EPS)] = 0
    best = gain.argmax(1)
    value = gain[np.arange(len(wants)), best]
    some = np.flatnonzero(value > EPS)
    for k in some[np.argsort(-value[some], kind="stable")].tolist():
        i, j = int(wants[k]), int(best[k])
        a, b = int(at[i]), int(at[j])
        if a not in used and b not in used:
            used |= {a, b}
            left[a] += weight[i] - weight[j]
            left[b] += weight[j] - weight[i]
            at[i], at[j] = b, a
    return len(some) > 0


def relocated(task: Task, served: Places, opened: Places) -> tuple[Places, Places, bool]:
    """Each open site moved to where its clients cost least, if that saves; (open, served, whether any was)."""
    inside = np.flatnonzero(served >= 0)
    inside = inside[np.argsort(served[inside], kind="stable")]
    if not len(inside):
        return opened, served, False
    used, first, at = np.unique(served[inside], return_index=True, return_inverse=True)
    cost = np.add.reduceat(task.flow[inside], first, axis=0) + task.price
    now = cost[np.arange(len(used)), used]
    cost[np.add.reduceat(task.weight[inside], first)[:, None] > task.room + EPS] = np.inf
    cost[:, opened] = np.inf
    cost[np.isin(used, task.kept)] = np.inf
    to, gain = cost.argmin(1), now - cost.min(1)
    new, taken = used.copy(), set()
    for k in np.argsort(-gain, kind="stable").tolist():
        if gain[k] > EPS and to[k] not in taken:
            taken.add(int(to[k]))
            new[k] = to[k]
    if not taken:
        return opened, served, False
    served = served.copy()
    served[inside] = new[at]
    return np.sort(np.r_[new, np.setdiff1d(opened, used)]), served, True


def planned(task: Task, opened: Places, clock: Clock) -> Plan:
    """A plan with these sites open, made as good as moves make it."""
    opened = np.sort(opened)
    served, again = improved(task, opened, assigned(task, opened), clock), True
    while again and clock.left() > 0:
        opened, served, again = relocated(task, served, opened)
        if again:
            served = improved(task, opened, served, clock)
    return task.priced(served, opened)


def shaken(task: Task, plan: Plan, bound: float, clock: Clock, random: np.random.Generator) -> Plan:
    """The best plan met while sites are exchanged, closed and opened at random near the clients, from a plan not much worse than the best."""
    now = best = plan
    kept, seen, spent = set(task.kept.tolist()), set(), 0.0
    free, near = np.setdiff1d(np.arange(len(task.room)), task.kept), min(12, task.flow.shape[1])
    close = np.argpartition(task.flow, near - 1, axis=1)[:, :near]
    while clock.left() > 0 and best.value - bound >= task.enough(best.value) and len(free):
        leaving = random.permutation(np.setdiff1d(now.opened, task.kept))
        change, count = random.integers(3) if task.points is None else 0, min(4, int(random.geometric(0.5)))
        sites = set(now.opened.tolist())
        if change != 1:
            sites -= set(leaving[:count].tolist())
        if change != 2:
            for i in random.integers(len(close), size=count).tolist():
                sites.add(int(random.choice(close[i])))
        many = task.points or len(sites)
        if len(sites) != many:
            sites = set(random.permutation([j for j in sites if j not in kept]).tolist()[: many - len(kept)]) | kept
            sites |= set(random.permutation([j for j in free.tolist() if j not in sites])[: many - len(sites)].tolist())
        if not sites:
            continue
        other = planned(task, np.array(sorted(sites)), clock)
        if other.value - best.value < CLOSE * abs(best.value) and (key := other.opened.tobytes()) not in seen and spent < 0.4 * clock.spent():
            seen.add(key)
            begin = clock.spent()
            other = resettled(task, other, clock)
            spent += clock.spent() - begin
        if other.value < best.value - EPS:
            best = other
        if other.value <= now.value + EPS or other.value - best.value < WORSE * abs(best.value):
            now = other
        elif random.random() < BACK:
            now = best
        clock.tell(best.value, bound)
    return best


def resettled(task: Task, plan: Plan, clock: Clock) -> Plan:
    """The plan with its clients sent anew to the same sites, by HiGHS."""
    arcs = np.zeros(task.flow.shape, bool)
    arcs[:, plan.opened] = True
    found, _, _ = programmed(task, arcs, plan, min(1.0, clock.left()))
    return plan if found is None or found.value >= plan.value else found
