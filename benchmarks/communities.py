"""How well communities are found where the answer is known: Karate, Davis's southern women, a planted partition with isolated nodes.

`python -m benchmarks.communities [--json]`: a line a graph; the table of docs/explorer.md is from it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Hashable
from typing import Any

import networkx as nx

from analysis.communities import communities, information, rand


def cases() -> dict[str, tuple[nx.Graph, dict[Hashable, Hashable]]]:
    """Each graph, and the group that each node is known to be of."""
    karate = nx.karate_club_graph()
    women = nx.davis_southern_women_graph()
    homans = ("Evelyn Jefferson", "Laura Mandeville", "Theresa Anderson", "Brenda Rogers", "Charlotte McDowd", "Frances Anderson")
    homans += ("Eleanor Nye", "Pearl Oglethorpe", "Ruth DeSand")
    planted = nx.planted_partition_graph(6, 25, 0.3, 0.02, seed=7)
    planted.add_nodes_from(range(150, 160))
    return {
        "karate": (karate, dict(karate.nodes("club"))),
        "davis": (women, {one: one in homans for one in women.graph["top"]}),
        "planted": (planted, {one: one // 25 for one in range(150)}),
    }


def figures() -> list[dict[str, Any]]:
    """A row a graph: the best of ten seeded runs, as the page of clusters finds it."""
    rows = []
    for name, (graph, known) in cases().items():
        found = communities([(a, b, 1.0) for a, b in graph.edges], graph.nodes)
        of = {one: at for at, group in enumerate(found["groups"]) for one in group}
        alone = sum(len(group) == 1 for group in found["groups"])
        rows.append(
            {
                **{"graph": name, "nodes": len(graph), "placed": len(of), "communities": len(found["groups"]) - alone, "alone": alone},
                **{"modularity": round(found["modularity"], 4), "stability": round(found["stability"], 3)},
                **{"ari": round(rand(of, known), 3), "nmi": round(information(of, known), 3)},
            }
        )
    return rows


def main() -> None:
    """Prints the figures."""
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument("--json", action="store_true")
    rows = figures()
    if call.parse_args().json:
        print(json.dumps(rows, indent=1))
        return
    print("  ".join(rows[0]))
    for row in rows:
        print("  ".join(map(str, row.values())))


if __name__ == "__main__":
    main()
