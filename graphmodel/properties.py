"""Properties that several types share, and short ways to write those of records."""

from datetime import date

from graphmodel.words import Node, Prop

ID = Prop(
    "id",
    str,
    ("编码", "Code"),
    ("官方编码，或本县自编编码；同类中不得重复。", "The official code, or the county's own; unique within its type."),
    required=True,
    aliases=("代码", "编号", "区划代码", "统一编码", "ID", "key"),
)
NAME = Prop(
    "name", str, ("名称", "Name"), ("报告中使用的名称。", "The name as printed in reports."), required=True, aliases=("名字", "全称")
)
TITLE = Prop("name", str, ("名称", "Name"), ("简短的名称，可空。", "A short name; may be blank."), aliases=("标题", "题目"))
NOTE = Prop(
    "note",
    str,
    ("备注", "Note"),
    ("对事项的说明；不得记录个人评价。", "A remark on the matter; never a judgement of a person."),
    aliases=("说明", "remark"),
)
ASSUMED = Prop(
    "assumed",
    str,
    ("假定", "Assumed"),
    ("本行中哪些值是假定的，为什么。", "Which values of this row are assumed, and why."),
    aliases=("假定项",),
)
LAT = Prop("lat", float, ("纬度", "Latitude"), ("WGS84 纬度，度。", "WGS84 latitude in degrees."), low=-90, high=90)
LON = Prop("lon", float, ("经度", "Longitude"), ("WGS84 经度，度。", "WGS84 longitude in degrees."), low=-180, high=180)
POINT = Prop(
    "point",
    str,
    ("点位来源", "Point source"),
    ("点位是实测、地图取点还是合成。", "Whether the point was measured, read off a map or made up."),
    choices=(("实测", "measured"), ("取点", "from a map"), ("合成", "synthetic")),
)
HOUSEHOLDS = Prop("households", int, ("户数", "Households"), ("户，整数。", "Number of households."), low=0, aliases=("总户数",))
POPULATION = Prop("population", int, ("人口", "Population"), ("人，整数。", "Number of people."), low=0, aliases=("总人口", "人口数"))
INDUSTRY = Prop("industry", str, ("产业", "Industry"), ("主要产业或行业。", "Main industry."), aliases=("行业", "主营"))


def kind(*choices: tuple[str, str], closed: bool = True, title: tuple[str, str] = ("类别", "Kind"), required: bool = False) -> Prop:
    """The property that says which kind of its type a thing is."""
    return Prop(
        "kind",
        str,
        title,
        (
            "从下拉列表中选择。" if closed else "从建议中选择，也可填写其他。",
            "One of the list." if closed else "One of the list, or another.",
        ),
        required=required,
        choices=choices,
        closed=closed,
        aliases=("类型", "种类"),
    )


def day(name: str, zh: str, en: str, *aliases: str, required: bool = False) -> Prop:
    """A date property."""
    return Prop(name, date, (zh, en), (f"{zh}，如 2020-09-30。", f"{en}, such as 2020-09-30."), required=required, aliases=aliases)


def number(name: str, zh: str, en: str, unit: tuple[str, str], *aliases: str, type: type = float) -> Prop:
    """A quantity from zero up, its unit in the help."""
    return Prop(name, type, (zh, en), (f"{zh}，{unit[0]}。", f"{en}, {unit[1]}."), low=0, aliases=aliases)


def record(
    label: str, title: tuple[str, str], help: tuple[str, str], *props: Prop, caption: str = "name", aliases: tuple[str, ...] = ()
) -> Node:
    """A record type: a key, its own properties, then what is assumed and a note."""
    return Node(
        label,
        title,
        help,
        (ID, *props, ASSUMED, NOTE),
        group="record",
        shape="smallDot",
        colour="#63635B",
        caption=caption,
        aliases=aliases,
    )


YEAR = Prop("year", int, ("年度", "Year"), ("四位年份。", "Four-digit year."), low=1949, high=2100, aliases=("年份",))
PEOPLE = ("人", "people")
HOUSE = ("户", "households")
MU = ("亩", "mu")
