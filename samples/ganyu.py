"""赣榆区 (连云港, 江苏): property firms under an industry committee, three heads, councils of four parties, matters, volunteers, fees."""
import random
from datetime import date, timedelta

from samples import ganyu_estates as estates
from samples.ganyu_estates import CENTRE, COMMUNITIES, ESTATES, TERRITORY, TOWN, buildings, estate, stairwells, team
from samples.official import townships
from samples.register import shared, township_rows, village_rows

TITLE = ("赣榆区：“红·星”物业", "Ganyu District: red-star property services")
DATA_DATE = date(2020, 9, 30)
NOTES = [
    ("镇、社区的名称和编码取自 2023-06-30 官方名录（china-division，WTFPL）；四个镇的点取自 GeoNames（CC BY 4.0），其余点位为合成。",
     "Names and codes are those of the official list of 2023-06-30 (china-division, WTFPL); the points of four towns are from GeoNames "
     "(CC BY 4.0), all others are made up."),
    ("御水湾、观澜尚城见报道，所在社区为假定；其余六个小区、物业企业、楼栋、单元、户数均为虚构。只登记青口镇八个小区。",
     "御水湾 and 观澜尚城 are on the page, their communities are assumed; six other estates, the firms, buildings, stairwells and "
     "households are invented. Only eight estates of 青口镇 are entered."),
    ("三级组织架构：物业管理行业党委、物业企业党组织、小区物业服务项目党小组；社区党委和小区党支部在此之外。六号、七号企业联合组建，"
     "八号企业尚无组织。",
     "Three tiers: industry committee, the firms' organisations, the estates' groups; community committees and estate branches stand "
     "beside them. Firms six and seven share an organisation, firm eight has none."),
    ("假定：35 支志愿服务队分在青口镇 35 个社区；176 个志愿服务岗、146 件已解决难题在八个小区间分摊。",
     "Assumed: the 35 volunteer teams belong to 35 communities of 青口镇; the 176 volunteer posts and 146 matters solved are shared out "
     "over the eight estates."),
    ("物业费按缴费群体和地方汇总，不记个人。机关事业单位干部职工按镇汇总，户数、金额为虚构，全区合计超过 98%；御水湾、观澜尚城超过 97%。",
     "Fees are summed by payer group and place, never by person. Public-sector staff are summed by town, numbers invented, over 98 % for "
     "the district; 御水湾 and 观澜尚城 over 97 %."),
    ("“信用+物业”记为约定规则（项目），由各方共同约定，不为个人计分。",
     "Credit and property is entered as agreed rules (projects) among the parties; nobody is scored."),
    ("每个小区由哪家企业服务，从项目党小组的上级组织和议事会席位可知。",
     "Which firm serves an estate follows from its group's upper organisation and from the council's seats."),
]
MADE_UP = {"柘汪镇": (35.08, 119.22), "石桥镇": (35.04, 119.14), "金山镇": (34.98, 119.04), "黑林镇": (35.02, 118.88),
           "厉庄镇": (34.98, 118.96), "塔山镇": (34.90, 118.96), "赣马镇": (34.89, 119.07), "班庄镇": (34.87, 118.84),
           "城头镇": (34.84, 118.98), "城西镇": (34.84, 119.02), "沙河镇": (34.76, 118.92), "农业技术服务中心": (34.85, 119.10),
           "赣榆海洋经济开发区": (35.07, 119.25), "赣榆经济开发区": (34.82, 119.12)}
SQUADS = ("垃圾清理", "秩序管理", "治安维稳", "环境保护", "资金监督", "文娱活动")
MEETINGS = ("决策听证", "矛盾协调", "事务评议", "现场办公", "工作交流")
VOLUNTEERING = ("家政维修", "关爱老人", "留守儿童照料")
TROUBLES = ("停车", "停车", "停车", "排水", "排水", "照明", "绿化", "电梯", "充电", "楼道堆物")
RULES = ("按时缴费户优先安排上门维修", "物业企业公开收支后方可调整收费", "物业逾期未修按约减免费用", "逾期未缴先提醒、再调解、后诉讼",
         "业主参加志愿服务兑换公共车位时段")
TEAMS, SOLVED, POSTS = 35, 146, 176
NO_OWNERS_COMMITTEE, NO_DELEGATES, NO_REVIEW = 6, 4, 3
"""Places in ESTATES of the council lacking a party, of the one without delegates, of the one that held no review: planted."""
VACANT_POSTS = (17, 60, 101, 150)
"""Volunteer posts that nobody holds: planted."""
OPEN_LONG = (0, 3, 6, 9, 12)
"""Open matters raised before July: planted."""
NO_OWNER, OVERDUE = (4, 9), (2, 11)
"""Commitments that nobody is entered for, and past their date: planted."""
COURT = "FY-01"


