"""The few phrases that question texts share and Cypher has no word for, written out before a text is run.

Give them properties and named values, never parameters. Neo4j and Ladybug share no user-defined functions, no difference of dates and
no rounding, so these spell them out:

- `in_force(r)`: the relationship holds on `$as_of`; it ends before its `until`.
- `year_of(d)`, `month_of(d)`: as whole numbers; `day_number(d)`: the number of its day, that of Python's `toordinal`.
- `kilometres(a, b)`: great-circle distance of two things with `lat` and `lon`, on a sphere of radius 6371 km; null without points.
- `minutes_between(a, b)`: that distance times `$detour` at `$speed` km/h, in minutes with one decimal.
- `rounded1(x)`, `rounded2(x)`: a named value to one or two decimals, half up.
- `has_point(a)`: both coordinates are there.
"""
import re

PHRASES: dict[str, tuple[tuple[str, ...], str]] = {
    "in_force": (("r",),
                 "coalesce(<r>.since, date('1900-01-01')) <= $as_of AND $as_of < coalesce(<r>.until, date('9999-12-31'))"),
    "has_point": (("a",), "(<a>.lat IS NOT NULL AND <a>.lon IS NOT NULL)"),
    "half_sine": (("a", "b"), "sin(radians(<b> - <a>) / 2)"),
    "kilometres": (("a", "b"), "(12742.0 * asin(sqrt(half_sine(<a>.lat, <b>.lat) * half_sine(<a>.lat, <b>.lat)"
                               " + cos(radians(<a>.lat)) * cos(radians(<b>.lat))"
                               " * half_sine(<a>.lon, <b>.lon) * half_sine(<a>.lon, <b>.lon))))"),
    "minutes_between": (("a", "b"), "floor(600.0 * $detour / $speed * kilometres(<a>, <b>) + 0.5) / 10"),
    "year_of": (("d",), "toInteger(left(toString(<d>), 4))"),
    "month_of": (("d",), "toInteger(right(left(toString(<d>), 7), 2))"),
    "shifted_year": (("d",), "(year_of(<d>) - (14 - month_of(<d>)) / 12)"),
    "day_number": (("d",), "(365 * shifted_year(<d>) + shifted_year(<d>) / 4 - shifted_year(<d>) / 100 + shifted_year(<d>) / 400"
                           " + (153 * ((month_of(<d>) + 9) % 12) + 2) / 5 + toInteger(right(toString(<d>), 2)) - 306)"),
    **{f"rounded{n}": (("x",), f"floor((<x>) * {10 ** n}.0 + 0.5) / {10 ** n}") for n in (1, 2)},
}
"""Name → its parameters and its text, in which `<r>` stands for the parameter r. Later texts may use earlier names."""

NAME = re.compile(r"\b(" + "|".join(PHRASES) + r")\(")
USE = re.compile(NAME.pattern + r"([^()]*)\)")


def spelt_out(cypher: str) -> str:
    """The text with every phrase written out, innermost first.

    >>> spelt_out("MATCH (a)-[r:LEADS]->(b) WHERE in_force(r)").count("$as_of")
    2
    >>> spelt_out("RETURN rounded1(x) AS x")
    'RETURN floor((x) * 10.0 + 0.5) / 10 AS x'
    """
    while (written := USE.sub(one, cypher)) != cypher:
        cypher = written
    if left := NAME.search(cypher):
        raise ValueError(f"{left[0]} takes names only, no calls: give the value a name by WITH first.")
    return cypher


def one(use: re.Match[str]) -> str:
    """One phrase, with what it was given in place of its parameters."""
    parameters, text = PHRASES[use[1]]
    given = [part.strip() for part in use[2].split(",")]
    if len(given) != len(parameters):
        raise ValueError(f"{use[0]} takes {', '.join(parameters)}.")
    for parameter, value in zip(parameters, given, strict=True):
        text = text.replace(f"<{parameter}>", value)
    return text
