"""What several relationships share: their dates, and which types may stand at their ends."""

from datetime import date
from itertools import product

from graphmodel.organisations import BRANCH, COOPERATIVE, ENTERPRISE, SERVICE_CENTRE, TEAM, UNIT
from graphmodel.places import AREA, COUNTY, GRID, TOWNSHIP, VILLAGE
from graphmodel.words import Node, Prop

SINCE = Prop(
    "since", date, ("起始日期", "Since"), ("自何日起有效。", "In force from this day."), aliases=("开始日期", "结对日期", "起", "自")
)
UNTIL = Prop(
    "until",
    date,
    ("终止日期", "Until"),
    ("至何日止（不含当日）；空为仍有效。", "In force until before this day; blank: still."),
    aliases=("结束日期", "止", "至"),
)
TIME = (SINCE, UNTIL)


def pairs(starts: tuple[Node, ...], ends: tuple[Node, ...]) -> tuple[tuple[Node, Node], ...]:
    """Every start with every end."""
    return tuple(product(starts, ends))


def text(name: str, zh: str, en: str, *choices: tuple[str, str], closed: bool = False, aliases: tuple[str, ...] = ()) -> Prop:
    """A text property of a relationship."""
    return Prop(name, str, (zh, en), (f"{zh}。", f"{en}."), choices=choices, closed=closed, aliases=aliases)


SITES = (VILLAGE, GRID, AREA, TOWNSHIP, COUNTY)
UNDER_BRANCH = (BRANCH, VILLAGE, GRID, AREA, TOWNSHIP, COUNTY, SERVICE_CENTRE, TEAM, COOPERATIVE, ENTERPRISE, UNIT)
