"""Relationships: which may join what, how a workbook gives them, and which of them say where a thing lies."""
from datetime import date
from itertools import product

from graphmodel.organisations import BRANCH, COOPERATIVE, ENTERPRISE, MEMBER, SERVICE_CENTRE, TEAM, UNIT
from graphmodel.places import AREA, COUNTY, GRID, HOUSEHOLD, TOWNSHIP, VILLAGE
from graphmodel.records import (COMMITMENT, CRITERION, EVENT, FEE_RECORD, HONOUR, MATTER, MEASURE, POST, PROJECT, RATING, SERVICE_ITEM, SHIFT, SPECIAL_TASK, VISIT, number)
from graphmodel.words import Column, Node, Prop, Rel

SINCE = Prop("since", date, ("起始日期", "Since"), ("自何日起有效。", "In force from this day."), aliases=("开始日期", "结对日期", "起", "自"))
UNTIL = Prop("until", date, ("终止日期", "Until"), ("至何日止（不含当日）；空为仍有效。", "In force until before this day; blank: still."), aliases=("结束日期", "止", "至"))
TIME = (SINCE, UNTIL)


def pairs(starts: tuple[Node, ...], ends: tuple[Node, ...]) -> tuple[tuple[Node, Node], ...]:
    """Every start with every end."""
    return tuple(product(starts, ends))


def text(name: str, zh: str, en: str, *choices: tuple[str, str], closed: bool = False, aliases: tuple[str, ...] = ()) -> Prop:
    """A text property of a relationship."""
    return Prop(name, str, (zh, en), (f"{zh}。", f"{en}."), choices=choices, closed=closed, aliases=aliases)


SITES = (VILLAGE, GRID, AREA, TOWNSHIP, COUNTY)
UNDER_BRANCH = (BRANCH, VILLAGE, GRID, AREA, TOWNSHIP, COUNTY, SERVICE_CENTRE, TEAM, COOPERATIVE, ENTERPRISE, UNIT)

PART_OF = Rel(
    "PART_OF", ((COUNTY, COUNTY), (TOWNSHIP, COUNTY), (AREA, TOWNSHIP), (AREA, COUNTY), (VILLAGE, TOWNSHIP), (VILLAGE, COUNTY), (GRID, VILLAGE), (GRID, GRID), (GRID, TOWNSHIP),
                (BRANCH, BRANCH), (SHIFT, SERVICE_CENTRE)) + pairs((POST,), UNDER_BRANCH),
    ("隶属", "part of"), ("下级属于上级。", "The lower one belongs to the upper one."), ("下级", "Lower"), ("上级", "Upper"), within="start", colour="#8C8677", arrow=False,
    columns=(Column(COUNTY, ("上级", "Above"), (COUNTY,), aliases=("所属市", "所属省", "上级地区")),
             Column(TOWNSHIP, ("所属县", "County"), (COUNTY,), required=True, aliases=("县", "县区", "所属县区", "上级")),
             Column(AREA, ("所属乡镇", "Township"), (TOWNSHIP, COUNTY), required=True, aliases=("乡镇", "上级")),
             Column(VILLAGE, ("所属乡镇", "Township"), (TOWNSHIP, COUNTY), required=True, aliases=("乡镇", "街道", "所属街道", "苏木乡镇", "上级", "上级编码", "镇")),
             Column(GRID, ("上级", "Within"), (VILLAGE, GRID, TOWNSHIP), required=True, aliases=("所属村", "所属社区", "所属小区", "所属楼栋", "村", "社区", "上级网格")),
             Column(BRANCH, ("上级党组织", "Upper branch"), (BRANCH,), aliases=("隶属", "上级", "上级组织")),
             Column(SHIFT, ("服务中心", "Service centre"), (SERVICE_CENTRE,), required=True, aliases=("中心", "值班中心")),
             Column(POST, ("设在", "Set up at"), UNDER_BRANCH, required=True, aliases=("所属", "设岗单位", "所在"))))
