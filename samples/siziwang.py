"""四子王旗 (乌兰察布, 内蒙古): members paired with households in three programmes, visits, measures, commitments against a quota."""
import random
from datetime import date, timedelta

from samples import siziwang_people as people
from samples.register import spread, township_points, township_rows, village_rows
from samples.siziwang_people import LEFT, TERRITORY, dy, household

TITLE = ("四子王旗：帮学互促、结对带富、承诺践诺", "Siziwang Banner: study, income and promises")
DATA_DATE = date(2020, 9, 30)
NOTES = [
    ("苏木乡镇、嘎查村的名称和编码取自 2023-06-30 官方名录（china-division，WTFPL）；乌兰花镇的点取自 GeoNames（CC BY 4.0），"
     "其余点位为合成。",
     "Names and codes are those of the official list of 2023-06-30 (china-division, WTFPL); the point of 乌兰花镇 is from GeoNames (CC "
     "BY 4.0), all other points are made up."),
    ("14 个乡级单位中 13 个是苏木乡镇，第 14 个是乌兰牧场；43 个嘎查与 78 个村合为报道的 121 个嘎查村，另有 14 个社区、1 个虚拟单位，"
     "不计入。",
     "13 of the 14 township units are sumu and towns, the 14th is a pasture; 43 gacha and 78 villages are the page's 121; 14 communities "
     "and one virtual unit are not counted."),
    ("假定：883 名党员的 1063 项承诺恰为 180 名两委成员各 2 项、703 名后备干部或致富带头人各 1 项；514 名两委成员中另外 334 "
     "名没有承诺记录。",
     "Assumed: the 1,063 commitments of 883 members are two each of 180 two-committee members and one each of 703 reserve cadres or rich "
     "leaders; the other 334 of the 514 have none on record."),
    ("假定：704 名致富带头人中 61 名同时是两委成员；帮学、带富、包户的党员之间可以重复；建档立卡户共 1480 户（1427 户已脱贫、53 "
     "户未脱贫），总户数报道未载。",
     "Assumed: 61 of the 704 rich leaders also sit on a committee; helpers of the three programmes may be the same members; 1,480 "
     "registered households (1,427 lifted, 53 left), a total that the page does not give."),
    ("假定：53 户未脱贫户分在 53 个嘎查村，514 名两委成员在本苏木乡镇内轮流包户，每人一户，多数不在本村。",
     "Assumed: the 53 households left live in 53 villages; the 514 committee members take one each in turn within their own township, so "
     "most help in another village."),
    ("另有 4 条已终止的帮学结对，不计入 985 名和 1041 户。",
     "Four study pairings that ended are on record besides; they are not among the 985 and 1,041."),
    ("村的户数、人口、收入、产业，户的人数和需求，党员的专长和能帮户数，走访和措施均为虚构。",
     "Households, population, income and industry of villages, sizes and needs of households, skills and capacities of members, visits "
     "and measures are invented."),
]
MADE_UP = {"吉生太镇": (41.62, 111.95), "库伦图镇": (41.42, 111.62), "供济堂镇": (41.72, 112.02), "白音朝克图镇": (42.20, 112.05),
           "红格尔苏木": (42.05, 111.30), "江岸苏木": (42.60, 111.35),
           "查干补力格苏木": (41.85, 111.45), "脑木更苏木": (43.00, 111.15), "东八号乡": (41.50, 111.98), "忽鸡图乡": (41.68, 111.72),
           "大黑河乡": (41.38, 111.84), "巴音敖包苏木": (42.25, 110.95),
           "乌兰牧场": (41.95, 111.70)}

NO_VISIT, LONG_UNVISITED = (7, 23, 41), (3, 15, 30, 48)
"""Households left with no visit on record, and not visited since July: planted."""
NO_MEASURE = (11, 29, 46)
NO_PROGRESS, OLD_PROGRESS, LATE = (5, 18, 33, 50), (9, 26, 44), (13, 37)
"""Households left without a measure, or whose first measure never moved, has not moved for long, or is past its date: planted."""
STUDY_UNVISITED = [list(people.study_households())[j] for j in spread(8, 1041)]
"""Households paired for study that nobody has visited since June: planted."""
OVERDUE = [20 + j for j in spread(7, 1000)]
"""Commitments past their date and not done: planted."""
KINDS = {"产业": ("购入基础母羊", "种植马铃薯良种"), "就业": ("推荐公益岗位", "介绍季节务工"), "医疗": ("落实大病救助", "签约家庭医生"),
         "教育": ("落实教育资助", "结对课业辅导"), "兜底": ("落实低保", "落实临时救助")}
