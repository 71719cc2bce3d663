"""Cells to values: the usual form of a type is converted column by column, each other form once per distinct text."""

from __future__ import annotations

import calendar
import difflib
import re
import unicodedata
from datetime import date, timedelta
from typing import Any, NamedTuple

import polars as pl

from graphmodel.words import Prop
from loaders.text import INVISIBLE, TEXT_MARK

POLARS = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean, date: pl.Date}
YES = frozenset(("是", "有", "1", "true", "yes", "y", "t", "√", "✓", "✔", "对", "已", "☑"))
NO = frozenset(("否", "无", "0", "false", "no", "n", "f", "×", "✗", "✕", "x", "没有", "不是", "未", "☐"))
NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?")
DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{FFFE}\x{FFFF}]"
WIDTHLESS = INVISIBLE + " \t\r\n\x0b\x0c"
LONGEST = 4_000
FIRST_YEAR, LAST_YEAR = 1900, 2200


class Fault(NamedTuple):
    """Why a text is not a value: the rule, the reason in both languages, what may be meant; a notice lets the value through."""

    rule: str
    zh: str
    en: str
    maybe: tuple[str, ...] = ()
    notice: bool = False


def parse(text: str, prop: Prop, numeric: bool = False) -> tuple[Any, Fault | None]:
    """One text as a value of the property, or null and why not. `numeric`: five digits may be Excel's day number."""
    plain = unicodedata.normalize("NFKC", text).strip(WIDTHLESS).removeprefix(TEXT_MARK)
    if prop.type is bool:
        word = plain.casefold()
        return (
            (True, None)
            if word in YES
            else (False, None)
            if word in NO
            else (None, Fault("not_yes_no", "只能填“是”或“否”。", "Only yes or no.", ("是", "否")))
        )
    if prop.type is date:
        return parse_date(plain, numeric)
    if prop.type in (int, float):
        return parse_number(plain, prop)
    return parse_choice(text, plain, prop) if prop.choices else (text, None)


def parse_number(plain: str, prop: Prop) -> tuple[Any, Fault | None]:
    """Thousands marks only where they part thousands; nothing is rounded or cut.

    >>> from graphmodel.properties import HOUSEHOLDS
    >>> parse_number("1,234", HOUSEHOLDS)[0], parse_number("1,23", HOUSEHOLDS)[1].rule, parse_number("3.5", HOUSEHOLDS)[1].rule
    (1234, 'not_number', 'not_whole')
    """
    if prop.type is int and prop.low is not None and prop.low >= FIRST_YEAR - 100:
        plain = plain.removesuffix("年")
    if not NUMBER.fullmatch(plain):
        if prop.type is float and re.fullmatch(r"[+-]?\d+(\.\d+)?[eE][+-]?\d{1,2}", plain):
            return float(plain), None
        return None, Fault("not_number", "不是数字；不带单位和“约”字。", "Not a number; no unit and no 'about'.")
    digits = plain.replace(",", "")
    if prop.type is float:
        return float(digits), None
    whole, _, rest = digits.partition(".")
    if rest.strip("0"):
        return None, Fault("not_whole", "应为整数。", "It should be a whole number.")
    return (int(whole), None) if abs(int(whole)) < 2**63 else (None, Fault("out_of_range", "数值过大。", "The number is too large."))


def parse_date(plain: str, numeric: bool = False) -> tuple[date | None, Fault | None]:
    """A day in the forms that ledgers use.

    >>> [parse_date(t)[0].isoformat() for t in ("2020/9/3", "2020年9月3日", "20200903", "2020.9.3 08:00")]
    ['2020-09-03', '2020-09-03', '2020-09-03', '2020-09-03']
    >>> parse_date("2020-02-30")[1].zh, parse_date("43832", numeric=True)[0].isoformat()
    ('2020 年 2 月只有 29 日。', '2020-01-02')
    """
    if numeric and re.fullmatch(r"[1-9]\d{4}(\.\d+)?", plain):
        return date(1899, 12, 30) + timedelta(days=int(plain[:5])), None
    found = DATE.fullmatch(plain) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", plain)
    if not found:
        return None, Fault("not_date", "不是日期。", "Not a date.")
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None, Fault(
            "no_such_date", f"年份应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间。", f"The year should lie between {FIRST_YEAR} and {LAST_YEAR}."
        )
    if not 1 <= month <= 12:
        return None, Fault("no_such_date", f"没有 {month} 月。", f"There is no month {month}.")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        return None, Fault("no_such_date", f"{year} 年 {month} 月只有 {last} 日。", f"{year}-{month:02} has {last} days.")
    month_only = (
        None if found[3] else Fault("date_month", "只有年月，按当月 1 日写入。", "Only a month: taken as its first day.", notice=True)
    )
    return date(year, month, day), month_only


