"""Organisations and people."""
from datetime import date

from graphmodel.places import ASSUMED, ID, LAT, LON, NAME, NOTE, POINT, kind
from graphmodel.words import Node, Prop

INDUSTRY = Prop("industry", str, ("产业", "Industry"), ("主要产业或行业。", "Main industry."), aliases=("行业", "主营"))

BRANCH = Node(
    "Branch", ("党组织", "Branch"), ("各类党组织，含联合的、非建制的、行业的和社区大党委。", "A Party organisation of any kind: formal, joint, of an industry, or a community's big committee."),
    (ID, NAME,
     kind(("党工委", "working committee"), ("党委", "committee"), ("党总支", "general branch"), ("党支部", "branch"), ("党小组", "group"), ("联合党委", "joint committee"),
          ("联合党总支", "joint general branch"), ("联合党支部", "joint branch"), ("社区大党委", "community big committee"), ("行业党委", "industry committee"), closed=False),
     Prop("established", bool, ("建制", "Formal"), ("是否为正式建制的党组织；联合党组织一般为否。", "Whether formally established; joint ones usually are not."), aliases=("是否建制",)),
     Prop("tier", str, ("层级", "Tier"), ("所在层级。", "The tier it stands at."),
          choices=(("省", "province"), ("市", "prefecture"), ("县", "county"), ("乡", "township"), ("村", "village"), ("网格", "grid"), ("企业", "enterprise"), ("项目", "estate")), closed=False, aliases=("级别",)),
     Prop("sector", str, ("领域", "Sector"), ("所属领域或专项特色。", "Sector or special field."), aliases=("行业",)),
     Prop("founded", date, ("成立日期", "Founded"), ("成立日期。", "Date of foundation.")), ASSUMED, NOTE),
    group="organisation", shape="square", colour="#97774D", aliases=("党支部", "组织", "党组织名册", "基层党组织"))
COOPERATIVE = Node(
    "Cooperative", ("合作社", "Cooperative"), ("合作社与联合社。", "A cooperative or a union of cooperatives."),
    (ID, NAME, kind(("合作社", "cooperative"), ("联合社", "union")), INDUSTRY,
     Prop("led_by", str, ("领办", "Led by"), ("由谁领办。", "Who leads it."), choices=(("党组织", "Party organisation"), ("大户", "large farmer"), ("村集体", "village collective"), ("企业", "enterprise")), closed=False, aliases=("领办方",)),
     Prop("land", float, ("土地面积", "Land"), ("流转或经营土地，亩。", "Land farmed, mu."), low=0, aliases=("流转面积",)),
     Prop("founded", date, ("成立日期", "Founded"), ("成立日期。", "Date of foundation.")), ASSUMED, NOTE),
    group="organisation", shape="hexagon", colour="#55632A", aliases=("联合社", "专业合作社"))
ENTERPRISE = Node(
    "Enterprise", ("企业", "Enterprise"), ("企业、园区、物业公司、互联网企业。", "An enterprise, industrial park, property firm or internet company."),
    (ID, NAME, kind(("龙头企业", "leading enterprise"), ("工业园", "industrial park"), ("物业企业", "property firm"), ("互联网企业", "internet company"), ("扶贫车间", "poverty-relief workshop"), ("其他", "other"), closed=False),
     Prop("size", str, ("规模", "Size"), ("企业规模。", "Size class."), choices=(("大型", "large"), ("中型", "medium"), ("小型", "small"), ("微型", "micro"))),
     Prop("employees", int, ("职工数", "Employees"), ("职工，人。", "Number of employees."), low=0), INDUSTRY, LAT, LON, POINT, ASSUMED, NOTE),
    group="organisation", shape="diamond", colour="#704C79", aliases=("公司", "园区", "龙头企业", "物业企业", "互联网企业"))
UNIT = Node(
    "Unit", ("单位", "Unit"), ("驻区单位、部门、学校、高校、科研院所。", "A resident unit, department, school, university or institute."),
    (ID, NAME, kind(("机关", "government office"), ("事业单位", "public institution"), ("学校", "school"), ("医院", "hospital"), ("国企", "state firm"), ("高校", "university"), ("科研院所", "research institute"), ("其他", "other"), closed=False), ASSUMED, NOTE),
    group="organisation", shape="bar", colour="#63635B", aliases=("驻区单位", "部门", "帮扶单位"))
