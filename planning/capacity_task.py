"""Capacitated siting as one mixed-integer programme: what serving and opening cost, its rows, and HiGHS on them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csc_matrix, vstack

from planning.exact import minimise

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
ROUNDING = 1e-6
"""How far HiGHS may be off: bounds are moved this share the safe way."""


@dataclass(frozen=True)
class Plan:
    """Open sites, ascending; the site of each client (-1: none); what it costs."""

    opened: Places
    served: Places
    value: float


@dataclass(frozen=True)
class Task:
    """Clients that weigh `weight`, sites that hold `room` and cost `price` to open; `flow` (client × site) is what serving costs, at
    least `barred` where it is not allowed, and `out` what leaving a client out costs. `points` sites open, any number where None;
    `kept` ones do. `step` is the step between possible values, 0 where none is known."""

    flow: Numbers
    weight: Numbers
    room: Numbers
    price: Numbers
    out: Numbers
    barred: float
    points: int | None
    kept: Places
    step: float

    def priced(self, served: Places, wanted: Places) -> Plan:
        """The plan that serves so: opens whom it needs, those kept, of `wanted` and then any as many as there must be."""
        inside = np.flatnonzero(served >= 0)
        opened = np.union1d(served[inside], self.kept).astype(int)
        if self.points is not None and len(opened) < self.points:
            spare = np.r_[np.setdiff1d(wanted, opened), np.setdiff1d(np.arange(len(self.room)), np.union1d(opened, wanted))]
            opened = np.sort(np.r_[opened, spare[: self.points - len(opened)]]).astype(int)
        value = math.fsum(self.price[opened]) + math.fsum(self.flow[inside, served[inside]]) + math.fsum(self.out[served < 0])
        return Plan(opened, served, value)

    def enough(self, value: float) -> float:
        """How far a bound may be below a value and still prove it the best."""
        return self.step if self.step else 2 * ROUNDING * max(1.0, abs(value))


def whole(task: Task, plan: Plan | None) -> bool:
    """Whether a plan serves all whom it must."""
    return plan is not None and not (task.out[plan.served < 0] > 0).any()


def programmed(
    task: Task, arcs: NDArray[np.bool_], plan: Plan | None, seconds: float, watch: Callable[[float, float], bool] | None = None
) -> tuple[Plan | None, float, str]:
    """(the best plan over these arcs or None, HiGHS's bound, its status), begun from `plan`, whose arcs count among them."""
    arcs = arcs & (task.flow < task.barred)
    if plan is not None:
        inside = np.flatnonzero(plan.served >= 0)
        arcs[inside, plan.served[inside]] = True
    used = np.union1d(np.flatnonzero(arcs.any(0)), task.kept if plan is None else np.union1d(task.kept, plan.opened)).astype(int)
    if task.points is not None and len(used) < task.points:
        used = np.arange(arcs.shape[1])
    client, site = np.nonzero(arcs[:, used])
    must = task.out > 0
    rows, low, high = programme(client, site, task.weight, task.room[used], must, task.points)
    cost = np.r_[task.price[used], task.flow[client, used[site]]]
    start = None if plan is None or not whole(task, plan) else np.r_[np.isin(used, plan.opened), plan.served[client] == used[site]]
    held = np.bincount(site, task.weight[client], len(used)) > task.room[used]
    integer = np.r_[np.ones(len(used), bool), held[site]]
    lower = np.r_[np.isin(used, task.kept), np.zeros(len(client))]
    found = minimise(cost, rows, low, high, lower=lower, integer=integer, seconds=seconds, start=start, gap=0.999 * task.step, watch=watch)
    bound = found.bound - ROUNDING * max(1.0, abs(found.bound)) if math.isfinite(found.bound) else -math.inf
    if not len(found.x):
        return None, bound, found.status
    served = np.full(len(task.weight), -1)
    taken = found.x[len(used) :] > 0.5
    served[client[taken]] = used[site[taken]]
    best = task.priced(served, used[found.x[: len(used)] > 0.5])
    return best, best.value if found.status == "Optimal" else bound, found.status


def programme(
    client: Places, site: Places, weight: Numbers, room: Numbers, must: NDArray[np.bool_], points: int | None
) -> tuple[csc_matrix, Numbers, Numbers]:
    """Rows over (open, arc): one point a client, arcs only to open points, weight within capacity, so many points."""
    clients, sites, count = len(weight), len(room), len(client)
    arcs, every = np.arange(count), np.arange(sites)
    one = coo_matrix((np.ones(count), (client, sites + arcs)), shape=(clients, sites + count))
    only = coo_matrix((np.r_[np.ones(count), -np.ones(count)], (np.r_[arcs, arcs], np.r_[sites + arcs, site])), shape=(count, sites + count))
    held = coo_matrix((np.r_[weight[client], -room], (np.r_[site, every], np.r_[sites + arcs, every])), shape=(sites, sites + count))
    many = coo_matrix((np.ones(sites), (np.zeros(sites, int), every)), shape=(1, sites + count))
    low = np.r_[must.astype(float), np.full(count + sites, -np.inf), 0 if points is None else points]
    high = np.r_[np.ones(clients), np.zeros(count + sites), np.inf if points is None else points]
    return vstack([one, only, held, many]).tocsc(), low, high
