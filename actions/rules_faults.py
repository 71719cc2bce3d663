"""What is wrong with the rules of a file: every entry is judged alone, so that all faults are told at once, each with where it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from difflib import get_close_matches
from typing import Any

from actions.rules_files import Fault, Where
from actions.siting_rules import SitingError, SitingRules
from actions.siting_rules import rules_of as siting_rules_of
from actions.touring import TourRules, tour_rules_of
from graphmodel.words import Text
from planning.leading_rules import LeadRules, lead_faults
from planning.pairing_rules import PARTS, Limit, Rules, faults
from queries.pairing import HELPED, HELPERS

PAIRS = ("must", "never", "keep")
TOGETHER: dict[str, Any] = {"most": 0, "afresh": False, "limits": (), "programmes": ()}


def pairing(told: Mapping[str, Any], at: Where = (), more: Mapping[str, Collection[str]] | None = None) -> Iterator[Fault]:
    """Faults of the rules of one programme; `more` are entries besides, with what each may be."""
    sides = more or {}
    sound: dict[str, Any] = {}
    for name, value in told.items():
        if name in sides:
            if str(value) not in sides[name]:
                yield (*at, name), one_of(name, value, sides[name])
        elif name in PARTS:
            wrong = list(tables(value, PARTS[name], (*at, name), lambda part, name=name: faults(Rules(**{name: (part,)}))))
            yield from wrong
            sound |= {} if wrong else {name: tuple(PARTS[name](**one) for one in value)}
        else:
            wrong = list(entry(name, value, defaults(Rules) | dict.fromkeys(sides, ""), at, lambda name=name, value=value: faults(Rules(**{name: held(value)}))))
            yield from wrong
            sound |= {} if wrong else {name: held(value)}
    alone = [words for name, value in sound.items() for words in faults(Rules(**{name: value}))]
    yield from (((*at, next((one for one in PAIRS if one in told), "")), words) for words in faults(Rules(**sound)) if words not in alone)


def together(told: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults of the limits over all and of each programme."""
    for name, value in told.items():
        if name == "limits":
            yield from tables(value, Limit, (name,), lambda part: faults(Rules(limits=(part,))))
        elif name == "programmes":
            if not listed(value):
                yield (name,), no_tables(name)
                continue
            seen: set[str] = set()
            for number, one in enumerate(value):
                where = (name, number)
                called = str(one.get("programme", ""))
                if not called:
                    yield where, ("缺少 programme（项目）。", "The programme is missing.")
                elif called in seen:
                    yield where, (f"项目“{called}”写了两次。", f"The programme {called!r} stands twice.")
                seen.add(called)
                yield from pairing(one, where, {"helpers": HELPERS, "helped": HELPED})
                alone = [name for name in ("joint", "fair") if one.get(name) and one[name] != "even"]
                yield from (((*where, name), (f"{name}：几个项目并列时不写在单个项目里。", f"{name} is not set for one of several programmes.")) for name in alone)
        else:
            yield from entry(name, value, TOGETHER, (), lambda name=name, value=value: faults(Rules(joint=value)) if name == "most" else [])


def leading(told: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults of the rules of strong-helps-weak."""
    for name, value in told.items():
        yield from entry(name, value, defaults(LeadRules), (), lambda name=name, value=value: lead_faults(LeadRules(**{name: held(value)})))


def siting(told: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults of the rules of service points; the points that some aims need may be given beside the file."""
    for name, value in told.items():
        yield from entry(name, value, defaults(SitingRules), (), lambda name=name, value=value: refused(siting_rules_of, {"points": 1, name: value}))


def tour(told: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults of the rules of a tour."""
    for name, value in told.items():
        yield from entry(name, value, defaults(TourRules) | {"rest": "", "base": ""}, (), lambda name=name, value=value: refused(tour_rules_of, {name: value}))


def refused(rules_of: Callable[[dict[str, Any]], Any], told: dict[str, Any]) -> list[Text]:
    """Why these rules are refused, if they are."""
    try:
        rules_of(told)
    except SitingError as wrong:
        return [wrong.text]
    return []


def entry(name: str, value: Any, known: Mapping[str, Any], at: Where, judged: Callable[[], Iterable[Text]]) -> Iterator[Fault]:
    """Faults of one entry: its name, its kind, its value."""
    where = (*at, name)
    if name not in known:
        yield where, unknown(name, known)
    elif words := unlike(name, value, known[name]):
        yield where, words
    else:
        yield from ((where, words) for words in judged())


def tables(value: Any, kind: type, at: Where, judged: Callable[[Any], Iterable[Text]]) -> Iterator[Fault]:
    """Faults of every table of a list of quotas, limits or categories."""
    if not listed(value):
        yield at, no_tables(str(at[-1]))
        return
    known = defaults(kind)
    for number, one in enumerate(value):
        where = (*at, number)
        wrong = [fault for name, part in one.items() for fault in entry(name, part, known, where, lambda: ())]
        yield from wrong or ((where, words) for words in judged(kind(**one)))


def unlike(name: str, value: Any, usual: Any) -> Text | None:
    """Why a value is not of the kind of what is usual; numbers are judged with their limits."""
    if isinstance(usual, bool):
        return None if isinstance(value, bool) else (f"{name} 的值“{value}”应为 true 或 false。", f"{name} should be true or false, not {value!r}.")
    if isinstance(usual, str):
        return None if isinstance(value, str) else (f"{name} 的值“{value}”应加引号。", f"{name} should stand in quotes, not {value!r}.")
    if name in PAIRS and isinstance(usual, tuple):
        pair = isinstance(value, list) and all(isinstance(one, list) and len(one) == 2 and all(isinstance(end, str) for end in one) for one in value)
        return None if pair else (f'{name} 应为成对的编码，如 [["Member:1", "Household:1"]]。', f'{name} should be pairs such as [["Member:1", "Household:1"]].')
    if isinstance(usual, tuple):
        plain = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return None if plain else (f'{name} 应为编码的列表，如 ["Village:1"]。', f'{name} should be a list such as ["Village:1"].')
    return None


def unknown(name: str, known: Iterable[str]) -> Text:
    """A name that there is not, with what may be meant."""
    maybe = get_close_matches(name, list(known), n=2, cutoff=0.6) or sorted(known)
    return (f"不认识“{name}”。可用：{'、'.join(maybe)}", f"{name!r} is not known. Maybe {', '.join(maybe)}")


def one_of(name: str, value: Any, known: Iterable[str]) -> Text:
    """A value that is none of a few."""
    return (f"{name} 没有“{value}”。可用：{'、'.join(known)}", f"{name} cannot be {value!r}. Maybe {', '.join(known)}")


def no_tables(name: str) -> Text:
    """What should be a list of tables."""
    return (f"{name} 应写作 [[{name}]]，下面每行一项。", f"{name} should be written as [[{name}]] with an entry a line below.")


def listed(value: Any) -> bool:
    """Whether it is a list of tables."""
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def held(value: Any) -> Any:
    """A value as rules hold it: lists as tuples."""
    return tuple(held(one) for one in value) if isinstance(value, list) else value


def defaults(kind: type) -> dict[str, Any]:
    """Every rule of a kind with what it is where nothing is said."""
    return {one.name: None if one.default is MISSING else one.default for one in fields(kind)}
