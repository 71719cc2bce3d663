"""暮云 and 赣榆: every figure follows from the rows, every gap is planted, nothing else is."""
from collections import Counter, defaultdict
from datetime import timedelta

import samples
from tests.sample_facts import answer, facts


def test_muyun_figures():
    street = facts("muyun")
    assert len({row["tier"] for row in street.nodes["Branch"].values()}) == 3
    assert len({row["kind"] for row in street.nodes["Post"].values()}) == 10
    honours = Counter(street.nodes["Honour"][h]["kind"] for _, h in street.of("AWARDED"))
    assert {kind: honours[kind] for kind in ("书记示范点", "委员示范点", "屋场示范片")} == {"书记示范点": 5, "委员示范点": 18,
        "屋场示范片": 10}
    assert (honours["最美家园"] > 430, honours["最美菜园"] > 90, honours["最美田园"] > 90) == (True, True, True)
    assert street.total("Project", "quantity", kind="改厕") == 1054
    assert street.total("Project", "quantity", kind="破除露天垃圾池") == 260
    assert street.total("Project", "households", kind="清理房前屋后") == 1642
    assert [street.total("Project", "land", kind=kind) for kind in ("土地流转", "退出工业用地", "腾空集体土地")] == [1428, 183, 112]
    assert [street.total("Project", prop, kind="签约") for prop in ("households", "people", "land", "hours")] == [22, 86, 236, 52]
    centre = street.nodes["Project"][street.keys("Project", kind="商业中心")[0]]
    assert (centre["quantity"], (centre["done"] - centre["start"]).days) == (40000, 103)
    bees = [street.nodes["Project"][key] for key in street.keys("Project", kind="养蜂")]
    assert min(round(row["amount"] * 10000 / row["quantity"], 2) for row in bees) >= 1500
    given = [props["hives"] for identity, props in street.rels if identity[0] == "PAIRED_WITH" and props["programme"] == "养蜂帮扶"]
    assert set(given) == {2}
    assert sum(given) == sum(row["quantity"] for row in bees)


def test_muyun_expert_calls_two_or_three_times_a_month():
    street = facts("muyun")
    calls = Counter((h, street.nodes["Visit"][v]["date"].month) for v, h in street.of("CONCERNS", "Visit"))
    assert len(calls) == 18 * 9
    assert set(calls.values()) == {2, 3}


def test_muyun_gaps():
    street = facts("muyun")
    linked = {h for _, h in street.of("PAIRED_WITH", programme="党员联户")}
    own = {h for _, h in street.of("LIVES_IN", "Member", "Household")}
    assert sorted(street.nodes["Household"].keys() - linked - own) == answer("muyun", "households_without_link")
    held = {p for _, p in street.of("HOLDS_POST")}
    assert sorted(street.nodes["Post"].keys() - held) == answer("muyun", "posts_without_holder")
    rated = defaultdict(set)
    for r, h in street.of("CONCERNS", "Rating"):
        rated[street.nodes["Rating"][r]["year"]].add(h)
    for year in (2019, 2020):
        assert sorted(own - rated[year]) == answer("muyun", "member_households_without_rating", year=str(year))
    scored = {r for r, _ in street.of("SCORED")}
    assert sorted(street.nodes["Rating"].keys() - scored) == answer("muyun", "ratings_without_scores", year="2020")
    bare = {identity[1][1] for identity, props in street.rels if identity[0] == "SCORED" and "grounds" not in props}
    assert sorted(bare) == answer("muyun", "scores_without_grounds", year="2020")


