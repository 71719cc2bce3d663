"""What makes a place strong, as the planner sets it: computed over the stored rows, and kept by name for each territory."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from threading import Lock
from typing import Any

import queries
from actions.stores import home
from analysis.strength import Setting, faults, strengths
from graphmodel.engine import Engine
from graphmodel.words import Text

INPUTS = {"Village": "village_strength_inputs", "Branch": "branch_strength_inputs"}
"""The question that gives the rows of each type."""
EVERYWHERE = "*"
"""The territory of what is set while no place is chosen."""
LOCK = Lock()


class StrengthError(ValueError):
    """A setting that cannot be used or found; `text` says why in both languages."""

    def __init__(self, *wrong: Text) -> None:
        self.text: Text = ("\n".join(zh for zh, _ in wrong), "\n".join(en for _, en in wrong))
        super().__init__("\n".join(self.text))


@dataclass(frozen=True)
class Strength:
    """The answer that strength rests on, and its rows with strength, known share, what is missing and class."""

    setting: Setting
    answer: queries.Answer
    rows: list[dict[str, Any]]


def strength(engine: Engine, setting: Setting, *, scope: str | None = None, as_of: date | None = None) -> Strength:
    """Villages or branches of a place, strongest first, compared with one another. StrengthError for a setting with faults."""
    if wrong := faults(setting):
        raise StrengthError(*wrong)
    answer = queries.ask(engine, INPUTS[setting.type], {}, scope, as_of)
    return Strength(setting, answer, strengths([{**row, "at": at} for at, row in enumerate(answer.rows)], setting))


def territory(scope: str | None) -> str:
    """The county that a place belongs to, by its code; `*` without a place.

    >>> territory("Area:370982/P-1"), territory("Village:370982105201"), territory(None)
    ('370982', '370982', '*')
    """
    return scope.partition(":")[2][:6] if scope else EVERYWHERE


def saved_strengths(place: str, *, samples: bool = False) -> dict[str, Setting]:
    """The settings that were saved for a territory, by name, those for everywhere included. What cannot be read is left out."""
    try:
        held = read().get(side(samples), {})
    except StrengthError:
        return {}
    found: dict[str, Setting] = {}
    for part in dict.fromkeys((EVERYWHERE, place)):
        for name, told in held.get(part, {}).items():
            if setting := setting_of(told):
                found[name] = setting
    return dict(sorted(found.items()))


def save_strength(place: str, name: str, setting: Setting, *, samples: bool = False) -> None:
    """Saves a setting under a name for a territory; one of the same name there is replaced. StrengthError without a name or with faults."""
    wrong = faults(setting)
    if not name.strip():
        wrong = [("没有写名称。", "The name is missing."), *wrong]
    if wrong:
        raise StrengthError(*wrong)
    with LOCK:
        held = read()
        held.setdefault(side(samples), {}).setdefault(place, {})[name.strip()] = asdict(setting)
        write(held)


def forget_strength(place: str, name: str, *, samples: bool = False) -> None:
    """Removes a saved setting. StrengthError where there is none of that name for the territory."""
    with LOCK:
        held = read()
        if name not in held.get(side(samples), {}).get(place, {}):
            raise StrengthError((f"没有名为“{name}”的设置。", f"There is no setting named {name!r}."))
        del held[side(samples)][place][name]
        write(held)


def side(samples: bool) -> str:
    """The samples' settings and one's own never mix."""
    return "samples" if samples else "own"


def setting_of(told: Any) -> Setting | None:
    """A setting from what was stored, or None where that is none."""
    try:
        kept = {name: told[name] for name in ("type", "way", "strong", "weak", "known") if name in told}
        setting = Setting(
            weights={str(name): finite(weight) for name, weight in told["weights"].items()},
            **{name: held if isinstance(held, str) else finite(held) for name, held in kept.items()},
        )
        return None if faults(setting) else setting
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def finite(value: Any) -> float:
    """A number that is neither infinite nor none at all."""
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def read() -> dict[str, Any]:
    """What is stored: samples or own → territory → name → setting.

    StrengthError where the file cannot be read: it is then not written over.
    """
    file = home() / "strengths.json"
    if not file.exists():
        return {}
    try:
        held = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        held = None
    if not well_formed(held):
        raise StrengthError((f"不能读取 {file}。改正或移走后再保存。", f"Cannot read {file}. Correct it or move it away, then save again."))
    return held


def well_formed(held: Any) -> bool:
    """Whether it has the three levels down to the name."""
    return isinstance(held, Mapping) and all(
        isinstance(places, Mapping) and all(isinstance(names, Mapping) for names in places.values()) for places in held.values()
    )


def write(held: Mapping[str, Any]) -> None:
    """Writes the file whole: a failure leaves what was there before."""
    home().mkdir(parents=True, exist_ok=True)
    part = home() / f"strengths.json.{os.getpid()}.part"
    part.write_text(json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    part.replace(home() / "strengths.json")
