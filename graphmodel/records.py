"""Records: what was planned, done, met, paid and honoured."""


from graphmodel.properties import HOUSE, MU, NAME, PEOPLE, YEAR, day, kind, number, record
from graphmodel.words import Prop

RATING = record(
    "Rating",
    ("星级评定", "Rating"),
    (
        "党员户公开的年度星级评定；评的是党员本人的义务，不评群众。",
        "The public yearly star rating of a member household; it rates a member's own duties, nobody else.",
    ),
    Prop("year", int, YEAR.title, YEAR.help, required=True, low=1949, high=2100, aliases=YEAR.aliases),
    Prop("stars", int, ("星级", "Stars"), ("星级，0–10。", "Stars, 0 to 10."), low=0, high=10),
    caption="year",
    aliases=("星级", "评定", "星级户"),
)
CRITERION = record(
    "Criterion",
    ("评定标准", "Criterion"),
    ("公开的量化标准，如基本义务。", "A public, quantified criterion, such as basic duties."),
    NAME,
    number("full", "满分", "Full marks", ("分", "points")),
    aliases=("标准", "考评项目"),
)
POST = record(
    "Post",
    ("岗位", "Post"),
    ("岗位与职务：服务岗、三长、中心书记等。", "A post: a volunteer duty, a building head, a centre's secretary and the like."),
    NAME,
    kind(
        ("书记", "secretary"),
        ("副书记", "deputy secretary"),
        ("主任", "director"),
        ("下沉干部", "cadre sent down"),
        ("党小组长", "group head"),
        ("楼栋长", "building head"),
        ("单元长", "stairwell head"),
        closed=False,
        required=True,
    ),
    Prop("places", int, ("名额", "Places"), ("需要几人，空为 1。", "How many are needed; blank is 1."), low=1, aliases=("人数",)),
    aliases=("岗位设置", "职务"),
)
SHIFT = record(
    "Shift",
    ("值班", "Shift"),
    ("一个服务中心一天的值班。", "One day's duty at one service centre."),
    Prop(
        "weekday",
        str,
        ("星期", "Weekday"),
        ("星期几。", "Day of the week."),
        choices=(
            ("周一", "Monday"),
            ("周二", "Tuesday"),
            ("周三", "Wednesday"),
            ("周四", "Thursday"),
            ("周五", "Friday"),
            ("周六", "Saturday"),
            ("周日", "Sunday"),
        ),
        same=(*((f"{week}{day}", f"周{day}") for week in ("星期", "礼拜") for day in "一二三四五六日"),
              *((f"{week}天", "周日") for week in ("星期", "礼拜", "周"))),
    ),
    day("date", "日期", "Date"),
    caption="weekday",
    aliases=("值班表", "排班", "轮值"),
)
COMMITMENT = record(
    "Commitment",
    ("承诺", "Commitment"),
    ("党员或单位公开提出的承诺事项。", "A commitment made in public by a member or a unit."),
    Prop(
        "name", str, ("承诺事项", "Commitment"), ("承诺的内容。", "What is promised."), required=True, aliases=("内容", "名称", "承诺内容")
    ),
    day("made", "提出日期", "Made", "承诺日期"),
    day("due", "完成时限", "Due", "期限", "时限"),
    day("done", "完成日期", "Done"),
    aliases=("承诺事项", "承诺台账"),
)
MEASURE = record(
    "Measure",
    ("帮扶措施", "Measure"),
    ("一户一策的一项措施。", "One measure in a household's own plan."),
    Prop("name", str, ("措施", "Measure"), ("措施的内容。", "What will be done."), required=True, aliases=("内容", "名称", "措施内容")),
    kind(
        ("产业", "production"),
        ("就业", "work"),
        ("教育", "schooling"),
        ("医疗", "health"),
        ("住房", "housing"),
        ("兜底", "safety net"),
        closed=False,
    ),
    day("start", "开始日期", "Start"),
    day("due", "完成时限", "Due", "期限"),
    day("progress", "最近进展日期", "Last progress", "进展日期"),
    day("done", "完成日期", "Done"),
    aliases=("一户一策", "措施"),
)
VISIT = record(
    "Visit",
    ("走访", "Visit"),
    ("一次入户走访或上门指导。", "One visit to a household."),
    day("date", "走访日期", "Date", "日期", required=True),
    kind(("走访", "visit"), ("指导", "guidance"), ("慰问", "comfort"), closed=False),
    caption="date",
    aliases=("走访记录", "走访台账", "入户走访"),
)
PROJECT = record(
    "Project",
    ("项目", "Project"),
    ("项目及其数量：改厕、道路、土地流转、签约、产业园等。", "A project and its quantities: toilets, roads, land, signing, a joint park."),
    NAME,
    kind(closed=False, required=True),
    number("quantity", "数量", "Quantity", ("单位见“计量单位”", "its unit beside it")),
    Prop("unit", str, ("计量单位", "Unit"), ("数量的单位，如座、处。", "Unit of the quantity.")),
    number("amount", "金额", "Amount", ("万元", "10,000 yuan"), "投资"),
    number("households", "户数", "Households", HOUSE, type=int),
    number("people", "人数", "People", PEOPLE, type=int),
    number("land", "面积", "Land", MU, "占地"),
    number("hours", "用时", "Hours", ("小时", "hours")),
    day("start", "开始日期", "Start", "开工日期"),
    day("done", "完成日期", "Done", "竣工日期"),
    aliases=("工程",),
)
SPECIAL_TASK = record("SpecialTask", ("专项工作", "Special task"), ("一项专项工作。", "A special task."), NAME, aliases=("专项",))
SERVICE_ITEM = record(
    "ServiceItem",
    ("服务事项", "Service item"),
    ("下沉到中心的事项或设备。", "A service or a device moved down to the centres."),
    NAME,
    kind(("事项", "service"), ("设备", "device")),
    Prop("department", str, ("部门", "Department"), ("归口部门，如民政。", "Responsible department.")),
    aliases=("事项",),
)
MATTER = record(
    "Matter",
    ("事项议题", "Matter"),
    ("提出的问题或议题。", "A problem raised or an item on an agenda."),
    NAME,
    kind(("停车", "parking"), ("排水", "drainage"), ("议题", "agenda item"), closed=False),
    Prop(
        "state",
        str,
        ("状态", "State"),
        ("办理状态。", "How far it has come."),
        choices=(("已提出", "raised"), ("办理中", "under way"), ("已解决", "solved"), ("不予办理", "declined")),
    ),
    day("raised", "提出日期", "Raised"),
    day("solved", "解决日期", "Solved", "办结日期"),
    aliases=("问题", "议题", "难题", "诉求"),
)
EVENT = record(
    "Event",
    ("活动", "Event"),
    ("会议、演出、宣讲、主题活动。", "A meeting, performance, talk or theme activity."),
    NAME,
    kind(
        ("宣讲演出", "talk and performance"),
        ("议事会议", "council meeting"),
        ("主题活动", "theme activity"),
        ("决策听证", "hearing"),
        ("矛盾协调", "mediation"),
        ("事务评议", "review"),
        ("现场办公", "on-site work"),
        ("工作交流", "exchange"),
        closed=False,
    ),
    day("date", "日期", "Date"),
    number("attendance", "参加人数", "Attendance", PEOPLE, type=int),
    aliases=("会议", "演出", "宣讲"),
)
FEE_RECORD = record(
    "FeeRecord",
    ("缴费统计", "Fee record"),
    ("物业费清缴的汇总，按缴费群体和小区；不记个人。", "Fees settled, summed by payer group and estate; never by person."),
    YEAR,
    Prop(
        "payer",
        str,
        ("缴费群体", "Payer group"),
        ("哪一类缴费人。", "The group that pays."),
        choices=(("机关事业单位干部职工", "public-sector staff"), ("业主", "owners")),
        closed=False,
    ),
    number("due_households", "应缴户数", "Households due", HOUSE, type=int),
    number("paid_households", "已缴户数", "Households settled", HOUSE, type=int),
    number("due_amount", "应缴金额", "Amount due", ("万元", "10,000 yuan")),
    number("paid_amount", "已缴金额", "Amount settled", ("万元", "10,000 yuan")),
    caption="payer",
    aliases=("物业费", "收缴"),
)
HONOUR = record(
    "Honour",
    ("荣誉", "Honour"),
    ("荣誉、示范点、非遗项目等。", "An honour, a demonstration point or a heritage item."),
    NAME,
    kind(
        ("先进基层党组织", "advanced organisation"),
        ("美丽乡村", "beautiful village"),
        ("非物质文化遗产", "intangible heritage"),
        closed=False,
        required=True,
    ),
    Prop(
        "level",
        str,
        ("级别", "Level"),
        ("授予级别。", "Level of the awarding office."),
        choices=(("国家级", "national"), ("省级", "provincial"), ("市级", "municipal"), ("县级", "county"), ("镇级", "township")),
        closed=False,
    ),
    YEAR,
    day("date", "授予日期", "Awarded"),
    aliases=("表彰", "示范点", "奖项"),
)

RECORDS = (
    RATING,
    CRITERION,
    POST,
    SHIFT,
    COMMITMENT,
    MEASURE,
    VISIT,
    PROJECT,
    SPECIAL_TASK,
    SERVICE_ITEM,
    MATTER,
    EVENT,
    FEE_RECORD,
    HONOUR,
)
