"""羊流镇 (新泰市, 山东): seven areas of five kinds, strong villages that lead weak ones, service centres within a quarter of an hour."""
import random
from datetime import date

from samples import yangliu_people as people_of
from samples import yangliu_villages as place
from samples.yangliu_villages import AREAS, CODES, DAHEZHUANG, TOWN, TOWNSHIP, members

TERRITORY = "370982"
TITLE = ("新泰市羊流镇：区域化党建", "Yangliu, Xintai: villages joined by area")
DATA_DATE = date(2020, 9, 30)
NOTES = [
    ("村名、编码取自 2023-06-30 官方名录（china-division，WTFPL）；报道中的安乐、杨洼即安乐庄、杨家洼。",
     "Village names and codes are those of the official list of 2023-06-30 (china-division, WTFPL); the page's 安乐 and 杨洼 are 安乐庄 "
     "and 杨家洼."),
    ("刘家庄可指刘家庄、北刘家庄、上刘家庄三村，本示例取同名的刘家庄（370982105288）。",
     "刘家庄 may mean 刘家庄, 北刘家庄 or 上刘家庄; this sample takes the one of the same name, 370982105288."),
    ("大河庄不在官方名录中，用本县自编编码，不划入片区，不计入五类 90 村。",
     "大河庄 is not in the official list: it has a code of the county's own, is in no area, and is not counted among the 90 villages."),
    ("五类 16、12、38、9、15 村合为 90 个官方村；七个片区为四类各一、以强带弱三个。各片区有哪些村为假定。",
     "The groups of 16, 12, 38, 9 and 15 make up the 90 official villages; the seven areas are one for each of four kinds and three that "
     "lead. Which villages are in each is assumed."),
    ("三个中心村在 38 村之内，联系帮带其余 35 村和其他片区的 3 村（小和庄、吴家泉、旧关），合 38 个被帮带村。",
     "The three centre villages stand inside the 38, lead its other 35 and three villages of other areas (小和庄, 吴家泉, 旧关): 38 led."),
    ("镇与各村的点位均为合成：直线距离乘 1.3，按 20 公里/小时折算骑行时间，各村到片区中心不超过 14.6 分钟。",
     "The points of the town and of all villages are made up: straight line times 1.3 at 20 km/h gives at most 14.6 minutes from a "
     "village to its area's centre."),
    ("户数、人口、收入、合作社、除惠美农牧和智能起重工业园外的企业、高校院所、非遗项目名称、获奖名单均为虚构。",
     "Households, population, income, cooperatives, enterprises besides the two named on the page, universities, heritage names and "
     "lists of winners are invented."),
    ("报道称产业园占地 2000 多亩，本示例取 2060 亩。", "The page says over 2,000 mu for the joint park; this sample holds 2,060."),
]

OUTSIDE = ("龙石崖", "上刘家庄", "沟西", "二洼", "李家庄", "官路", "苏庄", "魏家庄", "徐家沙沟", "陡沟", "雌山", "黄草", "黄土崖", "坦里",
           "乐山庄", "芦家庄", "西安", "红旗", "东岭")
"""Villages in no cooperative: planted."""
NO_AGREEMENT = ("三洼", "北庄子")
"""Park villages without an agreement: planted."""
COOPERATIVES = {"PQ-01": (9, ("生猪养殖", "肉鸡养殖", "饲草种植")), "PQ-02": (6, ("蔬菜", "苗木")), "PQ-03": (7, ("樱桃", "大棚蔬菜")),
                "PQ-04": (7, ("粮食", "花生")),
                "PQ-05": (7, ("核桃", "板栗", "山楂")), "PQ-06": (5, ("茶叶", "核桃")), "PQ-07": (6, ("粮食", "花生", "中药材"))}
UNION = "HZS-00"
PARK = ("小和庄", "大河庄", "吴家泉")


def books() -> dict[str, dict[str, list[dict]]]:
    """The town's workbooks: file name → sheet name → rows."""
    rng = random.Random(370982)
    villages = place.rows(rng)
    people = people_of.People(rng)
    filled = {CODES.get(name, DAHEZHUANG) for name in people.village}
    villages = [{**row, "书记到位": True if row["编码"] in filled else None} for row in villages]
    cooperatives, joined = cooperation()
    honours, events = praise(), salon()
    return {
        "区划与片区.xlsx": {"县": [{"编码": TERRITORY, "名称": "新泰市", "类别": "县级市"}],
                         "乡镇": [{"编码": TOWNSHIP, "名称": "羊流镇", "类别": "镇", "所属县": TERRITORY, "纬度": TOWN[0], "经度": TOWN[1],
                                 "点位来源": "合成"}],
                         "片区": [{"编码": code, "名称": name, "类别": kind, "依托": basis, "所属乡镇": TOWNSHIP, "假定": "所含村为假定"}
                                for code, (name, kind, basis, *_) in AREAS.items()]},
        "村情台账.xlsx": {"村情": villages},
        "以强带弱名单.xlsx": {"以强带弱": [{"帮带村": f"羊流镇/{leader}", "被帮带村": f"羊流镇/{led}", "起始日期": date(2019, 4, 1)}
                                 for leader, led in place.led()]},
        "党组织与党员名册.xlsx": {"党组织": people_of.branches(), "党员": people.rows},
        "合作社名册.xlsx": {"合作社": cooperatives, "入社": joined},
        "村企联建台账.xlsx": {"企业": enterprises(), "联建": joint_building(), "项目": projects(), "参与": work()},
        "片区中心台账.xlsx": {"服务事项": people_of.items(), "服务中心": people_of.centres(), "服务范围": people_of.catchments(),
                        "岗位": people_of.posts(people)},
        "羊流镇值班表.xlsx": {"值班": people_of.rota(people)},
        "智囊团与书记沙龙.xlsx": {"单位": universities(), "队伍": teams(), "成员": team_members(people), "结对": think_tank_pairs(),
                          "活动": events},
        "荣誉台账.xlsx": {"荣誉": honours},
    }