PROMISES = ("清理村道", "帮助邻户春耕", "宣讲惠农政策", "调解邻里纠纷", "照看留守老人", "带动就业一人", "捐赠图书", "维修水渠",
            "种树五十株", "教一户养殖技术")
INDUSTRIES = {"嘎查": ("肉羊养殖", "肉牛养殖", "草业"), "村": ("马铃薯", "杂粮", "肉羊养殖", "蔬菜")}


def books() -> dict[str, dict[str, list[dict]]]:
    """The banner's workbooks: file name → sheet name → rows."""
    rng = random.Random(150929)
    pairs = people.pairs(rng)
    return {
        "区划与党组织.xlsx": {"旗县": [{"编码": TERRITORY, "名称": "四子王旗", "类别": "旗"}],
                        "苏木乡镇": township_rows(TERRITORY, MADE_UP), "嘎查村": villages(rng), "党组织": people.branches()},
        "党员名册.xlsx": {"党员名册": people.members(rng, pairs)},
        "建档立卡户.xlsx": {"建档立卡户": people.households(rng)},
        **{f"{programme}台账.xlsx": {"结对台账": [row for row in pairs if row["项目"] == programme]}
           for programme in ("帮学", "带富", "包户")},
        "走访记录.xlsx": {"走访记录": visits(rng, pairs)},
        "一户一策.xlsx": {"一户一策": measures(rng, pairs)},
        "承诺台账.xlsx": {"承诺台账": commitments(rng)},
    }


def villages(rng: random.Random) -> list[dict]:
    """All 136 official units; the 121 gacha and villages with invented figures."""
    rows = []
    for row in village_rows(TERRITORY, township_points(TERRITORY, MADE_UP), 9):
        if row["类别"] in INDUSTRIES:
            count = rng.randrange(60, 380)
            row |= {"户数": count, "人口": round(count * rng.uniform(2.2, 2.8)), "人均收入": rng.randrange(9_000, 17_000, 100),
                    "集体收入": round(rng.uniform(1, 18), 1),
                    "主导产业": rng.choice(INDUSTRIES[row["类别"]]), "书记到位": True, "假定": "点位为合成；户数、人口、收入、产业为虚构"}
        rows.append(row)
    return rows


def visits(rng: random.Random, pairs: list[dict]) -> list[dict]:
    """Each household left once a month since July, each paired for study once in September, but for those planted."""
    helpers: dict[tuple[str, str], list[str]] = {}
    for pair in pairs:
        if not pair.get("终止日期"):
            helpers.setdefault((pair["项目"], pair["帮扶对象"]), []).append(pair["帮扶人"])
    made: list[tuple[date, str, str]] = []
    for left in range(LEFT):
        months = () if left in NO_VISIT else (6, 7) if left in LONG_UNVISITED else (7, 8, 9)
        made += [(date(2020, month, rng.randrange(2, 29)), household(left), helpers["包户", household(left)][turn])
                 for turn, month in enumerate(months)]
    for turn, h in enumerate(people.study_households()):
        planted = h in STUDY_UNVISITED
        months = ((6,) if turn % 2 else ()) if planted else (7, 9) if turn % 3 == 0 else (9,)
        made += [(date(2020, month, rng.randrange(2, 29)), household(h), helpers["帮学", household(h)][0]) for month in months]
    return [{"编码": f"ZF-{number:04}", "走访日期": day, "类别": "走访", "被访户": visited, "走访人": [visitor]}
            for number, (day, visited, visitor) in enumerate(sorted(made), start=1)]


def measures(rng: random.Random, pairs: list[dict]) -> list[dict]:
    """One to three measures for each household left, but for those planted; a member who helps it answers for each."""
    helper = {pair["帮扶对象"]: pair["帮扶人"] for pair in reversed(pairs) if pair["项目"] == "包户"}
    rows = []
    for left in range(LEFT):
        kinds = [] if left in NO_MEASURE else rng.sample(list(KINDS), rng.choice((1, 2, 2, 3)))
        for number, kind in enumerate(kinds, start=1):
            start, first = date(2020, rng.randrange(2, 5), rng.randrange(1, 28)), number == 1
            progress = date(2020, 9, rng.randrange(2, 27))
            if first and left in NO_PROGRESS + OLD_PROGRESS:
                progress = None if left in NO_PROGRESS else start + timedelta(days=20)
            done = progress if number == 3 else None
            rows.append({"编码": measure(left, number), "措施": rng.choice(KINDS[kind]), "类别": kind, "开始日期": start,
                         "完成时限": date(2020, 8, 31) if first and left in LATE else date(2020, 12, 20),
                         "最近进展日期": progress, "完成日期": done, "帮扶户": household(left), "责任人": [helper[household(left)]]})
    return rows


