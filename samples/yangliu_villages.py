"""羊流镇: its villages by area, with their figures and points, all but codes and names made up."""
import random
from math import radians

from samples.ground import Point, around, away, ebike_minutes, kilometres
from samples.official import villages

TOWNSHIP = "370982105"
TOWN: Point = (35.985, 117.535)
"""Where the sample puts the town; the lists of places have no point for it."""
CODES = {village.name: village.code for village in villages("370982", TOWNSHIP)}
DAHEZHUANG = "DHZ-01"
"""大河庄 is on the page but not in the official list: a code of the county's own."""

AREAS = {  # code: name, kind, what it is built on, village of the centre, km and degrees from the town, villages
    "PQ-01": ("惠美农牧片区", "龙头带动", "惠美农牧", "义和村", 7.3, 220,
              "义和村 西天井峪 北天井峪 东天井峪 旧关 傅家庄 北王村 大涝峪 二涝峪 单家峪 上刘家庄 西万家庄 秦家庄 龙石崖 乐义庄 西石棚"),
    "PQ-02": ("智能起重片区", "园区辐射", "智能起重工业园", "羊流", 0.3, 0,
              "羊流 小河南 沟西 南羊流 羊家庄 大洼 二洼 三洼 北庄子 李家庄 小和庄 吴家泉"),
    "PQ-03": ("和庄片区", "以强带弱", "和庄", "和庄", 8.6, 340,
              "和庄 新张庄 北单家庄 东张家庄 官路 东王庄 西王庄 吴家庄 西梁庄 苏庄 河东 丁李村 魏家庄 长兴庄"),
    "PQ-04": ("安乐庄片区", "以强带弱", "安乐庄", "安乐庄", 7.5, 280,
              "安乐庄 高家沙沟 杨家沙沟 张家沙沟 徐家沙沟 徐家庄 东官庄 桃花峪 梨园沟 石河庄 陡沟 官桥"),
    "PQ-05": ("香水河片区", "以强带弱", "香水河", "香水河", 7.6, 40,
              "香水河 东石棚 雁翎关 雌山 东山草峪 西山草峪 上柳杭 大柳杭 上裴家庄 朝阳庄 邢家庄 下裴家庄"),
    "PQ-06": ("松树林片区", "传统文化", "地方特色文化", "松树林", 7.0, 100,
              "松树林 新赵庄 北董家庄 黄草 贾庄 北刘家庄 杨家洼 北张家庄 苇池"),
    "PQ-07": ("王家林片区", "多村共治", "乡村治理", "王家林", 7.2, 160,
              "王家林 黄土崖 程家庄 坦里 云河庄 乐山庄 永丰庄 芦家庄 红旗 李官庄 西安 泉河庄 刘家庄 闫家庄 东岭"),
}
CENTRES = ("和庄", "安乐庄", "香水河")
LED_ELSEWHERE = {"小和庄": "和庄", "吴家泉": "和庄", "旧关": "安乐庄"}
"""Villages of other groups that a centre village leads: with the 35 of the three areas, 38."""
NO_HOUSEHOLDS = ("大涝峪", "南羊流", "河东", "梨园沟", "程家庄")
NO_INCOME = ("北张家庄", "邢家庄", "云河庄")
INDUSTRY = {"PQ-01": "畜牧养殖", "PQ-02": "起重机械", "PQ-03": "果蔬", "PQ-04": "粮食", "PQ-05": "林果", "PQ-06": "文化旅游",
           "PQ-07": "粮食"}
NEAR_TEN = 10 / 60 * 20 / 1.3
"""Km that take ten minutes: no village stands near this distance, so that rounding decides nothing."""


def members(area: str) -> list[str]:
    """The names of an area's villages, the village of its centre first."""
    return AREAS[area][6].split()


def area_of() -> dict[str, str]:
    """Area code by village name."""
    return {name: area for area in AREAS for name in members(area)}


def led() -> list[tuple[str, str]]:
    """(leader, led) by name: 38 pairs."""
    own = [(centre, name) for area in AREAS for centre in CENTRES if AREAS[area][2] == centre for name in members(area) if name != centre]
    return own + [(leader, name) for name, leader in LED_ELSEWHERE.items()]


def centre_point(area: str) -> Point:
    """Where the village of an area's centre is put."""
    km, degrees = AREAS[area][4:6]
    return away(TOWN, km, radians(degrees))


def points() -> dict[str, Point]:
    """A point for each village: its area's centre in the middle, nobody over 14.5 minutes from it."""
    placed: dict[str, Point] = {}
    for turn, area in enumerate(AREAS):
        middle, names = centre_point(area), members(area)
        slots = [clear_of_ten(middle, slot) for slot in around(middle, len(names) - 1, 0.9, 3.72 if area == "PQ-01" else 3.55, phase=turn)]
        placed[names[0]] = middle
        for name in sorted(names[1:], key=lambda name: (name not in LED_ELSEWHERE, names.index(name))):
            leader = LED_ELSEWHERE.get(name)
            target = centre_point(next(a for a in AREAS if AREAS[a][2] == leader)) if leader else None
            slot = min(slots, key=lambda slot: kilometres(slot, target)) if target else slots[0]
            slots.remove(slot)
            placed[name] = slot
    corners = (placed["小和庄"], placed["吴家泉"], centre_point("PQ-02"))
    placed["大河庄"] = (round(sum(lat for lat, _ in corners) / 3, 5), round(sum(lon for _, lon in corners) / 3, 5))
    return placed


def clear_of_ten(middle: Point, slot: Point) -> Point:
    """The slot, moved outwards a little if it stands within 0.1 km of ten minutes."""
    km = kilometres(middle, slot)
    if abs(km - NEAR_TEN) >= 0.1:
        return slot
    grow = (NEAR_TEN + 0.15) / km
    return round(middle[0] + (slot[0] - middle[0]) * grow, 5), round(middle[1] + (slot[1] - middle[1]) * grow, 5)


def beyond(minutes: float) -> list[str]:
    """Codes of the villages that take longer than so many minutes to the nearest centre, sorted."""
    placed = points()
    centres = [placed[AREAS[area][3]] for area in AREAS]
    return sorted(CODES[name] for name in CODES if min(ebike_minutes(placed[name], centre) for centre in centres) > minutes)


def rows(rng: random.Random) -> list[dict]:
    """The ledger of villages: 90 official ones and 大河庄."""
    placed, area = points(), area_of()
    ledger = []
    for name in [*CODES, "大河庄"]:
        official, strong = name in CODES, name in CENTRES
        households = rng.randrange(120, 460) + 120 * strong
        population = round(households * rng.uniform(2.9, 3.5))
        income = rng.randrange(13_000, 19_000, 100) + 5_000 * strong
        collective = round(rng.uniform(3, 22) + 40 * strong, 1)
        lat, lon = placed[name]
        ledger.append({
            "编码": CODES.get(name, DAHEZHUANG), "名称": name, "类别": "村", "乡镇": TOWNSHIP, "片区": area.get(name),
            "户数": None if name in NO_HOUSEHOLDS else households, "人口": population, "人均收入": None if name in NO_INCOME else income,
                       "集体收入": collective,
            "主导产业": INDUSTRY[area.get(name, "PQ-02")], "纬度": lat, "经度": lon, "点位来源": "合成",
            "假定": "户数、人口、收入、点位均为虚构" if official else "编码为本县自编；户数、人口、收入、点位均为虚构",
            "备注": None if official else "见报道，不在 2023 年官方名录中，不计入五类 90 村"})
    return ledger
