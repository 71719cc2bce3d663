"""暮云街道 (天心区, 长沙): starred member households, members linked with households, ten kinds of post, projects by quantity."""
import random
from datetime import date, timedelta

from samples import muyun_people as people
from samples.ground import around
from samples.muyun_people import CENTRE, GROUPS, STREET, TERRITORY, VILLAGES, called, dy, group, household, village_branch
from samples.register import shared, spread, village_rows

TITLE = ("天心区暮云街道：党员“星级化”管理", "Muyun, Changsha: starred member households")
DATA_DATE = date(2020, 9, 30)
NOTES = [
    ("街道、村和社区的名称、编码取自 2023-06-30 官方名录（china-division，WTFPL）；街道的点取自 GeoNames（CC BY 4.0），其余点位为合成。",
     "Names and codes are those of the official list of 2023-06-30 (china-division, WTFPL); the subdistrict's point is from GeoNames (CC "
     "BY 4.0), all others are made up."),
    ("网格、村民组、屋场、党小组和全部人员、户均为虚构；莲华村第五党小组、桐梓坡组、暮云新村禁山子组见报道。",
     "Grid cells, groups, courtyards, Party groups and all people and households are invented; the fifth group and 桐梓坡组 of 莲华村 "
     "and 禁山子组 of 暮云新村 are on the page."),
    ("假定：社区也设党支部，与村党支部同级；10 个岗位中 3 个见报道，其余 7 个名称为假定。",
     "Assumed: communities have branches of the same tier as villages; three of the ten kinds of post are on the page, the names of the "
     "other seven are assumed."),
    ("“余”取稍大的数：清理 1,642 户、最美家园 432 户、最美菜园 94 个、最美田园 93 片、流转 1,428 亩、退出工业用地 183 亩、腾空集体土地 "
     "112 亩；在各村间的分配为假定。",
     "For “over” the sample holds slightly more: 1,642 households cleaned, 432 homes, 94 gardens, 93 fields, 1,428 mu transferred, 183 "
     "vacated, 112 freed; how they divide over villages is assumed."),
    ("评分标准的满分、星级与分数的对应、各户得分为虚构；党员户评的是党员本人公开的义务。",
     "Full marks, the scores behind the stars and each household's points are invented; a rating is of the member's own public duties."),
    ("养蜂：专家党员与 18 户结对，每户一人、两箱，每月上门 2 至 3 次；项目“养蜂”按批登记，数量为蜂箱数，金额为当年纯收入，"
     "二者相除得每箱纯收入。人数和收入为虚构。",
     "Bees: an expert member is paired with 18 households, one person and two hives each, and calls two or three times a month; projects "
     "of the kind 养蜂 hold a batch's hives as quantity and its net income of the year as amount, one by the other gives income per "
     "hive. Numbers are invented."),
    ("签约、商业中心为一行一个项目；103 天是竣工日减开工日，开工日为假定。",
     "The signing and the centre are one project row each; 103 days is completion less start, the start is assumed."),
]
POST_KINDS = ("社情民意收集员", "矛盾纠纷调解员", "便民服务代办员", "政策宣传员", "环境卫生监督员", "治安巡逻员", "文明新风倡导员",
              "帮困联络员", "安全隐患排查员", "文体活动组织员")
CRITERIA = (("基本义务", 40), ("模范带头", 25), ("乐于奉献", 20), ("三园建设", 15))
GROUNDS = {"基本义务": "参加三会一课、按时缴纳党费", "模范带头": "带头完成村组任务", "乐于奉献": "参加志愿服务",
           "三园建设": "家园菜园花园达标"}
VACANT = (13, 47, 68, 91, 116)
"""Posts without a holder: planted."""
NO_RATING, NO_SCORES, NO_GROUNDS = (20, 95, 180, 301), (33, 140, 266), (8, 77, 215, 330)
"""Member households without a rating for 2020, with one that rests on no score, with a score that rests on nothing: planted."""
COURTYARDS = 10
START = date(2020, 3, 20)
WORKS = (("改厕", "三格池无害化卫生厕所", "座", 1054), ("破除露天垃圾池", "破除露天垃圾池", "处", 260))


