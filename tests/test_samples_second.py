"""四子王旗 and 社旗: every figure follows from the rows, every gap is planted; and what holds of 暮云 and 赣榆 as well."""
import hashlib
import re
from collections import Counter
from datetime import date, timedelta

import pytest

import samples
from tests.sample_facts import answer, facts

SECOND = ("siziwang", "sheqi", "muyun", "ganyu")
INVENTED = re.compile(r"(党员|业主|户主) \d{4,5}")


@pytest.mark.parametrize("name", SECOND)
def test_every_reference_resolves_and_everybody_is_invented(name):
    built = facts(name)
    people = [*built.nodes["Member"].values(), *built.nodes["Household"].values()]
    assert all(INVENTED.fullmatch(row["name"]) for row in people)
    identities = [identity for identity, _ in built.rels]
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("name", SECOND)
def test_the_same_rows_every_time(name):
    assert samples.sample(name).books() == samples.sample(name).books()


@pytest.mark.parametrize("name", ["siziwang", "muyun", "ganyu"])
def test_the_same_bytes_every_time(name, tmp_path):
    digests = [[hashlib.sha256(path.read_bytes()).hexdigest() for path in samples.write(name, tmp_path / turn)] for turn in ("one", "two")]
    assert digests[0] == digests[1]


@pytest.mark.parametrize("name", SECOND)
def test_the_sample_says_what_it_is(name):
    module = samples.sample(name)
    assert len(module.TITLE) == 2
    assert date(2020, 9, 30) == module.DATA_DATE
    assert all(zh and en for zh, en in module.NOTES)
    assert all(answer["values"] == sorted(set(answer["values"])) for answers in module.ANSWERS.values() for answer in answers)


@pytest.mark.parametrize("name", SECOND)
def test_organisations_without_members_are_those_planted(name):
    built = facts(name)
    filled = {branch for _, branch in built.of("MEMBER_OF", "Member", "Branch")}
    planted = sorted({key for one in samples.sample(name).ANSWERS["organisations_without_members"] for key in one["values"]})
    assert sorted(built.nodes["Branch"].keys() - filled) == planted


def test_siziwang_figures():
    banner = facts("siziwang")
    assert len([1 for row in banner.nodes["Township"].values() if row["kind"] in ("镇", "乡", "苏木")]) == 13
    assert Counter(row["kind"] for row in banner.nodes["Village"].values()) == {"村": 78, "嘎查": 43, "社区": 14, "虚拟单位": 1}
    for programme, members, households in (("帮学", 985, 1041), ("带富", 704, 1416), ("包户", 514, 53)):
        pairs = banner.of("PAIRED_WITH", programme=programme)
        assert (len({m for m, _ in pairs}), len({h for _, h in pairs})) == (members, households)
    made = Counter(member for member, _ in banner.of("COMMITS_TO"))
    assert (len(made), made.total(), len(banner.nodes["Commitment"])) == (883, 1063, 1063)


def test_siziwang_reads_as_settled():
    banner = facts("siziwang")
    members, home = banner.nodes["Member"], dict(banner.of("LIVES_IN"))
    committee, helpers = set(banner.keys("Member", committee=True)), banner.of("PAIRED_WITH", programme="包户")
    assert {m for m, _ in helpers} == committee
    assert all(members[m]["able"] for m, _ in banner.of("PAIRED_WITH"))
    assert {m for m, _ in banner.of("PAIRED_WITH", programme="带富")} == set(banner.keys("Member", rich_leader=True))
    elsewhere = [home[m] != home[h] for m, h in helpers]
    assert sum(elsewhere) > 400
    assert all(home[m][:9] == home[h][:9] for m, h in helpers)
    assert {h for _, h in helpers} == set(banner.keys("Household", state="未脱贫"))
    assert Counter(Counter(m for m, _ in banner.of("COMMITS_TO") if m in committee).values()) == {2: 180}


def test_siziwang_gaps():
    banner, today = facts("siziwang"), samples.sample("siziwang").DATA_DATE
    households, members = banner.nodes["Household"], banner.nodes["Member"]
    for programme in ("", "帮学", "带富", "包户"):
        helped = {h for _, h in banner.of("PAIRED_WITH", **({"programme": programme} if programme else {}))}
        assert sorted(households.keys() - helped) == answer("siziwang", "households_without_helper", programme=programme)
    load = Counter(m for m, _ in banner.of("PAIRED_WITH"))
    assert sorted(m for m, row in members.items() if row["able"] and not load[m]) == answer("siziwang", "able_members_without_pair")
    assert sorted(m for m in load if load[m] > members[m]["capacity"]) == answer("siziwang", "helpers_over_load")
    made = Counter(m for m, _ in banner.of("COMMITS_TO"))
    quota = {m: 2 if row["committee"] else int(row["reserve"] or row["rich_leader"]) for m, row in members.items()}
    short = answer("siziwang", "commitments_short_of_quota")
    assert sorted(m for m in members if made[m] < quota[m]) == short
    assert sum(members[m]["committee"] for m in short) == 334
    seen = dict(sorted((h, banner.nodes["Visit"][v]["date"]) for v, h in banner.of("CONCERNS", "Visit")))
    for programme in ("包户", "帮学"):
        due = {h for _, h in banner.of("PAIRED_WITH", programme=programme) if seen.get(h, date.min) < today - timedelta(days=30)}
        assert sorted(due) == answer("siziwang", "visits_due", programme=programme, days="30")