def cooperation() -> tuple[list[dict], list[dict]]:
    """Cooperatives by area with their union, and the villages that joined them."""
    cooperatives = [{"编码": UNION, "名称": "和庄片区果蔬合作社联合社", "类别": "联合社", "产业": "樱桃、大棚蔬菜", "领办": "党组织",
                     "所在地": CODES["和庄"], "加入联合社": None, "假定": "名称为虚构"}]
    joined: list[dict] = []
    for area, (count, industries) in COOPERATIVES.items():
        villages = [name for name in members(area) if name not in OUTSIDE] + ["大河庄"] * (area == "PQ-02")
        codes = [f"HZS-{len(cooperatives) + i:02}" for i in range(count)]
        for i, code in enumerate(codes):
            industry = industries[i % len(industries)]
            cooperatives.append({"编码": code, "名称": f"{villages[i]}{industry}专业合作社", "类别": "合作社", "产业": industry,
                                 "领办": ("党组织", "大户", "村集体")[i % 3], "所在地": CODES[villages[i]],
                                 "加入联合社": UNION if area == "PQ-03" else None, "假定": "名称、产业、领办方为虚构"})
        for i, name in enumerate(villages):
            for n in ((i, i + 2) if i % 4 == 0 else (i,)):
                joined.append({"成员": CODES.get(name, DAHEZHUANG), "组织": codes[n % count], "成员类别": "入社"})
    return cooperatives, joined


def enterprises() -> list[dict]:
    """The leading enterprise and the park of the page, and seven invented firms."""
    named = [{"编码": "QY-01", "名称": "惠美农牧", "类别": "龙头企业", "产业": "农牧", "所在地": CODES["义和村"], "假定": "所在村为假定"},
             {"编码": "QY-02", "名称": "智能起重工业园", "类别": "工业园", "产业": "起重机械", "所在地": CODES["羊流"],
              "假定": "所在村为假定"}]
    firms = [{"编码": f"QY-{i:02}", "名称": f"起重企业 {i:02}", "类别": "其他", "产业": "起重机械",
              "所在地": CODES[members("PQ-02")[i - 3]], "假定": "企业为虚构"} for i in range(3, 10)]
    return named + firms


def joint_building() -> list[dict]:
    """The enterprise with 16 villages, the park with 12, two of them without an agreement."""
    return [{"联建方": firm, "联建对象": CODES[name], "联建形式": form, "有协议": name not in NO_AGREEMENT, "起始日期": date(2019, 6, 1)}
            for firm, form, area in (("QY-01", "龙头带动", "PQ-01"), ("QY-02", "园区辐射", "PQ-02")) for name in members(area)]


def projects() -> list[dict]:
    """The joint park, and the works by which villages are governed together."""
    return [{"编码": "XM-01", "名称": "智能起重产业园区", "类别": "联建产业园", "面积": 2060, "开始日期": date(2019, 9, 1),
             "所在地": CODES["小和庄"], "假定": "报道为 2000 多亩"},
            {"编码": "XM-02", "名称": "王家林片区道路硬化", "类别": "道路硬化", "数量": 42, "计量单位": "公里",
             "开始日期": date(2019, 3, 1), "完成日期": date(2020, 6, 30), "所在地": "PQ-07", "假定": "数量为虚构"},
            {"编码": "XM-03", "名称": "王家林片区环境整治", "类别": "环境整治", "数量": 15, "计量单位": "村", "开始日期": date(2020, 3, 1),
             "所在地": "PQ-07", "假定": "日期为虚构"}]


def work() -> list[dict]:
    """Which villages take part in which project."""
    park = [{"参与方": CODES.get(name, DAHEZHUANG), "项目或专项": "XM-01", "职责": "牵头" if name == "小和庄" else "参与"} for name in PARK]
    return park + [{"参与方": CODES[name], "项目或专项": project, "职责": "参与"} for project in ("XM-02", "XM-03")
                   for name in members("PQ-07")]


def universities() -> list[dict]:
    """Seven invented universities and institutes."""
    return [{"编码": f"DW-{i:02}", "名称": f"{'高校' if i % 2 else '科研院所'} {i:02}", "类别": "高校" if i % 2 else "科研院所",
             "假定": "单位为虚构"} for i in range(1, len(AREAS) + 1)]


