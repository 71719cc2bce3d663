"""松江河镇 (抚松县, 吉林): three communities whose big committees seat the units that stand in them."""
import random
from datetime import date, timedelta

from samples.ground import around
from samples.official import townships, villages

TERRITORY = "220621"
TITLE = ("抚松县松江河镇：社区大党委", "Songjianghe, Fusong: big committees of communities")
DATA_DATE = date(2020, 9, 30)
NOTES = [
    ("社区、村的名称和编码取自 2023-06-30 官方名录（china-division，WTFPL）；镇的点位取自 GeoNames（CC BY 4.0），社区和村的点位为合成。",
     "Names and codes of communities and villages are those of the official list of 2023-06-30 (china-division, WTFPL); the town's point "
     "is GeoNames' (CC BY 4.0), those of communities and villages are made up."),
    ("报道只说日前分别召开第一次党建议事会议：日期假定为 2020-09-08、09-09、09-10，聘书日期同会议日期。",
     "The page only says that the first meetings were held of late: 8, 9 and 10 September 2020 are assumed, and the letters bear the "
     "same day."),
    ("驻区单位、兼职委员、议题、主题活动和共建承诺均为虚构，单位以驻区单位 01 等代替。",
     "Resident units, commissioners, agenda items, theme activities and duties taken on are invented; units are 驻区单位 01 and so on."),
    ("社区大党委不改变原有建制，记为非建制；成员为社区党委委员和兼职委员。",
     "A big committee leaves the formal ones as they are, so it is not established; its members are those of the community's committee "
     "and the part-time commissioners."),
]

TOWNSHIP = "220621101"
MEETINGS = {"白山社区": date(2020, 9, 8), "红旗社区": date(2020, 9, 9), "逸林社区": date(2020, 9, 10)}
NUMBER = {name: number for number, name in enumerate(MEETINGS, start=1)}
CODES = {village.name: village.code for village in villages(TERRITORY, TOWNSHIP)}
UNIT_KINDS = ("机关", "事业单位", "学校", "医院", "国企", "事业单位", "机关", "国企", "其他")
UNITS = {"白山社区": range(1, 10), "红旗社区": range(10, 18), "逸林社区": range(18, 25)}
"""The numbers of the units that stand in each community."""
NO_DELEGATE = (8, 17, 24)
NO_SEAT = (16,)
"""Units that nobody represents, and one whose delegate was given no seat: planted."""
NO_LETTER = (5, 21)
"""Commissioners who got no letter of appointment: planted."""
NO_DUTY = (3, 12)
"""Seated units that have taken on no duty: planted."""
OVERDUE = (2, 20)
NO_OWNER = "CN-30"
"""Duties past their time, and one that nobody has taken on: planted."""
TOPICS = ("飞线充电整治", "楼道杂物清理", "停车位规划", "雨水井疏通", "老年餐桌选址", "健身器材更换", "楼道照明修复")
STATES = ("已解决", "办理中", "已提出", "办理中", "已提出", "已提出", "办理中")
DUTIES = ("开放停车场", "提供活动场地", "开展义诊", "四点半课堂辅导", "慰问困难家庭", "参与卫生清扫", "普法宣讲")
LONG_OPEN = ("YT-107", "YT-307")
"""Agenda items that wait since July."""
COMMITTEE = 5
MEMBERS = 34
"""Members of each community's committee, and of its branch altogether."""


def seated() -> list[int]:
    """Numbers of the units that have a seat."""
    return [n for numbers in UNITS.values() for n in numbers if n not in (*NO_DELEGATE, *NO_SEAT)]


