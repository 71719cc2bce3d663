"""Relationships of belonging: what lies where, who lives where, who is a member of what."""

from graphmodel.organisations import BRANCH, COOPERATIVE, ENTERPRISE, SERVICE_CENTRE, TEAM, UNIT
from graphmodel.people import HOUSEHOLD, MEMBER
from graphmodel.places import AREA, COUNTY, GRID, TOWNSHIP, VILLAGE
from graphmodel.records import (
    FEE_RECORD,
    MATTER,
    POST,
    PROJECT,
    SHIFT,
)
from graphmodel.ties import SITES, TIME, UNDER_BRANCH, pairs, text
from graphmodel.words import Column, Rel

PART_OF = Rel(
    "PART_OF",
    (
        (COUNTY, COUNTY),
        (TOWNSHIP, COUNTY),
        (AREA, TOWNSHIP),
        (AREA, COUNTY),
        (VILLAGE, TOWNSHIP),
        (VILLAGE, COUNTY),
        (GRID, VILLAGE),
        (GRID, GRID),
        (GRID, TOWNSHIP),
        (BRANCH, BRANCH),
        (SHIFT, SERVICE_CENTRE),
        *pairs((POST,), UNDER_BRANCH),
    ),
    ("隶属", "part of"),
    ("下级属于上级。", "The lower one belongs to the upper one."),
    ("下级", "Lower"),
    ("上级", "Upper"),
    within="start",
    colour="#8C8677",
    arrow=False,
    columns=(
        Column(COUNTY, ("上级", "Above"), (COUNTY,), aliases=("所属市", "所属省", "上级地区")),
        Column(TOWNSHIP, ("所属县", "County"), (COUNTY,), required=True, aliases=("县", "县区", "所属县区", "上级")),
        Column(AREA, ("所属乡镇", "Township"), (TOWNSHIP, COUNTY), required=True, aliases=("乡镇", "上级")),
        Column(
            VILLAGE,
            ("所属乡镇", "Township"),
            (TOWNSHIP, COUNTY),
            required=True,
            aliases=("乡镇", "街道", "所属街道", "苏木乡镇", "上级", "上级编码", "镇"),
        ),
        Column(
            GRID,
            ("上级", "Within"),
            (VILLAGE, GRID, TOWNSHIP),
            required=True,
            aliases=("所属村", "所属社区", "所属小区", "所属楼栋", "村", "社区", "上级网格"),
        ),
        Column(BRANCH, ("上级党组织", "Upper branch"), (BRANCH,), aliases=("隶属", "上级", "上级组织")),
        Column(SHIFT, ("服务中心", "Service centre"), (SERVICE_CENTRE,), required=True, aliases=("中心", "值班中心")),
        Column(POST, ("设在", "Set up at"), UNDER_BRANCH, required=True, aliases=("所属", "设岗单位", "所在")),
    ),
)
IN_AREA = Rel(
    "IN_AREA",
    pairs((VILLAGE, SERVICE_CENTRE, TEAM, BRANCH), (AREA,)),
    ("所在片区", "in area"),
    ("村、中心、队伍所在的片区。", "The area that a village, centre or team is in."),
    ("村或组织", "Village or organisation"),
    ("片区", "Area"),
    within="start",
    colour="#C6BFAE",
    arrow=False,
    columns=tuple(Column(n, ("所在片区", "Area"), (AREA,), aliases=("片区", "所属片区")) for n in (VILLAGE, SERVICE_CENTRE, TEAM, BRANCH)),
)
LOCATED_IN = Rel(
    "LOCATED_IN",
    pairs((BRANCH, COOPERATIVE, ENTERPRISE, UNIT, TEAM, SERVICE_CENTRE, PROJECT, MATTER, FEE_RECORD), SITES),
    ("位于", "located in"),
    ("组织、项目、事项所在的地方。", "Where an organisation, project or matter is."),
    ("组织或事项", "Organisation or record"),
    ("地方", "Place"),
    within="start",
    colour="#C6BFAE",
    arrow=False,
    columns=tuple(
        Column(
            n,
            ("所在地", "Place"),
            SITES,
            aliases=("所在村", "所在乡镇", "村", "村编码", "所在社区", "所在小区", "小区", "乡镇", "地点", "城市", "所在市"),
        )
        for n in (BRANCH, COOPERATIVE, ENTERPRISE, UNIT, TEAM, SERVICE_CENTRE, PROJECT, MATTER, FEE_RECORD)
    ),
)
LIVES_IN = Rel(
    "LIVES_IN",
    pairs((HOUSEHOLD,), (VILLAGE, GRID)) + pairs((MEMBER,), (HOUSEHOLD, VILLAGE, GRID)),
    ("居住", "lives in"),
    ("户所在的村或单元；党员所在的户或村。", "The village or stairwell of a household; the household or village of a member."),
    ("户或党员", "Household or member"),
    ("居住地", "Home"),
    within="start",
    colour="#C6BFAE",
    arrow=False,
    columns=(
        Column(
            HOUSEHOLD,
            ("所在村", "Village"),
            (VILLAGE, GRID),
            required=True,
            aliases=("村", "村编码", "所在单元", "单元", "所在地", "嘎查村", "所在社区"),
        ),
        Column(MEMBER, ("所在户", "Household"), (HOUSEHOLD,), aliases=("户", "户编码")),
        Column(MEMBER, ("居住地", "Lives in"), (VILLAGE, GRID), aliases=("所在村", "居住村", "嘎查村")),
    ),
)
MEMBER_OF = Rel(
    "MEMBER_OF",
    pairs((MEMBER,), (BRANCH, COOPERATIVE, ENTERPRISE, UNIT, TEAM))
    + pairs((VILLAGE, HOUSEHOLD, ENTERPRISE), (COOPERATIVE,))
    + ((COOPERATIVE, COOPERATIVE), (VILLAGE, TEAM), (UNIT, TEAM), (BRANCH, TEAM)),
    ("成员", "member of"),
    (
        "党员所在的组织；村、户加入的合作社；合作社加入的联合社。",
        "The organisation of a member; the cooperative of a village or household; the union of a cooperative.",
    ),
    ("成员", "Member"),
    ("组织", "Organisation"),
    props=(
        text(
            "role",
            "成员类别",
            "Role",
            ("本级", "home"),
            ("联合", "joint"),
            ("就职", "employed"),
            ("入社", "cooperative member"),
            ("队员", "team member"),
            aliases=("类别", "角色"),
        ),
        *TIME,
    ),
    key=("role",),
    within="start",
    within_when=("role", ("本级", "就职")),
    dashes=(2, 3),
    colour="#55632A",
    arrow=False,
    aliases=("入社", "合作社成员", "组织成员"),
    columns=(
        Column(
            MEMBER,
            ("所在党组织", "Home branch"),
            (BRANCH,),
            values=(("role", "本级"),),
            aliases=("党支部", "所在支部", "所属党支部", "党组织"),
        ),
        Column(MEMBER, ("联合党组织", "Joint branch"), (BRANCH,), many=True, values=(("role", "联合"),), aliases=("加入的联合党组织",)),
        Column(
            MEMBER, ("就职单位", "Employer"), (ENTERPRISE, UNIT, COOPERATIVE), values=(("role", "就职"),), aliases=("工作单位", "所在企业")
        ),
        Column(MEMBER, ("所在队伍", "Teams"), (TEAM,), many=True, values=(("role", "队员"),), aliases=("志愿队",)),
        *(
            Column(n, ("加入合作社", "Cooperatives"), (COOPERATIVE,), many=True, values=(("role", "入社"),), aliases=("合作社", "入社"))
            for n in (VILLAGE, HOUSEHOLD)
        ),
        Column(COOPERATIVE, ("加入联合社", "Union"), (COOPERATIVE,), values=(("role", "入社"),), aliases=("联合社", "所属联合社")),
    ),
)
