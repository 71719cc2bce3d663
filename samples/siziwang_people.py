"""四子王旗: branches, members, households and who is paired with whom, all individuals invented.

Members and households are numbered by role, so that who is in which programme follows from the number alone.
"""
import random
from collections import Counter
from datetime import date
from functools import cache

from samples.official import Place, townships
from samples.official import villages as official_villages
from samples.register import spread

TERRITORY = "150929"
PASTURE = "150929400"


def counted(place: Place) -> bool:
    """Whether a unit is one of the 121 gacha and villages: no community, no virtual unit."""
    return not place.name.endswith("社区") and not place.code.startswith(PASTURE)


VILLAGES = [place for place in official_villages(TERRITORY) if counted(place)]
TOWNSHIPS = [place for place in townships(TERRITORY) if place.code != PASTURE]

COMMITTEE = range(514)
RICH = range(514, 1157)
RESERVE = range(1157, 1220)
STUDY = range(1220, 1642)
ABLE_UNPAIRED = range(1642, 1648)
"""Members able to help whom nobody has paired: planted."""
OTHERS = range(1648, 1948)
OFFICE = range(1948, 1991)
BLOCKS = (COMMITTEE, RICH, RESERVE, STUDY, ABLE_UNPAIRED, OTHERS)
ON_BOTH = frozenset(spread(61, len(COMMITTEE)))
"""Committee members who are rich leaders too: with the 643, 704."""
PROMISING = frozenset(spread(180, len(COMMITTEE)))
RESERVE_SILENT = (1162, 1187, 1212)
"""Reserve cadres without a commitment: planted."""
OVERLOADED = (524, 680, 850, 1100)
"""Rich leaders with more households than they can help: planted."""

LEFT, HOUSEHOLDS = 53, 1480
UNHELPED = tuple(LEFT + j for j in (100, 400, 700, 1000, 1300))
"""Lifted households that nobody helps any more: planted."""
STUDY_ONLY = tuple(LEFT + j for j in (50, 250, 450, 650, 850, 1050))
SKILLS = ("产业", "就业", "教育", "医疗", "住房", "照料", "政策")


def dy(member: int) -> str:
    """The code of a member."""
    return f"DY-{member + 1:04}"


def household(number: int) -> str:
    """The code of a household; those left come first."""
    return f"H-{number + 1:04}"


def home(member: int) -> int:
    """The place in VILLAGES of a member's village; each role is spread evenly over all."""
    block = next(block for block in BLOCKS if member in block)
    return (member - block.start) * len(VILLAGES) // len(block)


def village_of(number: int) -> int:
    """The place in VILLAGES of a household's village."""
    return number * len(VILLAGES) // LEFT if number < LEFT else (number - LEFT) * len(VILLAGES) // (HOUSEHOLDS - LEFT)


@cache
def rich_households() -> tuple[int, ...]:
    """The 1,416 households paired for income, by village."""
    return tuple(h for h in range(LEFT, HOUSEHOLDS) if h not in UNHELPED + STUDY_ONLY)


@cache
def study_households() -> tuple[int, ...]:
    """The 1,041 households paired for study, by village."""
    return tuple(sorted([rich_households()[j] for j in spread(1035, 1416)] + list(STUDY_ONLY)))


def study_members() -> list[int]:
    """The 985 members who pair for study, by village: committee members, rich leaders, all reserve cadres and others able."""
    committee = [i for i in COMMITTEE if i not in ON_BOTH]
    chosen = [committee[j] for j in spread(200, len(committee))] + [RICH[j] for j in spread(300, len(RICH))] + [*RESERVE, *STUDY]
    return sorted(chosen, key=lambda i: (home(i), i))


def rich_leaders() -> list[int]:
    """The 704 rich leaders, by village."""
    return sorted([*ON_BOTH, *RICH], key=lambda i: (home(i), i))


def pairs(rng: random.Random) -> list[dict]:
    """The pairings of the three programmes, and four for study that ended."""
    made = dealt("帮学", study_members(), study_households(), 1, rng) + dealt("带富", rich_leaders(), rich_households(), 2, rng)
    for township in TOWNSHIPS:
        own = [h for h in range(LEFT) if VILLAGES[village_of(h)].within == township.code]
        helpers = [i for i in COMMITTEE if VILLAGES[home(i)].within == township.code]
        made += [pair("包户", i, own[turn % len(own)], date(2020, 3, 1 + turn % 20)) for turn, i in enumerate(helpers)]
    ended = [(OTHERS[j], h) for j, h in zip(spread(4, len(OTHERS)), (UNHELPED[0], *study_households()[100:1000:400]), strict=True)]
    return made + [pair("帮学", i, h, date(2018, 5, 10), date(2020, 1, 1)) for i, h in ended]