def books() -> dict[str, dict[str, list[dict]]]:
    """The town's workbooks: file name → sheet name → rows."""
    rng = random.Random(220621)
    town = next(t for t in townships(TERRITORY) if t.code == TOWNSHIP)
    members = people(rng)
    return {
        "区划.xlsx": {"县": [{"编码": TERRITORY, "名称": "抚松县", "类别": "县"}],
                    "乡镇": [{"编码": TOWNSHIP, "名称": town.name, "类别": "镇", "所属县": TERRITORY, "纬度": town.lat, "经度": town.lon,
                            "点位来源": "取点"}],
                    "村（社区）": [{"编码": code, "名称": name, "类别": "社区" if name.endswith("社区") else "村", "所属乡镇": TOWNSHIP,
                               "户数": rng.randrange(300, 3_200), "纬度": lat, "经度": lon,
                                "点位来源": "合成", "假定": "户数、点位为虚构"}
                               for (name, code), (lat, lon) in zip(CODES.items(), around((town.lat, town.lon), len(CODES), 0.4, 3.2),
                                                                   strict=True)]},
        "党组织与党员.xlsx": {"党组织": branches(), "党员": members},
        "驻区单位台账.xlsx": {"驻区单位": [{"编码": f"DW-{n:02}", "名称": f"驻区单位 {n:02}", "类别": UNIT_KINDS[n % len(UNIT_KINDS)],
                                  "所在社区": CODES[name], "假定": "单位为虚构"} for name, numbers in UNITS.items() for n in numbers]},
        "社区大党委成员名单.xlsx": {"大党委成员": seats()},
        "党建议事会议记录.xlsx": {"会议": events(), "议题": agenda()},
        "共建承诺台账.xlsx": {"承诺": commitments()},
    }


def branches() -> list[dict]:
    """The town's committee, three communities' committees and big committees, and a branch in each unit."""
    town = [{"编码": "DZ-00", "名称": "松江河镇党委", "类别": "党委", "建制": True, "层级": "乡", "所在地": TOWNSHIP}]
    formal = [{"编码": f"DZ-0{n}", "名称": f"{name}党委", "类别": "党委", "建制": True, "层级": "村", "上级党组织": "DZ-00",
               "所在地": CODES[name]} for name, n in NUMBER.items()]
    big = [{"编码": f"DDW-0{n}", "名称": f"{name}大党委", "类别": "社区大党委", "建制": False, "层级": "村", "上级党组织": "DZ-00",
            "成立日期": MEETINGS[name], "所在地": CODES[name], "假定": "成立日期为假定"}
           for name, n in NUMBER.items()]
    units = [{"编码": f"DZ-{n + 10}", "名称": f"驻区单位 {n:02} 党支部", "类别": "党支部", "建制": True, "所在地": CODES[name],
              "设在企业": f"DW-{n:02}", "假定": "党支部为虚构"}
             for name, numbers in UNITS.items() for n in numbers]
    return town + formal + big + units


def people(rng: random.Random) -> list[dict]:
    """The town's leaders, the communities' members, and one or more members in each unit, the first its delegate."""
    rows: list[dict] = []

    def add(branch: str, duty: str | None = None, unit: str | None = None, stands_for: str | None = None) -> None:
        number = len(rows) + 1
        rows.append({"编码": f"DY-{number:04}", "姓名": f"党员 {number:04}", "身份": "正式党员", "职务": duty,
                     "入党日期": date(rng.randrange(1980, 2019), 7, 1), "所属党支部": branch,
                     "工作单位": unit, "代表单位": [stands_for] if stands_for else None})

    for duty in ("镇党委书记", "镇党委副书记", "镇党委组织委员"):
        add("DZ-00", duty)
    for n in NUMBER.values():
        for i in range(MEMBERS):
            add(f"DZ-0{n}", "社区党委书记" if i == 0 else "社区党委委员" if i < COMMITTEE else None)
    for numbers in UNITS.values():
        for n in numbers:
            add(f"DZ-{n + 10}", "党支部书记", f"DW-{n:02}", None if n in NO_DELEGATE else f"DW-{n:02}")
            for _ in range(rng.randrange(2, 6)):
                add(f"DZ-{n + 10}", None, f"DW-{n:02}")
    return rows


def delegate(n: int) -> str:
    """The code of the secretary of a unit's branch, who is its delegate."""
    return next(row["编码"] for row in people(random.Random(220621)) if row["工作单位"] == f"DW-{n:02}")


