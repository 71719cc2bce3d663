"""Who helps whom beside networkx, SciPy and HiGHS bare, in one run; the lines of service points follow where they are there.

`python -m benchmarks.plan [--quick]`: ours on one core. Each line: the work, ours in wall and CPU seconds, the peers' wall seconds, how
many times as long they take, and whether the values are equal. `--quick` leaves out the prefecture and the slowest peers.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_matrix, csr_matrix, vstack
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from planning.certificates import gaps
from planning.pairing import assign
from planning.pairing_plan import document, plan_pairs
from planning.pairing_reach import bends
from planning.pairing_rules import Limit, Quota, Rules
from planning.verify_pairing import verify

Line = tuple[str, float, float, str]


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """The answer, wall and CPU seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return found, time.perf_counter() - wall, time.process_time() - cpu


def sparse(clients: int, helpers: int, arcs: int, seed: int, least: int = 1) -> np.ndarray:
    """Rows (client, helper, cost) without repetition; `least` arcs at every client, and for squares a whole pairing is among them."""
    random = np.random.default_rng(seed)
    a, b = random.integers(0, clients, arcs), random.integers(0, helpers, arcs)
    own = np.arange(clients)
    a, b = np.r_[a, np.repeat(own, least)], np.r_[b, random.integers(0, helpers, clients * least)]
    if clients == helpers:
        a, b = np.r_[a, own], np.r_[b, random.permutation(helpers)]
    keys = np.unique(a * helpers + b)
    return np.c_[keys // helpers, keys % helpers, random.integers(1, 10_000, len(keys))]


def peer_networkx(arcs: np.ndarray, clients: int, room: np.ndarray) -> int:
    """networkx: the cost of the cheapest pairing that serves everybody."""
    import networkx

    graph = networkx.DiGraph()
    for client in range(clients):
        graph.add_node(("c", client), demand=-1)
    graph.add_node("t", demand=clients)
    graph.add_weighted_edges_from(((("c", int(a)), ("h", int(b)), int(cost)) for a, b, cost in arcs), weight="weight")
    for a, b, _ in arcs:
        graph[("c", int(a))][("h", int(b))]["capacity"] = 1
    for helper, places in enumerate(room):
        graph.add_edge(("h", helper), "t", capacity=int(places), weight=0)
    return int(networkx.network_simplex(graph)[0])


def peer_highs(arcs: np.ndarray, clients: int, room: np.ndarray, whole: bool = False) -> float:
    """HiGHS on the plain model, as SciPy hands it over."""
    count = len(arcs)
    at = np.arange(count)
    one = csr_matrix(coo_matrix((np.ones(count), (arcs[:, 0], at)), (clients, count)))
    two = csr_matrix(coo_matrix((np.ones(count), (arcs[:, 1], at)), (len(room), count)))
    if whole:
        rows = LinearConstraint(vstack([one, two]), np.r_[np.ones(clients), np.zeros(len(room))], np.r_[np.ones(clients), room])
        return float(milp(arcs[:, 2], integrality=np.ones(count), bounds=Bounds(0, 1), constraints=rows).fun)
    return float(linprog(arcs[:, 2], A_ub=two, b_ub=room, A_eq=one, b_eq=np.ones(clients), bounds=(0, 1), method="highs").fun)


def against(name: str, ours: Callable[[], Any], peers: dict[str, Callable[[], float]]) -> Line:
    """One line: ours and the peers on the same work."""
    found, wall, cpu = timed(ours)
    told = []
    for peer, work in peers.items():
        value, seconds, _ = timed(work)
        same = abs(value - found.objective) < 0.5
        told.append(f"{peer} {seconds:.2f} s = {seconds / max(wall, 1e-9):,.0f}x, {'equal' if same else f'{value:.0f} not {found.objective}'}")
    proof = "proved" if found.objective == found.bound else f"bound {found.bound}"
    return name, wall, cpu, "; ".join([proof, f"{len(found.left_out)} left", *told])


def assignments(quick: bool) -> Iterator[Line]:
    """The plain assignment problem, dense to 800 and sparse to 5,000, as the OR-Library has them."""
    for size, count in ((800, 640_000), (1_500, 60_000), (3_000, 150_000), (5_000, 250_000)):
        arcs = np.array([(a, b, 1 + (a * 7_919 + b * 104_729 + a * b) % 100) for a in range(size) for b in range(size)]) if size == 800 else sparse(size, size, count, size)
        matrix = csr_matrix((arcs[:, 2].astype(float), (arcs[:, 0], arcs[:, 1])), (size, size))

        def scipy_(matrix: csr_matrix = matrix) -> float:
            rows, columns = min_weight_full_bipartite_matching(matrix)
            return float(matrix[rows, columns].sum())

        yield against(f"assignment {size:,} x {size:,}, {len(arcs):,} arcs", lambda arcs=arcs: assign(arcs), {"scipy": scipy_})


def county(helpers: int, households: int, seed: int = 5) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[tuple[str, str]]]:
    """Invented members and households of a county in villages of townships, seven in ten paired today."""
    random = np.random.default_rng(seed)
    towns = max(4, helpers // 80)
    villages = [(f"t{n % towns}", f"v{n}", 40 + random.random(), 110 + random.random()) for n in range(towns * 8)]

    def row(kind: str, n: int) -> dict[str, Any]:
        town, village, lat, lon = villages[int(random.integers(len(villages)))]
        found = {"key": f"{kind}:{n}", "type": kind, "township": town, "village": village, "lat": lat, "lon": lon}
        if kind == "Household":
            return found | {"need": "abc"[int(random.integers(3))], "state": ["未脱贫", "已脱贫"][int(random.random() < 0.9)]}
        roles = {role: bool(random.random() < 0.3) for role in ("committee", "reserve", "rich_leader")}
        return found | {"skill": "abc"[int(random.integers(3))], "capacity": int(random.integers(3, 9)), "elsewhere": int(random.integers(0, 3)), **roles}

    members, homes = [row("Member", n) for n in range(helpers)], [row("Household", n) for n in range(households)]
    by_town: dict[str, list[str]] = {}
    for one in members:
        by_town.setdefault(one["township"], []).append(one["key"])
    today = [(by_town[home["township"]][int(random.integers(len(by_town[home["township"]])))], home["key"]) for home in homes if random.random() < 0.7 and home["township"] in by_town]
    return members, homes, today


def pairings(quick: bool) -> Iterator[Line]:
    """County and prefecture on plain arcs, then with every rule."""
    arcs, room = sparse(5_000, 1_000, 95_000, 3), np.full(1_000, 7)
    peers: dict[str, Callable[[], float]] = {"HiGHS": lambda: peer_highs(arcs, 5_000, room)}
    if not quick:
        peers["networkx"] = lambda: peer_networkx(arcs, 5_000, room)
    yield against(f"county 1,000 x 5,000, {len(arcs):,} arcs", lambda: assign(arcs, room=room), peers)
    if not quick:
        large, wide = sparse(60_000, 10_000, 1_140_000, 4), np.full(10_000, 8)
        yield against(f"prefecture 10,000 x 60,000, {len(large):,} arcs, dual certificate", lambda: assign(large, room=wide), {})
    rules = Rules(
        "p", max_load=7, own_capacity=True, joint=9, match="prefer", keep_km=20, elsewhere_km=2, load_km=0.5, fair="even", km=60,
        limits=(Limit("committee", least=2, most=8), Limit("rich_leader", least=1)),
    )  # fmt: skip
    yield from ruled("county 1,000 x 5,000, all rules but overlapping quotas", county(1_000, 5_000), rules)
    if not quick:
        yield from ruled("prefecture 10,000 x 60,000, all rules but overlapping quotas", county(10_000, 60_000), rules)
    small = county(300, 900)
    towns = sorted({row["township"] for row in small[1]})
    quotas = tuple(Quota(5, role="committee", township=town, need=need) for town in towns for need in "ab")
    yield from ruled(f"300 x 900, {len(quotas)} overlapping quotas (HiGHS)", small, Rules("p", max_load=4, quotas=quotas), False)


def ruled(name: str, case: tuple[list[dict[str, Any]], list[dict[str, Any]], list[tuple[str, str]]], rules: Rules, certified: bool = True) -> Iterator[Line]:
    """A plan under rules; then what it takes to explain and to check it."""
    plan, wall, cpu = timed(lambda: plan_pairs(*case, rules))
    told = "proved" if plan.proven else f"gap {plan.gap:.2%}"
    yield name, wall, cpu, f"{told}; {len(plan.left)} left, {len(plan.low)} below their least, {len(plan.short)} quotas short"
    if not certified:
        return
    found, wall, cpu = timed(lambda: (gaps(plan), bends(plan.field)))
    yield "  certificates and least bends", wall, cpu, f"{len(found[0])} sets, {sum(gap.short for gap in found[0])} short in all; {len(found[1])} rules bend"
    verdict, wall, cpu = timed(lambda: verify(*case, document(plan)))
    yield "  the verifier", wall, cpu, f"{'holds' if verdict.holds else verdict.wrong[0][1]}; proves {verdict.bound} of {verdict.cost}"


def lines(quick: bool) -> Iterator[Line]:
    """All lines of this file."""
    yield from assignments(quick)
    yield from pairings(quick)


def main() -> None:
    """Prints each line as it is ready."""
    quick = "--quick" in sys.argv
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for work, wall, cpu, told in lines(quick):
        print(f"{work:62} {wall:7.3f} s wall {cpu:7.3f} s CPU  {told}", flush=True)
    try:
        siting = importlib.import_module("benchmarks.plan_siting")
    except ModuleNotFoundError:
        return
    for line in siting.lines():
        print(line, flush=True)


if __name__ == "__main__":
    main()
