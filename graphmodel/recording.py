"""Relationships of a record: what it concerns, who did it, what it scored, who is on duty, what a centre offers."""


from graphmodel.organisations import BRANCH, SERVICE_CENTRE, TEAM, UNIT
from graphmodel.people import HOUSEHOLD, MEMBER
from graphmodel.places import VILLAGE
from graphmodel.records import (
    CRITERION,
    MEASURE,
    RATING,
    SERVICE_ITEM,
    SHIFT,
    VISIT,
    number,
)
from graphmodel.ties import pairs, text
from graphmodel.words import Column, Rel

CONCERNS = Rel(
    "CONCERNS",
    pairs((MEASURE, VISIT, RATING), (HOUSEHOLD, MEMBER)),
    ("对象", "concerns"),
    ("措施、走访、评定的对象。", "Whom a measure, visit or rating is for."),
    ("记录", "Record"),
    ("对象", "For"),
    within="start",
    arrow=True,
    columns=tuple(
        Column(n, ("对象", "For"), (HOUSEHOLD, MEMBER), required=True, aliases=("帮扶户", "户", "户编码", "被访户", "党员户", "被评党员"))
        for n in (MEASURE, VISIT, RATING)
    ),
)
DONE_BY = Rel(
    "DONE_BY",
    pairs((VISIT, MEASURE), (MEMBER, BRANCH, UNIT, TEAM)),
    ("经办", "done by"),
    ("谁走访、谁负责措施。", "Who made the visit or answers for the measure."),
    ("记录", "Record"),
    ("经办人", "By"),
    arrow=True,
    columns=(
        Column(VISIT, ("走访人", "Visitor"), (MEMBER, BRANCH, UNIT, TEAM), required=True, many=True, aliases=("党员", "经办人")),
        Column(MEASURE, ("责任人", "Responsible"), (MEMBER, BRANCH, UNIT, TEAM), many=True, aliases=("负责人", "经办人")),
    ),
)
SCORED = Rel(
    "SCORED",
    ((RATING, CRITERION),),
    ("得分", "scored"),
    ("评定在各项标准上的得分及依据。", "Points of a rating on a criterion, and what they rest on."),
    ("评定", "Rating"),
    ("标准", "Criterion"),
    props=(number("points", "得分", "Points", ("分", "points")), text("grounds", "依据", "Grounds", aliases=("评分依据",))),
    arrow=False,
)
ON_DUTY = Rel(
    "ON_DUTY",
    pairs((MEMBER, VILLAGE), (SHIFT,)),
    ("当班", "on duty"),
    ("谁值哪一班。", "Who is on duty in which shift."),
    ("值班人", "On duty"),
    ("值班", "Shift"),
    arrow=False,
    columns=(
        Column(SHIFT, ("值班人", "On duty"), (MEMBER,), side="end", many=True, aliases=("值班人员", "值班干部")),
        Column(SHIFT, ("值班村", "Village on duty"), (VILLAGE,), side="end", many=True),
    ),
)
OFFERS = Rel(
    "OFFERS",
    ((SERVICE_CENTRE, SERVICE_ITEM),),
    ("办理", "offers"),
    ("中心可以办理的事项、配备的设备。", "What a centre can do and which devices it has."),
    ("服务中心", "Centre"),
    ("事项", "Item"),
    arrow=False,
    columns=(Column(SERVICE_CENTRE, ("服务事项", "Items"), (SERVICE_ITEM,), many=True, aliases=("办理事项", "设备")),),
)