IN_AREA = Rel(
    "IN_AREA", pairs((VILLAGE, SERVICE_CENTRE, TEAM, BRANCH), (AREA,)), ("所在片区", "in area"), ("村、中心、队伍所在的片区。", "The area that a village, centre or team is in."), ("村或组织", "Village or organisation"), ("片区", "Area"),
    within="start", colour="#C6BFAE", arrow=False,
    columns=tuple(Column(n, ("所在片区", "Area"), (AREA,), aliases=("片区", "所属片区")) for n in (VILLAGE, SERVICE_CENTRE, TEAM, BRANCH)))
LOCATED_IN = Rel(
    "LOCATED_IN", pairs((BRANCH, COOPERATIVE, ENTERPRISE, UNIT, TEAM, SERVICE_CENTRE, PROJECT, MATTER, FEE_RECORD), SITES), ("位于", "located in"), ("组织、项目、事项所在的地方。", "Where an organisation, project or matter is."), ("组织或事项", "Organisation or record"), ("地方", "Place"),
    within="start", colour="#C6BFAE", arrow=False,
    columns=tuple(Column(n, ("所在地", "Place"), SITES, aliases=("所在村", "所在乡镇", "村", "村编码", "所在社区", "所在小区", "小区", "乡镇", "地点", "城市", "所在市"))
                  for n in (BRANCH, COOPERATIVE, ENTERPRISE, UNIT, TEAM, SERVICE_CENTRE, PROJECT, MATTER, FEE_RECORD)))
LIVES_IN = Rel(
    "LIVES_IN", pairs((HOUSEHOLD,), (VILLAGE, GRID)) + pairs((MEMBER,), (HOUSEHOLD, VILLAGE, GRID)), ("居住", "lives in"), ("户所在的村或单元；党员所在的户或村。", "The village or stairwell of a household; the household or village of a member."), ("户或党员", "Household or member"), ("居住地", "Home"),
    within="start", colour="#C6BFAE", arrow=False,
    columns=(Column(HOUSEHOLD, ("所在村", "Village"), (VILLAGE, GRID), required=True, aliases=("村", "村编码", "所在单元", "单元", "所在地", "嘎查村", "所在社区")),
             Column(MEMBER, ("所在户", "Household"), (HOUSEHOLD,), aliases=("户", "户编码")), Column(MEMBER, ("居住地", "Lives in"), (VILLAGE, GRID), aliases=("所在村", "居住村", "嘎查村"))))
MEMBER_OF = Rel(
    "MEMBER_OF", pairs((MEMBER,), (BRANCH, COOPERATIVE, ENTERPRISE, UNIT, TEAM)) + pairs((VILLAGE, HOUSEHOLD, ENTERPRISE), (COOPERATIVE,)) + ((COOPERATIVE, COOPERATIVE), (VILLAGE, TEAM), (UNIT, TEAM), (BRANCH, TEAM)),
    ("成员", "member of"), ("党员所在的组织；村、户加入的合作社；合作社加入的联合社。", "The organisation of a member; the cooperative of a village or household; the union of a cooperative."), ("成员", "Member"), ("组织", "Organisation"),
    props=(text("role", "成员类别", "Role", ("本级", "home"), ("联合", "joint"), ("就职", "employed"), ("入社", "cooperative member"), ("队员", "team member"), aliases=("类别", "角色")), *TIME), key=("role",), within="start", within_when=("role", ("本级", "就职")), dashes=(2, 3), colour="#55632A", arrow=False, aliases=("入社", "合作社成员", "组织成员"),
    columns=(Column(MEMBER, ("所在党组织", "Home branch"), (BRANCH,), values=(("role", "本级"),), aliases=("党支部", "所在支部", "所属党支部", "党组织")),
             Column(MEMBER, ("联合党组织", "Joint branch"), (BRANCH,), many=True, values=(("role", "联合"),), aliases=("加入的联合党组织",)),
             Column(MEMBER, ("就职单位", "Employer"), (ENTERPRISE, UNIT, COOPERATIVE), values=(("role", "就职"),), aliases=("工作单位", "所在企业")),
             Column(MEMBER, ("所在队伍", "Teams"), (TEAM,), many=True, values=(("role", "队员"),), aliases=("志愿队",)),
             *(Column(n, ("加入合作社", "Cooperatives"), (COOPERATIVE,), many=True, values=(("role", "入社"),), aliases=("合作社", "入社")) for n in (VILLAGE, HOUSEHOLD)),
             Column(COOPERATIVE, ("加入联合社", "Union"), (COOPERATIVE,), values=(("role", "入社"),), aliases=("联合社", "所属联合社"))))
