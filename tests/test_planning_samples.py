"""The four cases that the guide to planning shows, on the samples themselves: what each plan comes to, proved and checked."""

from __future__ import annotations

from actions.planning import Asked, pair_all, started, usual
from actions.planning import proof as paired_proof
from actions.siting import site
from actions.siting_rules import rules_of
from actions.siting_told import beyond
from actions.together import AskedTogether, plan, proof
from actions.touring import TourRules, plan_tour
from graphmodel.engine import Engine
from planning.pairing_rules import Rules

BEST = "已证最优，差距 0"


def test_three_programmes_from_scratch_cover_every_household_and_are_proved(sample_store: Engine) -> None:
    made = plan(sample_store, AskedTogether("County:150929", afresh=True))
    assert {limit.role for limit in made.asked.limits if limit.least} == {"committee", "reserve", "rich_leader"}
    assert {part.plan.rules.programme: part.summary.helped for part in made.parts} == {"帮学": 1041, "带富": 1416, "包户": 53}
    assert made.left == 0
    assert made.verdict.holds
    assert proof(made)[0] == BEST
    assert sum(lack for _, lack in made.low) == 237
    bends = {"" if bend.part < 0 else made.parts[bend.part].plan.rules.programme: (bend.limit, bend.least, bend.lack) for bend in made.least_bends}
    assert bends == {"": (0, 1, 20), "包户": (0, 0, 17)}


def test_the_seven_centres_beside_the_best_seven_and_the_fewest_within_a_quarter_of_an_hour(sample_store: Engine) -> None:
    rules = rules_of({"aim": "least", "points": 7, "minutes": 15, "keep": False})
    made = site(sample_store, rules, scope="Township:370982105")
    now, fewest, least = made.beside["now"], made.beside["fewest"], made.beside["least"]
    assert (now["points"], now["reached"], now["places"]) == (7, 91, 91)
    assert (fewest["points"], fewest["reached"], fewest["proven"]) == (7, 91, True)
    assert (round(least["total"]), round(now["total"]), least["proven"]) == (216_378, 216_424, True)
    assert len(beyond(made)) == least["places"] - least["reached"] == 1
    assert made.verdict.ok


def test_twelve_stops_reach_what_the_thirteen_reached(sample_store: Engine) -> None:
    made = plan_tour(sample_store, TourRules("宣讲演出"), scope="County:469024")
    told = made.earlier
    assert (told["stops"], told["fewest"], told["bound"]) == (13, 12, 12)
    assert (told["fewest_far"], told["bound_far"]) == (5, 5)
    assert (told["reached"], made.waiting, made.villages) == (65, 123, 188)
    assert sorted(name for stop in made.stops for name in stop["reaches"]) == sorted({name for stop in made.stops for name in stop["reaches"]})
    assert sum(len(stop["reaches"]) for stop in made.stops) == made.waiting
    assert made.verdict.ok


def test_the_posts_reach_every_building_and_that_is_proved(sample_store: Engine) -> None:
    asked = Asked(Rules("关爱老人"), "County:320707", None, "posts", "buildings")
    start = started(sample_store, asked)
    asked = Asked(usual("关爱老人", start), "County:320707", None, "posts", "buildings")
    [made] = pair_all(sample_store, [asked], start=start)
    assert (made.summary.helpers, made.summary.covered, made.summary.helped, made.summary.taking_part) == (59, 47, 47, 59)
    assert made.plan.low == []
    assert made.verdict.holds
    assert paired_proof(made)[0] == BEST
