"""A sample's graph with the questions that tests put to it again and again, built once for all of them."""
from collections import defaultdict
from functools import cache

import samples
from tests.sample_graph import Graph


class Facts(Graph):
    """A Graph whose relationships are also kept by type: (identity, properties)."""

    def __init__(self, module):
        super().__init__(module)
        self.by_type = defaultdict(list)
        for identity, props in self.rels:
            self.by_type[identity[0]].append((identity, props))

    def of(self, type, start=None, end=None, **wanted) -> list[tuple[str, str]]:
        """(start key, end key) of the relationships between two types that are as wanted; those that ended left out."""
        return [(i[1][1], i[2][1]) for i, props in self.by_type[type]
                if start in (None, i[1][0]) and end in (None, i[2][0]) and not props.get("until")
                and all(props.get(k) == v for k, v in wanted.items())]

    def total(self, label, prop, **wanted):
        """The sum of a property over the nodes of a type that are as wanted."""
        return sum(self.nodes[label][key].get(prop, 0) for key in self.keys(label, **wanted))


@cache
def facts(name: str) -> Facts:
    """The facts of a sample."""
    return Facts(samples.sample(name))


def answer(name: str, question: str, **params: str) -> list[str]:
    """The planted values of one question of a sample, by its parameters."""
    return next(a["values"] for a in samples.sample(name).ANSWERS[question] if a["params"] == params)