def parse_choice(text: str, plain: str, prop: Prop) -> tuple[str | None, Fault | None]:
    """A listed value in either language, stored in Chinese; an open list lets others through as they are."""
    for zh, en in prop.choices:
        if plain == zh or plain.casefold() == en.casefold():
            return zh, None
    if meant := dict(prop.same).get(plain):
        return meant, None
    if not prop.closed:
        return text, None
    listed = tuple(zh for zh, _ in prop.choices)
    close = tuple(difflib.get_close_matches(plain, listed, n=3, cutoff=0.3)) or listed
    return None, Fault("not_in_list", f"只能填：{'、'.join(listed)}。", f"Only: {', '.join(en for _, en in prop.choices)}.", close[:5])


def usual(text: pl.Series, prop: Prop) -> pl.Series:
    """The column converted where its cells have the usual form; null elsewhere."""
    if prop.type is date:
        return text.set(text.str.len_bytes() != 10, None).str.to_date("%Y-%m-%d", strict=False) if text.len() else text.cast(pl.Date)
    if prop.type in (int, float):
        number = text.cast(POLARS[prop.type], strict=False)
        return number if prop.type is int else number.set(~number.is_finite().fill_null(True), None)
    return text if prop.type is str and not prop.choices else pl.Series(text.name, [None], POLARS[prop.type]).new_from_index(0, text.len())


def convert(text: pl.Series, prop: Prop, numeric: bool = False) -> tuple[pl.Series, dict[str, Fault]]:
    """A text column as the property's type, and why each distinct text that is not fit is not."""
    value = usual(text, prop)
    odd = text.filter(value.is_null() & text.is_not_null()).unique()
    parsed = {cell: parse(cell, prop, numeric) for cell in odd.to_list()}
    good = {cell: result for cell, (result, _) in parsed.items() if result is not None}
    faults = {cell: fault for cell, (_, fault) in parsed.items() if fault}
    if good:
        mended = text.replace_strict(
            list(good), pl.Series(list(good.values()), dtype=POLARS[prop.type]), default=None, return_dtype=POLARS[prop.type]
        )
        value = (
            mended
            if len(parsed) == odd.len() and value.null_count() == value.len()
            else value.fill_null(mended)
            if prop.type is not str
            else mended
        )
    for mask, fault in limits(value, prop):
        for cell in text.filter(mask).unique().to_list():
            faults.setdefault(cell, fault)
        value = value.set(mask, None)
    return value, faults


def bounds(prop: Prop) -> tuple[str, str]:
    """What a number may be, in words.

    >>> from graphmodel.properties import HOUSEHOLDS, LAT
    >>> bounds(HOUSEHOLDS)[0], bounds(LAT)[1]
    ('不能小于 0。', 'It must lie between -90 and 90.')
    """
    if prop.low is not None and prop.high is not None:
        return f"应在 {prop.low:g} 至 {prop.high:g} 之间。", f"It must lie between {prop.low:g} and {prop.high:g}."
    if prop.low is not None:
        return f"不能小于 {prop.low:g}。", f"It must not be less than {prop.low:g}."
    return f"不能大于 {prop.high:g}。", f"It must not be more than {prop.high:g}."


def limits(value: pl.Series, prop: Prop) -> list[tuple[pl.Series, Fault]]:
    """Masks of the values beyond what the property allows, where there are any."""
    found = []
    if prop.type in (int, float) and (prop.low is not None or prop.high is not None) and value.len():
        low, high = value.min(), value.max()
        if (prop.low is not None and low is not None and low < prop.low) or (
            prop.high is not None and high is not None and high > prop.high
        ):
            outside = ((value < prop.low) if prop.low is not None else False) | ((value > prop.high) if prop.high is not None else False)
            found.append((outside.fill_null(False), Fault("out_of_range", *bounds(prop))))
    if prop.type is date and value.len() and value.min() is not None and (value.min().year < FIRST_YEAR or value.max().year > LAST_YEAR):
        outside = ~value.dt.year().is_between(FIRST_YEAR, LAST_YEAR).fill_null(True)
        found.append(
            (
                outside,
                Fault(
                    "no_such_date",
                    f"年份应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间。",
                    f"The year should lie between {FIRST_YEAR} and {LAST_YEAR}.",
                ),
            )
        )
    if prop.type is str:
        control = value.str.contains(CONTROL).fill_null(False)
        if control.any():
            found.append((control, Fault("control_character", "含不可见的控制字符。", "It holds a control character.")))
        if prop.personal:
            hidden = value.str.contains("**", literal=True).fill_null(False)
            if hidden.any():
                found.append(
                    (
                        hidden,
                        Fault(
                            "masked_value",
                            "是隐去后的文字，不写入，原值保留。",
                            "Masked text: not written, what is stored stays.",
                            notice=True,
                        ),
                    )
                )
        if (value.str.len_bytes().max() or 0) > LONGEST:
            found.append(
                (
                    (value.str.len_chars() > LONGEST).fill_null(False),
                    Fault("too_long", f"超过 {LONGEST:,} 字。", f"Longer than {LONGEST:,} characters."),
                )
            )
    return found
