"""社旗县: about 29,000 members and 28,492 registered households, numbered by branch and village, all individuals invented."""
import random
from datetime import date
from functools import cache

from samples.official import townships
from samples.official import villages as official_villages
from samples.register import shared, spread

TERRITORY = "411327"
TOWNSHIPS = townships(TERRITORY)
VILLAGES = official_villages(TERRITORY)
RURAL = [i for i, village in enumerate(VILLAGES) if not village.name.endswith("社区")]
DANYANG = next(i for i, village in enumerate(VILLAGES) if village.name == "丹阳" and village.within == "411327108")
POOR = sorted([[i for i in RURAL if i != DANYANG][j] for j in spread(84, len(RURAL) - 1)] + [DANYANG])
"""The 85 poor villages, by place in VILLAGES; which ones is assumed."""
NO_STATIONED = (POOR[10], POOR[40], POOR[70])
"""Poor villages to which nobody is sent: planted."""

HOUSEHOLDS, LEFT, LIFTED_PEOPLE, LEFT_PEOPLE = 28492, 3794, 81797, 6863
RURAL_POPULATION = 672_843
UNITS, ENTERPRISES, ENTERPRISE_BRANCHES = 56, 24, 22
TOTAL = 29347

LEADERS = range(12)
HEADS = range(12, 12 + UNITS)
OFFICE = range(HEADS.stop, HEADS.stop + 3)
TOWN = range(OFFICE.stop, OFFICE.stop + 30 * len(TOWNSHIPS))
STATIONED = range(TOWN.stop, TOWN.stop + len(POOR) - len(NO_STATIONED))
STAFF = range(STATIONED.stop, STATIONED.stop + 45 * UNITS)
FIRM = range(STAFF.stop, STAFF.stop + 10 * ENTERPRISE_BRANCHES)
VILLAGE = range(FIRM.stop, TOTAL)
COMMITTEE = 4
"""Members of each village who sit on its committees: the first ones."""
AWAY = ("LH-07", "LH-08")
AT_HOME = ("LH-01", "LH-02", "LH-03", "LH-04", "LH-05", "LH-06", "LH-09", "LH-10", "LH-11")
GENERAL = ("LH-Z1", "LH-Z2", "LH-Z3", "LH-Z4", "LH-Z5")
DUTIES = ("村党支部书记", "村委会主任", "村党支部委员", "村委会委员")
COOPERATIVE = "HZS-01"
SKILLS = ("产业", "就业", "教育", "医疗", "政策")


def dy(member: int) -> str:
    """The code of a member."""
    return f"DY-{member + 1:05}"


def household(number: int) -> str:
    """The code of a household."""
    return f"H-{number + 1:05}"


def village_branch(village: int) -> str:
    """The code of a village's formal branch."""
    return f"ZZ-V{village + 1:03}"


def village_joint(village: int) -> str:
    """The code of a village's joint group."""
    return f"LH-V{village + 1:03}"


NO_JOINT_MEMBERS = (POOR[25], POOR[55])
"""Villages whose joint group nobody has joined: planted."""


@cache
def homes() -> tuple[tuple[int, int], ...]:
    """(village, rank in it) of each village member, in order."""
    sizes = shared(len(VILLAGE), [1.0 if village in RURAL else 0.8 for village in range(len(VILLAGES))])
    return tuple((village, rank) for village, size in enumerate(sizes) for rank in range(size))


def is_away(k: int) -> bool:
    """Whether the k-th village member works outside the county."""
    return k % 4 == 1 and homes()[k][1] >= COMMITTEE


@cache
def planted() -> dict[str, frozenset[int]]:
    """Village members, by place among them, in no organisation, in a joint one alone, and away without a joint one."""
    def some(count: int, remainder: int) -> frozenset[int]:
        ordinary = [k for k, (_, rank) in enumerate(homes()) if rank >= COMMITTEE + 1 and k % 4 == remainder]
        return frozenset(ordinary[j + 3] for j in spread(count, len(ordinary) - 3))
    return {"nowhere": some(7, 2), "joint_only": some(4, 3), "away_alone": some(12, 1)}


