"""What a planner brings along for siting: travel times, roads, candidates. Read whole, every fault told at once, by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphmodel.words import Text
from loaders.files import Upload
from loaders.files import read as read_files

HEADS: dict[str, tuple[str, ...]] = {
    "start": ("起点", "从", "村", "from", "start", "place"),
    "end": ("终点", "到", "服务点", "候选点", "to", "end", "point"),
    "minutes": ("分钟", "时间", "minutes"),
    "km": ("公里", "里程", "km", "kilometres"),
    "key": ("编码", "代码", "code", "id", "key"),
    "name": ("名称", "name"),
    "lat": ("纬度", "latitude", "lat"),
    "lon": ("经度", "longitude", "lon"),
    "start_lat": ("起点纬度", "start lat"),
    "start_lon": ("起点经度", "start lon"),
    "end_lat": ("终点纬度", "end lat"),
    "end_lon": ("终点经度", "end lon"),
    "cost": ("费用", "开办费用", "cost"),
    "capacity": ("容量", "capacity"),
    "area": ("片区", "area"),
}
"""What a column may be called."""


class FileFault(ValueError):
    """What is wrong with a file, each fault a line, in both languages."""

    def __init__(self, *wrong: Text) -> None:
        shown = wrong[:20]
        more = () if len(wrong) <= 20 else ((f"另有 {len(wrong) - 20} 处。", f"And {len(wrong) - 20} more."),)
        self.text: Text = ("\n".join(zh for zh, _ in (*shown, *more)), "\n".join(en for _, en in (*shown, *more)))
        super().__init__("\n".join(self.text))


@dataclass(frozen=True)
class Line:
    """One row of a file: its number there and its cells by our names."""

    number: int
    cells: Mapping[str, str]


def called(given: Upload) -> str:
    """The name of a file, however it was handed over."""
    return given[0] if isinstance(given, tuple) else str(given).replace("\\", "/").rpartition("/")[2]


def lines(given: Upload, needed: Sequence[str]) -> list[Line]:
    """The rows under the heads of the first sheet. FileFault where it cannot be read or a needed column is missing."""
    _, sheets, problems = read_files([given])
    if problems:
        raise FileFault(*((one.text("zh"), one.text("en")) for one in problems))
    if not sheets or not sheets[0].rows.height:
        raise FileFault((f"{called(given)} 没有可读的表。可用 CSV 或 xlsx。", f"{called(given)} holds no table. Maybe CSV or xlsx."))
    rows = sheets[0].rows.rows()
    known = {word.casefold(): name for name, words in HEADS.items() for word in words}
    heads = [known.get(str(cell or "").strip().casefold(), "") for cell in rows[0][1:]]
    if missing := [name for name in needed if name not in heads]:
        zh, en = ("、".join(HEADS[name][0] for name in missing)), ", ".join(HEADS[name][-1] for name in missing)
        raise FileFault((f"{called(given)} 第 1 行缺少列：{zh}。", f"{called(given)} row 1 lacks the columns {en}."))
    return [
        Line(int(row[0]), {head: str(cell).strip() for head, cell in zip(heads, row[1:], strict=True) if head and cell not in (None, "")})
        for row in rows[1:]
    ]


def number(line: Line, name: str, given: Upload, wrong: list[Text], low: float = 0.0, high: float = float("inf")) -> float | None:
    """A number of a row; None where blank. What is no number or outside the limits goes to `wrong`."""
    if name not in line.cells:
        return None
    try:
        value = float(line.cells[name])
        if low <= value <= high:
            return value
    except ValueError:
        pass
    zh, en = HEADS[name][0], HEADS[name][-1]
    wrong.append(
        (
            f"{called(given)} 第 {line.number} 行 {zh}：“{line.cells[name]}”不是 {low:g} 以上的数。",
            f"{called(given)} row {line.number} {en}: {line.cells[name]!r} is no number from {low:g}.",
        )
    )
    return None


def read(given: Upload, needed: Sequence[str], take: Callable[[Line, list[Text]], Any]) -> list[Any]:
    """What `take` makes of every row; FileFault with everything that is wrong."""
    wrong: list[Text] = []
    found = []
    for line in lines(given, needed):
        if missing := [name for name in needed if name not in line.cells]:
            zh, en = HEADS[missing[0]][0], HEADS[missing[0]][-1]
            wrong.append((f"{called(given)} 第 {line.number} 行缺少{zh}。", f"{called(given)} row {line.number} lacks {en}."))
            continue
        found.append(take(line, wrong))
    if wrong:
        raise FileFault(*wrong)
    return found


def travel_table(given: Upload) -> list[tuple[int, str, str, float]]:
    """(row, from, to, minutes) of a file with 起点, 终点, 分钟."""
    return read(
        given,
        ("start", "end", "minutes"),
        lambda line, wrong: (line.number, line.cells["start"], line.cells["end"], number(line, "minutes", given, wrong) or 0.0),
    )


def roads(given: Upload) -> tuple[list[tuple[str, str, float]], dict[str, tuple[float, float]]]:
    """Roads (from, to, km) of a file with 起点, 终点, 公里, and the points of their ends where the file has them."""
    points: dict[str, tuple[float, float]] = {}

    def take(line: Line, wrong: list[Text]) -> tuple[str, str, float]:
        for end in ("start", "end"):
            lat, lon = number(line, f"{end}_lat", given, wrong, -90, 90), number(line, f"{end}_lon", given, wrong, -180, 180)
            if lat is not None and lon is not None:
                points[line.cells[end]] = (lat, lon)
        return line.cells["start"], line.cells["end"], number(line, "km", given, wrong) or 0.0

    return read(given, ("start", "end", "km"), take), points


def candidates(given: Upload) -> list[dict[str, Any]]:
    """Candidates {key, name, lat, lon, area, cost, capacity} of a file with 编码 and whatever else is known of each."""

    def take(line: Line, wrong: list[Text]) -> dict[str, Any]:
        told = {
            name: number(line, name, given, wrong, -180 if name == "lon" else -90 if name == "lat" else 0)
            for name in ("lat", "lon", "cost", "capacity")
        }
        return {"key": line.cells["key"], "name": line.cells.get("name", ""), "area": line.cells.get("area", ""), **told}

    return read(given, ("key",), take)