TEAM = Node(
    "Team", ("队伍", "Team"), ("志愿服务队、小分队、智囊团、议事会、书记沙龙、业委会、居委会、演出团等。", "A volunteer team, squad, think tank, council, secretaries' salon, owners' or residents' committee, troupe and the like."),
    (ID, NAME, kind(("志愿服务队", "volunteer team"), ("小分队", "squad"), ("智囊团", "think tank"), ("议事会", "council"), ("书记沙龙", "secretaries' salon"), ("业委会", "owners' committee"),
                    ("居委会", "residents' committee"), ("演出团", "troupe"), ("驻村工作队", "village task force"), closed=False),
     Prop("speciality", str, ("专长", "Speciality"), ("做什么，如垃圾清理。", "What it does, such as clearing rubbish."), aliases=("职责", "方向")),
     Prop("year_plan", int, ("年计划场次", "Year's plan"), ("全年计划活动场次。", "Events planned for the year."), low=0, aliases=("年度计划",)), ASSUMED, NOTE),
    group="organisation", shape="plus", colour="#63635B", aliases=("志愿队", "智囊团", "小分队", "议事会"))
SERVICE_CENTRE = Node(
    "ServiceCentre", ("服务中心", "Service centre"), ("党群服务中心、便民服务点。", "A service centre for Party members and residents, or a service point."),
    (ID, NAME, kind(("片区中心", "area centre"), ("镇中心", "town centre"), ("村服务点", "village point"), closed=False),
     Prop("cadres", int, ("应配干部", "Cadres due"), ("应下沉的机关干部，名；不含书记、副书记、主任。", "Town cadres that should be sent, secretary, deputy and director not counted."), low=0, aliases=("应配干部数",)),
     LAT, LON, POINT, ASSUMED, NOTE),
    group="organisation", shape="triangle", colour="#3F7F7A", aliases=("党群服务中心", "服务点", "片区中心"))
MEMBER = Node(
    "Member", ("党员干部", "Member"), ("党员；也用于担任职务的非党员干部和骨干。姓名默认隐去。", "A Party member; also a cadre or volunteer in a post who is not one. Names are masked by default."),
    (ID, Prop("name", str, ("姓名", "Name"), ("姓名，默认隐去。", "Name, masked by default."), required=True, personal="name", aliases=("名称", "党员姓名")),
     Prop("status", str, ("身份", "Status"), ("党员身份。", "Standing in the Party."), choices=(("正式党员", "full member"), ("预备党员", "probationary member"), ("非党员", "not a member")), aliases=("党员身份",)),
     Prop("duty", str, ("职务", "Duty"), ("现任职务，如支部书记。", "Present duty, such as branch secretary.")),
     Prop("committee", bool, ("两委成员", "Two-committee"), ("是否村“两委”成员。", "Whether on one of the village's two committees."), aliases=("两委", "村两委")),
     Prop("reserve", bool, ("后备干部", "Reserve cadre"), ("是否后备干部。", "Whether a reserve cadre.")),
     Prop("rich_leader", bool, ("致富带头人", "Rich leader"), ("是否致富带头人或合作社负责人。", "Whether a leader in getting rich or head of a cooperative."), aliases=("带头人",)),
     Prop("able", bool, ("有帮扶能力", "Able to help"), ("是否有帮扶能力。", "Whether able to help others."), aliases=("帮扶能力",)),
     Prop("outside", bool, ("在县外", "Outside the county"), ("是否在本县之外。", "Whether away from the county."), aliases=("县外", "域外")),
     Prop("capacity", int, ("最多帮户", "Most households"), ("最多能帮多少户。", "The most households that can be helped."), low=0),
     Prop("skill", str, ("专长", "Skill"), ("能帮哪一类。", "The kind of help that can be given."), aliases=("技能",)),
     Prop("joined", date, ("入党日期", "Joined"), ("入党日期。", "Date of joining the Party."), aliases=("入党时间",)),
     Prop("phone", str, ("电话", "Phone"), ("联系电话，默认隐去。", "Phone number, masked by default."), personal="number", aliases=("联系电话", "手机")),
     Prop("id_number", str, ("身份证号", "Identity number"), ("身份证号，默认隐去；不作编码使用。", "Identity number, masked by default; never used as a key."), personal="number", aliases=("公民身份号码", "身份证")),
     ASSUMED, NOTE),
    group="person", shape="triangleDown", colour="#A07B3A", aliases=("党员", "干部", "人员", "党员名册"))

ORGANISATIONS = (BRANCH, COOPERATIVE, ENTERPRISE, UNIT, TEAM, SERVICE_CENTRE, MEMBER)