def dealt(programme: str, members: list[int], households: tuple[int, ...], least: int, rng: random.Random) -> list[dict]:
    """Each household to one member, in order; each member has the least number, or one more."""
    more, rest = set(spread(len(households) - least * len(members), len(members))), iter(households)
    return [pair(programme, member, next(rest), date(2019, rng.randrange(1, 13), rng.randrange(1, 28)))
            for turn, member in enumerate(members) for _ in range(least + (turn in more))]


def pair(programme: str, member: int, helped: int, since: date, until: date | None = None) -> dict:
    """One row of a ledger of pairings."""
    return {"项目": programme, "帮扶人": dy(member), "帮扶对象": household(helped), "起始日期": since, "终止日期": until}


def promises(member: int) -> int:
    """How many commitments a member has made."""
    return 2 if member in PROMISING else 0 if member in COMMITTEE or member in RESERVE_SILENT else 1


def committed() -> list[int]:
    """The 883 members with commitments."""
    return [i for i in (*COMMITTEE, *RICH, *RESERVE) if promises(i)]


def short_of_quota() -> list[int]:
    """Members with fewer commitments than their role asks for: two of a committee member, one of a reserve cadre or rich leader."""
    return [i for i in (*COMMITTEE, *RICH, *RESERVE) if promises(i) < (2 if i in COMMITTEE else 1)]


def members(rng: random.Random, paired: list[dict]) -> list[dict]:
    """The roll of members. How many households each can help is at least how many they do, but for those planted."""
    load = Counter(row["帮扶人"] for row in paired if not row["终止日期"])
    first = {home(i): i for i in reversed(COMMITTEE)}
    rows = []
    for i in (i for block in BLOCKS for i in block):
        village, able = home(i), i not in OTHERS
        duty = None if i not in COMMITTEE else "党支部书记" if first[village] == i else ("党支部委员", "嘎查（村）委会委员")[i % 2]
        rows.append(person(i, rng, duty) | {
            "村两委": i in COMMITTEE, "后备干部": i in RESERVE, "致富带头人": i in RICH or i in ON_BOTH, "有帮扶能力": able,
            "最多帮户": load[dy(i)] - 1 if i in OVERLOADED else max(load[dy(i)] + rng.randrange(2), 1) if able else None,
            "专长": rng.choice(SKILLS) if able else None,
            "所在党组织": village_branch(village), "嘎查村": VILLAGES[village].code})
    seats = ["ZZ-000"] * 4 + [township_branch(t) for t in range(len(TOWNSHIPS)) for _ in range(3)]
    office = [person(i, rng, "旗委常委" if seat == "ZZ-000" else "苏木乡镇党委委员")
              | {"村两委": False, "后备干部": False, "致富带头人": False, "有帮扶能力": False, "所在党组织": seat}
              for i, seat in zip(OFFICE, seats, strict=True)]
    return rows + office


def person(member: int, rng: random.Random, duty: str | None) -> dict:
    """What every member's row has."""
    return {"编码": dy(member), "姓名": f"党员 {member + 1:04}", "身份": "正式党员", "职务": duty,
            "入党日期": date(rng.randrange(1978, 2019), rng.choice((6, 7, 12)), rng.randrange(1, 28))}


def households(rng: random.Random) -> list[dict]:
    """The roll of registered households."""
    return [{"编码": household(h), "户主": f"户主 {h + 1:04}", "人数": rng.choice((1, 2, 2, 3, 3, 4, 5)), "建档立卡": True,
             "脱贫状态": "未脱贫" if h < LEFT else "已脱贫",
             "脱贫年度": None if h < LEFT else rng.choice((2016, 2017, 2018, 2019, 2019)), "帮扶需求": rng.choice(SKILLS),
             "嘎查村": VILLAGES[village_of(h)].code} for h in range(HOUSEHOLDS)]


def township_branch(number: int) -> str:
    """The code of a township's committee."""
    return f"ZZ-T{number + 1:02}"


def village_branch(village: int) -> str:
    """The code of a village's branch."""
    return f"ZZ-{village + 1:03}"


def branches() -> list[dict]:
    """The banner's committee, 13 township committees, 121 branches of gacha and villages."""
    place = {township.code: number for number, township in enumerate(TOWNSHIPS)}
    rows = [{"编码": "ZZ-000", "名称": "四子王旗旗委", "类别": "党委", "层级": "县", "所在地": TERRITORY}]
    rows += [{"编码": township_branch(n), "名称": f"{t.name}党委", "类别": "党委", "层级": "乡", "上级党组织": "ZZ-000", "所在地": t.code}
             for n, t in enumerate(TOWNSHIPS)]
    rows += [{"编码": village_branch(n), "名称": f"{v.name}{'' if v.name.endswith(('嘎查', '村')) else '村'}党支部", "类别": "党支部",
              "层级": "村", "上级党组织": township_branch(place[v.within]),
              "所在地": v.code} for n, v in enumerate(VILLAGES)]
    return [{**row, "建制": True} for row in rows]