def books() -> dict[str, dict[str, list[dict]]]:
    """The district's workbooks: file name → sheet name → rows."""
    rng = random.Random(320707)
    people = estates.People(rng)
    return {
        "区划与小区.xlsx": {"县区": [{"编码": TERRITORY, "名称": "赣榆区", "类别": "区"}], "乡镇": township_rows(TERRITORY, MADE_UP),
                       "社区": village_rows(TERRITORY, {TOWN: CENTRE}, 3.0, TOWN), "小区楼栋": estates.grids()},
        "物业党建.xlsx": {"物业企业": firms(), "单位": [{"编码": COURT, "名称": "赣榆区人民法院", "类别": "机关", "所在地": TERRITORY}],
                      "党组织": estates.branches(), "党员": people.rows},
        "三长与志愿岗.xlsx": {"岗位": heads(people) + volunteer_posts(people)},
        "四方议事.xlsx": {"队伍": councils(), "席位": seats(people), "活动": meetings(rng)},
        "志愿服务.xlsx": {"队伍": teams(), "服务": service()},
        "小区治理难题.xlsx": {"难题": matters(rng)},
        "物业费收缴.xlsx": {"物业费": fees(rng)},
        "信用物业.xlsx": {"项目": rules(), "承诺": commitments()},
    }


def firms() -> list[dict]:
    """Eight invented property firms."""
    return [{"编码": f"QY-{f}", "名称": f"物业企业 {f:02}", "类别": "物业企业", "规模": ("中型", "小型")[f % 2], "职工数": 20 + 7 * f,
             "所在地": TOWN, "假定": "企业为虚构"} for f in range(1, estates.FIRMS + 1)]


def heads(people: estates.People) -> list[dict]:
    """The three heads: of the group of each estate, of each building, of each stairwell; the last two live there."""
    rows = []
    for n, one in enumerate(ESTATES):
        residents = people.residents[n]
        wanted = [(estate(n), "党小组长", one.name, people.group[n][0])]
        wanted += [(code, "楼栋长", f"{one.name} {code.split('-')[2]} 栋", residents[estates.lives_in_building(n, turn)])
                   for turn, code in enumerate(buildings(n))]
        wanted += [(code, "单元长", "{} {} 栋 {} 单元".format(one.name, *code.split("-")[2:]), residents[turn])
                   for turn, code in enumerate(stairwells(n))]
        rows += [{"编码": f"SZ-{code[3:]}", "名称": f"{name}{kind}", "类别": kind, "名额": 1, "设在": code,
                  "任职人": [] if code in estates.VACANT_HEADS else [holder]}
                 for code, kind, name, holder in wanted if code not in estates.NO_HEAD_POST]
    return rows