def seats() -> list[dict]:
    """Who sits on each big committee: its secretary, the community's committee, one delegate a unit."""
    rows = []
    for name, number in NUMBER.items():
        first = 4 + (number - 1) * MEMBERS
        rows += [{"委员": f"DY-{first + i:04}", "大党委或议事会": f"DDW-0{number}", "席位类别": "委员" if i else "书记",
                  "起始日期": MEETINGS[name]} for i in range(COMMITTEE)]
        rows += [{"委员": delegate(n), "大党委或议事会": f"DDW-0{number}", "席位类别": "兼职委员",
                  "聘书日期": None if n in NO_LETTER else MEETINGS[name], "起始日期": MEETINGS[name]} for n in UNITS[name] if n in seated()]
    return rows


def events() -> list[dict]:
    """The three first meetings and each community's theme activity of the month."""
    meetings = [{"编码": f"HY-0{n}", "名称": f"{name}大党委第一次党建议事会议", "类别": "议事会议", "日期": MEETINGS[name],
                 "参加人数": COMMITTEE + sum(u in seated() for u in UNITS[name]), "召开组织": [f"DDW-0{n}"],
                 "假定": "日期为假定"} for name, n in NUMBER.items()]
    themes = [{"编码": f"ZT-0{n}", "名称": f"{name}九月主题活动：{title}", "类别": "主题活动", "日期": MEETINGS[name] + timedelta(days=10),
               "参加人数": 40 + 5 * n, "召开组织": [CODES[name], f"DDW-0{n}"],
               "假定": "内容、日期、人数为虚构"}
              for (name, n), title in zip(NUMBER.items(), ("清洁家园", "敬老助老", "文明楼道"), strict=True)]
    return meetings + themes


def agenda() -> list[dict]:
    """The items put to each first meeting, in every state."""
    rows = []
    for name, n in NUMBER.items():
        for i, (topic, state) in enumerate(zip(TOPICS, STATES[n - 1:] + STATES[:n - 1], strict=True), start=1):
            raised = MEETINGS[name] - timedelta(days=6 * i)
            rows.append({"编码": f"YT-{n}{i:02}", "名称": topic, "类别": "议题", "状态": state, "提出日期": raised,
                         "解决日期": MEETINGS[name] + timedelta(days=14) if state == "已解决" else None,
                         "提交会议": f"HY-0{n}", "所在社区": CODES[name], "假定": "议题为虚构"})
    return rows


def commitments() -> list[dict]:
    """What each seated unit has taken on, with its term, and one duty that waits for a unit."""
    rows = []
    for name, numbers in UNITS.items():
        for n in numbers:
            if n in seated() and n not in NO_DUTY:
                made, late = MEETINGS[name], n in OVERDUE
                due = made + timedelta(days=15 if late else 90)
                rows.append({"编码": f"CN-{n:02}", "承诺事项": DUTIES[n % len(DUTIES)], "提出日期": made, "完成时限": due,
                             "完成日期": made + timedelta(days=16) if n % 4 == 1 else None, "承诺单位": [f"DW-{n:02}"],
                             "假定": "承诺为虚构"})
    return [*rows, {"编码": NO_OWNER, "承诺事项": "认领老年餐桌", "提出日期": date(2020, 9, 10), "完成时限": date(2020, 12, 31),
                    "完成日期": None, "承诺单位": [], "假定": "承诺为虚构"}]


def key(code: str) -> str:
    """The whole key of the county's own code."""
    return f"{TERRITORY}/{code}"


def delegates_without_letter() -> list[str]:
    """Keys of the commissioners without a letter, sorted."""
    return sorted(key(delegate(n)) for n in NO_LETTER)


ANSWERS = {
    "units_without_seat": [{"params": {}, "column": "id", "values": [key(f"DW-{n:02}") for n in sorted((*NO_DELEGATE, *NO_SEAT))]}],
    "seats_without_letter": [{"params": {}, "column": "id", "values": delegates_without_letter()}],
    "seated_units_without_commitment": [{"params": {}, "column": "id", "values": [key(f"DW-{n:02}") for n in NO_DUTY]}],
    "commitments_overdue": [{"params": {}, "column": "id", "values": [key(f"CN-{n:02}") for n in OVERDUE]}],
    "matters_open_long": [{"params": {}, "column": "id", "values": sorted(key(code) for code in LONG_OPEN)}],
    "commitments_without_owner": [{"params": {}, "column": "id", "values": [key(NO_OWNER)]}],
}
