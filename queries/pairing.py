"""What a pairing plan starts from: who helps and who is helped in a programme, where they are, and who is paired with whom today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from graphmodel.engine import Engine
from graphmodel.schema import scope as scope_text
from graphmodel.words import Text
from queries.network import batches, label, things_of
from queries.pairing_places import Places, Rows, Start, county_of, text, typed
from queries.pairing_posts import posts, served

__all__ = ["HELPED", "HELPERS", "Start", "posts", "programmes", "start"]
HELPERS: dict[str, Text] = {
    "programme": ("现在本项目帮扶的", "those who help in it today"),
    "able": ("再加有帮扶能力的党员", "and members able to help"),
    "all": ("全部党员", "all members"),
    "committee": ("两委成员", "two-committee members"),
    "reserve": ("后备干部", "reserve cadres"),
    "rich_leader": ("致富带头人", "rich leaders"),
    "enterprises": ("企业", "enterprises"),
    "units": ("单位", "units"),
    "strong": ("强村", "strong villages"),
    "posts": ("志愿服务岗", "volunteer posts"),
}
HELPED: dict[str, Text] = {
    "programme": ("现在本项目受帮扶的", "those helped in it today"),
    "left": ("未脱贫的建档立卡户", "registered households not yet lifted"),
    "registered": ("全部建档立卡户", "all registered households"),
    "all": ("全部户", "all households"),
    "weak": ("弱村", "weak villages"),
    "villages": ("全部村", "all villages"),
    "buildings": ("楼栋", "buildings"),
}
TYPES = {"enterprises": "Enterprise", "units": "Unit", "strong": "Village", "posts": "Post", "weak": "Village", "villages": "Village", "buildings": "Grid"}
"""The type of those that are no members and no households."""
ROLES = ("committee", "reserve", "rich_leader")


def programmes(engine: Engine, scope: str | None, as_of: date) -> Rows:
    """The programmes with pairs in force: {programme, helper, helped (types), helpers, helped_count, pairs}, most pairs first."""
    found = [
        {
            "programme": row["programme"],
            "helper": label(row["helper_label"]),
            "helped": label(row["helped_label"]),
            "helpers": row["helpers"],
            "helped_count": row["helped"],
            "pairs": row["pairs"],
        }
        for row in engine.rows(text("programmes"), scope=scope_text(scope), as_of=as_of)
    ]
    return sorted(found, key=lambda row: (-row["pairs"], row["programme"], row["helper"], row["helped"]))


def start(
    engine: Engine,
    programme: str,
    scope: str | None,
    as_of: date,
    *,
    helpers: str = "programme",
    helped: str = "programme",
    roles: tuple[str, ...] = (),
    away: bool = False,
    villages: Mapping[str, Iterable[str]] | None = None,
) -> Start:
    """Everything that a plan of `programme` needs. `roles` limit the helpers; with `away`, members outside the county may help too.

    `villages` are the codes of the strong and of the weak ones, where these help or are helped.
    """
    if helpers == "posts" or helped == "buildings":
        return served(engine, programme, scope, as_of)
    today = engine.rows(text("today"), programme=programme, scope=scope_text(scope), as_of=as_of)
    pairs = [
        (f"{label(row['helper_label'])}:{row['helper_id']}", f"{label(row['helped_label'])}:{row['helped_id']}", row["key"])
        for row in today
    ]
    of_helper, of_helped = {a for a, _, _ in pairs}, {b for _, b, _ in pairs}
    county = county_of(scope)
    known = Places(engine, county)
    other = {
        (label(row["label"]), row["id"]): row["n"]
        for row in engine.rows(text("elsewhere"), programme=programme, scope=scope_text(county), as_of=as_of)
    }
    if helpers in TYPES:
        found = of_type(engine, helpers, scope, villages)
    else:
        found = [
            row
            for row in candidates(engine, scope, county, of_helper)
            if helping(row, helpers, row["key"] in of_helper)
            and (away or row["key"] in of_helper or not row.get("outside"))
            and (not roles or any(row.get(role) for role in roles))
        ]
    found_helpers = [row | {"elsewhere": other.get((row["type"], row["id"]), 0)} for row in found]
    found_helped = of_type(engine, helped, scope, villages) if helped in TYPES else [
        row
        for row in targets(engine, scope, of_helped)
        if (row["key"] in of_helped and helped == "programme") or (row["type"] == "Household" and wanted(row, helped))
    ]
    keys: dict[tuple[str, str], list[str]] = {}
    for a, b, key in pairs:
        keys.setdefault((a, b), []).append(key)
    helper_rows, helped_rows = [known.placed(row) for row in found_helpers], [known.placed(row) for row in found_helped]
    return Start(programme, helper_rows, helped_rows, sorted(keys), keys, sum(row["lat"] is None for row in helper_rows + helped_rows))


def of_type(engine: Engine, which: str, scope: str | None, villages: Mapping[str, Iterable[str]] | None) -> Rows:
    """Enterprises, units or villages of a scope; strong and weak villages are those named."""
    chosen = set((villages or {}).get(which, ())) if which in ("strong", "weak") else None
    rows = typed(things_of(engine, TYPES[which], scope), TYPES[which])
    return [{**row, "skill": None, "need": None} for row in rows if chosen is None or row["id"] in chosen]


def helping(row: dict[str, Any], helpers: str, today: bool) -> bool:
    """Whether somebody may help: who helps today unless a role is asked for, who is able, or everybody."""
    if helpers in ROLES:
        return bool(row.get(helpers))
    return today or helpers == "all" or (helpers == "able" and bool(row.get("able")))


def wanted(row: dict[str, Any], helped: str) -> bool:
    """Whether a household is among those asked for besides the programme's own."""
    return (
        helped == "all" or (helped == "registered" and row.get("registered") is True) or (helped == "left" and row.get("state") == "未脱贫")
    )


def candidates(engine: Engine, scope: str | None, county: str | None, of_helper: set[str]) -> Rows:
    """Members of the scope and everyone who helps today, wherever they are; other types only where they help today."""
    members = {row["id"]: row for row in engine.rows(text("members"), scope=scope_text(scope))}
    outside = sorted(one.partition(":")[2] for one in of_helper if one.startswith("Member:") and one.partition(":")[2] not in members)
    for some in batches(outside):
        members |= {row["id"]: row for row in engine.rows(text("members_by_key"), ids=some)}
    rows = [{**members[id], "type": "Member", "key": f"Member:{id}"} for id in sorted(members)]
    for type in sorted({one.partition(":")[0] for one in of_helper} - {"Member"}):
        rows += [{**row, "skill": None} for row in things_of(engine, type, None if type == "Team" else county) if row["key"] in of_helper]
    return rows


def targets(engine: Engine, scope: str | None, of_helped: set[str]) -> Rows:
    """Households of the scope, and what else is helped today."""
    rows = [
        {**row, "type": "Household", "key": f"Household:{row['id']}"} for row in engine.rows(text("households"), scope=scope_text(scope))
    ]
    for type in sorted({one.partition(":")[0] for one in of_helped} - {"Household"}):
        rows += [{**row, "need": None} for row in things_of(engine, type, scope) if row["key"] in of_helped]
    return rows