def books() -> dict[str, dict[str, list[dict]]]:
    """The subdistrict's workbooks: file name → sheet name → rows."""
    rng = random.Random(430103)
    rated, scored = ratings(rng)
    return {
        "区划与网格.xlsx": {"县区": [{"编码": TERRITORY, "名称": "天心区", "类别": "区"}],
                         "街道": [{"编码": STREET, "名称": "暮云街道", "类别": "街道", "所属县区": TERRITORY, "纬度": CENTRE[0],
                                 "经度": CENTRE[1], "点位来源": "取点"}],
                         "村（社区）": village_rows(TERRITORY, {STREET: CENTRE}, 2.6, STREET), "网格": grids()},
        "党组织与党员.xlsx": {"党组织": people.branches(), "党员": people.members(rng)},
        "户册.xlsx": {"户": people.households(rng)},
        "党员联户.xlsx": {"联户": people.links()},
        "星级评定.xlsx": {"评定标准": [{"编码": f"BZ-{n}", "名称": name, "满分": full, "假定": "满分为虚构"}
                               for n, (name, full) in enumerate(CRITERIA, start=1)], "星级评定": rated, "得分": scored},
        "岗位设置.xlsx": {"岗位": posts()},
        "项目台账.xlsx": {"项目": projects(), "合作社": cooperatives(),
                      "参与": [{"参与方": "HZS-01", "项目或专项": p["编码"], "职责": "牵头"} for p in projects() if p["类别"] == "土地流转"]
                        + [{"参与方": "HZS-02", "项目或专项": p["编码"], "职责": "牵头"} for p in projects() if p["类别"] == "养蜂"]},
        "荣誉台账.xlsx": {"荣誉": honours()},
        "养蜂帮扶.xlsx": {"结对台账": people.bee_pairs(), "走访记录": bee_visits(rng)},
        "活动与诉求.xlsx": {"活动": events(), "诉求": matters()},
    }


def grids() -> list[dict]:
    """A grid cell for each Party group, two villagers' groups of the page, ten demonstration courtyards."""
    points = {row["编码"]: (row["纬度"], row["经度"]) for row in village_rows(TERRITORY, {STREET: CENTRE}, 2.6, STREET)}
    rows = [{"编码": f"WG-{n + 1:02}", "名称": f"{called(village)}第{turn}网格", "类别": "网格", "上级": village.code}
            for n, (village, turn) in enumerate(GROUPS)]
    rows += [{"编码": "ZU-01", "名称": "桐梓坡组", "类别": "组", "上级": people.LIANHUA},
             {"编码": "ZU-02", "名称": "禁山子组", "类别": "组", "上级": people.XINCUN}]
    rows += [{"编码": f"WC-{n + 1:02}", "名称": f"{called(VILLAGES[9 + n % 3])}屋场 {n // 3 + 1:02}", "类别": "屋场",
              "上级": VILLAGES[9 + n % 3].code} for n in range(COURTYARDS)]
    for village, (lat, lon) in points.items():
        own = [row for row in rows if row["上级"] == village]
        for row, (y, x) in zip(own, around((lat, lon), len(own), 0.1, 0.4), strict=True):
            row |= {"纬度": y, "经度": x, "点位来源": "合成", "假定": "见报道，点位为合成" if row["类别"] == "组" else "名称、点位为虚构"}
    return rows


def ratings(rng: random.Random) -> tuple[list[dict], list[dict]]:
    """The ratings of member households for 2019 and 2020, and the score on each criterion that they rest on."""
    rated, scored = [], []
    for year in (2019, 2020):
        for h in range(people.MEMBER_HOUSEHOLDS):
            points = [round(full * rng.choice((0.8, 0.9, 0.9, 1.0))) for _, full in CRITERIA]
            gap = year == 2020 and h in NO_RATING
            bare = year == 2020 and h in NO_SCORES
            if not gap:
                rated.append({"编码": rating(year, h), "年度": year, "星级": 5 if sum(points) >= 93 else 4 if sum(points) >= 87 else 3,
                              "党员户": household(h), "假定": "评定结果为虚构"})
            for n, (name, _) in enumerate(CRITERIA, start=1):
                if not gap and not bare:
                    ungrounded = year == 2020 and h in NO_GROUNDS and n == 3
                    scored.append({"评定": rating(year, h), "标准": f"BZ-{n}", "得分": points[n - 1],
                                   "依据": None if ungrounded else GROUNDS[name]})
    return rated, scored


