"""社旗县 (南阳, 河南): joint organisations at three levels beside the formal ones, and the whole register of poor households."""
import random
from datetime import date

from samples import sheqi_people as people
from samples.register import shared, township_points, township_rows, village_rows
from samples.sheqi_people import DANYANG, POOR, TERRITORY, TOWNSHIPS, VILLAGES, dy, household, unit, unit_branch, village_joint

TITLE = ("社旗县：全域党建与三级联合党组织", "Sheqi County: joint organisations at three levels")
DATA_DATE = date(2020, 9, 30)
NOTES = [
    ("乡镇、村的名称和编码取自 2023-06-30 官方名录（china-division，WTFPL）；五个乡镇的点取自 GeoNames（CC BY 4.0），其余点位为合成。",
     "Names and codes are those of the official list of 2023-06-30 (china-division, WTFPL); the points of five townships are from "
     "GeoNames (CC BY 4.0), all others are made up."),
    ("假定：各乡镇农村人口合计 672,843 人，使 6,863 人为 1.02%；按村数分摊，报道未载。",
     "Assumed: the townships' rural population adds up to 672,843, of which 6,863 people are 1.02 %; shared out by number of villages, "
     "not on the page."),
    ("建档立卡人口是各户人数之和；各户人数、脱贫年度、需求为虚构，合计与报道一致。",
     "Registered people are the sum of household sizes; sizes, years and needs are invented, their totals are the page's."),
    ("近 3 万名党员取 29,347 名；党员在村、单位、企业间的分布，在县外的名单为假定。",
     "For nearly 30,000 members the sample holds 29,347; how they divide over villages, departments and enterprises, and who is away, is "
     "assumed."),
    ("11 个特色联合党支部中兜底保障、电商、扶贫车间见报道，其余 8 个名称及其所属总支为假定；12 个专项工作的名称为假定。",
     "Three of the 11 joint branches (safety net, e-commerce, workshops) are named on the page; the other eight, the general branches "
     "above them and the names of the 12 special tasks are assumed."),
    ("假定：乡镇级为每个乡镇一个“党建+”联合党委，村级为每个贫困村一个联合党小组；均为非建制。",
     "Assumed: one joint committee in each township and one joint group in each poor village; none formally established."),
    ("85 个贫困村是哪些村为假定，其中有郝寨镇丹阳村；孔雀养殖合作社由特色养殖联合党支部联合覆盖。",
     "Which villages are the 85 is assumed, 丹阳 of 郝寨镇 among them; its peacock cooperative is covered by the joint branch of special "
     "breeding."),
    ("单位、企业、其他合作社、结对均为虚构。", "Departments, enterprises, other cooperatives and pairings are invented."),
]
MADE_UP = {"赵河街道": (33.05, 112.925), "潘河街道": (33.06, 112.95), "饶良镇": (33.05, 113.08), "兴隆镇": (32.95, 112.93),
           "晋庄镇": (32.90, 112.86), "李店镇": (32.87, 113.05), "苗店镇": (32.90, 113.00),
           "朱集镇": (33.10, 113.02), "下洼镇": (33.11, 113.14), "太和镇": (32.86, 113.12), "陌陂镇": (33.08, 112.99)}
GENERAL = ("种植业", "养殖业", "外出务工", "域内就业", "兜底保障")
SPECIAL = (("特色种植", 1), ("中药材", 1), ("食用菌", 1), ("畜禽养殖", 2), ("水产养殖", 2), ("特色养殖", 2), ("驻外务工", 3),
           ("建筑劳务", 3), ("电商", 4), ("扶贫车间", 4), ("兜底保障", 5))
"""Joint branches with the general branch that each stands under."""
TASKS = ("产业扶贫", "就业扶贫", "健康扶贫", "教育扶贫", "危房改造", "饮水安全", "兜底保障", "金融扶贫", "电商扶贫", "扶贫车间", "易地搬迁",
         "社会扶贫")
