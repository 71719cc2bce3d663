"""临高县 (海南): a year of performances in the countryside, and within it a tour of thirteen stops over eleven townships and two farms."""
import random
from datetime import date, timedelta

from samples.ground import around, kilometres
from samples.official import Place, townships, villages

TERRITORY = "469024"
TITLE = ("临高县：宣讲与主题巡回演出", "Lingao: talks and a touring troupe")
DATA_DATE = date(2020, 9, 30)
NOTES = [
    ("乡镇、村名和编码取自 2023-06-30 官方名录（china-division，WTFPL）；报道中的博后镇即博厚镇。",
     "Township and village names and codes are those of the official list of 2023-06-30 (china-division, WTFPL); the page's 博后镇 is "
     "博厚镇."),
    ("报道未写明两个农场的名称，官方名录也没有：以农场 01、农场 02 和本县自编编码代替。",
     "The page does not name the two farms, nor does the official list: they are 农场 01 and 农场 02 with codes of the county's own."),
    ("乡镇点位取自 GeoNames（CC BY 4.0）；村和农场的点位为合成，分布在所属乡镇点位周围。",
     "Township points are those of GeoNames (CC BY 4.0); points of villages and farms are made up, spread around their township's."),
    ("首场、末场日期，博厚、东英、南宝、和舍的次序和末场地点调楼镇博贤村据报道；其余各场的日期、地点、覆盖村和人数为假定。",
     "The first and last day, the order of 博厚, 东英, 南宝 and 和舍 and the last place are the page's; the other dates and places, the "
     "villages reached and attendances are assumed."),
    ("全年 100 余场取 104 场：巡演 13 场，其他下乡演出 91 场；数据截止日之后的为计划，没有覆盖村。",
     "The year's more than 100 performances are 104 here: 13 of the tour and 91 others; those after the data date are planned and have "
     "reached nobody yet."),
    ("人口、户数均为虚构。", "Population and households are invented."),
]

TROUPE, BUREAU, SCHOOL = "YCT-01", "DW-01", "DW-02"
FARMS = ("NC-01", "NC-02")
TOUR = (  # day, township or farm, village (blank: the first of the township)
    (date(2020, 8, 23), "博厚镇", ""), (date(2020, 8, 24), "东英镇", ""), (date(2020, 8, 26), "南宝镇", ""),
    (date(2020, 8, 27), "和舍镇", ""), (date(2020, 8, 29), "农场 01", ""), (date(2020, 8, 31), "加来镇", ""),
    (date(2020, 9, 1), "多文镇", ""), (date(2020, 9, 3), "皇桐镇", ""), (date(2020, 9, 5), "农场 02", ""),
    (date(2020, 9, 7), "波莲镇", ""), (date(2020, 9, 8), "临城镇", "头星"), (date(2020, 9, 10), "新盈镇", ""),
    (date(2020, 9, 12), "调楼镇", "博贤"))
NEIGHBOURS = 5
"""Villages that each stop of the tour reaches besides its own."""
PLAN = 104
LEFT_OUT_EVERY = 5
"""Among the villages that the tour leaves out, every fifth sees no performance all year: planted."""


def books() -> dict[str, dict[str, list[dict]]]:
    """The county's workbooks: file name → sheet name → rows."""
    rng = random.Random(469024)
    events = tour(rng) + others(rng)
    return {
        "区划.xlsx": {"县": [{"编码": TERRITORY, "名称": "临高县", "类别": "县"}],
                    "乡镇": [{"编码": t.code, "名称": t.name, "类别": "镇", "所属县": TERRITORY, "纬度": t.lat, "经度": t.lon,
                            "点位来源": "取点"} for t in townships(TERRITORY)]},
        "村（社区）和农场名册.xlsx": {"村（社区）": places(rng)},
        "演出单位名册.xlsx": {"单位": [{"编码": BUREAU, "名称": "临高县委宣传部", "类别": "机关", "所在地": TERRITORY},
                               {"编码": SCHOOL, "名称": "临高县干部夜校", "类别": "事业单位", "所在地": TERRITORY}],
                        "队伍": [{"编码": TROUPE, "名称": "临高县歌舞团", "类别": "演出团", "专长": "曲艺、歌舞、人偶戏",
                                "年计划场次": PLAN, "所在地": TERRITORY, "假定": "报道为 100 余场"}],
                        "党组织": [{"编码": "DZ-01", "名称": "临高县歌舞团党支部", "类别": "党支部", "建制": True, "层级": "县",
                                 "所在地": TERRITORY, "假定": "党支部为虚构"}],
                        "党员": [{"编码": f"DY-{i:04}", "姓名": f"党员 {i:04}", "身份": "正式党员",
                                "职务": "党支部书记" if i == 1 else None, "党支部": "DZ-01", "所在队伍": [TROUPE]} for i in range(1, 25)]},
        "下乡演出台账.xlsx": {"演出": sorted(events, key=lambda row: (row["日期"], row["编码"]))},
    }