def test_siziwang_measures_and_promises():
    banner, today = facts("siziwang"), samples.sample("siziwang").DATA_DATE
    measures = banner.nodes["Measure"]
    planned = {h for _, h in banner.of("CONCERNS", "Measure")}
    assert sorted(set(banner.keys("Household", state="未脱贫")) - planned) == answer("siziwang", "left_households_without_measure")
    still = [m for m, row in measures.items() if "done" not in row and row.get("progress", row["start"]) < today - timedelta(days=90)]
    assert sorted(still) == answer("siziwang", "measures_without_progress", days="90")
    late = {label: sorted(k for k, row in banner.nodes[label].items() if row["due"] < today and "done" not in row)
            for label in ("Measure", "Commitment")}
    assert late == {"Measure": answer("siziwang", "measures_overdue"), "Commitment": answer("siziwang", "commitments_overdue")}


def test_sheqi_figures():
    county = facts("sheqi")
    households = county.nodes["Household"]
    lifted = [row["size"] for row in households.values() if row["state"] == "已脱贫"]
    left = [row["size"] for row in households.values() if row["state"] == "未脱贫"]
    assert (len(households), sum(lifted) + sum(left), len(lifted), sum(lifted)) == (28492, 88660, 24698, 81797)
    rural = sum(row["rural_population"] for row in county.nodes["Township"].values())
    assert round(100 * sum(left) / rural, 2) == 1.02
    assert 28500 <= len(county.nodes["Member"]) <= 30000
    assert len(county.keys("Village", poor=True, lifted=True)) == 85 == len(county.keys("Village", poor=True))
    joint = [row for row in county.nodes["Branch"].values() if not row["established"]]
    assert {row["tier"] for row in joint} == {"县", "乡", "村"}
    assert Counter(row["kind"] for row in joint) == {"联合党总支": 5, "联合党支部": 11, "联合党委": 16, "联合党小组": 85}
    assert len(county.nodes["SpecialTask"]) == 12 == len({task for _, task in county.of("WORKS_ON", "Branch", "SpecialTask")})


def test_sheqi_reads_as_settled():
    county = facts("sheqi")
    branches, villages = county.nodes["Branch"], county.nodes["Village"]
    upper = [b for b, row in branches.items() if row["kind"] in ("联合党总支", "联合党支部")]
    secretaries = {b: m for m, b in county.of("SEATED_ON", role="书记")}
    assert {county.nodes["Member"][secretaries[b]]["duty"] for b in upper} == {"县领导"}
    heads = [county.nodes["Member"][m]["duty"] for m, b in county.of("SEATED_ON", role="委员")]
    assert set(heads) == {"部门负责人"}
    peacocks = next(k for k, row in county.nodes["Cooperative"].items() if "丹阳孔雀" in row["name"])
    assert {branches[b]["kind"] for b, c in county.of("COVERS") if c == peacocks} == {"联合党支部"}
    place = dict(county.of("LOCATED_IN", "Cooperative"))
    assert villages[place[peacocks]] == villages["411327108223"]
    home = {m for m, b in county.of("MEMBER_OF", "Member", "Branch", role="本级")}
    both = home & {m for m, b in county.of("MEMBER_OF", "Member", "Branch", role="联合")}
    assert len(both) > 9000
    assert len(county.keys("Member", outside=True)) > 6000


def test_sheqi_gaps():
    county = facts("sheqi")
    members, home, joint = (county.nodes["Member"], *({m for m, _ in county.of("MEMBER_OF", "Member", "Branch", role=role)}
                                                      for role in ("本级", "联合")))
    assert sorted(members.keys() - home - joint) == answer("sheqi", "members_without_organisation")
    assert sorted(joint - home) == answer("sheqi", "members_in_joint_without_home")
    assert sorted(set(county.keys("Member", outside=True)) - joint) == answer("sheqi", "outside_members_without_joint")
    helped = {h for _, h in county.of("PAIRED_WITH", "Member", "Household")}
    assert sorted(set(county.keys("Household", state="未脱贫")) - helped) == answer("sheqi", "left_households_without_helper")
    led = {b for _, b in county.of("SEATED_ON", role="书记")}
    assert sorted(set(county.keys("Branch", established=False)) - led) == answer("sheqi", "joint_organisations_without_secretary")
    covered = {e for _, e in county.of("COVERS", "Branch", "Enterprise")}
    assert sorted(set(county.keys("Enterprise", kind="龙头企业")) - covered) == answer("sheqi", "enterprises_without_organisation",
        kind="龙头企业")
    stationed = {v for _, v in county.of("PAIRED_WITH", "Member", "Village", programme="驻村帮扶")}
    assert sorted(set(county.keys("Village", poor=True)) - stationed) == answer("sheqi", "poor_villages_without_stationed_helper")
