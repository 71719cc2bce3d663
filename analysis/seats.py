"""Councils and committees: who sits on each, by role, and which of the parties that others have is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any


def seats(links: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]) -> list[dict[str, Any]]:
    """A row for each body, most seats first: {key, kind, seats: {role: [keys]}, lacking: roles}.

    `links` have start, end and role; `kinds` the kind of each body. A role is lacking where at least half of the bodies of that
    kind, and two of them, have it.

    >>> links = [{"start": "1", "end": end, "role": role} for end, role in ("ax", "ay", "bx", "cx", "cy")]
    >>> [(row["key"], row["lacking"]) for row in seats(links, dict.fromkeys("abc", "k"))]
    [('a', []), ('c', []), ('b', ['y'])]
    """
    bodies: dict[str, dict[str, list[str]]] = {}
    for link in links:
        bodies.setdefault(link["end"], {}).setdefault(str(link["role"] or ""), []).append(link["start"])
    usual: dict[str, Counter[str]] = {}
    many = Counter(kinds.get(body, "") for body in bodies)
    for body, by_role in bodies.items():
        usual.setdefault(kinds.get(body, ""), Counter()).update(list(by_role))
    found = []
    for body, by_role in bodies.items():
        kind = kinds.get(body, "")
        lacking = sorted(role for role, n in usual[kind].items() if role not in by_role and n >= max(2, many[kind] / 2))
        found.append(
            {"key": body, "kind": kind, "seats": {role: sorted(keys) for role, keys in sorted(by_role.items())}, "lacking": lacking}
        )
    return sorted(found, key=lambda row: (-sum(map(len, row["seats"].values())), row["key"]))
