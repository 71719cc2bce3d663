"""Places: from the county down to the household."""
from graphmodel.words import Node, Prop

ID = Prop("id", str, ("编码", "Code"), ("官方编码，或本县自编编码；同类中不得重复。", "The official code, or the county's own; unique within its type."),
          required=True, aliases=("代码", "编号", "区划代码", "统一编码", "ID", "key"))
NAME = Prop("name", str, ("名称", "Name"), ("报告中使用的名称。", "The name as printed in reports."), required=True, aliases=("名字", "全称"))
TITLE = Prop("name", str, ("名称", "Name"), ("简短的名称，可空。", "A short name; may be blank."), aliases=("标题", "题目"))
NOTE = Prop("note", str, ("备注", "Note"), ("对事项的说明；不得记录个人评价。", "A remark on the matter; never a judgement of a person."), aliases=("说明", "remark"))
ASSUMED = Prop("assumed", str, ("假定", "Assumed"), ("本行中哪些值是假定的，为什么。", "Which values of this row are assumed, and why."), aliases=("假定项",))
LAT = Prop("lat", float, ("纬度", "Latitude"), ("WGS84 纬度，度。", "WGS84 latitude in degrees."), low=-90, high=90)
LON = Prop("lon", float, ("经度", "Longitude"), ("WGS84 经度，度。", "WGS84 longitude in degrees."), low=-180, high=180)
POINT = Prop("point", str, ("点位来源", "Point source"), ("点位是实测、地图取点还是合成。", "Whether the point was measured, read off a map or made up."),
             choices=(("实测", "measured"), ("取点", "from a map"), ("合成", "synthetic")))
HOUSEHOLDS = Prop("households", int, ("户数", "Households"), ("户，整数。", "Number of households."), low=0, aliases=("总户数",))
POPULATION = Prop("population", int, ("人口", "Population"), ("人，整数。", "Number of people."), low=0, aliases=("总人口", "人口数"))


def kind(*choices: tuple[str, str], closed: bool = True, title: tuple[str, str] = ("类别", "Kind"), required: bool = False) -> Prop:
    """The property that says which kind of its type a thing is."""
    return Prop("kind", str, title, ("从下拉列表中选择。" if closed else "从建议中选择，也可填写其他。", "One of the list." if closed else "One of the list, or another."),
                required=required, choices=choices, closed=closed, aliases=("类型", "种类"))


COUNTY = Node(
    "County", ("县", "County"), ("县、区、旗、县级市；也用于其上的市和省。", "A county, district, banner or county-level city; also the prefecture or province above."),
    (ID, NAME, kind(("县", "county"), ("区", "district"), ("旗", "banner"), ("县级市", "county-level city"), ("地级市", "prefecture"), ("省", "province")),
     POPULATION, LAT, LON, POINT, ASSUMED, NOTE),
    group="place", shape="hull", colour="#F2EFE7", official=6, aliases=("县区", "县市区", "区县", "旗县", "地市", "市"))
TOWNSHIP = Node(
    "Township", ("乡镇", "Township"), ("乡、镇、街道、苏木；也可为农场、牧场。", "A township, town, subdistrict or sumu; a farm or pasture of that level too."),
    (ID, NAME, kind(("镇", "town"), ("乡", "township"), ("街道", "subdistrict"), ("苏木", "sumu"), ("农场", "farm"), ("牧场", "pasture"), ("其他", "other")),
     POPULATION, Prop("rural_population", int, ("农村人口", "Rural population"), ("贫困发生率的分母，人。", "Denominator of the incidence of poverty, people."), low=0),
     LAT, LON, POINT, ASSUMED, NOTE),
    group="place", shape="hull", colour="#F2EFE7", official=9, aliases=("街道", "苏木乡镇", "乡镇街道", "镇"))
AREA = Node(
    "Area", ("片区", "Area"), ("几个村组成的片区；不在官方编码内。", "A group of villages; not in the official codes."),
    (ID, NAME, kind(("龙头带动", "leading enterprise"), ("园区辐射", "industrial park"), ("以强带弱", "strong helps weak"), ("传统文化", "traditional culture"),
                    ("多村共治", "governed together"), closed=False),
     Prop("basis", str, ("依托", "Built on"), ("片区依托的企业、园区、中心村等。", "The enterprise, park or centre village that the area is built on.")), ASSUMED, NOTE),
    group="place", shape="area", colour="#F5F2EA", aliases=("片", "党建片区"))
