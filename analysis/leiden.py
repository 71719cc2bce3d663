"""Natural communities: the Leiden algorithm (Traag, Waltman, van Eck 2019, doi:10.1038/s41598-019-41695-z) for modularity, seeded.

Written here from the paper: fast local moving, refinement within communities, aggregation by the refined parts. Undirected, weighted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from math import exp
from random import Random

Near = list[dict[int, float]]
"""For each node its neighbours with the weight of the link; a link with itself counts once, with its whole weight."""
THETA = 0.01
"""How far from the greedy choice the refinement strays."""


def leiden(
    links: Iterable[tuple[Hashable, Hashable, float]], nodes: Iterable[Hashable] = (), *, resolution: float = 1.0, seed: int = 1
) -> list[list[Hashable]]:
    """The communities, each sorted, largest first; nodes without any link are communities of their own. Weights are positive.

    >>> two = [(a, b, 1.0) for part in ("abc", "xyz") for a in part for b in part if a < b]
    >>> leiden([*two, ("c", "x", 1.0)], ["alone"])
    [['a', 'b', 'c'], ['x', 'y', 'z'], ['alone']]
    """
    weights: dict[tuple[Hashable, Hashable], float] = {}
    for a, b, weight in links:
        one, other = sorted((a, b), key=str)
        weights[one, other] = weights.get((one, other), 0.0) + weight
    names = sorted({*nodes, *(end for pair in weights for end in pair)}, key=str)
    number = {name: at for at, name in enumerate(names)}
    near: Near = [{} for _ in names]
    for (a, b), weight in weights.items():
        near[number[a]][number[b]] = near[number[b]][number[a]] = weight
    rng, whole = Random(seed), sum(weights.values())
    member = list(range(len(names)))
    if whole > 0:
        for _ in range(20):  # until nothing changes: every pass is at least as good as the one before
            found = one_pass(near, whole, resolution, member, rng)
            if same(found, member):
                break
            member = found
    groups: dict[int, list[Hashable]] = {}
    for at, community in enumerate(member):
        groups.setdefault(community, []).append(names[at])
    return sorted(groups.values(), key=lambda group: (-len(group), str(group[0])))


def one_pass(near: Near, whole: float, resolution: float, member: list[int], rng: Random) -> list[int]:
    """Moving, refining and aggregating until no aggregate node moves any more; the community of each first node."""
    inside = list(range(len(near)))  # the aggregate node that each first node is in
    degree = [sum(some.values()) + some.get(at, 0.0) for at, some in enumerate(near)]
    while True:
        member = moved(near, degree, whole, resolution, member, rng)
        if len(set(member)) == len(near):
            break
        refined = refine(near, degree, whole, resolution, member, rng)
        numbers = {part: at for at, part in enumerate(dict.fromkeys(refined))}
        if len(numbers) == len(near):
            break
        upper: Near = [{} for _ in numbers]
        for at, some in enumerate(near):
            one = numbers[refined[at]]
            for to, weight in some.items():
                other = numbers[refined[to]]
                if one != other:
                    upper[one][other] = upper[one].get(other, 0.0) + weight
                elif at <= to:
                    upper[one][one] = upper[one].get(one, 0.0) + weight
        above = [0] * len(numbers)
        for at, part in enumerate(refined):
            above[numbers[part]] = member[at]
        inside = [numbers[refined[at]] for at in inside]
        near, member = upper, above
        degree = [sum(some.values()) + some.get(at, 0.0) for at, some in enumerate(near)]
    return [member[at] for at in inside]


def moved(near: Near, degree: list[float], whole: float, resolution: float, member: list[int], rng: Random) -> list[int]:
    """Fast local moving: each node to the community where modularity gains most; the neighbours of one that moved are looked at again."""
    member = list(member)
    weight: dict[int, float] = {}
    for at, community in enumerate(member):
        weight[community] = weight.get(community, 0.0) + degree[at]
    order = list(range(len(near)))
    rng.shuffle(order)
    queue, waiting = deque(order), set(order)
    fresh = max(member, default=0) + 1
    while queue:
        at = queue.popleft()
        waiting.discard(at)
        here = member[at]
        weight[here] -= degree[at]
        to: dict[int, float] = {here: 0.0}
        for other, link in near[at].items():
            if other != at:
                to[member[other]] = to.get(member[other], 0.0) + link
        gain = {community: link - resolution * degree[at] * weight[community] / (2 * whole) for community, link in to.items()}
        best = max(gain, key=lambda community: (gain[community], community == here, -community))
        if gain[best] < -1e-12:
            best, fresh = fresh, fresh + 1
        elif gain[best] <= gain[here] + 1e-12:
            best = here
        weight[best] = weight.get(best, 0.0) + degree[at]
        if best != here:
            member[at] = best
            for other in near[at]:
                if member[other] != best and other not in waiting:
                    waiting.add(other)
                    queue.append(other)
    return member


def refine(near: Near, degree: list[float], whole: float, resolution: float, member: list[int], rng: Random) -> list[int]:
    """Parts of the communities that hang together: from single nodes, merged at random in favour of gain, within their community only."""
    groups: dict[int, list[int]] = {}
    for at, community in enumerate(member):
        groups.setdefault(community, []).append(at)
    part = list(range(len(near)))
    weight = list(degree)
    size = [1] * len(near)
    for group in groups.values():
        if len(group) == 1:
            continue
        total, own = sum(degree[at] for at in group), set(group)
        outside = {at: sum(link for other, link in near[at].items() if other in own and other != at) for at in group}
        bound = dict(outside)  # how strongly each part hangs together with the rest of its community
        rng.shuffle(group)
        for at in group:
            if size[part[at]] != 1 or part[at] != at or outside[at] < resolution * degree[at] * (total - degree[at]) / (2 * whole):
                continue
            to: dict[int, float] = {}
            for other, link in near[at].items():
                if other in own and other != at:
                    to[part[other]] = to.get(part[other], 0.0) + link
            choices = []
            for target, link in sorted(to.items()):
                gain = link - resolution * degree[at] * weight[target] / (2 * whole)
                if gain >= 0 and bound[target] >= resolution * weight[target] * (total - weight[target]) / (2 * whole):
                    choices.append((target, link, gain))
            if not choices:
                continue
            top = max(gain for *_, gain in choices)
            chances = [exp((gain - top) / (THETA * max(1.0, top))) for *_, gain in choices]
            target, link, _ = rng.choices(choices, chances)[0]
            part[at] = target
            weight[target] += degree[at]
            size[target] += 1
            bound[target] += outside[at] - 2 * link
    return part


def same(one: list[int], other: list[int]) -> bool:
    """Whether two partitions are the same but for the numbers."""
    return len(set(zip(one, other, strict=True))) == len(set(one)) == len(set(other))


def modularity(links: Iterable[tuple[Hashable, Hashable, float]], groups: Iterable[Iterable[Hashable]], resolution: float = 1.0) -> float:
    """Newman's modularity of communities.

    >>> round(modularity([("a", "b", 1.0), ("c", "d", 1.0)], [["a", "b"], ["c", "d"]]), 3)
    0.5
    """
    of: Mapping[Hashable, int] = {one: at for at, group in enumerate(groups) for one in group}
    inner: dict[int, float] = {}
    degree: dict[int, float] = {}
    whole = 0.0
    for a, b, weight in links:
        whole += weight
        for end in (a, b):
            degree[of[end]] = degree.get(of[end], 0.0) + weight
        if of[a] == of[b]:
            inner[of[a]] = inner.get(of[a], 0.0) + weight
    return sum(inner.get(at, 0.0) / whole - resolution * (sum_ / (2 * whole)) ** 2 for at, sum_ in degree.items()) if whole else 0.0