def members(rng: random.Random) -> list[dict]:
    """The roll of members: offices first, then the villages in order."""
    return office(rng) + villagers(rng)


def office(rng: random.Random) -> list[dict]:
    """County leaders, heads of departments, township cadres, those stationed in villages, staff, members in enterprises."""
    rows = [person(i, rng, "县领导", "ZZ-000") for i in LEADERS]
    rows += [person(i, rng, "部门负责人", unit_branch(n), joint=[GENERAL[n % 5]], employer=unit(n)) for n, i in enumerate(HEADS)]
    rows += [person(i, rng, "县直机关工委委员", "ZZ-001") for i in OFFICE]
    for n, i in enumerate(TOWN):
        township, rank = n // 30 + 1, n % 30
        rows.append(person(i, rng, "乡镇党委书记" if rank == 0 else "乡镇党委委员" if rank < 4 else "乡镇干部",
                           f"ZZ-{'T' if rank < 4 else 'J'}{township:02}", joint=[f"LH-T{township:02}"] if rank in (4, 5) else []))
    rows += [person(i, rng, "驻村帮扶人员", unit_branch(n % UNITS), joint=[township_joint(village)], employer=unit(n % UNITS))
             for n, (i, village) in enumerate(zip(STATIONED, stationed(), strict=True))]
    rows += [person(i, rng, None, unit_branch(n // 45), employer=unit(n // 45)) for n, i in enumerate(STAFF)]
    rows += [person(i, rng, "企业党支部书记" if n % 10 == 0 else None, f"ZZ-E{n // 10 + 1:02}",
                    joint=[f"LH-T{n // 10 % len(TOWNSHIPS) + 1:02}"], employer=f"QY-{n // 10 + 1:02}") for n, i in enumerate(FIRM)]
    return rows


def villagers(rng: random.Random) -> list[dict]:
    """The members of villages and communities, each with the home branch and, by turns, a joint one."""
    rows, gaps = [], planted()
    for k, (village, rank) in enumerate(homes()):
        away, committee = is_away(k), rank < COMMITTEE
        head = village == DANYANG and rank == COMMITTEE
        joint = ["LH-06"] if head else joint_of(k, village, rank)
        if k in gaps["nowhere"] | gaps["away_alone"]:
            joint = []
        elif k in gaps["joint_only"]:
            joint = joint or ["LH-01"]
        duty = DUTIES[rank] if committee else "合作社负责人" if head else None
        branch = None if k in gaps["nowhere"] | gaps["joint_only"] else village_branch(village)
        rows.append(person(VILLAGE[k], rng, duty, branch, joint=joint, employer=COOPERATIVE if head else None,
                           village=VILLAGES[village].code, committee=committee, leader=head or rank == 5, away=away and not head))
    return rows


def joint_of(k: int, village: int, rank: int) -> list[str]:
    """The joint organisation of the k-th village member: one for those away, the group of a poor village, by turns one of the county's."""
    if is_away(k):
        return [AWAY[k // 4 % 2]]
    if village in POOR and COMMITTEE <= rank < 16 and village not in NO_JOINT_MEMBERS:
        return [village_joint(village)]
    return [AT_HOME[k // 7 % 9]] if k % 7 == 2 else []


def person(member: int, rng: random.Random, duty: str | None, branch: str | None, *, joint: list[str] | None = None,
           employer: str | None = None, village: str | None = None,
           committee: bool = False, leader: bool = False, away: bool = False) -> dict:
    """One row of the roll of members."""
    return {"编码": dy(member), "姓名": f"党员 {member + 1:05}", "身份": "预备党员" if member % 71 == 70 and not duty else "正式党员",
            "职务": duty, "村两委": committee, "致富带头人": leader,
            "域外": away, "专长": SKILLS[member % 5] if leader or employer else None,
            "入党日期": date(rng.randrange(1972, 2020), (6, 7, 12)[member % 3], rng.randrange(1, 28)),
            "所属党支部": branch, "联合党组织": joint or None, "工作单位": employer, "居住地": village}


def stationed() -> list[int]:
    """The poor villages that have a helper stationed in them."""
    return [village for village in POOR if village not in NO_STATIONED]


def township_joint(village: int) -> str:
    """The joint organisation of the township that a village is in."""
    return f"LH-T{[t.code for t in TOWNSHIPS].index(VILLAGES[village].within) + 1:02}"


def unit(number: int) -> str:
    """The code of a county department."""
    return f"DW-{number + 1:02}"


def unit_branch(number: int) -> str:
    """The code of a department's branch."""
    return f"ZZ-U{number + 1:02}"


@cache
def by_village() -> tuple[list[int], list[int]]:
    """How many registered households each village has, and how many of them are left."""
    weights = [2.2 if i in POOR else 1.0 if i in RURAL else 0.12 for i in range(len(VILLAGES))]
    every = shared(HOUSEHOLDS, weights)
    return every, shared(LEFT, [count * (0.7 + 0.6 * (i % 5) / 4) for i, count in enumerate(every)])


@cache
def left() -> tuple[int, ...]:
    """The numbers of the households not yet lifted: in each village its last ones."""
    found, at = [], 0
    for count, still in zip(*by_village(), strict=True):
        found += range(at + count - still, at + count)
        at += count
    return tuple(found)


def unhelped() -> frozenset[int]:
    """Households left that nobody helps: planted."""
    return frozenset(left()[j] for j in spread(11, LEFT))


def without_helper() -> list[int]:
    """Registered households that nobody helps: those lifted, who need none, and those planted."""
    helped = set(left()) - unhelped()
    return [h for h in range(HOUSEHOLDS) if h not in helped]


def sizes(rng: random.Random, count: int, total: int, usual: tuple[int, ...], high: int) -> list[int]:
    """So many household sizes that add up to the total, drawn from the usual ones and mended one by one."""
    drawn = [rng.choice(usual) for _ in range(count)]
    short, order = total - sum(drawn), list(range(count))
    rng.shuffle(order)
    step = 1 if short > 0 else -1
    while short:
        for i in order:
            if short and 1 <= drawn[i] + step <= high:
                drawn[i] += step
                short -= step
    return drawn


def households(rng: random.Random) -> list[dict]:
    """The roll of registered households, by village."""
    still = set(left())
    lifted_sizes, left_sizes = iter(sizes(rng, HOUSEHOLDS - LEFT, LIFTED_PEOPLE, (1, 2, 3, 3, 4, 4, 5, 6),
                                          9)), iter(sizes(rng, LEFT, LEFT_PEOPLE, (1, 1, 2, 2, 3), 6))
    rows, years, needs = [], (2014, 2015, 2016, 2017, 2018, 2019, 2019), ("产业", "就业", "医疗", "照料", "政策")
    for village, count in enumerate(by_village()[0]):
        for turn in range(count):
            number = len(rows)
            poor = number in still
            rows.append({"编码": household(number), "户主": f"户主 {number + 1:05}", "家庭人口": next(left_sizes if poor else lifted_sizes),
                         "建档立卡": True, "脱贫状态": "未脱贫" if poor else "已脱贫",
                         "脱贫年度": None if poor else rng.choice(years), "帮扶需求": rng.choice(needs), "所在村": VILLAGES[village].code,
                         "合作社": [COOPERATIVE] if village == DANYANG and turn < 40 else None})
    return rows


def pairs() -> list[dict]:
    """A helper for each household left but those planted, departments for the poor villages, helpers stationed in them."""
    helpers = [*TOWN, *HEADS, *STAFF]
    helped = [h for h in left() if h not in unhelped()]
    rows = [{"帮扶人": dy(helpers[turn % len(helpers)]), "帮扶对象": household(h), "项目": "结对帮扶", "起始日期": date(2019, 3, 1)}
            for turn, h in enumerate(helped)]
    rows += [{"帮扶人": unit(turn % UNITS), "帮扶对象": VILLAGES[village].code, "项目": "定点帮扶", "起始日期": date(2018, 4, 1)}
             for turn, village in enumerate(POOR)]
    return rows + [{"帮扶人": dy(i), "帮扶对象": VILLAGES[village].code, "项目": "驻村帮扶", "起始日期": date(2020, 3, 1)}
                   for i, village in zip(STATIONED, stationed(), strict=True)]
