"""The legend that is the filter and the count, what is hidden and why, and the list that shows the same marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphmodel.schema import NODE, REL
from views.graph import find, words
from views.graph.coverage import Layer, offered
from views.graph.shown import Shown
from views.graph.state import View
from views.graph.stock import GROUPS, Stock, caption
from views.graph.words import BELONGS, LEADER, kind_of, kind_words, line, line_of, line_words, look


def layer_pane(have: Stock, layer: Layer | None, at: bool) -> dict[str, Any]:
    """The choice of the coverage layer, and its two counts."""
    options = [
        {"value": "none", "words": words.WORDS["no_layer"][at]},
        *({"value": one.name, "words": one.title[at]} for one in offered(have)),
    ]
    if layer is None:
        return {"options": options, "chosen": "", "uncovered": 0, "total": 0, "note": ""}
    return {
        "options": options,
        "chosen": layer.name,
        "uncovered": len(layer.uncovered),
        "total": layer.total,
        "note": ""
        if layer.type == "Village"
        else f"Counted in {NODE[layer.type].title[1].lower()}s"
        if at
        else f"按{NODE[layer.type].title[0]}计",
    }


def legend(have: Stock, here: Shown, language: str, by_hand: tuple[str, ...] = ()) -> tuple[list[dict[str, Any]], str]:
    """The legend of types with what is shown of each and of how many; and in words what is hidden and why."""
    at = language == "en"
    now: dict[str, int] = {}
    for key in {*here.stands.values(), *(() if here.alone else here.open)}:
        if "set" in here.things[key]:
            continue
        kind = kind_of(here.things[key], have.leaders)
        now[kind] = now.get(kind, 0) + 1
    totals = dict(have.nodes) | (
        {LEADER: len(have.leaders), "Village": have.nodes.get("Village", 0) - len(have.leaders)} if have.leaders else {}
    )
    if have.scope:
        totals[have.scope.partition(":")[0]] = totals.get(have.scope.partition(":")[0], 1) - 1
    rows = []
    for kind in (
        LEADER,
        "Village",
        "Area",
        "Township",
        "County",
        *(type for type in NODE if type not in ("Village", "Area", "Township", "County")),
    ):
        total = max(totals.get(kind, 0), now.get(kind, 0))
        if total:
            mark = look(kind) | ({"glyph": "hull", "colour": "#F5F2EA"} if kind in GROUPS else {})
            rows.append(
                {
                    "name": kind,
                    "words": kind_words(kind, language),
                    "shown": now.get(kind, 0),
                    "total": total,
                    "on": kind in here.on,
                    "minor": kind != LEADER
                    and (NODE[kind].group == "record" or kind in ("Township", "County", "Grid"))
                    and not now.get(kind),
                    **mark,
                }
            )
    folded = {mark: keys for mark, keys in here.members.items() if mark in here.stands}
    inside = sum(len(keys) for keys in folded.values())
    rest = sorted(((row["total"] - row["shown"] - (inside if row["name"] == "Village" else 0), row["words"]) for row in rows), reverse=True)
    rest = [(n, text) for n, text in rest if n > 0]
    parts = (
        [f"{inside} villages in {len(folded)} groups" if at else f"{len(folded)} 个{groups_word(folded)}收起 {inside} 村"] if inside else []
    )
    parts += [f"{text.lower() if at else text} {n:,}" for n, text in rest[:1]]
    others = sum(n for n, _ in rest[1:])
    parts += [f"other {others:,}" if at else f"其他 {others:,}"] if others else []
    parts += [f"over the limit {here.cut:,}" if at else f"超出上限 {here.cut:,}"] if here.cut else []
    parts += [f"hidden by hand {len(by_hand)}" if at else f"手工隐藏 {len(by_hand)}"] if by_hand else []
    parts += ["all but the focus" if at else "聚焦之外的"] if here.alone else []
    return rows, ("" if not parts else ("Hidden: " + "; ".join(parts) if at else "未显示：" + "；".join(parts)))


def groups_word(folded: Mapping[str, Any]) -> str:
    """What closed groups are called together."""
    types = {key.partition(":")[0] for key in folded}
    return NODE[types.pop()].title[0] if len(types) == 1 else "组"


def relations(have: Stock, counted: Mapping[str, int], view: View, language: str) -> list[dict[str, Any]]:
    """The legend of relationships with what is shown of each and of how many."""
    totals: dict[str, int] = {}
    for type, n in have.relationships.items():
        totals[line_of(type)] = totals.get(line_of(type), 0) + n
    order = ["LEADS", "JOINT_BUILDING", "MEMBER_OF", "SERVES", BELONGS, *REL]
    return [
        {
            "name": name,
            "words": line_words(name, language),
            "shown": counted.get(name, 0),
            "total": max(n, counted.get(name, 0)),
            "on": name not in view.less,
            "minor": not counted.get(name) and name not in order[:5],
            **line(name),
        }
        for name, n in sorted(totals.items(), key=lambda item: order.index(item[0]))
        if n
    ]


def listing(have: Stock, here: Shown, layer: Layer | None, scenery: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    """The same marks as rows: name, type, place, coverage, relationships shown; what is not covered first."""
    at = language == "en"
    degree: dict[str, int] = {}
    for edge in scenery["edges"]:
        for end in (edge["from"], edge["to"]):
            degree[end] = degree.get(end, 0) + edge["n"]
    rows = []
    for mark in scenery["nodes"]:
        thing = here.things[mark["id"]]
        covered = (
            mark["sub"]
            if "n" in mark or mark.get("subgap")
            else ""
            if not layer or layer.type != thing["type"]
            else words.WORDS["uncovered" if mark["gap"] else "covered"][at]
        )
        rows.append(
            {
                "id": mark["id"],
                "name": caption(thing),
                "type": kind_words(mark["kind"], language),
                "place": find.where(thing, have),
                "covered": covered,
                "gap": bool(mark["gap"] or mark.get("subgap")),
                "links": degree.get(mark["id"], 0),
            }
        )
    order = {kind: number for number, kind in enumerate((LEADER, *NODE))}
    kinds = {mark["id"]: mark["kind"] for mark in scenery["nodes"]}
    return sorted(rows, key=lambda row: (not row["gap"], order[kinds[row["id"]]], row["place"], row["id"]))
