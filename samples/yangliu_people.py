"""羊流镇: branches, members, area centres and their rota, all individuals invented."""
import random
from collections import Counter
from datetime import date

from samples.yangliu_villages import AREAS, CENTRES, CODES, DAHEZHUANG, TOWNSHIP, area_of, centre_point, members

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五")
EMPTY_BRANCHES = ("二洼", "西石棚", "北董家庄")
"""Village branches whose members nobody has entered: planted."""
NOBODY_ON_DUTY = ("PQ-03", "周四")
NO_SHIFT = ("PQ-06", "周二")
"""Planted: one day in the rota with nobody on duty, one day that the rota leaves out."""
ENTERPRISE_BRANCHES = 6
TOTAL = 1860
STAFF = (("中心书记", "书记", "片区中心书记（副科级）"), ("中心副书记", "副书记", "片区中心副书记"), ("中心主任", "主任", "片区中心主任"))
CADRES = 5
ITEMS = (("民政", "最低生活保障申请"), ("民政", "临时救助申请"), ("民政", "高龄津贴申领"), ("人社", "居民养老保险参保"),
         ("人社", "养老待遇资格认证"), ("人社", "就业失业登记"),
         ("经管", "土地承包合同查询"), ("经管", "村集体合同备案"), ("医保", "居民医保参保"), ("自然资源", "房产查询证明"))
DEVICE = "SX-11"


def village_branch(name: str) -> str:
    """The code of a village's branch."""
    return f"DZ-{CODES[name][-3:]}" if name in CODES else "DZ-901"


def branch_name(name: str) -> str:
    """The name of a village's branch."""
    return f"{name.removesuffix('村')}村党支部"


def branches() -> list[dict]:
    """The town's committee, its office branch, one branch a village and those of enterprises."""
    town = [{"编码": "DZ-000", "名称": "羊流镇党委", "类别": "党委", "层级": "乡", "所在地": TOWNSHIP},
            {"编码": "DZ-001", "名称": "羊流镇机关党支部", "类别": "党支部", "层级": "乡", "上级党组织": "DZ-000", "所在地": TOWNSHIP}]
    village = [{"编码": village_branch(name), "名称": branch_name(name), "类别": "党支部", "层级": "村", "上级党组织": "DZ-000",
                "所在地": CODES.get(name, DAHEZHUANG)} for name in [*CODES, "大河庄"]]
    enterprise = [{"编码": f"DZ-E{i}", "名称": f"企业党支部 {i:02}", "类别": "党支部", "层级": "企业", "上级党组织": "DZ-000",
                   "所在地": TOWNSHIP, "设在企业": f"QY-{i:02}", "假定": "企业党支部为虚构"}
                  for i in range(1, ENTERPRISE_BRANCHES + 1)]
    return [{**row, "建制": True} for row in town + village + enterprise]