LEADS = Rel(
    "LEADS", ((VILLAGE, VILLAGE), (BRANCH, BRANCH)), ("以强带弱", "leads"), ("中心村（强组织）联系帮带周边村。", "A centre village (a strong organisation) answers for raising another."), ("帮带村", "Leader"), ("被帮带村", "Led"),
    props=TIME, colour="#21221E", aliases=("帮带", "结对帮带", "强村带弱村"))
PAIRED_WITH = Rel(
    "PAIRED_WITH", ((MEMBER, HOUSEHOLD), (MEMBER, MEMBER), (MEMBER, VILLAGE), (UNIT, VILLAGE), (UNIT, HOUSEHOLD), (ENTERPRISE, HOUSEHOLD), (ENTERPRISE, VILLAGE), (BRANCH, BRANCH), (VILLAGE, VILLAGE), (TEAM, UNIT), (BRANCH, HOUSEHOLD), (COOPERATIVE, HOUSEHOLD)),
    ("结对", "paired with"), ("帮扶人与被帮扶对象，按项目。", "Helper and helped, by programme."), ("帮扶人", "Helper"), ("帮扶对象", "Helped"),
    props=(Prop("programme", str, ("项目", "Programme"), ("结对的项目，如帮学、带富、包户、党员联户。", "The programme, such as study, income, or the household's own helper."), required=True, aliases=("结对项目", "类别", "帮扶项目")), *TIME, number("hives", "蜂箱", "Hives", ("箱", "hives"), type=int)),
    key=("programme", "since"), arrow=False, aliases=("结对帮扶", "结对台账", "联户"))
JOINT_BUILDING = Rel(
    "JOINT_BUILDING", pairs((ENTERPRISE, UNIT, BRANCH, COOPERATIVE), (VILLAGE,)) + ((VILLAGE, VILLAGE), (BRANCH, BRANCH), (BRANCH, ENTERPRISE), (UNIT, BRANCH)), ("联建", "joint building"), ("企业、园区、单位与村共建；联建的村。", "An enterprise, park or unit building jointly with a village."), ("联建方", "Partner"), ("联建对象", "Village or organisation"),
    props=(text("form", "联建形式", "Form", ("龙头带动", "leading enterprise"), ("园区辐射", "industrial park"), ("组织联建", "joint organisation"), ("产业园", "joint park"), aliases=("形式", "类别")), Prop("agreement", bool, ("有协议", "Agreement"), ("是否签有联建协议。", "Whether an agreement was signed."), aliases=("联建协议",)), *TIME),
    key=("form",), dashes=(8, 4), colour="#704C79", arrow=False, aliases=("联建共建", "村企共建", "村企联建"))