def rating(year: int, number: int) -> str:
    """The code of a member household's rating of a year."""
    return f"PD-{year}-{number + 1:03}"


def posts() -> list[dict]:
    """Ten kinds of post at each of the twelve branches, a holder for each but those planted; each serves two grid cells."""
    rows = []
    for v, village in enumerate(VILLAGES):
        own, cells = people.ordinary_of(v), [f"WG-{n + 1:02}" for n, (place, _) in enumerate(GROUPS) if place is village]
        for n, kind in enumerate(POST_KINDS):
            number = len(rows)
            rows.append({"编码": f"GW-{number + 1:03}", "名称": f"{called(village)}{kind}", "类别": kind, "名额": 1,
                         "设在": village_branch(v), "任职人": [] if number in VACANT else [dy(own[n])],
                         "服务范围": [cells[n % len(cells)], cells[(n + 1) % len(cells)]]})
    return rows


def projects() -> list[dict]:
    """What was built, cleared and transferred, each with its own quantity and unit."""
    rural = [people.LIANHUA, people.XINCUN, people.XUXING]
    rows: list[dict] = []

    def add(name: str, kind: str, place: str, **more) -> None:
        rows.append({"编码": f"XM-{len(rows) + 1:02}", "名称": name, "类别": kind, **more, "所在地": place})

    weights = [1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 11, 8]
    for kind, name, unit, total in WORKS:
        for village, part in zip(VILLAGES, shared(total, weights), strict=True):
            add(f"{called(village)}{name}", kind, village.code, 数量=part, 计量单位=unit, 开始日期=date(2019, 4, 1),
                完成日期=date(2020, 6, 30), 假定="在各村间的分配为假定")
    for village, part in zip(VILLAGES, shared(1642, weights), strict=True):
        add(f"{called(village)}房前屋后清理", "清理房前屋后", village.code, 户数=part, 完成日期=date(2020, 7, 31),
            假定="报道为 1600 余户；分配为假定")
    for kind, name, total, said in (("土地流转", "土地流转", 1428, "1400 余亩"), ("退出工业用地", "工业企业用地退出", 183, "180 余亩"),
                                    ("腾空集体土地", "集体土地腾空", 112, "110 余亩")):
        for village, part in zip(VILLAGES[9:], shared(total, (4, 5, 3)), strict=True):
            add(f"{called(village)}{name}", kind, village.code, 面积=part, 完成日期=date(2020, 5, 31), 假定=f"报道为 {said}；分配为假定")
    add("莲云路沥青道路", "农村道路", people.LIANHUA, 数量=2.4, 计量单位="公里", 完成日期=date(2020, 4, 30), 假定="里程、日期为虚构")
    add("禁山子组沥青道路", "农村道路", people.XINCUN, 数量=1.1, 计量单位="公里", 完成日期=date(2020, 5, 31), 假定="里程、日期为虚构")
    add("社保融资用地项目签约", "签约", people.XUXING, 户数=22, 人数=86, 面积=236, 用时=52, 完成日期=date(2020, 6, 12),
        假定="所在村、日期为假定")
    add("西湖商业中心", "商业中心", STREET, 数量=40000, 计量单位="平方米", 开始日期=START, 完成日期=START + timedelta(days=103),
        假定="开工日期为假定")
    for n, (hives, income) in enumerate(((16, 2.56), (12, 1.86), (8, 1.24)), start=1):
        add(f"养蜂第 {n} 批社员", "养蜂", rural[1], 数量=hives, 计量单位="箱", 金额=income, 人数=hives // 2, 开始日期=date(2019, 3 + n, 1),
            假定="批次、收入为虚构；金额为当年纯收入")
    return rows


def cooperatives() -> list[dict]:
    """The land cooperative and the bee cooperative of the page."""
    return [{"编码": "HZS-01", "名称": "暮云街道土地合作社", "类别": "合作社", "产业": "土地流转", "领办": "党组织", "土地面积": 1428,
             "所在地": STREET, "假定": "名称为假定；面积同土地流转各项目之和"},
            {"编码": "HZS-02", "名称": "长沙卓越蜂业专业合作社", "类别": "合作社", "产业": "养蜂", "领办": "大户", "所在地": people.XINCUN}]


