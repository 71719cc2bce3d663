"""暮云街道: committee, branches, Party groups, members and households, all individuals invented.

Member households come first among the households, so that whose rating is whose follows from the number.
"""
import random
from datetime import date
from functools import cache

from samples.ground import Point
from samples.official import Place, townships, villages
from samples.register import spread

TERRITORY, STREET = "430103", "430103015"
CENTRE: Point = next((place.lat, place.lon) for place in townships(TERRITORY) if place.code == STREET and place.lat is not None
                     and place.lon is not None)
VILLAGES = villages(TERRITORY, STREET)
LIANHUA, XINCUN, XUXING = (next(v.code for v in VILLAGES if v.name == name) for name in ("莲华", "暮云新村", "许兴"))
GROUPS = [(village, turn) for village in VILLAGES for turn in range(1, {LIANHUA: 9, XINCUN: 10, XUXING: 8}.get(village.code, 4))]
"""(village, number in it) of each Party group: eight, nine and seven in the villages, three in each community."""
FIFTH = next(n for n, (village, turn) in enumerate(GROUPS) if village.code == LIANHUA and turn == 5)
EMPTY_GROUPS = (4, 29)
"""Party groups that nobody is entered in: planted."""

LEADERS = range(5)
COMMITTEE = range(5, 5 + 4 * len(VILLAGES))
ORDINARY = range(COMMITTEE.stop, 408)
SHARING = 31
"""Members who live in the household of another member."""
MEMBER_HOUSEHOLDS = 408 - SHARING
HOUSEHOLDS = 1290
UNLINKED = tuple(MEMBER_HOUSEHOLDS + j for j in (30, 130, 230, 330, 430, 530, 630, 730, 830))
"""Households that no member is linked to: planted."""


def dy(member: int) -> str:
    """The code of a member."""
    return f"DY-{member + 1:04}"


def household(number: int) -> str:
    """The code of a household."""
    return f"H-{number + 1:04}"


def called(village: Place) -> str:
    """The name by which a village is spoken of: the register leaves 村 out."""
    return village.name if village.name.endswith(("社区", "村")) else f"{village.name}村"


def village_branch(village: int) -> str:
    """The code of the branch of a village or community."""
    return f"ZZ-{village + 1:02}"


def group(number: int) -> str:
    """The code of a Party group."""
    return f"XZ-{number + 1:02}"


def branches() -> list[dict]:
    """The working committee, twelve branches, and the Party groups of the grid cells: three tiers."""
    rows = [{"编码": "ZZ-00", "名称": "暮云街道党工委", "类别": "党工委", "层级": "乡", "所在地": STREET}]
    rows += [{"编码": village_branch(n), "名称": f"{called(v)}党支部", "类别": "党支部", "层级": "村", "上级党组织": "ZZ-00",
              "所在地": v.code} for n, v in enumerate(VILLAGES)]
    rows += [{"编码": group(n), "名称": f"{called(v)}第{'一二三四五六七八九'[turn - 1]}党小组", "类别": "党小组", "层级": "网格",
              "上级党组织": village_branch(VILLAGES.index(v)), "所在地": f"WG-{n + 1:02}"}
             for n, (v, turn) in enumerate(GROUPS)]
    return [{**row, "建制": True} for row in rows]


@cache
def group_of(member: int) -> int:
    """The Party group of an ordinary member: spread evenly over those that have members."""
    filled = [n for n in range(len(GROUPS)) if n not in EMPTY_GROUPS]
    return filled[(member - ORDINARY.start) * len(filled) // len(ORDINARY)]


@cache
def village_of(member: int) -> int:
    """The place in VILLAGES of a member's village; leaders live in the first."""
    return 0 if member in LEADERS else (member - COMMITTEE.start) // 4 if member in COMMITTEE else VILLAGES.index(
        GROUPS[group_of(member)][0])


@cache
def ordinary_of(village: int) -> list[int]:
    """The members in the Party groups of a village."""
    return [i for i in ORDINARY if village_of(i) == village]