def measure(left: int, number: int = 1) -> str:
    """The code of a household's so-manyth measure."""
    return f"CS-{left + 1:02}-{number}"


def commitments(rng: random.Random) -> list[dict]:
    """Two commitments of each of 180 committee members, one of each of 703 others."""
    rows = []
    for member in people.committed():
        own = rng.sample(PROMISES, people.promises(member))
        for promise in own:
            due = rng.choice((date(2020, 6, 30), date(2020, 8, 31), date(2020, 10, 31), date(2020, 12, 31)))
            done = due - timedelta(days=rng.randrange(3, 40)) if due < DATA_DATE else None
            if len(rows) in OVERDUE:
                due, done = date(2020, 8, 31), None
            rows.append({"编码": f"CN-{len(rows) + 1:04}", "承诺事项": promise, "提出日期": date(2020, 3, rng.randrange(1, 31)),
                         "完成时限": due, "完成日期": done, "承诺人": [dy(member)],
                         "假定": "承诺在党员间的分配为假定，事项为虚构"})
    return rows


def key(code: str) -> str:
    """The whole key of the banner's own code."""
    return f"{TERRITORY}/{code}"


def keys(codes) -> list[str]:
    """Whole keys, sorted."""
    return sorted(key(code) for code in codes)


def without(programme: str) -> list[str]:
    """Keys of the registered households that nobody helps in a programme now; in any, without one."""
    helped = {"帮学": people.study_households(), "带富": people.rich_households(), "包户": range(LEFT)}
    reached = {h for name, households in helped.items() if programme in ("", name) for h in households}
    return keys(household(h) for h in range(people.HOUSEHOLDS) if h not in reached)


def unvisited() -> list[str]:
    """Keys of the households with a helper of any programme that nobody visited in September: those planted, and those paired for income
    alone, whose visits the banner does not record."""
    study, left = set(people.study_households()) - set(STUDY_UNVISITED), set(range(LEFT)) - {*NO_VISIT, *LONG_UNVISITED}
    return keys(household(h) for h in {*people.study_households(), *people.rich_households(), *range(LEFT)} - study - left)


ANSWERS = {
    "households_without_helper": [{"params": {"programme": programme}, "column": "id", "values": without(programme)}
                                  for programme in ("", "帮学", "带富", "包户")],
    "left_households_without_helper": [{"params": {}, "column": "id", "values": []}],
    "able_members_without_pair": [{"params": {}, "column": "id", "values": keys(dy(i) for i in people.ABLE_UNPAIRED)}],
    "helpers_over_load": [{"params": {}, "column": "id", "values": keys(dy(i) for i in people.OVERLOADED)}],
    "commitments_short_of_quota": [{"params": {}, "column": "id", "values": keys(dy(i) for i in people.short_of_quota())}],
    "commitments_overdue": [{"params": {}, "column": "id", "values": keys(f"CN-{n + 1:04}" for n in OVERDUE)}],
    "visits_due": [{"params": {"programme": "包户", "days": "30"}, "column": "id",
                    "values": keys(household(h) for h in NO_VISIT + LONG_UNVISITED)},
                   {"params": {"programme": "帮学", "days": "30"}, "column": "id", "values": keys(household(h) for h in STUDY_UNVISITED)},
                   {"params": {"programme": "", "days": "30"}, "column": "id", "values": unvisited()}],
    "left_households_without_measure": [{"params": {}, "column": "id", "values": keys(household(h) for h in NO_MEASURE)}],
    "measures_without_progress": [{"params": {"days": "90"}, "column": "id",
                                   "values": keys(measure(h) for h in NO_PROGRESS + OLD_PROGRESS)}],
    "measures_overdue": [{"params": {}, "column": "id", "values": keys(measure(h) for h in LATE)}],
    "organisations_without_members": [{"params": {}, "column": "id", "values": []}],
}
