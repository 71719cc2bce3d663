"""The planner beside its peers in one run: networkx, SciPy, HiGHS bare and spopt. One table, with what must be reached and whether it was.

`python -m benchmarks.plan [--seconds 60] [--only WORD …]`: everything on one core, each solver in a process of its own, peers ended when
their time is over. `--only` keeps the works whose name holds one of the words.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_matrix, csr_matrix, vstack
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from benchmarks import plan_siting
from benchmarks.beside import HEAD, ROW, Found, Solver, Work, lines, timed
from planning.certificates import gaps
from planning.pairing import assign
from planning.pairing_plan import Plan, document, plan_pairs
from planning.pairing_reach import bends
from planning.pairing_rules import Limit, Quota, Rules
from planning.verify_pairing import verify

Case = tuple[list[dict[str, Any]], list[dict[str, Any]], list[tuple[str, str]]]
RULES = Rules(
    "p", max_load=7, own_capacity=True, joint=9, match="prefer", keep_km=20, elsewhere_km=2, load_km=0.5, fair="even", km=60,
    limits=(Limit("committee", least=2, most=8), Limit("rich_leader", least=1)),
)  # fmt: skip


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


def paired(arcs: np.ndarray, room: Any = 1) -> Found:
    """Ours on plain arcs."""
    found = assign(arcs, room=room)
    return Found(found.objective, found.bound, said=f"{len(found.left_out)} left")


def assignments() -> Iterator[Work]:
    """The plain assignment problem, dense to 800 and sparse to 5,000, as the OR-Library has them."""
    for size, count in ((800, 640_000), (1_500, 60_000), (3_000, 150_000), (5_000, 250_000)):
        arcs = np.array([(a, b, 1 + (a * 7_919 + b * 104_729 + a * b) % 100) for a in range(size) for b in range(size)]) if size == 800 else sparse(size, size, count, size)
        matrix = csr_matrix((arcs[:, 2].astype(float), (arcs[:, 0], arcs[:, 1])), (size, size))

        def scipy_(matrix: csr_matrix = matrix) -> Found:
            rows, columns = min_weight_full_bipartite_matching(matrix)
            return Found(float(matrix[rows, columns].sum()))

        yield Work(f"assignment {size:,} x {size:,}, {len(arcs):,} arcs", lambda arcs=arcs: paired(arcs), {"scipy": scipy_}, seconds=0.5, gap=0)  # type: ignore[misc]


def pairings() -> Iterator[Work]:
    """County and prefecture on plain arcs, then with every rule."""
    arcs, room = sparse(5_000, 1_000, 95_000, 3), np.full(1_000, 7)
    peers: dict[str, Solver] = {"HiGHS": lambda: Found(peer_highs(arcs, 5_000, room)), "networkx": lambda: Found(peer_networkx(arcs, 5_000, room))}
    yield Work(f"county 1,000 x 5,000, {len(arcs):,} arcs", lambda: paired(arcs, room), peers, seconds=0.3, gap=0, faster=("networkx", 50))
    large, wide = sparse(60_000, 10_000, 1_140_000, 4), np.full(10_000, 8)
    yield Work(f"prefecture 10,000 x 60,000, {len(large):,} arcs", lambda: paired(large, wide), seconds=5, gap=0)
    for name, case, most, explained in (("county 1,000 x 5,000", county(1_000, 5_000), 0.3, 1), ("prefecture 10,000 x 60,000", county(10_000, 60_000), 5, 12)):
        yield Work(f"{name}, all rules", lambda case=case: ruled(case), seconds=most, gap=0)  # type: ignore[misc]
        yield Work(f"{name}, certificates and bends", lambda case=case: certified(case), seconds=explained)  # type: ignore[misc]
        yield Work(f"{name}, the verifier", lambda case=case: verified(case), gap=0)  # type: ignore[misc]
    helpers, helped, _ = county(300, 900)
    towns, afresh = sorted({row["township"] for row in helped}), (helpers, helped, [])
    quotas = tuple(Quota(30, role=role, township=town, need=need) for role in ("committee", "reserve", "rich_leader") for town in towns for need in "abc")
    rules = Rules("p", max_load=4, quotas=quotas)
    yield Work(f"300 x 900, {len(quotas)} overlapping quotas", lambda: ruled(afresh, rules), gap=0)
    yield Work(f"300 x 900, {len(quotas)} overlapping quotas, the verifier", lambda: verified(afresh, rules), gap=0)


def ruled(case: Case, rules: Rules = RULES) -> Found:
    """A plan under rules."""
    plan = plan_pairs(*case, rules)
    return Found(plan.cost, plan.bound, said=f"{len(plan.left)} left, {len(plan.low)} below their least, {len(plan.short)} quotas short")


def certified(case: Case) -> Found:
    """What it takes to explain a plan: value is how many are short over all sets."""
    plan: Plan = plan_pairs(*case, RULES)
    (sets, rules), wall, cpu = timed(lambda: (gaps(plan), bends(plan.field)))
    short = sum(gap.short for gap in sets)
    return Found(short, len(plan.left), wall, cpu, f"{len(sets)} sets, {len(rules)} rules bend")


def verified(case: Case, rules: Rules = RULES) -> Found:
    """What it takes to check a plan: cost and bound computed anew."""
    told = document(plan_pairs(*case, rules))
    verdict, wall, cpu = timed(lambda: verify(*case, told))
    return Found(verdict.cost, verdict.bound, wall, cpu, "holds" if verdict.holds else verdict.wrong[0][1])


def main() -> None:
    """Prints each line as it is ready."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--only", nargs="*", default=[""], metavar="WORD")
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(ROW.format(*HEAD), flush=True)
    parts: tuple[Callable[[], Iterator[Work]], ...] = (assignments, pairings, lambda: plan_siting.works(given.seconds))
    for part in parts:
        for work in part():
            for line in lines(work, given.seconds) if any(word in work.name for word in given.only) else ():
                print(line, flush=True)


if __name__ == "__main__":
    main()
