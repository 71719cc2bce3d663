"""羊流镇, 临高, 松江河 and 辽宁: every figure follows from the rows, every reference resolves, the bytes are the same each time."""
import hashlib
import re
from collections import defaultdict
from datetime import date

import pytest

import samples
from tests.sample_graph import Graph

FIRST = ("yangliu", "lingao", "songjianghe", "liaoning")


@pytest.fixture(scope="module")
def graph():
    made = {}
    return lambda name: made.setdefault(name, Graph(samples.sample(name)))


@pytest.mark.parametrize("name", FIRST)
def test_every_reference_resolves_and_every_person_is_invented(graph, name):
    built = graph(name)
    assert all(re.fullmatch(r"党员 \d{4,}", row["name"]) for row in built.nodes["Member"].values())
    identities = [identity for identity, _ in built.rels]
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("name", FIRST)
def test_the_same_rows_and_bytes_every_time(name, tmp_path):
    assert samples.sample(name).books() == samples.sample(name).books()
    digests = [[hashlib.sha256(path.read_bytes()).hexdigest() for path in samples.write(name, tmp_path / turn)] for turn in ("one", "two")]
    assert digests[0] == digests[1]
    assert len(digests[0]) >= 4


@pytest.mark.parametrize("name", FIRST)
def test_the_sample_says_what_it_is(name):
    module = samples.sample(name)
    assert len(module.TITLE) == 2
    assert date(2020, 9, 30) == module.DATA_DATE
    assert all(zh and en for zh, en in module.NOTES)
    assert all(answer["values"] == sorted(answer["values"]) for answers in module.ANSWERS.values() for answer in answers)


def test_yangliu_figures(graph):
    town = graph("yangliu")
    areas = town.nodes["Area"]
    size = defaultdict(int)
    for _, area in (pair for pair in town.between("IN_AREA") if pair[0] in town.nodes["Village"]):
        size[areas[area]["kind"]] += 1
    assert (len(areas), len(size), sum(size.values())) == (7, 5, 90)
    assert size == {"龙头带动": 16, "园区辐射": 12, "以强带弱": 38, "传统文化": 9, "多村共治": 15}
    leads = town.between("LEADS")
    assert (len({a for a, _ in leads}), len({b for _, b in leads})) == (3, 38)
    assert [len(town.between("JOINT_BUILDING", form=form)) for form in ("龙头带动", "园区辐射")] == [16, 12]
    cadres = set(town.keys("Post", kind="下沉干部"))
    assert len(cadres) == 7
    assert all(sum(p == post for _, p in town.between("HOLDS_POST")) == 5 for post in cadres)
    park = [start for start, project in town.between("WORKS_ON") if project == "370982/XM-01"]
    assert sorted(town.nodes["Village"][v]["name"] for v in park) == ["吴家泉", "大河庄", "小和庄"]
    assert town.nodes["Project"]["370982/XM-01"]["land"] > 2000
    union = [town.nodes["Cooperative"][a]["industry"] for a, b in town.between("MEMBER_OF") if b == "370982/HZS-00"]
    assert set(union) == {"樱桃", "大棚蔬菜"}
    assert len(town.between("PAIRED_WITH", programme="智囊结对")) == 7
    assert [len(town.keys("Honour", kind=kind)) for kind in ("先进基层党组织", "非物质文化遗产", "美丽乡村")] == [21, 7, 8]
    assert len(town.nodes["Member"]) == 1860


def test_yangliu_gaps(graph):
    town, answers = graph("yangliu"), samples.sample("yangliu").ANSWERS
    joined = {a for a, _ in town.between("MEMBER_OF", role="入社")}
    outside = sorted(set(town.nodes["Village"]) - joined)
    assert outside == answers["villages_outside_cooperatives"][0]["values"]
    assert len(outside) == 19
    held = {b for _, b in town.between("MEMBER_OF")}
    organisations = [key for label in ("Branch", "Cooperative", "Team") for key in town.nodes[label]]
    assert sorted(set(organisations) - held) == answers["organisations_without_members"][0]["values"]
    on_duty = {shift for _, shift in town.between("ON_DUTY")}
    manned = defaultdict(set)
    for shift, centre in town.between("PART_OF"):
        if shift in on_duty:
            manned[centre].add(town.nodes["Shift"][shift]["weekday"])
    short = {area for centre, area in town.between("IN_AREA") if centre in town.nodes["ServiceCentre"] and len(manned[centre]) < 5}
    assert sorted(short) == answers["areas_without_centre_staff_or_rota"][0]["values"]
    assert sum(row.get("households") is None for row in town.nodes["Village"].values()) == 5
    assert len(town.between("JOINT_BUILDING", agreement=False)) == 2