def test_ganyu_figures():
    district = facts("ganyu")
    branches, above = district.nodes["Branch"], dict(district.of("PART_OF", "Branch", "Branch"))
    groups = district.keys("Branch", tier="项目")
    assert len(groups) == 8
    assert {(branches[above[g]]["tier"], branches[above[above[g]]]["kind"]) for g in groups} == {("企业", "行业党委")}
    posts = Counter(row["kind"] for row in district.nodes["Post"].values())
    heads = ("党小组长", "楼栋长", "单元长")
    assert (sum(kind in posts for kind in heads), posts.total() - sum(posts[kind] for kind in heads)) == (3, 176)
    roles = {props["role"] for identity, props in district.rels if identity[0] == "SEATED_ON"} - {"业主代表"}
    assert len(roles) == 4
    assert len({row["kind"] for row in district.nodes["Event"].values()}) == 5
    assert len({row["speciality"] for row in district.nodes["Team"].values() if row["kind"] == "小分队"}) == 6
    assert len(district.keys("Team", kind="志愿服务队")) == 35
    assert len(district.keys("Matter", state="已解决")) == 146 == len({m for _, m in district.of("RESOLVED")})


def test_ganyu_fees():
    district = facts("ganyu")
    for unit in ("households", "amount"):
        assert 98 < 100 * district.total("FeeRecord", f"paid_{unit}",
                                payer="机关事业单位干部职工") / district.total("FeeRecord", f"due_{unit}",
                                                            payer="机关事业单位干部职工") < 99
    place = dict(district.of("LOCATED_IN", "FeeRecord"))
    rate = {district.nodes["Grid"][place[f]]["name"]: 100 * row["paid_households"] / row["due_households"]
            for f, row in district.nodes["FeeRecord"].items() if row["payer"] == "业主"}
    assert {name for name, value in rate.items() if value > 97} == {"御水湾", "观澜尚城"}


def test_ganyu_gaps():
    district, today = facts("ganyu"), samples.sample("ganyu").DATA_DATE
    held, at = {p for _, p in district.of("HOLDS_POST")}, district.of("PART_OF", "Post", "Grid")
    posts, councils = district.nodes["Post"], set(district.keys("Team", kind="议事会"))
    assert sorted(posts.keys() - held) == answer("ganyu", "posts_without_holder")
    headed = {g for p, g in at if p in held and posts[p]["kind"] in ("楼栋长", "单元长")}
    assert sorted(k for k, row in district.nodes["Grid"].items() if row["kind"] in ("楼栋", "单元")
                  and k not in headed) == answer("ganyu", "buildings_without_head")
    seats = {role: {c for _, c in district.of("SEATED_ON", role=role)}
             for role in ("社区党组织", "居委会", "业委会", "物业企业", "业主代表")}
    delegates = seats.pop("业主代表")
    assert sorted(councils - set.intersection(*seats.values())) == answer("ganyu", "councils_lacking_party")
    assert sorted(councils - delegates) == answer("ganyu", "councils_without_delegates")
    kinds = {(c, district.nodes["Event"][e]["kind"]) for e, c in district.of("HELD_AT")}
    missing = sorted(c for c in councils for kind in samples.sample("ganyu").MEETINGS if (c, kind) not in kinds)
    assert missing == answer("ganyu", "councils_without_meeting_kind", kind="事务评议")
    old = [k for k, row in district.nodes["Matter"].items() if row["state"] in ("已提出", "办理中")
           and row["raised"] < today - timedelta(days=60)]
    assert sorted(old) == answer("ganyu", "matters_open_long", days="60")
    served = {g for _, g in district.of("SERVES", "Team", "Grid")}
    assert sorted(set(district.keys("Grid", kind="小区")) - served) == answer("ganyu", "estates_without_team")
    covered = {e for _, e in district.of("COVERS")}
    assert sorted(district.nodes["Enterprise"].keys() - covered) == answer("ganyu", "enterprises_without_organisation", kind="物业企业")
    owned = {c for _, c in district.of("COMMITS_TO")}
    assert sorted(district.nodes["Commitment"].keys() - owned) == answer("ganyu", "commitments_without_owner")
    assert sorted(k for k, row in district.nodes["Commitment"].items() if row["due"] < today) == answer("ganyu", "commitments_overdue")
