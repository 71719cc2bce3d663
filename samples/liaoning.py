"""辽宁's internet industry: one industry committee over 160 invented companies in fourteen cities, and whom it does not reach."""
import random
from datetime import date

from samples.official import townships

TERRITORY = "210000"
TITLE = ("辽宁省：互联网行业党委", "Liaoning: the internet industry's committee")
DATA_DATE = date(2020, 9, 30)
NOTES = [
    ("城市名称和编码为官方地级市编码（china-division，WTFPL），点位取自 GeoNames（CC BY 4.0）。",
     "Cities have their official names and codes (china-division, WTFPL) and the points of GeoNames (CC BY 4.0)."),
    ("报道只说行业委员会在沈阳成立，没有企业数字：160 家互联网企业、党组织、党员和指导员均为虚构。",
     "The page only reports that the committee was founded in Shenyang and gives no number of companies: all 160, their branches, "
     "members and advisers are invented."),
    ("成立日期报道为日前，假定为 2020-08-28。", "The page says that it was founded of late: 28 August 2020 is assumed."),
    ("组织覆盖：截至数据截止日有单独或联合组建的党组织。工作覆盖：至少有一名就职党员，或有在任的派驻党建指导员。",
     "Organisation coverage: an organisation of its own or a joint one in force on the data date. Work coverage: at least one member "
     "employed, or an adviser in force."),
    ("暂无组织的企业中的党员，组织关系在市流动党员党支部；有 5 名未登记所在党组织。",
     "Members in companies without an organisation belong to their city's branch of mobile members; for five of them none is recorded."),
]

FOUNDED = date(2020, 8, 28)
COMMITTEE = "HYDW-01"
COMPANIES = {"210100": 48, "210200": 44, "210300": 11, "210400": 5, "210500": 4, "210600": 7, "210700": 8, "210800": 7, "210900": 3,
             "211000": 4, "211100": 6, "211200": 4, "211300": 5, "211400": 4}
EMPLOYEES = {"大型": (420, 1800), "中型": (110, 400), "小型": (21, 100), "微型": (3, 20)}
INDUSTRIES = ("网络平台", "软件服务", "网络安全", "电子商务", "数字内容", "工业互联网")
OWN, JOINT, MEMBERS_ONLY, ADVISER_ONLY, NOTHING = "单独组建", "联合组建", "仅有党员", "仅有指导员", "无"
ENDED_JOINT, ENDED_ADVISER, NO_BRANCH = 2, 1, 5
"""Planted: joint covers that have ended, an adviser whose term has ended, employed members with no branch."""


def companies(rng: random.Random) -> list[dict]:
    """The companies with their city, size and, for this module only, how they are covered."""
    rows = []
    for city, count in COMPANIES.items():
        for i in range(count):
            number = len(rows) + 1
            size = "大型" if i == 0 and count > 10 else rng.choices(("中型", "小型", "微型"), (3, 9, 8))[0]
            chance = {"大型": (1, 0, 0, 0, 0), "中型": (6, 4, 1, 1, 1), "小型": (3, 6, 3, 2, 2), "微型": (0, 6, 3, 3, 4)}[size]
            cover = rng.choices((OWN, JOINT, MEMBERS_ONLY, ADVISER_ONLY, NOTHING), chance)[0]
            low, high = EMPLOYEES[size]
            rows.append({"code": f"QY-{number:03}", "city": city, "size": size, "employees": rng.randrange(low, high),
                         "industry": INDUSTRIES[number % len(INDUSTRIES)], "cover": cover})
    return rows