def test_lingao_figures_and_gaps(graph):
    county, answers = graph("lingao"), samples.sample("lingao").ANSWERS
    stops = county.keys("Event", kind="宣讲演出")
    days = [county.nodes["Event"][stop]["date"] for stop in stops]
    reached = defaultdict(set)
    for event, place in county.between("REACHED"):
        reached[county.nodes["Event"][event]["kind"]].add(place)
    farms = set(county.keys("Village", kind="农场"))
    assert (len(stops), min(days), max(days)) == (13, date(2020, 8, 23), date(2020, 9, 12))
    assert len(set(days)) == 13
    assert len(reached["宣讲演出"] & set(county.nodes["Township"])) == 11
    assert len(reached["宣讲演出"] & farms) == 2
    yearly = [row for row in county.nodes["Event"].values() if row["date"].year == 2020]
    assert len(yearly) == 104 == county.nodes["Team"]["469024/YCT-01"]["year_plan"]
    assert len(county.between("ORGANISED")) == 104 + 26
    at = dict(county.between("HELD_AT"))
    assert len(at) == 104
    assert at[max(stops, key=lambda stop: county.nodes["Event"][stop]["date"])] == "469024109209"
    villages = set(county.nodes["Village"])
    assert sorted(villages - reached["宣讲演出"]) == answers["villages_not_reached"][0]["values"]
    assert sorted(villages - reached["宣讲演出"] - reached["下乡演出"]) == answers["villages_not_reached"][1]["values"] != []


def test_songjianghe_figures_and_gaps(graph):
    town, answers = graph("songjianghe"), samples.sample("songjianghe").ANSWERS
    committees = town.keys("Branch", kind="社区大党委")
    assert [town.nodes["Branch"][c]["name"][:4] for c in committees] == ["白山社区", "红旗社区", "逸林社区"]
    meetings = town.keys("Event", kind="议事会议")
    assert len(meetings) == 3
    assert {body for event, body in town.between("HELD_AT") if event in meetings} == set(committees)
    seats = {i[1][1]: props for i, props in town.rels if i[0] == "SEATED_ON"}
    units = {unit for member, unit in town.between("REPRESENTS") if member in seats}
    assert sorted(set(town.nodes["Unit"]) - units) == answers["units_without_seat"][0]["values"]
    without = sorted(member for member, props in seats.items() if props["role"] == "兼职委员" and "letter" not in props)
    assert without == answers["seats_without_letter"][0]["values"]
    owned = {commitment: unit for unit, commitment in town.between("COMMITS_TO")}
    assert sorted(units - set(owned.values())) == answers["seated_units_without_commitment"][0]["values"]
    late = [key for key, row in town.nodes["Commitment"].items() if row["due"] < date(2020, 9, 30) and "done" not in row]
    assert sorted(late) == answers["commitments_overdue"][0]["values"]
    assert sorted(set(town.nodes["Commitment"]) - set(owned)) == answers["commitments_without_owner"][0]["values"]
    assert {town.nodes["Matter"][m]["state"] for m, _ in town.between("PUT_TO")} == {"已解决", "办理中", "已提出"}


def test_liaoning_figures_and_gaps(graph):
    province, answers, day = graph("liaoning"), samples.sample("liaoning").ANSWERS, date(2020, 9, 30)
    assert len(province.keys("Branch", kind="行业党委")) == 1
    assert (len(province.nodes["County"]), len(province.nodes["Enterprise"])) == (15, 160)

    def in_force(type: str) -> set[tuple[str, str]]:
        links = [(i[1][1], i[2][1], props) for i, props in province.rels if i[0] == type]
        return {(start, end) for start, end, props in links if props["since"] <= day < props.get("until", date.max)}

    everyone = set(province.nodes["Enterprise"])
    organised, advised = {b for _, b in in_force("COVERS")}, {b for _, b in in_force("SERVES")}
    employed = {b for _, b in province.between("MEMBER_OF", role="就职")}
    assert sorted(everyone - organised) == answers["enterprises_without_organisation"][0]["values"]
    assert sorted(everyone - advised - employed) == answers["enterprises_without_work_coverage"][0]["values"]
    home = {a for a, _ in province.between("MEMBER_OF", role="本级")}
    assert sorted(set(province.nodes["Member"]) - home) == answers["members_without_organisation"][0]["values"]
    assert {b for _, b in province.between("LOCATED_IN")} == set(province.nodes["County"]) - {"210000"}