SERVES = Rel(
    "SERVES", pairs((SERVICE_CENTRE,), (VILLAGE, GRID, TOWNSHIP)) + ((MEMBER, ENTERPRISE),) + pairs((TEAM, UNIT, POST, ENTERPRISE), (VILLAGE, GRID, HOUSEHOLD)), ("服务", "serves"), ("中心服务的村；派驻企业的指导员；队伍服务的小区。", "The villages of a centre; an adviser sent to an enterprise; the estates of a team."), ("服务方", "Server"), ("服务对象", "Served"),
    props=(text("form", "服务形式", "Form", ("辖区", "catchment"), ("党建指导员", "Party-building adviser"), ("志愿服务", "volunteering"), aliases=("形式",)), number("minutes", "路程分钟", "Minutes", ("骑电动车实测，分钟", "measured by e-bike, minutes")), *TIME),
    key=("form",), dashes=(8, 3, 2, 3), colour="#3F7F7A", arrow=False, aliases=("服务范围",),
    columns=(Column(POST, ("服务范围", "Serves"), (GRID, VILLAGE), many=True, aliases=("负责楼栋", "负责范围")),))
COVERS = Rel(
    "COVERS", pairs((BRANCH,), (ENTERPRISE, COOPERATIVE, UNIT)), ("组织覆盖", "covers"), ("党组织覆盖的企业、合作社：单独组建或联合组建。", "The enterprises that a Party organisation covers: of their own or joint."), ("党组织", "Branch"), ("覆盖对象", "Covered"),
    props=(text("form", "组建方式", "Form", ("单独组建", "own"), ("联合组建", "joint"), closed=True, aliases=("方式",)), *TIME), dashes=(1, 2), colour="#97774D", arrow=False,
    columns=(Column(BRANCH, ("单独组建于", "Own organisation of"), (ENTERPRISE, COOPERATIVE, UNIT), values=(("form", "单独组建"),), aliases=("所在企业", "设在企业")),
             Column(BRANCH, ("联合组建于", "Joint organisation of"), (ENTERPRISE, COOPERATIVE, UNIT), many=True, values=(("form", "联合组建"),), aliases=("联合企业", "覆盖企业"))))
HOLDS_POST = Rel("HOLDS_POST", ((MEMBER, POST),), ("任职", "holds post"), ("谁在哪个岗位。", "Who holds which post."), ("任职人", "Holder"), ("岗位", "Post"), props=TIME, key=("since",), arrow=False,
                 columns=(Column(POST, ("任职人", "Holders"), (MEMBER,), side="end", many=True, aliases=("岗位人员", "责任人", "任岗党员")),))
SEATED_ON = Rel("SEATED_ON", pairs((MEMBER, UNIT, BRANCH, TEAM, ENTERPRISE), (BRANCH, TEAM)), ("席位", "seated on"), ("大党委、议事会的委员与各方。", "The members and parties of a big committee or council."), ("委员", "Seat"), ("大党委或议事会", "Committee or council"),
                props=(text("role", "席位类别", "Role", ("书记", "secretary"), ("委员", "member"), ("兼职委员", "part-time commissioner"), ("社区党组织", "community Party organisation"), ("居委会", "residents' committee"), ("业委会", "owners' committee"), ("物业企业", "property firm"), ("业主代表", "owners' delegate"), aliases=("类别", "角色")),
                       Prop("letter", date, ("聘书日期", "Letter of appointment"), ("颁发聘书的日期。", "Date of the letter of appointment.")), *TIME), key=("role",), colour="#97774D", aliases=("兼职委员", "议事会成员", "大党委成员"))
REPRESENTS = Rel("REPRESENTS", pairs((MEMBER,), (UNIT, ENTERPRISE, GRID, TEAM, BRANCH)), ("代表", "represents"), ("委员代表的单位；业主代表所代表的小区。", "The unit of a commissioner; the estate of an owners' delegate."), ("代表", "Delegate"), ("被代表方", "Represented"), props=TIME, arrow=False,
                 columns=(Column(MEMBER, ("代表单位", "Represents"), (UNIT, ENTERPRISE, GRID, TEAM, BRANCH), many=True, aliases=("代表",)),))