class Industry:
    """Everything of the sample, built once from the seed."""

    def __init__(self):
        self.rng = random.Random(210000)
        self.cities = {c.code: c for c in townships(TERRITORY, "cities")}
        self.companies = companies(self.rng)
        self.branches = [{"编码": COMMITTEE, "名称": "中共辽宁省互联网行业委员会", "类别": "行业党委", "建制": True, "层级": "省",
                          "领域": "互联网", "成立日期": FOUNDED, "所在地": "210100", "假定": "成立日期为假定"}]
        self.covers: list[dict] = []
        self.members: list[dict] = []
        self.advisers: list[dict] = []
        self.mobile: dict[str, str] = {}
        self.ended_joint = [c["code"] for c in self.companies if c["cover"] == JOINT and c["size"] == "微型"][:ENDED_JOINT]
        self.ended_adviser = [c["code"] for c in self.companies if c["cover"] == ADVISER_ONLY][:ENDED_ADVISER]
        for _ in range(5):
            self.add_member(COMMITTEE, "行业党委委员" if self.members else "行业党委书记")
        self.add_own()
        self.add_joint()
        self.add_mobile()
        self.add_advisers()

    def add_branch(self, name: str, city: str, kind: str = "党支部", formal: bool = True) -> str:
        """One more branch under the committee; its code."""
        code = f"DZ-{len(self.branches):03}"
        self.branches.append({"编码": code, "名称": name, "类别": kind, "建制": formal, "层级": "企业", "领域": "互联网",
                              "上级党组织": COMMITTEE, "所在地": city, "假定": "虚构"})
        return code

    def add_member(self, branch: str | None, duty: str | None = None, employer: str | None = None) -> str:
        """One more member; the code."""
        number = len(self.members) + 1
        self.members.append({"编码": f"DY-{number:04}", "姓名": f"党员 {number:04}", "身份": "正式党员", "职务": duty,
                             "入党日期": date(self.rng.randrange(1992, 2020), 7, 1), "党支部": branch, "工作单位": employer})
        return f"DY-{number:04}"

    def by_cover(self, cover: str) -> list[dict]:
        """The companies that are covered in this way."""
        return [c for c in self.companies if c["cover"] == cover]

    def add_own(self) -> None:
        """A branch and its members in each company that has its own."""
        for company in self.by_cover(OWN):
            branch = self.add_branch(f"互联网企业 {company['code'][-3:]} 党支部", company["city"])
            self.covers.append({"党组织": branch, "覆盖对象": company["code"], "组建方式": OWN,
                                "起始日期": date(self.rng.randrange(2014, 2020), 6, 1)})
            for i in range(max(3, company["employees"] // 40)):
                self.add_member(branch, None if i else "党支部书记", company["code"])

    def add_joint(self) -> None:
        """Joint branches of up to six companies of a city, each company with a member or more; some covers have ended."""
        for city, place in self.cities.items():
            joined = [c for c in self.by_cover(JOINT) if c["city"] == city]
            for start in range(0, len(joined), 6):
                branch = self.add_branch(f"{place.name}互联网企业第 {start // 6 + 1} 联合党支部", city, "联合党支部", formal=False)
                self.add_member(branch, "联合党支部书记")
                for company in joined[start:start + 6]:
                    until = date(2020, 7, 1) if company["code"] in self.ended_joint else None
                    self.covers.append({"党组织": branch, "覆盖对象": company["code"], "组建方式": JOINT, "起始日期": date(2019, 7, 1),
                                        "终止日期": until})
                    for _ in range(0 if until else self.rng.randrange(1, 4)):
                        self.add_member(branch, None, company["code"])

    def add_mobile(self) -> None:
        """Members in companies without an organisation: most in their city's branch of mobile members."""
        for number, company in enumerate(self.by_cover(MEMBERS_ONLY)):
            city = company["city"]
            if number < NO_BRANCH:
                self.add_member(None, None, company["code"])
                continue
            if city not in self.mobile:
                self.mobile[city] = self.add_branch(f"{self.cities[city].name}互联网行业流动党员党支部", city)
            for _ in range(self.rng.randrange(1, 3)):
                self.add_member(self.mobile[city], None, company["code"])

    def add_advisers(self) -> None:
        """An adviser for every four such companies of a city, from the committee's office; one whose term has ended."""
        office = self.add_branch("辽宁省互联网行业党委办公室党支部", "210100")
        for city in self.cities:
            served = [c for c in self.by_cover(ADVISER_ONLY) if c["city"] == city]
            for start in range(0, len(served), 4):
                adviser = self.add_member(office, "党建指导员")
                for company in served[start:start + 4]:
                    until = date(2020, 9, 1) if company["code"] in self.ended_adviser else None
                    self.advisers.append({"服务方": adviser, "服务对象": company["code"], "服务形式": "党建指导员",
                                          "起始日期": date(2020, 3, 1), "终止日期": until})


def books() -> dict[str, dict[str, list[dict]]]:
    """The committee's workbooks: file name → sheet name → rows."""
    made = Industry()
    province = [{"编码": TERRITORY, "名称": "辽宁省", "类别": "省"}]
    return {
        "区划.xlsx": {"县": province + [{"编码": c.code, "名称": c.name, "类别": "地级市", "所属省": TERRITORY, "纬度": c.lat,
                                      "经度": c.lon, "点位来源": "取点"} for c in made.cities.values()]},
        "互联网企业名录.xlsx": {"互联网企业": [{"编码": c["code"], "名称": f"互联网企业 {c['code'][-3:]}", "类别": "互联网企业",
                                    "规模": c["size"], "职工数": c["employees"], "行业": c["industry"], "所在市": c["city"],
                                    "假定": "企业为虚构"}
                                    for c in made.companies]},
        "党组织与党员.xlsx": {"党组织": made.branches, "党员": made.members},
        "组织覆盖台账.xlsx": {"组织覆盖": made.covers},
        "党建指导员派驻表.xlsx": {"服务": made.advisers},
    }


def answers() -> dict[str, list[dict]]:
    """The companies and members left out, by how the sample was made."""
    made = Industry()
    at = {c["code"]: f"{TERRITORY}/{c['code']}" for c in made.companies}
    no_organisation = sorted(at[c["code"]] for c in made.companies if c["cover"] not in (OWN, JOINT) or c["code"] in made.ended_joint)
    ended = (*made.ended_joint, *made.ended_adviser)
    no_work = sorted(at[c["code"]] for c in made.companies if c["cover"] == NOTHING or c["code"] in ended)
    lost = sorted(f"{TERRITORY}/{m['编码']}" for m in made.members if m["党支部"] is None)
    return {"enterprises_without_organisation": [{"params": {}, "column": "id", "values": no_organisation}],
            "enterprises_without_work_coverage": [{"params": {}, "column": "id", "values": no_work}],
            "members_without_organisation": [{"params": {}, "column": "id", "values": lost}]}


ANSWERS = answers()