VILLAGE = Node(
    "Village", ("村", "Village"), ("村、社区、嘎查、农场：有自己组织的最小地方。", "A village, community, gacha or farm: the smallest place with its own organisation."),
    (ID, NAME, kind(("村", "village"), ("社区", "community"), ("嘎查", "gacha"), ("农场", "farm"), ("牧场", "pasture"), ("虚拟单位", "virtual unit"), ("其他", "other")),
     HOUSEHOLDS, POPULATION,
     Prop("income", float, ("人均收入", "Income per head"), ("农村居民人均可支配收入，元/年。", "Disposable income per head, yuan a year."), low=0, aliases=("人均可支配收入", "人均纯收入")),
     Prop("collective_income", float, ("集体收入", "Collective income"), ("村集体经济收入，万元/年。", "Income of the village collective, 10,000 yuan a year."), low=0, aliases=("集体经济收入",)),
     Prop("poor", bool, ("贫困村", "Poor village"), ("是否为建档立卡贫困村。", "Whether registered as a poor village.")),
     Prop("lifted", bool, ("已出列", "Out of poverty"), ("贫困村是否已达标出列。", "Whether a poor village has met the standard and left the list."), aliases=("出列",)),
     Prop("secretary", bool, ("书记到位", "Secretary in post"), ("村党支部书记是否在任。", "Whether the branch secretary is in post.")),
     Prop("industry", str, ("主导产业", "Industry"), ("主导产业。", "Leading industry."), aliases=("产业",)),
     LAT, LON, POINT, ASSUMED, NOTE),
    group="place", shape="dot", colour="#5F7F9B", official=12, aliases=("村社区", "村（社区）", "嘎查村", "社区", "村情", "村居"))
GRID = Node(
    "Grid", ("网格", "Grid"), ("小区、楼栋、单元、屋场、村民组、网格；可逐级隶属。", "An estate, building, stairwell, courtyard, villagers' group or grid cell; may nest."),
    (ID, NAME, kind(("网格", "grid cell"), ("小区", "estate"), ("楼栋", "building"), ("单元", "stairwell"), ("屋场", "courtyard"), ("组", "villagers' group"), closed=False),
     HOUSEHOLDS, LAT, LON, POINT, ASSUMED, NOTE),
    group="place", shape="ring", colour="#76726A", aliases=("小区", "楼栋", "单元", "屋场", "小区楼栋", "小组", "村民组"))
HOUSEHOLD = Node(
    "Household", ("户", "Household"), ("一户人家；姓名默认隐去。", "A household; its name is masked unless asked for with the right to it."),
    (ID, Prop("name", str, ("户主", "Head"), ("户主姓名，默认隐去。", "Head of the household, masked by default."), personal="name", aliases=("户主姓名", "名称", "姓名")),
     Prop("size", int, ("人数", "People"), ("家庭人口，人。", "People in the household."), low=1, high=30, aliases=("家庭人口", "人口", "户人口")),
     Prop("registered", bool, ("建档立卡", "Registered"), ("是否建档立卡贫困户。", "Whether a registered poor household."), aliases=("建档立卡户",)),
     Prop("state", str, ("脱贫状态", "State"), ("建档立卡户是否已脱贫。", "Whether a registered household has been lifted out of poverty."),
          choices=(("未脱贫", "not yet lifted"), ("已脱贫", "lifted"))),
     Prop("lifted_year", int, ("脱贫年度", "Year lifted"), ("脱贫的年份。", "The year in which it was lifted."), low=1978, high=2100, aliases=("脱贫年份",)),
     Prop("need", str, ("帮扶需求", "Need"), ("需要哪类帮扶。", "The kind of help that is needed."),
          choices=(("产业", "production"), ("就业", "work"), ("教育", "schooling"), ("医疗", "health"), ("住房", "housing"), ("照料", "care"), ("政策", "policy advice")), closed=False),
     Prop("phone", str, ("电话", "Phone"), ("联系电话，默认隐去。", "Phone number, masked by default."), personal="number", aliases=("联系电话", "手机")),
     LAT, LON, POINT, ASSUMED, NOTE),
    group="place", shape="house", colour="#76726A", aliases=("农户", "住户", "贫困户", "建档立卡户", "家庭"))

PLACES = (COUNTY, TOWNSHIP, AREA, VILLAGE, GRID, HOUSEHOLD)