COMMITS_TO = Rel("COMMITS_TO", pairs((MEMBER, UNIT, BRANCH, TEAM, ENTERPRISE), (COMMITMENT,)), ("作出承诺", "commits to"), ("谁作出的承诺。", "Who made the commitment."), ("承诺人", "Committed"), ("承诺", "Commitment"), within="end", arrow=False,
                 columns=(Column(COMMITMENT, ("承诺人", "Committed by"), (MEMBER, UNIT, BRANCH, TEAM, ENTERPRISE), side="end", many=True, aliases=("承诺党员", "承诺单位", "党员编码", "责任人")),))
WORKS_ON = Rel("WORKS_ON", pairs((BRANCH, MEMBER, UNIT, TEAM, VILLAGE, ENTERPRISE, COOPERATIVE), (PROJECT, SPECIAL_TASK)), ("参与", "works on"), ("谁参与项目或专项工作。", "Who works on a project or special task."), ("参与方", "Party"), ("项目或专项", "Project or task"),
               props=(text("role", "职责", "Role", ("牵头", "lead"), ("参与", "takes part"), aliases=("角色",)),), arrow=False,
               columns=(Column(PROJECT, ("参与方", "Parties"), (BRANCH, MEMBER, UNIT, TEAM, VILLAGE, ENTERPRISE, COOPERATIVE), side="end", many=True, aliases=("实施方", "参与村")),
                        Column(BRANCH, ("专项工作", "Special tasks"), (SPECIAL_TASK,), many=True, aliases=("承担专项",))))
RESOLVED = Rel("RESOLVED", pairs((TEAM, BRANCH, UNIT, MEMBER, ENTERPRISE), (MATTER,)), ("解决", "resolved"), ("谁解决了问题。", "Who solved the matter."), ("解决方", "Solver"), ("事项", "Matter"), arrow=False,
               columns=(Column(MATTER, ("解决方", "Solved by"), (TEAM, BRANCH, UNIT, MEMBER, ENTERPRISE), side="end", many=True, aliases=("承办队伍", "办理单位")),))
PUT_TO = Rel("PUT_TO", pairs((MATTER,), (EVENT, TEAM, BRANCH)), ("提交", "put to"), ("议题提交给哪个会议或组织。", "The meeting or body that a matter is put to."), ("事项", "Matter"), ("会议或组织", "Meeting or body"), within="start", arrow=False,
             columns=(Column(MATTER, ("提交会议", "Put to"), (EVENT, TEAM, BRANCH), aliases=("议事会", "会议")),))
HELD_AT = Rel("HELD_AT", pairs((EVENT,), (VILLAGE, GRID, TOWNSHIP, COUNTY, TEAM, BRANCH, SERVICE_CENTRE)), ("举办于", "held at"), ("活动在哪里、由哪个会议体举办。", "Where an event was held, or by which council."), ("活动", "Event"), ("地点或会议体", "Place or council"), within="start", arrow=False,
              columns=(Column(EVENT, ("举办地", "Held at"), (VILLAGE, GRID, TOWNSHIP, COUNTY, TEAM, BRANCH, SERVICE_CENTRE), many=True, aliases=("地点", "召开组织", "所在地", "演出地点")),))
REACHED = Rel("REACHED", pairs((EVENT,), (VILLAGE, TOWNSHIP)), ("到达", "reached"), ("活动覆盖到的乡镇、村。", "The townships and villages that an event reached."), ("活动", "Event"), ("覆盖地", "Reached"), arrow=True,
              columns=(Column(EVENT, ("覆盖地", "Reached"), (TOWNSHIP, VILLAGE), many=True, aliases=("覆盖乡镇", "覆盖村")),))
ORGANISED = Rel("ORGANISED", pairs((TEAM, BRANCH, UNIT), (EVENT,)), ("承办", "organised"), ("谁主办、承办活动。", "Who organised an event."), ("承办方", "Organiser"), ("活动", "Event"), arrow=False,
                columns=(Column(EVENT, ("承办方", "Organisers"), (TEAM, BRANCH, UNIT), side="end", many=True, aliases=("主办", "承办", "主办方")),))
