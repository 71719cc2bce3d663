"""赣榆区: estates with buildings and stairwells, property firms, the people who look after them, all individuals invented."""
import random
from datetime import date
from typing import NamedTuple

from samples.ground import around
from samples.official import townships, villages
from samples.register import village_rows

TERRITORY, TOWN = "320707", "320707100"
CENTRE = next((place.lat, place.lon) for place in townships(TERRITORY) if place.code == TOWN and place.lat is not None
              and place.lon is not None)
COMMUNITIES = [place for place in villages(TERRITORY, TOWN) if place.name.endswith("社区")]
FIRMS = 8
UNCOVERED = 8
"""The property firm with no Party organisation: planted."""
RESIDENTS, DELEGATES = 30, 3
"""Members who live in each estate; owners' delegates on each council."""


class Estate(NamedTuple):
    """One estate: the place of its community in COMMUNITIES, its firm, buildings, stairwells in each, households in each of those."""

    name: str
    community: int
    firm: int
    buildings: int
    stairwells: int
    homes: int

    @property
    def households(self) -> int:
        return self.buildings * self.stairwells * self.homes


ESTATES = (Estate("御水湾", 4, 1, 7, 3, 12), Estate("观澜尚城", 28, 2, 8, 2, 12), Estate("小区 03", 0, 1, 5, 3, 10),
           Estate("小区 04", 6, 3, 6, 2, 10),
           Estate("小区 05", 9, 4, 6, 3, 12), Estate("小区 06", 12, 5, 4, 4, 10), Estate("小区 07", 15, 6, 5, 2, 12),
           Estate("小区 08", 20, 7, 6, 2, 11))
VACANT_HEADS = frozenset({"XQ-3-2", "XQ-5-4", "XQ-1-3-2", "XQ-4-1-1", "XQ-8-6-2", "XQ-6"})
"""Estate, buildings and stairwells whose head's post nobody holds: planted."""
NO_HEAD_POST = frozenset({"XQ-7-3", "XQ-2-5-1", "XQ-5-2-3"})
"""Building and stairwells for which no such post was set up: planted."""


def dy(member: int) -> str:
    """The code of a member."""
    return f"DY-{member + 1:04}"


def estate(number: int) -> str:
    """The code of an estate; those of its buildings and stairwells begin with it."""
    return f"XQ-{number + 1}"


def community(number: int) -> str:
    """The official code of an estate's community."""
    return COMMUNITIES[ESTATES[number].community].code


def buildings(number: int) -> list[str]:
    """Codes of an estate's buildings."""
    return [f"{estate(number)}-{b}" for b in range(1, ESTATES[number].buildings + 1)]


def stairwells(number: int) -> list[str]:
    """Codes of an estate's stairwells, building by building."""
    return [f"{building}-{s}" for building in buildings(number) for s in range(1, ESTATES[number].stairwells + 1)]


def lives_in_building(number: int, turn: int) -> int:
    """The place among an estate's residents of one who lives in its so-manyth building and, where there is one, heads no stairwell."""
    one = ESTATES[number]
    spare = one.buildings * one.stairwells + turn * one.stairwells
    return spare if spare < RESIDENTS else turn * one.stairwells + 1


def grids() -> list[dict]:
    """Estates, their buildings, their stairwells."""
    points = {row["编码"]: (row["纬度"], row["经度"]) for row in village_rows(TERRITORY, {TOWN: CENTRE}, 3.0, TOWN)}
    rows: list[dict] = []
    for n, one in enumerate(ESTATES):
        middle = points[community(n)]
        rows.append(cell(estate(n), one.name, "小区", community(n), one.households, middle))
        for code, point in zip(buildings(n), around(middle, one.buildings, 0.04, 0.16, phase=n), strict=True):
            rows.append(cell(code, f"{one.name} {code.split('-')[-1]} 栋", "楼栋", estate(n), one.stairwells * one.homes, point))
            rows += [cell(f"{code}-{s}", f"{one.name} {code.split('-')[-1]} 栋 {s} 单元", "单元", code, one.homes, point)
                     for s in range(1, one.stairwells + 1)]
    return rows


def cell(code: str, name: str, kind: str, above: str, households: int, point: tuple[float, float]) -> dict:
    """One row of the sheet of estates, buildings and stairwells."""
    return {"编码": code, "名称": name, "类别": kind, "上级": above, "户数": households, "纬度": point[0], "经度": point[1],
            "点位来源": "合成", "假定": "楼栋、单元、户数、点位为虚构"}


def firm_branch(firm: int) -> str:
    """The organisation that covers a firm: its own, or the joint one of the sixth and seventh."""
    return f"ZZ-Q{min(firm, 6)}"