def teams() -> list[dict]:
    """A think tank for each area and the secretaries' salon of 和庄."""
    tanks = [{"编码": f"ZNT-{area[-2:]}", "名称": f"{AREAS[area][0]}智囊团", "类别": "智囊团", "专长": place.INDUSTRY[area], "片区": area,
              "所在地": TOWNSHIP} for area in AREAS]
    return [*tanks, {"编码": "SL-03", "名称": "和庄片区书记沙龙", "类别": "书记沙龙", "专长": "村事务交流", "片区": "PQ-03",
                     "所在地": TOWNSHIP}]


def team_members(people: people_of.People) -> list[dict]:
    """Local experts in each think tank; the area's secretaries in the salon."""
    experts = [{"成员": people.village[name][4], "组织": f"ZNT-{area[-2:]}", "成员类别": "队员"} for area in AREAS
               for name in members(area)[:4] if name in people.village]
    return experts + [{"成员": code, "组织": "SL-03", "成员类别": "队员"} for code in people_of.secretaries(people, "PQ-03")]


def think_tank_pairs() -> list[dict]:
    """Each think tank with one university or institute."""
    return [{"帮扶人": f"ZNT-{area[-2:]}", "帮扶对象": f"DW-{i:02}", "项目": "智囊结对", "起始日期": date(2019, 10, 1)}
            for i, area in enumerate(AREAS, start=1)]


def salon() -> list[dict]:
    """Three meetings of the secretaries' salon."""
    return [{"编码": f"HD-{i:02}", "名称": f"书记沙龙第 {i} 次交流", "类别": "工作交流", "日期": day, "参加人数": 14, "举办地": "SL-03",
             "假定": "日期为虚构"}
            for i, day in enumerate((date(2020, 6, 12), date(2020, 7, 17), date(2020, 8, 21)), start=1)]


def praise() -> list[dict]:
    """Honours, one row for each that was given."""
    advanced = [("先进基层党组织", f"{people_of.branch_name(name)}先进基层党组织", "镇级", people_of.village_branch(name))
                for name in people_of.advanced()]
    heritage = [("非物质文化遗产", f"非遗项目 {i:02}", "国家级" if i <= 2 else "省级", CODES[name])
                for i, name in enumerate([*members("PQ-06")[:5], "和庄", "羊流"], start=1)]
    beautiful = [("美丽乡村", f"{name}美丽乡村", "省级" if i < 3 else "市级", CODES[name])
                 for i, name in enumerate(("和庄", "安乐庄", "香水河", "松树林", "王家林", "雁翎关", "桃花峪", "单家峪"))]
    model = [("示范区", "乡村振兴齐鲁样板省级示范区", "省级", TOWNSHIP)]
    return [{"编码": f"RY-{i:02}", "名称": name, "类别": kind, "级别": level, "年度": 2020, "获得者": [winner],
             "假定": None if kind == "示范区" else "获得者、级别、年度为虚构"}
            for i, (kind, name, level, winner) in enumerate(advanced + heritage + beautiful + model, start=1)]


def key(code: str) -> str:
    """The whole key of the county's own code."""
    return f"{TERRITORY}/{code}"


ANSWERS = {
    "villages_without_leader": [{"params": {}, "column": "id", "values": []}],
    "leaders_without_led": [{"params": {}, "column": "id", "values": []}],
    "areas_without_centre_staff_or_rota": [{"params": {}, "column": "id",
                                            "values": sorted(key(area) for area in (people_of.NOBODY_ON_DUTY[0], people_of.NO_SHIFT[0]))}],
    "rota_gaps": [{"params": {}, "column": "id", "values": sorted(key(f"ZX-{area[-2:]}")
                                                                  for area in (people_of.NOBODY_ON_DUTY[0], people_of.NO_SHIFT[0]))}],
    "joint_building_without_agreement": [{"params": {}, "column": "id", "values": sorted(CODES[name] for name in NO_AGREEMENT)}],
    "villages_without_area": [{"params": {}, "column": "id", "values": [key(DAHEZHUANG)]}],
    "villages_without_household_count": [{"params": {}, "column": "id", "values": sorted(CODES[name] for name in place.NO_HOUSEHOLDS)}],
    "villages_outside_cooperatives": [{"params": {}, "column": "id", "values": sorted(CODES[name] for name in OUTSIDE)}],
    "organisations_without_members": [{"params": {}, "column": "id",
                                       "values": sorted(key(people_of.village_branch(name)) for name in people_of.EMPTY_BRANCHES)}],
    **{question: [{"params": {}, "column": "id", "values": sorted(key(f"QY-{i:02}") for i in range(people_of.ENTERPRISE_BRANCHES + 1, 10))}]
       for question in ("enterprises_without_organisation", "enterprises_without_work_coverage")},
    "villages_beyond_minutes": [{"params": {"minutes": "15"}, "column": "id", "values": []},
                                {"params": {"minutes": "10"}, "column": "id", "values": place.beyond(10)}],
}