def volunteer_posts(people: estates.People) -> list[dict]:
    """The 176 posts of three kinds for volunteers, 22 in each estate."""
    per = POSTS // len(ESTATES)
    return [{"编码": volunteer_post(number), "名称": f"{ESTATES[number // per].name}党员志愿服务岗 {number % per + 1:02}",
             "类别": VOLUNTEERING[number % 3], "名额": 1, "设在": estate(number // per),
             "任职人": [] if number in VACANT_POSTS else [people.residents[number // per][number % per + 8]],
             "服务范围": [estate(number // per)]} for number in range(POSTS)]


def volunteer_post(number: int) -> str:
    """The code of a volunteer post."""
    return f"GW-{number + 1:03}"


def councils() -> list[dict]:
    """A council, residents' committee and owners' committee for each estate, but for the one without owners' committee."""
    rows = []
    for n, one in enumerate(ESTATES):
        rows += [{"编码": f"YS-{n + 1}", "名称": f"{one.name}四方议事会", "类别": "议事会", "所在地": estate(n)},
                 {"编码": f"JW-{n + 1}", "名称": f"{COMMUNITIES[one.community].name}居委会", "类别": "居委会",
                  "所在地": estates.community(n)}]
        rows += [{"编码": f"YW-{n + 1}", "名称": f"{one.name}业委会", "类别": "业委会", "所在地": estate(n),
                  "假定": "业委会为虚构"}] if n != NO_OWNERS_COMMITTEE else []
    return rows


def seats(people: estates.People) -> list[dict]:
    """The four parties to each council, and the owners' delegates."""
    rows = []
    for n, one in enumerate(ESTATES):
        parties = [(f"ZZ-S{n + 1}", "社区党组织"), (f"JW-{n + 1}", "居委会"),
                   *([(f"YW-{n + 1}", "业委会")] if n != NO_OWNERS_COMMITTEE else []), (f"QY-{one.firm}", "物业企业")]
        parties += [(code, "业主代表") for code in people.delegates[n] if n != NO_DELEGATES]
        rows += [{"委员": code, "大党委或议事会": f"YS-{n + 1}", "席位类别": role, "起始日期": date(2020, 4, 1)} for code, role in parties]
    return rows


def meetings(rng: random.Random) -> list[dict]:
    """The five kinds of meeting of each council since April, but for the one that held no review."""
    held = sorted((date(2020, 4 + turn, rng.randrange(1, 29)), n, kind) for n in range(len(ESTATES))
                  for turn, kind in enumerate((*MEETINGS, MEETINGS[n % 5])) if (n, kind) != (NO_REVIEW, "事务评议"))
    return [{"编码": f"HD-{i:02}", "名称": f"{ESTATES[n].name}{kind}会", "类别": kind, "日期": day, "参加人数": rng.randrange(9, 40),
             "举办地": [f"YS-{n + 1}"], "假定": "日期、人数为虚构"} for i, (day, n, kind) in enumerate(held, start=1)]


def teams() -> list[dict]:
    """The 35 volunteer teams, one a community, and two squads in each estate."""
    rows = [{"编码": team(c), "名称": f"{COMMUNITIES[c].name}“红·星”物业志愿服务队", "类别": "志愿服务队", "专长": "物业志愿服务",
             "所在地": COMMUNITIES[c].code, "假定": "所在社区为假定"} for c in team_places()]
    return rows + [{"编码": f"DW-{n + 1}-{turn + 1}", "名称": f"{one.name}{SQUADS[(2 * n + turn) % 6]}小分队", "类别": "小分队",
                    "专长": SQUADS[(2 * n + turn) % 6], "所在地": estate(n), "假定": "队伍为虚构"}
                   for n, one in enumerate(ESTATES) for turn in range(2)]


def team_places() -> list[int]:
    """The places in COMMUNITIES of those with a volunteer team."""
    return [c for c in range(len(COMMUNITIES)) if c != estates.TEAMLESS][:TEAMS]


def service() -> list[dict]:
    """Each team serves its community and the estates in it, each squad its estate."""
    rows = [(team(c), COMMUNITIES[c].code) for c in team_places()] + [(team(one.community), estate(n)) for n, one in enumerate(ESTATES)
                                                                      if one.community in team_places()]
    return [{"服务方": code, "服务对象": place, "服务形式": "志愿服务", "起始日期": date(2020, 4, 1)} for code, place in rows]


def matters(rng: random.Random) -> list[dict]:
    """The 146 matters solved and 17 others, by estate, with who solved them and the meeting they were put to."""
    rows = []
    for n, count in enumerate(shared(SOLVED, [one.households for one in ESTATES])):
        for _ in range(count):
            raised = date(2020, 1, 6) + timedelta(days=rng.randrange(205))
            solver = f"DW-{n + 1}-{len(rows) % 2 + 1}" if len(rows) % 3 else f"QY-{ESTATES[n].firm}"
            rows.append(matter(len(rows), n, rng.choice(TROUBLES), "已解决", raised)
                        | {"解决日期": raised + timedelta(days=rng.randrange(4, 58)), "解决方": [solver], "提交会议": f"YS-{n + 1}"
                           if len(rows) % 2 else None})
    for turn in range(17):
        raised = date(2020, 5, 4 + turn) if turn in OPEN_LONG else date(2020, 9, 3 + turn)
        rows.append(matter(len(rows), turn % len(ESTATES), TROUBLES[turn % 10], "不予办理" if turn in (7, 15) else "办理中" if turn % 2
                           else "已提出", raised))
    return rows


def matter(number: int, place: int, kind: str, state: str, raised: date) -> dict:
    """What every matter's row has."""
    return {"编码": f"WT-{number + 1:03}", "名称": f"{ESTATES[place].name}{kind}问题", "类别": kind, "状态": state, "提出日期": raised,
            "所在小区": estate(place), "假定": "事项、日期为虚构"}


def fees(rng: random.Random) -> list[dict]:
    """Fees settled by public-sector staff, town by town, and by owners, estate by estate."""
    rows = [fee(f"FY-S{n:02}", "机关事业单位干部职工", place.code, due, due - round(due * rng.uniform(0.009, 0.017)), 0.11)
            for n, place in enumerate((p for p in townships(TERRITORY) if p.code != "320707400"), start=1)
            for due in (rng.randrange(180, 900),)]
    return rows + [fee(f"FY-X{n + 1}", "业主", estate(n), one.households,
                       one.households - round(one.households * (0.022 if n < 2 else 0.05 + 0.015 * n)), 0.12)
                       for n, one in enumerate(ESTATES)]


def fee(code: str, payer: str, place: str, due: int, paid: int, each: float) -> dict:
    """One row of fees: households and 10,000 yuan."""
    return {"编码": code, "年度": 2020, "缴费群体": payer, "所在地": place, "应缴户数": due, "已缴户数": paid,
            "应缴金额": round(due * each, 2), "已缴金额": round(paid * each, 2), "假定": "户数、金额为虚构"}


def rules() -> list[dict]:
    """The agreed rules of credit and property, and the court's quick way."""
    parties = [code for n, one in enumerate(ESTATES) for code in (f"QY-{one.firm}", *([f"YW-{n + 1}"] if n != NO_OWNERS_COMMITTEE else []))]
    agreed = [{"编码": f"XM-{i}", "名称": rule, "类别": "信用+物业规则", "开始日期": date(2020, 5, 1), "所在地": TERRITORY,
               "参与方": list(dict.fromkeys(["ZZ-00", *parties])), "假定": "规则内容为虚构"} for i, rule in enumerate(RULES, start=1)]
    return [*agreed, {"编码": "XM-6", "名称": "物业纠纷“立、审、执”绿色通道", "类别": "绿色通道", "开始日期": date(2020, 5, 1),
                      "所在地": TERRITORY, "参与方": [COURT, "ZZ-00"]}]


def commitments() -> list[dict]:
    """Two promises of service by each firm's organisation, some planted without an owner or past their date."""
    promise = ("报修两小时内到场", "收支每季度公示")
    return [{"编码": f"CN-{n + 1:02}", "承诺事项": promise[n % 2], "提出日期": date(2020, 4, 15), "完成时限": date(2020, 8, 31)
             if n in OVERDUE else date(2020, 12, 31),
             "承诺单位": [] if n in NO_OWNER else [f"ZZ-Q{n // 2 + 1}"], "假定": "承诺为虚构"} for n in range(12)]


def keys(codes) -> list[str]:
    """Whole keys of the district's own codes, sorted."""
    return sorted(f"{TERRITORY}/{code}" for code in codes)


ANSWERS = {
    "buildings_without_head": [{"params": {}, "column": "id",
                                "values": keys(code for code in estates.VACANT_HEADS | estates.NO_HEAD_POST if code.count("-") > 1)}],
    "posts_without_holder": [{"params": {}, "column": "id",
                              "values": keys([*(f"SZ-{code[3:]}" for code in estates.VACANT_HEADS), *map(volunteer_post, VACANT_POSTS)])}],
    "councils_lacking_party": [{"params": {}, "column": "id", "values": keys([f"YS-{NO_OWNERS_COMMITTEE + 1}"])}],
    "councils_without_delegates": [{"params": {}, "column": "id", "values": keys([f"YS-{NO_DELEGATES + 1}"])}],
    "councils_without_meeting_kind": [{"params": {"kind": kind}, "column": "id", "values": keys([f"YS-{NO_REVIEW + 1}"])}
                                      for kind in ("事务评议", "")],
    "matters_open_long": [{"params": {"days": "60"}, "column": "id", "values": keys(f"WT-{SOLVED + turn + 1:03}" for turn in OPEN_LONG)}],
    "estates_without_team": [{"params": {}, "column": "id",
                              "values": keys(estate(n) for n, one in enumerate(ESTATES) if one.community == estates.TEAMLESS)}],
    **{question: [{"params": {"kind": kind}, "column": "id", "values": keys([f"QY-{estates.UNCOVERED}"])} for kind in ("物业企业", "")]
       for question in ("enterprises_without_organisation", "enterprises_without_work_coverage")},
    "commitments_without_owner": [{"params": {}, "column": "id", "values": keys(f"CN-{n + 1:02}" for n in NO_OWNER)}],
    "commitments_overdue": [{"params": {}, "column": "id", "values": keys(f"CN-{n + 1:02}" for n in OVERDUE)}],
    "organisations_without_members": [{"params": {}, "column": "id", "values": []}],
}
