"""Front matter of a question: what it must say, in both languages, and every fault of it at once."""
from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from graphmodel.schema import NODE, REL
from graphmodel.words import Prop

FOLDER = Path(__file__).parent
TYPES = ("text", "number", "integer", "date", "choice", "boolean")
COLUMN_TYPES = ("text", "integer", "number", "percent", "date", "boolean", "list")
WORDS = ("title", "asks", "numerator", "denominator", "excluded")
KNOWN = {*WORDS, "assumes", "gap", "covered", "unit", "order", "needs", "params", "columns", "reasons", "example"}
IMPLICIT = ("scope", "as_of", "day", "cutoff", "token")
"""What a text may use undeclared: the scope, the day, the number of that day, and what two parameters turn into."""
DERIVED = {"cutoff": "days", "token": "import"}
"""The day that lies `days` before; the beginning of the source tokens of an `import`."""
PARAMETER = re.compile(r"\$(\w+)")


@cache
def vocabulary(name: str) -> dict[str, dict[str, Any]]:
    """The shared columns, parameters, reasons or subjects, which a question takes over by naming them with `{}`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def both(value: Any) -> bool:
    """Whether a value has words in both languages."""
    return isinstance(value, dict) and all(isinstance(value.get(key), str) and value[key].strip() for key in ("zh", "en"))


def texts(value: dict[str, str]) -> tuple[str, str]:
    """The (Chinese, English) pair of a table of words."""
    return value["zh"], value["en"]


def prop(path: str) -> Prop:
    """The property named `Type.property`. KeyError when the model has none."""
    owner, _, name = path.partition(".")
    for found in (NODE.get(owner) or REL[owner]).props:
        if found.name == name:
            return found
    raise KeyError(path)


def completed(kind: str, given: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The tables of a question with what the vocabulary says of the same names under them."""
    shared = vocabulary(kind)
    return {name: {**shared.get(name, {}), **table} for name, table in given.items()}


def with_choices(param: dict[str, Any]) -> dict[str, Any]:
    """The parameter with `choices` as {value, zh, en}, from the model too where it says `of = "Type.property"`."""
    given = list(param.get("choices", ()))
    if "of" in param:
        given += [(zh, zh, en) for zh, en in prop(param["of"]).choices]
    return {**param, "choices": [dict(zip(("value", "zh", "en"), one, strict=True)) for one in given]}


def faults(matter: dict[str, Any], statements: list[str]) -> list[str]:
    """Everything wrong with a question's front matter and with its statements, each in a sentence."""
    found = [f"{name} is not a known entry." for name in matter if name not in KNOWN]
    found += [f"{name} needs zh and en." for name in WORDS if not both(matter.get(name))]
    found += [f"{name} needs zh and en." for name in ("assumes", "unit", "covered") if name in matter and not both(matter[name])]
    if not isinstance(matter.get("gap", False), bool):
        found.append("gap is true or false.")
    if bool(matter.get("gap")) != ("covered" in matter):
        found.append("covered belongs to a gap, and a gap to covered.")
    for name, param in completed("params", matter.get("params", {})).items():
        found += param_faults(name, param)
    columns = completed("columns", matter.get("columns", {}))
    found += ["there are no columns."] * (not columns)
    for name, column in columns.items():
        found += [f"column {name} needs zh and en."] * (not both(column))
        found += [f"column {name} has an unknown type."] * (column.get("type", "text") not in COLUMN_TYPES)
        found += [f"column {name} is of an unknown node."] * (column.get("node") not in {None, *NODE})
    reasons = completed("reasons", matter.get("reasons", {}))
    found += [f"reason {name} needs zh and en." for name, words in reasons.items() if not both(words)]
    examples = matter.get("example", [])
    found += ["there is no example."] * (not examples)
    found += [f"example {number} needs gives." for number, one in enumerate(examples, 1) if "gives" not in one]
    if not 2 <= len(statements) <= 3:
        found.append(f"there are {len(statements)} statements; rows, denominator and perhaps excluded are needed.")
    found += [f"it needs {name}, which is no type of the model." for name in matter.get("needs", ()) if name not in {**NODE, **REL}]
    found += [f"column {name} is not there to order by." for name in matter.get("order", ()) if name not in columns]
    if statements and "ORDER BY" not in statements[0].rpartition("RETURN")[2] and not matter.get("order"):
        found.append("the rows are not in order.")
    return found + parameter_faults(set(matter.get("params", {})), statements)


def param_faults(name: str, param: dict[str, Any]) -> list[str]:
    """What is wrong with the declaration of one parameter."""
    found = [f"parameter {name} needs {word} in zh and en." for word in ("title", "help") if not both(param.get(word))]
    found += [f"parameter {name} has an unknown type."] * (param.get("type") not in TYPES)
    found += [f"parameter {name} needs a default."] * ("default" not in param)
    try:
        values = [choice["value"] for choice in with_choices(param)["choices"]]
    except (KeyError, ValueError):
        return [*found, f"parameter {name} has choices that cannot be read."]
    if param.get("type") == "choice" and param.get("default") not in values:
        found.append(f"parameter {name} has a default outside its choices.")
    return found


def parameter_faults(declared: set[str], statements: list[str]) -> list[str]:
    """Parameters used but not declared, declared but not used, and statements that forget the scope or the order."""
    used = {name for text in statements for name in PARAMETER.findall(text)}
    used |= {DERIVED[name] for name in used & set(DERIVED)}
    found = [f"${name} is not declared." for name in sorted(used - declared - set(IMPLICIT))]
    found += [f"parameter {name} is not used." for name in sorted(declared - used)]
    found += [f"statement {number} does not use $scope." for number, text in enumerate(statements, 1) if "$scope" not in text]
    return found


def default(param: dict[str, Any]) -> Any:
    """The default of a parameter in its own type."""
    value = param["default"]
    if param["type"] == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    return float(value) if param["type"] == "number" else value
