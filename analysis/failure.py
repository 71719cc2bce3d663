"""What falls when one thing falls out: the led that are left without any leader. Exact, by counting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def failure(links: Iterable[Mapping[str, Any]], out: str) -> dict[str, Any]:
    """If `out` falls out: which of all the led lose their only leader, {lose: [keys], of: number of all led}.

    >>> links = [{"start": "V:a", "end": "V:x"}, {"start": "V:a", "end": "V:y"}, {"start": "V:b", "end": "V:y"}]
    >>> failure(links, "V:a"), failure(links, "V:b")["lose"]
    ({'lose': ['V:x'], 'of': 2}, [])
    """
    leaders: dict[str, set[str]] = {}
    for row in links:
        leaders.setdefault(row["end"], set()).add(row["start"])
    return {"lose": sorted(led for led, by in leaders.items() if by == {out}), "of": len(leaders)}