def honours() -> list[dict]:
    """Demonstration points of three kinds, homes, gardens and fields: one row for each."""
    rural, members = [v for v in range(len(VILLAGES)) if v >= 7], people.committee_members()
    rows = [("书记示范点", village_branch(v)) for v in rural]
    rows += [("委员示范点", dy(members[j])) for j in spread(18, len(members))]
    rows += [("屋场示范片", f"WC-{n + 1:02}") for n in range(COURTYARDS)]
    for kind, count, first in (("最美家园", 432, 2), ("最美菜园", 94, 5), ("最美田园", 93, 9)):
        rows += [(kind, household(first + j)) for j in spread(count, people.HOUSEHOLDS - first)]
    return [{"编码": f"RY-{n:03}", "名称": f"{kind} {n:03}", "类别": kind, "级别": "镇级", "年度": 2020, "获得者": [winner],
             "假定": "获得者为虚构"} for n, (kind, winner) in enumerate(rows, start=1)]


def bee_visits(rng: random.Random) -> list[dict]:
    """The expert's calls: two or three a month to each household helped, since January."""
    days = sorted((date(2020, month, day), h) for h in people.BEES for month in range(1, 10)
                  for day in rng.sample(range(1, 29), rng.choice((2, 3))))
    return [{"编码": f"ZF-{n:03}", "走访日期": day, "类别": "指导", "对象": household(h), "走访人": [dy(people.EXPERT)]}
            for n, (day, h) in enumerate(days, start=1)]


def events() -> list[dict]:
    """What the page tells of: a collection by the fifth group of 莲华村 and a discussion in 暮云新村."""
    return [{"编码": "HD-01", "名称": "第五党小组捐款慰问", "类别": "主题活动", "日期": date(2020, 6, 1), "参加人数": 9,
             "举办地": [people.LIANHUA], "承办方": [group(people.FIFTH)], "假定": "日期、人数为虚构"},
            {"编码": "HD-02", "名称": "党建引领乡村振兴主题讨论会", "类别": "主题活动", "日期": date(2020, 7, 1), "参加人数": 36,
             "举办地": [people.XINCUN], "承办方": [village_branch(10)], "假定": "日期、人数为虚构"}]


def matters() -> list[dict]:
    """Branches over the street lamps of 桐梓坡组, cleared by the Party group."""
    return [{"编码": "SX-01", "名称": "桐梓坡组路段树枝遮挡路灯", "类别": "环境", "状态": "已解决", "提出日期": date(2020, 8, 3),
             "解决日期": date(2020, 8, 20), "所在地": "ZU-01", "解决方": [group(people.FIFTH)], "假定": "日期、所属党小组为虚构"}]


def keys(codes) -> list[str]:
    """Whole keys of the district's own codes, sorted."""
    return sorted(f"{TERRITORY}/{code}" for code in codes)


ANSWERS = {
    "households_without_link": [{"params": {}, "column": "id", "values": keys(household(h) for h in people.UNLINKED)}],
    "member_households_without_rating": [{"params": {"year": "2020"}, "column": "id", "values": keys(household(h) for h in NO_RATING)},
                                         {"params": {"year": "2019"}, "column": "id", "values": []}],
    "visits_due": [{"params": {}, "column": "id", "values": keys(household(h) for h in people.LINKED if h not in people.BEES)}],
    "villages_outside_cooperatives": [{"params": {}, "column": "id", "values": sorted(v.code for v in people.VILLAGES)}],
    "ratings_without_scores": [{"params": {"year": "2020"}, "column": "id", "values": keys(rating(2020, h) for h in NO_SCORES)}],
    "scores_without_grounds": [{"params": {"year": "2020"}, "column": "id", "values": keys(rating(2020, h) for h in NO_GROUNDS)}],
    "posts_without_holder": [{"params": {}, "column": "id", "values": keys(f"GW-{n + 1:03}" for n in VACANT)}],
    "organisations_without_members": [{"params": {}, "column": "id", "values": keys(group(g) for g in people.EMPTY_GROUPS)}],
}
