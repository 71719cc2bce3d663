"""Relationships of doing: posts and seats, commitments, work, meetings and honours."""

from datetime import date

from graphmodel.organisations import BRANCH, COOPERATIVE, ENTERPRISE, SERVICE_CENTRE, TEAM, UNIT
from graphmodel.people import HOUSEHOLD, MEMBER
from graphmodel.places import AREA, COUNTY, GRID, TOWNSHIP, VILLAGE
from graphmodel.records import (
    COMMITMENT,
    EVENT,
    HONOUR,
    MATTER,
    POST,
    PROJECT,
    SPECIAL_TASK,
)
from graphmodel.ties import TIME, pairs, text
from graphmodel.words import Column, Prop, Rel

HOLDS_POST = Rel(
    "HOLDS_POST",
    ((MEMBER, POST),),
    ("任职", "holds post"),
    ("谁在哪个岗位。", "Who holds which post."),
    ("任职人", "Holder"),
    ("岗位", "Post"),
    props=TIME,
    key=("since",),
    arrow=False,
    columns=(Column(POST, ("任职人", "Holders"), (MEMBER,), side="end", many=True, aliases=("岗位人员", "责任人", "任岗党员")),),
)
SEATED_ON = Rel(
    "SEATED_ON",
    pairs((MEMBER, UNIT, BRANCH, TEAM, ENTERPRISE), (BRANCH, TEAM)),
    ("席位", "seated on"),
    ("大党委、议事会的委员与各方。", "The members and parties of a big committee or council."),
    ("委员", "Seat"),
    ("大党委或议事会", "Committee or council"),
    props=(
        text(
            "role",
            "席位类别",
            "Role",
            ("书记", "secretary"),
            ("委员", "member"),
            ("兼职委员", "part-time commissioner"),
            ("社区党组织", "community Party organisation"),
            ("居委会", "residents' committee"),
            ("业委会", "owners' committee"),
            ("物业企业", "property firm"),
            ("业主代表", "owners' delegate"),
            aliases=("类别", "角色"),
        ),
        Prop("letter", date, ("聘书日期", "Letter of appointment"), ("颁发聘书的日期。", "Date of the letter of appointment.")),
        *TIME,
    ),
    key=("role",),
    colour="#97774D",
    aliases=("兼职委员", "议事会成员", "大党委成员"),
)
REPRESENTS = Rel(
    "REPRESENTS",
    pairs((MEMBER,), (UNIT, ENTERPRISE, GRID, TEAM, BRANCH)),
    ("代表", "represents"),
    ("委员代表的单位；业主代表所代表的小区。", "The unit of a commissioner; the estate of an owners' delegate."),
    ("代表", "Delegate"),
    ("被代表方", "Represented"),
    props=TIME,
    arrow=False,
    columns=(Column(MEMBER, ("代表单位", "Represents"), (UNIT, ENTERPRISE, GRID, TEAM, BRANCH), many=True, aliases=("代表",)),),
)
COMMITS_TO = Rel(
    "COMMITS_TO",
    pairs((MEMBER, UNIT, BRANCH, TEAM, ENTERPRISE), (COMMITMENT,)),
    ("作出承诺", "commits to"),
    ("谁作出的承诺。", "Who made the commitment."),
    ("承诺人", "Committed"),
    ("承诺", "Commitment"),
    within="end",
    arrow=False,
    columns=(
        Column(
            COMMITMENT,
            ("承诺人", "Committed by"),
            (MEMBER, UNIT, BRANCH, TEAM, ENTERPRISE),
            side="end",
            many=True,
            aliases=("承诺党员", "承诺单位", "党员编码", "责任人"),
        ),
    ),
)
WORKS_ON = Rel(
    "WORKS_ON",
    pairs((BRANCH, MEMBER, UNIT, TEAM, VILLAGE, ENTERPRISE, COOPERATIVE), (PROJECT, SPECIAL_TASK)),
    ("参与", "works on"),
    ("谁参与项目或专项工作。", "Who works on a project or special task."),
    ("参与方", "Party"),
    ("项目或专项", "Project or task"),
    props=(text("role", "职责", "Role", ("牵头", "lead"), ("参与", "takes part"), aliases=("角色",)),),
    arrow=False,
    columns=(
        Column(
            PROJECT,
            ("参与方", "Parties"),
            (BRANCH, MEMBER, UNIT, TEAM, VILLAGE, ENTERPRISE, COOPERATIVE),
            side="end",
            many=True,
            aliases=("实施方", "参与村"),
        ),
        Column(BRANCH, ("专项工作", "Special tasks"), (SPECIAL_TASK,), many=True, aliases=("承担专项",)),
    ),
)
RESOLVED = Rel(
    "RESOLVED",
    pairs((TEAM, BRANCH, UNIT, MEMBER, ENTERPRISE), (MATTER,)),
    ("解决", "resolved"),
    ("谁解决了问题。", "Who solved the matter."),
    ("解决方", "Solver"),
    ("事项", "Matter"),
    arrow=False,
    columns=(
        Column(
            MATTER,
            ("解决方", "Solved by"),
            (TEAM, BRANCH, UNIT, MEMBER, ENTERPRISE),
            side="end",
            many=True,
            aliases=("承办队伍", "办理单位"),
        ),
    ),
)
PUT_TO = Rel(
    "PUT_TO",
    pairs((MATTER,), (EVENT, TEAM, BRANCH)),
    ("提交", "put to"),
    ("议题提交给哪个会议或组织。", "The meeting or body that a matter is put to."),
    ("事项", "Matter"),
    ("会议或组织", "Meeting or body"),
    within="start",
    arrow=False,
    columns=(Column(MATTER, ("提交会议", "Put to"), (EVENT, TEAM, BRANCH), aliases=("议事会", "会议")),),
)
HELD_AT = Rel(
    "HELD_AT",
    pairs((EVENT,), (VILLAGE, GRID, TOWNSHIP, COUNTY, TEAM, BRANCH, SERVICE_CENTRE)),
    ("举办于", "held at"),
    ("活动在哪里、由哪个会议体举办。", "Where an event was held, or by which council."),
    ("活动", "Event"),
    ("地点或会议体", "Place or council"),
    within="start",
    arrow=False,
    columns=(
        Column(
            EVENT,
            ("举办地", "Held at"),
            (VILLAGE, GRID, TOWNSHIP, COUNTY, TEAM, BRANCH, SERVICE_CENTRE),
            many=True,
            aliases=("地点", "召开组织", "所在地", "演出地点"),
        ),
    ),
)
REACHED = Rel(
    "REACHED",
    pairs((EVENT,), (VILLAGE, TOWNSHIP)),
    ("到达", "reached"),
    ("活动覆盖到的乡镇、村。", "The townships and villages that an event reached."),
    ("活动", "Event"),
    ("覆盖地", "Reached"),
    arrow=True,
    columns=(Column(EVENT, ("覆盖地", "Reached"), (TOWNSHIP, VILLAGE), many=True, aliases=("覆盖乡镇", "覆盖村")),),
)
ORGANISED = Rel(
    "ORGANISED",
    pairs((TEAM, BRANCH, UNIT), (EVENT,)),
    ("承办", "organised"),
    ("谁主办、承办活动。", "Who organised an event."),
    ("承办方", "Organiser"),
    ("活动", "Event"),
    arrow=False,
    columns=(Column(EVENT, ("承办方", "Organisers"), (TEAM, BRANCH, UNIT), side="end", many=True, aliases=("主办", "承办", "主办方")),),
)
AWARDED = Rel(
    "AWARDED",
    pairs((VILLAGE, BRANCH, TOWNSHIP, AREA, GRID, HOUSEHOLD, COOPERATIVE, ENTERPRISE, MEMBER, TEAM), (HONOUR,)),
    ("获得荣誉", "awarded"),
    ("谁获得荣誉。", "Who received an honour."),
    ("获得者", "Recipient"),
    ("荣誉", "Honour"),
    within="end",
    arrow=False,
    columns=(
        Column(
            HONOUR,
            ("获得者", "Recipients"),
            (VILLAGE, BRANCH, TOWNSHIP, AREA, GRID, HOUSEHOLD, COOPERATIVE, ENTERPRISE, MEMBER, TEAM),
            side="end",
            many=True,
            aliases=("获奖单位", "获奖村", "授予对象"),
        ),
    ),
)