def places(rng: random.Random) -> list[dict]:
    """Villages, communities and the two farms, each with a made-up point."""
    rows = []
    for number, township in enumerate(townships(TERRITORY)):
        inside = villages(TERRITORY, township.code)
        for village, (lat, lon) in zip(inside, around((township.lat, township.lon), len(inside), 0.6, 5.5, phase=number), strict=True):
            households = rng.randrange(110, 620)
            rows.append({"编码": village.code, "名称": village.name, "类别": "村" if village.code[9] in "25" else "社区",
                         "乡镇": township.code, "户数": households,
                         "人口": round(households * rng.uniform(3.4, 4.4)), "纬度": lat, "经度": lon, "点位来源": "合成",
                         "假定": "户数、人口、点位为虚构"})
    for i, (code, (lat, lon)) in enumerate(zip(FARMS, ((19.735, 109.81), (19.655, 109.66)), strict=True), start=1):
        rows.append({"编码": code, "名称": f"农场 {i:02}", "类别": "农场", "乡镇": TERRITORY, "户数": 1_150 + 90 * i,
                     "人口": 3_600 + 240 * i, "纬度": lat, "经度": lon, "点位来源": "合成",
                     "假定": "报道未写明农场名称；户数、人口、点位为虚构"})
    return rows


def stops() -> list[tuple[date, Place | None, list[str]]]:
    """Each stop of the tour: day, township or None for a farm, the places reached with the one of the stage first."""
    named, found = {t.name: t for t in townships(TERRITORY)}, []
    for day, name, stage in TOUR:
        if name not in named:
            found.append((day, None, [FARMS[int(name[-1]) - 1]]))
            continue
        inside = [v for v in villages(TERRITORY, named[name].code) if v.code[9] == "2"]
        start = next((i for i, v in enumerate(inside) if v.name == stage), 0)
        found.append((day, named[name], [inside[(start + i) % len(inside)].code for i in range(min(NEIGHBOURS + 1, len(inside)))]))
    return found


def tour(rng: random.Random) -> list[dict]:
    """The thirteen stops: talk and performance, at one place, reaching its neighbours."""
    return [{"编码": f"XJ-{i:02}", "名称": f"自贸港政策宣讲及主题巡回演出第 {i} 场", "类别": "宣讲演出", "日期": day,
             "参加人数": rng.randrange(180, 520, 10), "演出地点": [reached[0]],
             "覆盖地": ([township.code] if township else []) + reached, "主办": [BUREAU, SCHOOL, TROUPE], "假定": "参加人数、覆盖村为虚构"}
            for i, (day, township, reached) in enumerate(stops(), start=1)]


def off_the_tour() -> list[str]:
    """Villages and communities that the tour did not reach, sorted."""
    reached = {code for _, _, codes in stops() for code in codes}
    return [v.code for v in villages(TERRITORY) if v.code not in reached]


def left_out() -> list[str]:
    """Villages and communities that nothing reached up to the data date, sorted: planted."""
    return off_the_tour()[::LEFT_OUT_EVERY]


def far(limit: float, others_too: bool = False) -> list[str]:
    """Keys of the villages and farms farther than so many km from every stage of the tour, or of any performance held, sorted."""
    point = {row["编码"]: (row["纬度"], row["经度"]) for row in places(random.Random(0))}
    stages = [point[reached[0]] for _, _, reached in stops()]
    if others_too:
        stages += [point[row["演出地点"][0]] for row in others(random.Random(0)) if row["日期"] <= DATA_DATE]
    off = [code for code, at in point.items() if min(round(kilometres(at, stage), 2) for stage in stages) > limit]
    return sorted(f"{TERRITORY}/{code}" if code in FARMS else code for code in off)


def others(rng: random.Random) -> list[dict]:
    """The other performances of the year: to each village that is not left out once, then planned ones in villages left out."""
    without = left_out()
    waiting = [code for code in off_the_tour() if code not in without]
    shows, rows = PLAN - len(TOUR), []
    held = shows - 24
    twice = len(waiting) - held
    for i in range(shows):
        past = i < held
        day = date(2020, 4, 16) + timedelta(days=i * 124 // held) if past else date(2020, 10, 3) + timedelta(days=(i - held) * 88 // 24)
        places_of = waiting[i + min(i, twice):i + 1 + min(i + 1, twice)] if past else [without[(i - held) % len(without)]]
        rows.append({"编码": f"YC-{i + 1:03}", "名称": f"下乡演出第 {i + 1} 场", "类别": "下乡演出", "日期": day,
                     "参加人数": rng.randrange(120, 420, 10) if past else None, "演出地点": places_of[:1],
                     "覆盖地": places_of if past else [], "主办": [TROUPE], "假定": "日期、地点、人数为虚构" if past else "计划"})
    return rows


ANSWERS = {
    "villages_not_reached": [{"params": {"kind": "宣讲演出"}, "column": "id", "values": off_the_tour()},
                             {"params": {"kind": ""}, "column": "id", "values": left_out()}],
    "villages_far_from_stops": [{"params": {"kind": "宣讲演出"}, "column": "id", "values": far(3)},
                                {"params": {"kind": ""}, "column": "id", "values": far(3, others_too=True)}],
    "townships_not_reached": [{"params": {"kind": "宣讲演出"}, "column": "id", "values": []}],
}