TASKS_OF = {"LH-Z1": (1, 8), "LH-Z2": (1, 8), "LH-Z3": (2, 12), "LH-Z4": (2, 10), "LH-Z5": (3, 4, 5, 6, 7, 11), "LH-09": (9,),
            "LH-10": (10,), "LH-11": (7,), "LH-06": (1,), "LH-07": (2,)}
NO_SECRETARY = (4, 11)
"""Townships whose joint organisation has no secretary: planted."""
WORKSHOPS = 8
UNCOVERED = ("QY-23", "QY-24")
"""Leading enterprises that no organisation covers and no member works in: planted."""


def books() -> dict[str, dict[str, list[dict]]]:
    """The county's workbooks: file name → sheet name → rows."""
    rng = random.Random(411327)
    return {
        "区划.xlsx": {"县": [{"编码": TERRITORY, "名称": "社旗县", "类别": "县"}], "乡镇": town_rows(), "村情": villages()},
        "党组织名册.xlsx": {"专项工作": [{"编码": f"ZX-{n:02}", "名称": name, "假定": "名称为假定"}
                                for n, name in enumerate(TASKS, start=1)], "党组织": formal()},
        "联合党组织.xlsx": {"党组织": joint(), "席位": seats()},
        "单位企业合作社.xlsx": {"单位": [{"编码": unit(n), "名称": f"县直单位 {n + 1:02}", "类别": "机关" if n < 30 else "事业单位",
                                 "所在地": TERRITORY, "假定": "单位为虚构"} for n in range(people.UNITS)],
                          "企业": enterprises(), "合作社": cooperatives()},
        "党员名册.xlsx": {"党员": people.members(rng)},
        "建档立卡户.xlsx": {"建档立卡户": people.households(rng)},
        "结对帮扶.xlsx": {"结对帮扶": people.pairs()},
    }


def rural_population() -> list[int]:
    """The assumed rural population of each township."""
    return shared(people.RURAL_POPULATION, [sum(1.0 if i in people.RURAL else 0.2 for i, v in enumerate(VILLAGES) if v.within == t.code)
                                            for t in TOWNSHIPS])


def town_rows() -> list[dict]:
    """The townships with the denominator of the incidence of poverty."""
    return [{**row, "农村人口": count, "假定": "农村人口为假定" + ("；点位为合成" if row["点位来源"] == "合成" else "")}
            for row, count in zip(township_rows(TERRITORY, MADE_UP), rural_population(), strict=True)]


def villages() -> list[dict]:
    """All 275 official villages and communities; a township's rural population is shared among its villages."""
    rows = village_rows(TERRITORY, township_points(TERRITORY, MADE_UP), 2.5)
    people_of: dict[str, int] = {}
    for township, total in zip(TOWNSHIPS, rural_population(), strict=True):
        inside = [i for i, v in enumerate(VILLAGES) if v.within == township.code]
        parts = shared(total, [(1.0 if i in people.RURAL else 0.2) * (1 + i % 4 / 8) for i in inside])
        people_of |= {VILLAGES[i].code: part for i, part in zip(inside, parts, strict=True)}
    return [{**row, "户数": people_of[row["编码"]] // 4, "人口": people_of[row["编码"]], "书记到位": True,
             "贫困村": i in POOR, "已出列": True if i in POOR else None,
             "假定": "点位为合成；户数、人口为虚构" + ("；列为贫困村为假定" if i in POOR else "")} for i, row in enumerate(rows)]