class People:
    """The town's members, numbered in order; `staff` by area centre, `village` by name of village."""

    def __init__(self, rng: random.Random):
        self.rng, self.rows = rng, []
        self.staff: dict[str, list[str]] = {}
        self.village: dict[str, list[str]] = {}
        for duty in ("镇党委书记", "镇长", "镇党委副书记", *["镇党委委员"] * 6):
            self.add("DZ-000", duty)
        for area in AREAS:
            duties = [duty for _, _, duty in STAFF] + ["下沉干部"] * CADRES
            self.staff[area] = [self.add("DZ-001", duty, reserve=duty in (STAFF[1][2], STAFF[2][2])) for duty in duties]
        for i in range(1, ENTERPRISE_BRANCHES + 1):
            for n in range(8):
                self.add(f"DZ-E{i}", "企业党支部书记" if n == 0 else None, employer=f"QY-{i:02}")
        names = [name for name in [*CODES, "大河庄"] if name not in EMPTY_BRANCHES]
        for name, size in zip(names, self.sizes(len(names), TOTAL - len(self.rows)), strict=True):
            self.village[name] = [self.add(village_branch(name), VILLAGE_DUTIES.get(n), village=CODES.get(name, DAHEZHUANG),
                                           committee=n < 3, reserve=n == 3, leader=n in (0, 4))
                                  for n in range(size)]

    def sizes(self, count: int, total: int) -> list[int]:
        """So many numbers, uneven, that add up to the total."""
        sizes = [total // count + (i < total % count) for i in range(count)]
        for i in range(0, count - 1, 2):
            shift = self.rng.randrange(7)
            sizes[i] += shift
            sizes[i + 1] -= shift
        return sizes

    def add(self, branch: str, duty: str | None, *, village: str | None = None, employer: str | None = None, committee=False, reserve=False,
            leader=False) -> str:
        """One more member; the code."""
        number = len(self.rows) + 1
        joined = date(self.rng.randrange(1975, 2020), self.rng.choice((6, 7)), self.rng.randrange(1, 28))
        self.rows.append({"编码": f"DY-{number:04}", "姓名": f"党员 {number:04}",
                          "身份": "预备党员" if number % 61 == 0 and not duty else "正式党员", "职务": duty,
                          "村两委": committee, "后备干部": reserve, "致富带头人": leader, "入党日期": joined, "党支部": branch,
                          "就职单位": employer, "居住村": village})
        return f"DY-{number:04}"


VILLAGE_DUTIES = {0: "村党支部书记", 1: "村委会主任", 2: "村党支部委员"}


def village_number(area: str) -> str:
    """The two digits by which an area's own records are numbered."""
    return area[-2:]


def centres() -> list[dict]:
    """One service centre an area, in the village named first, with every service and the device."""
    at = {area: centre_point(area) for area in AREAS}
    return [{"编码": f"ZX-{village_number(area)}", "名称": f"{AREAS[area][0]}党群服务中心", "类别": "片区中心", "应配干部": CADRES,
             "片区": area, "所在地": CODES[AREAS[area][3]], "纬度": at[area][0], "经度": at[area][1], "点位来源": "合成",
             "服务事项": [f"SX-{i:02}" for i in range(1, len(ITEMS) + 1)] + [DEVICE]} for area in AREAS]


def items() -> list[dict]:
    """What the centres can do, and the device that each has."""
    services = [{"编码": f"SX-{i:02}", "名称": name, "类别": "事项", "部门": department}
                for i, (department, name) in enumerate(ITEMS, start=1)]
    return [*services, {"编码": DEVICE, "名称": "泰好办", "类别": "设备", "部门": None}]


def catchments() -> list[dict]:
    """The villages that each centre serves; 大河庄 goes to the centre of the park."""
    area = {**area_of(), "大河庄": "PQ-02"}
    return [{"服务方": f"ZX-{village_number(area[name])}", "服务对象": CODES.get(name, DAHEZHUANG), "服务形式": "辖区"}
            for name in [*CODES, "大河庄"]]


def posts(people: People) -> list[dict]:
    """Secretary, deputy, director and five cadres in each centre, all filled."""
    rows = []
    for area, staff in people.staff.items():
        centre, name = f"ZX-{village_number(area)}", AREAS[area][0]
        for i, (title, kind, _) in enumerate(STAFF):
            rows.append({"编码": f"GW-{village_number(area)}-{i + 1}", "名称": f"{name}{title}", "类别": kind, "名额": 1, "设在": centre,
                         "任职人": [staff[i]]})
        rows.append({"编码": f"GW-{village_number(area)}-4", "名称": f"{name}下沉干部", "类别": "下沉干部", "名额": CADRES, "设在": centre,
                     "任职人": staff[len(STAFF):]})
    return rows


def rota(people: People) -> list[dict]:
    """Two villages of the area a day, each with one of its committee members."""
    rows, turns = [], Counter()
    for area in AREAS:
        villages = [name for name in members(area) if name in people.village]
        for i, weekday in enumerate(WEEKDAYS):
            today = [villages[(2 * i + n) % len(villages)] for n in (0, 1)]
            nobody = (area, weekday) == NOBODY_ON_DUTY
            on_duty = []
            for name in today:
                on_duty.append(people.village[name][turns[name] % 3])
                turns[name] += 1
            if (area, weekday) != NO_SHIFT:
                rows.append({"编码": f"BC-{village_number(area)}-{i + 1}", "星期": weekday, "服务中心": f"ZX-{village_number(area)}",
                             "值班人": [] if nobody else on_duty,
                             "值班村": [] if nobody else [CODES[name] for name in today]})
    return rows


def secretaries(people: People, area: str) -> list[str]:
    """The branch secretaries of an area's villages."""
    return [people.village[name][0] for name in members(area) if name in people.village]


def advanced() -> list[str]:
    """The 21 villages whose branches are honoured, the three centres first."""
    others = [name for i, name in enumerate(CODES) if i % 4 == 1 and name not in CENTRES and name not in EMPTY_BRANCHES]
    return [*CENTRES, *others][:21]
