"""Relationships of joint building: who leads, helps, joins with, serves and covers whom."""

from graphmodel.organisations import BRANCH, COOPERATIVE, ENTERPRISE, SERVICE_CENTRE, TEAM, UNIT
from graphmodel.people import HOUSEHOLD, MEMBER
from graphmodel.places import GRID, TOWNSHIP, VILLAGE
from graphmodel.records import (
    POST,
    number,
)
from graphmodel.ties import TIME, pairs, text
from graphmodel.words import Column, Prop, Rel

LEADS = Rel(
    "LEADS",
    ((VILLAGE, VILLAGE), (BRANCH, BRANCH)),
    ("以强带弱", "leads"),
    ("中心村（强组织）联系帮带周边村。", "A centre village (a strong organisation) answers for raising another."),
    ("帮带村", "Leader"),
    ("被帮带村", "Led"),
    props=TIME,
    colour="#21221E",
    aliases=("帮带", "结对帮带", "强村带弱村"),
)
PAIRED_WITH = Rel(
    "PAIRED_WITH",
    (
        (MEMBER, HOUSEHOLD),
        (MEMBER, MEMBER),
        (MEMBER, VILLAGE),
        (UNIT, VILLAGE),
        (UNIT, HOUSEHOLD),
        (ENTERPRISE, HOUSEHOLD),
        (ENTERPRISE, VILLAGE),
        (BRANCH, BRANCH),
        (VILLAGE, VILLAGE),
        (TEAM, UNIT),
        (BRANCH, HOUSEHOLD),
        (COOPERATIVE, HOUSEHOLD),
    ),
    ("结对", "paired with"),
    ("帮扶人与被帮扶对象，按项目。", "Helper and helped, by programme."),
    ("帮扶人", "Helper"),
    ("帮扶对象", "Helped"),
    props=(
        Prop(
            "programme",
            str,
            ("项目", "Programme"),
            ("结对的项目，如帮学、带富、包户、党员联户。", "The programme, such as study, income, or the household's own helper."),
            required=True,
            aliases=("结对项目", "类别", "帮扶项目"),
        ),
        *TIME,
        number("hives", "蜂箱", "Hives", ("箱", "hives"), type=int),
    ),
    key=("programme", "since"),
    arrow=False,
    aliases=("结对帮扶", "结对台账", "联户"),
)
JOINT_BUILDING = Rel(
    "JOINT_BUILDING",
    (
        *pairs((ENTERPRISE, UNIT, BRANCH, COOPERATIVE), (VILLAGE,)),
        (VILLAGE, VILLAGE),
        (BRANCH, BRANCH),
        (BRANCH, ENTERPRISE),
        (UNIT, BRANCH),
    ),
    ("联建", "joint building"),
    ("企业、园区、单位与村共建；联建的村。", "An enterprise, park or unit building jointly with a village."),
    ("联建方", "Partner"),
    ("联建对象", "Village or organisation"),
    props=(
        text(
            "form",
            "联建形式",
            "Form",
            ("龙头带动", "leading enterprise"),
            ("园区辐射", "industrial park"),
            ("组织联建", "joint organisation"),
            ("产业园", "joint park"),
            aliases=("形式", "类别"),
        ),
        Prop("agreement", bool, ("有协议", "Agreement"), ("是否签有联建协议。", "Whether an agreement was signed."), aliases=("联建协议",)),
        *TIME,
    ),
    key=("form",),
    dashes=(8, 4),
    colour="#704C79",
    arrow=False,
    aliases=("联建共建", "村企共建", "村企联建"),
)
SERVES = Rel(
    "SERVES",
    (
        *pairs((SERVICE_CENTRE,), (VILLAGE, GRID, TOWNSHIP)),
        (MEMBER, ENTERPRISE),
        *pairs((TEAM, UNIT, POST, ENTERPRISE), (VILLAGE, GRID, HOUSEHOLD)),
    ),
    ("服务", "serves"),
    (
        "中心服务的村；派驻企业的指导员；队伍服务的小区。",
        "The villages of a centre; an adviser sent to an enterprise; the estates of a team.",
    ),
    ("服务方", "Server"),
    ("服务对象", "Served"),
    props=(
        text(
            "form",
            "服务形式",
            "Form",
            ("辖区", "catchment"),
            ("党建指导员", "Party-building adviser"),
            ("志愿服务", "volunteering"),
            aliases=("形式",),
        ),
        number("minutes", "路程分钟", "Minutes", ("骑电动车实测，分钟", "measured by e-bike, minutes")),
        *TIME,
    ),
    key=("form",),
    dashes=(8, 3, 2, 3),
    colour="#3F7F7A",
    arrow=False,
    aliases=("服务范围",),
    columns=(Column(POST, ("服务范围", "Serves"), (GRID, VILLAGE), many=True, aliases=("负责楼栋", "负责范围")),),
)
COVERS = Rel(
    "COVERS",
    pairs((BRANCH,), (ENTERPRISE, COOPERATIVE, UNIT)),
    ("组织覆盖", "covers"),
    ("党组织覆盖的企业、合作社：单独组建或联合组建。", "The enterprises that a Party organisation covers: of their own or joint."),
    ("党组织", "Branch"),
    ("覆盖对象", "Covered"),
    props=(text("form", "组建方式", "Form", ("单独组建", "own"), ("联合组建", "joint"), closed=True, aliases=("方式",)), *TIME),
    dashes=(1, 2),
    colour="#97774D",
    arrow=False,
    columns=(
        Column(
            BRANCH,
            ("单独组建于", "Own organisation of"),
            (ENTERPRISE, COOPERATIVE, UNIT),
            values=(("form", "单独组建"),),
            aliases=("所在企业", "设在企业"),
        ),
        Column(
            BRANCH,
            ("联合组建于", "Joint organisation of"),
            (ENTERPRISE, COOPERATIVE, UNIT),
            many=True,
            values=(("form", "联合组建"),),
            aliases=("联合企业", "覆盖企业"),
        ),
    ),
)