def formal() -> list[dict]:
    """The formal organisations: county, departments, townships, villages, enterprises."""
    rows = [branch("ZZ-000", "社旗县委", "党委", "县", None, TERRITORY),
            branch("ZZ-001", "县直机关工委", "党工委", "县", "ZZ-000", TERRITORY)]
    rows += [branch(unit_branch(n), f"县直单位 {n + 1:02} 党支部", "党支部", "县", "ZZ-001", TERRITORY) for n in range(people.UNITS)]
    for n, township in enumerate(TOWNSHIPS, start=1):
        rows += [branch(f"ZZ-T{n:02}", f"{township.name}党委", "党委", "乡", "ZZ-000", township.code),
                 branch(f"ZZ-J{n:02}", f"{township.name}机关党支部", "党支部", "乡", f"ZZ-T{n:02}", township.code)]
    rows += [branch(people.village_branch(i), f"{v.name.removesuffix('村')}{'' if v.name.endswith('社区') else '村'}党支部", "党支部", "村",
                    f"ZZ-T{town(v.within):02}", v.code) for i, v in enumerate(VILLAGES)]
    rows += [{**branch(f"ZZ-E{n:02}", f"农业企业 {n:02} 党支部", "党支部", "企业", f"ZZ-T{(n - 1) % 16 + 1:02}",
                       TOWNSHIPS[(n - 1) % 16].code), "设在企业": f"QY-{n:02}"}
             for n in range(1, people.ENTERPRISE_BRANCHES + 1)]
    return [{**row, "建制": True} for row in rows]


def town(code: str) -> int:
    """The number of a township, from one."""
    return [t.code for t in TOWNSHIPS].index(code) + 1


def branch(code: str, name: str, kind: str, tier: str, above: str | None, place: str) -> dict:
    """What every organisation's row has."""
    return {"编码": code, "名称": name, "类别": kind, "层级": tier, "上级党组织": above, "所在地": place}


def joint() -> list[dict]:
    """The joint organisations of county, townships and villages: none formally established."""
    rows = [branch(f"LH-Z{n}", f"{name}联合党总支", "联合党总支", "县", "ZZ-000", TERRITORY) | {"领域": name}
            for n, name in enumerate(GENERAL, start=1)]
    rows += [branch(f"LH-{n:02}", f"{name}联合党支部", "联合党支部", "县", f"LH-Z{above}", TERRITORY)
             | {"领域": name, "假定": None if name in ("电商", "扶贫车间", "兜底保障") else "名称、所属总支为假定"}
             for n, (name, above) in enumerate(SPECIAL, start=1)]
    rows += [branch(f"LH-T{n:02}", f"{t.name}党建+产业联合党委", "联合党委", "乡", f"ZZ-T{n:02}", t.code) | {"假定": "名称为假定"}
             for n, t in enumerate(TOWNSHIPS, start=1)]
    rows += [branch(village_joint(i), f"{VILLAGES[i].name.removesuffix('村')}村联合党小组", "联合党小组", "村", people.township_joint(i),
                    VILLAGES[i].code) | {"假定": "名称为假定"} for i in POOR]
    covers = {"LH-06": [people.COOPERATIVE], "LH-10": [f"CJ-{n}" for n in range(1, WORKSHOPS + 1)],
              "LH-01": [f"HZS-{n:02}" for n in range(2, 6)]}
    return [{**row, "建制": False, "成立日期": date(2020, 4, 10), "专项工作": [f"ZX-{n:02}" for n in TASKS_OF.get(row["编码"], ())],
             "联合组建于": covers.get(row["编码"])} for row in rows]


def seats() -> list[dict]:
    """County leaders as secretaries and heads of departments as members; secretaries of townships and villages in theirs."""
    county = [f"LH-Z{n}" for n in range(1, 6)] + [f"LH-{n:02}" for n in range(1, 12)]
    rows = [seat(people.LEADERS[n % len(people.LEADERS)], code, "书记") for n, code in enumerate(county)]
    rows += [seat(people.HEADS[(3 * n + turn) % people.UNITS], code, "委员") for n, code in enumerate(county) for turn in range(4)]
    rows += [seat(people.TOWN[30 * n], f"LH-T{n + 1:02}", "书记") for n in range(len(TOWNSHIPS)) if n + 1 not in NO_SECRETARY]
    first = {village: people.VILLAGE[k] for k, (village, rank) in enumerate(people.homes()) if rank == 0}
    return rows + [seat(first[i], village_joint(i), "书记") for i in POOR]