def committee_members() -> list[int]:
    """Committee members of the branches, secretaries left out."""
    return [i for i in COMMITTEE if (i - COMMITTEE.start) % 4]


def hosts() -> list[int]:
    """For each household of members, the member by whose village it is known; the first households, in order of members."""
    guests = {(i if village_of(i) == village_of(i - 1) else i + 1) for i in (ORDINARY[j] + 1 for j in spread(SHARING, len(ORDINARY) - 2))}
    return [i for i in range(ORDINARY.stop) if i not in guests]


HOSTS = hosts()
HOME = {member: n for n, member in enumerate(HOSTS)} | {member: HOSTS.index(member - 1) for member in range(ORDINARY.stop)
                                                        if member not in HOSTS}
"""The household of each member."""
LINKED = [h for h in range(MEMBER_HOUSEHOLDS, HOUSEHOLDS) if h not in UNLINKED]
EXPERT = ordinary_of(next(n for n, v in enumerate(VILLAGES) if v.code == XINCUN))[3]


@cache
def place_of(number: int) -> int:
    """The place in VILLAGES of a household: a member's own village, or that of the member it is linked to."""
    if number < MEMBER_HOUSEHOLDS:
        return village_of(HOSTS[number])
    return village_of(ORDINARY[(number - MEMBER_HOUSEHOLDS) * len(ORDINARY) // (HOUSEHOLDS - MEMBER_HOUSEHOLDS)])


BEES = [h for h in LINKED if VILLAGES[place_of(h)].code == XINCUN][5:95:5]
"""The 18 registered households that keep the cooperative's bees."""


def members(rng: random.Random) -> list[dict]:
    """The roll of members."""
    rows = []
    for i in range(ORDINARY.stop):
        rank = (i - COMMITTEE.start) % 4
        duty = "街道党工委委员" if i in LEADERS else ("村（社区）党支部书记" if rank == 0
                                               else "村（社区）党支部委员") if i in COMMITTEE else "合作社负责人" if i == EXPERT else None
        branch = "ZZ-00" if i in LEADERS else village_branch(village_of(i)) if i in COMMITTEE else group(group_of(i))
        rows.append({"编码": dy(i), "姓名": f"党员 {i + 1:04}", "身份": "正式党员", "职务": duty, "两委成员": i in COMMITTEE,
                     "致富带头人": i == EXPERT, "专长": "养蜂" if i == EXPERT else None,
                     "入党日期": date(rng.randrange(1970, 2019), rng.choice((6, 7, 12)), rng.randrange(1, 28)), "所在党组织": branch,
                     "就职单位": "HZS-02" if i == EXPERT else None,
                     "所在户": household(HOME[i])})
    return rows


def households(rng: random.Random) -> list[dict]:
    """Member households first, then the others; the keepers of bees are registered and lifted."""
    return [{"编码": household(h), "户主": f"户主 {h + 1:04}", "人数": rng.choice((2, 3, 3, 4, 4, 5)), "建档立卡": h in BEES,
             "脱贫状态": "已脱贫" if h in BEES else None, "脱贫年度": 2019 if h in BEES else None,
             "帮扶需求": "产业" if h in BEES else None, "所在村": VILLAGES[place_of(h)].code, "合作社": ["HZS-02"] if h in BEES else None}
             for h in range(HOUSEHOLDS)]


def links() -> list[dict]:
    """Each household without a member linked to one member of its village, but for those planted."""
    turn: dict[int, int] = {}
    rows = []
    for h in LINKED:
        own = ordinary_of(place_of(h))
        turn[place_of(h)] = turn.get(place_of(h), -1) + 1
        rows.append({"帮扶人": dy(own[turn[place_of(h)] % len(own)]), "帮扶对象": household(h), "项目": "党员联户",
                     "起始日期": date(2019, 7, 1)})
    return rows


def bee_pairs() -> list[dict]:
    """The expert with each household helped, two hives each."""
    return [{"帮扶人": dy(EXPERT), "帮扶对象": household(h), "项目": "养蜂帮扶", "起始日期": date(2019, 4, 1), "蜂箱": 2} for h in BEES]