AWARDED = Rel("AWARDED", pairs((VILLAGE, BRANCH, TOWNSHIP, AREA, GRID, HOUSEHOLD, COOPERATIVE, ENTERPRISE, MEMBER, TEAM), (HONOUR,)), ("获得荣誉", "awarded"), ("谁获得荣誉。", "Who received an honour."), ("获得者", "Recipient"), ("荣誉", "Honour"), within="end", arrow=False,
              columns=(Column(HONOUR, ("获得者", "Recipients"), (VILLAGE, BRANCH, TOWNSHIP, AREA, GRID, HOUSEHOLD, COOPERATIVE, ENTERPRISE, MEMBER, TEAM), side="end", many=True, aliases=("获奖单位", "获奖村", "授予对象")),))
CONCERNS = Rel("CONCERNS", pairs((MEASURE, VISIT, RATING), (HOUSEHOLD, MEMBER)), ("对象", "concerns"), ("措施、走访、评定的对象。", "Whom a measure, visit or rating is for."), ("记录", "Record"), ("对象", "For"), within="start", arrow=True,
          columns=tuple(Column(n, ("对象", "For"), (HOUSEHOLD, MEMBER), required=True, aliases=("帮扶户", "户", "户编码", "被访户", "党员户", "被评党员")) for n in (MEASURE, VISIT, RATING)))
DONE_BY = Rel("DONE_BY", pairs((VISIT, MEASURE), (MEMBER, BRANCH, UNIT, TEAM)), ("经办", "done by"), ("谁走访、谁负责措施。", "Who made the visit or answers for the measure."), ("记录", "Record"), ("经办人", "By"), arrow=True,
         columns=(Column(VISIT, ("走访人", "Visitor"), (MEMBER, BRANCH, UNIT, TEAM), required=True, many=True, aliases=("党员", "经办人")), Column(MEASURE, ("责任人", "Responsible"), (MEMBER, BRANCH, UNIT, TEAM), many=True, aliases=("负责人", "经办人"))))
SCORED = Rel("SCORED", ((RATING, CRITERION),), ("得分", "scored"), ("评定在各项标准上的得分及依据。", "Points of a rating on a criterion, and what they rest on."), ("评定", "Rating"), ("标准", "Criterion"),
             props=(number("points", "得分", "Points", ("分", "points")), text("grounds", "依据", "Grounds", aliases=("评分依据",))), arrow=False)
ON_DUTY = Rel("ON_DUTY", pairs((MEMBER, VILLAGE), (SHIFT,)), ("当班", "on duty"), ("谁值哪一班。", "Who is on duty in which shift."), ("值班人", "On duty"), ("值班", "Shift"), arrow=False,
              columns=(Column(SHIFT, ("值班人", "On duty"), (MEMBER,), side="end", many=True, aliases=("值班人员", "值班干部")), Column(SHIFT, ("值班村", "Village on duty"), (VILLAGE,), side="end", many=True)))
OFFERS = Rel("OFFERS", ((SERVICE_CENTRE, SERVICE_ITEM),), ("办理", "offers"), ("中心可以办理的事项、配备的设备。", "What a centre can do and which devices it has."), ("服务中心", "Centre"), ("事项", "Item"), arrow=False,
             columns=(Column(SERVICE_CENTRE, ("服务事项", "Items"), (SERVICE_ITEM,), many=True, aliases=("办理事项", "设备")),))

RELS = (PART_OF, IN_AREA, LOCATED_IN, LIVES_IN, MEMBER_OF, LEADS, PAIRED_WITH, JOINT_BUILDING, SERVES, COVERS, HOLDS_POST, SEATED_ON, REPRESENTS, COMMITS_TO, WORKS_ON,
        RESOLVED, PUT_TO, HELD_AT, REACHED, ORGANISED, AWARDED, CONCERNS, DONE_BY, SCORED, ON_DUTY, OFFERS)