def seat(member: int, organisation: str, role: str) -> dict:
    """One seat in a joint organisation."""
    return {"委员": dy(member), "大党委或议事会": organisation, "席位类别": role, "起始日期": date(2020, 4, 10)}


def enterprises() -> list[dict]:
    """Leading agricultural enterprises by township, and the relief workshops."""
    firms = [{"编码": f"QY-{n:02}", "名称": f"农业企业 {n:02}", "类别": "龙头企业", "规模": ("中型", "小型")[n % 2],
              "产业": ("粮食加工", "养殖", "果蔬")[n % 3], "所在地": TOWNSHIPS[(n - 1) % 16].code, "假定": "企业为虚构"}
             for n in range(1, people.ENTERPRISES + 1)]
    return firms + [{"编码": f"CJ-{n}", "名称": f"扶贫车间 {n:02}", "类别": "扶贫车间", "规模": "微型", "产业": "服装",
                     "所在地": VILLAGES[POOR[9 * n]].code, "假定": "车间为虚构"} for n in range(1, WORKSHOPS + 1)]


def cooperatives() -> list[dict]:
    """The peacock cooperative of the page, and invented ones."""
    first = {"编码": people.COOPERATIVE, "名称": "丹阳孔雀养殖服务专业合作社", "类别": "合作社", "产业": "蓝孔雀养殖", "领办": "大户",
             "所在地": VILLAGES[DANYANG].code}
    return [first] + [{"编码": f"HZS-{n:02}", "名称": f"{VILLAGES[POOR[3 * n]].name}种植专业合作社", "类别": "合作社",
                       "产业": ("中药材", "花生", "红薯")[n % 3], "领办": "党组织", "所在地": VILLAGES[POOR[3 * n]].code,
                       "假定": "合作社为虚构"} for n in range(2, 25)]


def keys(codes) -> list[str]:
    """Whole keys of the county's own codes, sorted."""
    return sorted(f"{TERRITORY}/{code}" for code in codes)


def villagers(gap: str) -> list[str]:
    """The codes of the village members planted for one gap."""
    return [dy(people.VILLAGE[k]) for k in people.planted()[gap]]


ANSWERS = {
    "left_households_without_helper": [{"params": {}, "column": "id", "values": keys(household(h) for h in people.unhelped())}],
    "members_without_organisation": [{"params": {}, "column": "id", "values": keys(villagers("nowhere"))}],
    "members_in_joint_without_home": [{"params": {}, "column": "id", "values": keys(villagers("joint_only"))}],
    "outside_members_without_joint": [{"params": {}, "column": "id", "values": keys(villagers("away_alone"))}],
    "joint_organisations_without_secretary": [{"params": {}, "column": "id", "values": keys(f"LH-T{n:02}" for n in NO_SECRETARY)}],
    "organisations_without_members": [{"params": {"kind": kind}, "column": "id",
                                       "values": keys(village_joint(i) for i in people.NO_JOINT_MEMBERS)}
                                      for kind in ("联合党小组", "")],
    "households_without_helper": [{"params": {}, "column": "id", "values": keys(household(h) for h in people.without_helper())}],
    "enterprises_without_organisation": [{"params": {"kind": kind}, "column": "id", "values": keys(UNCOVERED)}
                                         for kind in ("龙头企业", "")],
    "enterprises_without_work_coverage": [{"params": {}, "column": "id",
                                           "values": keys([*UNCOVERED, *(f"CJ-{n}" for n in range(1, WORKSHOPS + 1))])}],
    "villages_outside_cooperatives": [{"params": {}, "column": "id", "values": sorted(v.code for v in VILLAGES)}],
    "poor_villages_without_stationed_helper": [{"params": {}, "column": "id",
                                                "values": sorted(VILLAGES[i].code for i in people.NO_STATIONED)}],
}