def branches() -> list[dict]:
    """The industry committee, the firms' organisations, the estates' groups: three tiers; and those of communities."""
    rows = [branch("ZZ-00", "赣榆区物业管理行业党委", "行业党委", "县", None, TERRITORY)]
    rows += [branch(firm_branch(f), f"物业企业 {f:02} 党支部", "党支部", "企业", "ZZ-00", TOWN) | {"单独组建于": f"QY-{f}"}
             for f in range(1, 6)]
    rows += [branch(firm_branch(6), "物业企业 06、07 联合党支部", "联合党支部", "企业", "ZZ-00", TOWN) | {"联合组建于": ["QY-6", "QY-7"]}]
    for n, one in enumerate(ESTATES):
        name = COMMUNITIES[one.community].name
        rows += [branch(f"ZZ-X{n + 1}", f"{one.name}物业服务项目党小组", "党小组", "项目", firm_branch(one.firm), estate(n)),
                 branch(f"ZZ-S{n + 1}", f"{name}党委", "党委", "村", None, community(n)),
                 branch(f"ZZ-Z{n + 1}", f"{one.name}党支部", "党支部", "网格", f"ZZ-S{n + 1}", estate(n))]
    return rows


def branch(code: str, name: str, kind: str, tier: str, above: str | None, place: str) -> dict:
    """What every organisation's row has."""
    return {"编码": code, "名称": name, "类别": kind, "建制": kind != "联合党支部", "层级": tier, "上级党组织": above, "所在地": place}


class People:
    """The members, numbered in order, and the owners' delegates; by place: the residents, group and delegates of each estate."""

    def __init__(self, rng: random.Random):
        self.rng, self.rows = rng, []
        self.residents: list[list[str]] = []
        self.group: list[list[str]] = []
        self.delegates: list[list[str]] = []
        for duty in ("行业党委书记", "行业党委副书记", "行业党委委员", "行业党委委员", "行业党委委员"):
            self.add("ZZ-00", duty)
        for firm in range(1, 8):
            for n in range(4):
                self.add(firm_branch(firm), "企业党支部书记" if n == 0 and firm < 7 else None, employer=f"QY-{firm}")
        for n, one in enumerate(ESTATES):
            self.group.append([self.add(f"ZZ-X{n + 1}", None, employer=f"QY-{one.firm}") for _ in range(4)])
            for duty in ("社区党委书记", "社区党委副书记", "社区党委委员"):
                self.add(f"ZZ-S{n + 1}", duty)
            homes = stairwells(n)
            self.residents.append([self.add(f"ZZ-Z{n + 1}", "小区党支部书记" if i == 0 else None, home=homes[i % len(homes)],
                                            teams=self.teams(n, i)) for i in range(RESIDENTS)])
        self.members = len(self.rows)
        for n in range(len(ESTATES)):
            homes = stairwells(n)
            self.delegates.append([self.owner(homes[(3 * i + 1) % len(homes)], estate(n)) for i in range(DELEGATES)])

    def teams(self, number: int, turn: int) -> list[str] | None:
        """The squad, or the volunteer team, that a resident is in."""
        if turn < 12:
            return [f"DW-{number + 1}-{turn % 2 + 1}"]
        return [team(ESTATES[number].community)] if turn < 20 and ESTATES[number].community != TEAMLESS else None

    def add(self, home_branch: str, duty: str | None, *, employer: str | None = None, home: str | None = None,
            teams: list[str] | None = None) -> str:
        """One more member; the code."""
        code = dy(len(self.rows))
        self.rows.append({"编码": code, "姓名": f"党员 {len(self.rows) + 1:04}", "身份": "正式党员", "职务": duty,
                          "入党日期": date(self.rng.randrange(1975, 2019), 7, self.rng.randrange(1, 28)),
                          "所在党组织": home_branch, "就职单位": employer, "居住地": home, "所在队伍": teams, "代表单位": None})
        return code

    def owner(self, home: str, represents: str) -> str:
        """One more owners' delegate, who is no member; the code."""
        number = len(self.rows) - self.members + 1
        self.rows.append({"编码": f"YZ-{number:02}", "姓名": f"业主 {number:04}", "身份": "非党员", "职务": "业主代表", "居住地": home,
                          "代表单位": [represents]})
        return f"YZ-{number:02}"


TEAMLESS = ESTATES[5].community
"""The community of an estate for which there is no volunteer team: planted."""


def team(number: int) -> str:
    """The code of the volunteer team of a community."""
    return f"DZ-{number + 1:02}"
