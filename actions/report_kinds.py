"""The kinds of report and the formats in which one is written."""

from __future__ import annotations

from dataclasses import dataclass

from actions.kinds.inquiry import LISTED
from graphmodel.words import Text

LEDGER = 20_000
"""How many rows of a ledger are printed."""
FORMATS: dict[str, Text] = {
    "docx": ("Word", "Word"),
    "pdf": ("PDF", "PDF"),
    "xlsx": ("Excel", "Excel"),
    "html": ("网页", "Page"),
    "zip": ("CSV", "CSV"),
    "json": ("JSON", "JSON"),
    "graphml": ("GraphML", "GraphML"),
    "gexf": ("GEXF", "GEXF"),
    "svg": ("SVG", "SVG"),
    "png": ("PNG", "PNG"),
}


@dataclass(frozen=True)
class Kind:
    """A kind of report: title and help in both languages, its module, what else it needs, and how many rows of a list it prints.

    `network` says that it has one, for GraphML and GEXF, and `figure` that it has one, for SVG and PNG, where the place holds any.
    """

    title: Text
    help: Text
    module: str
    needs: tuple[str, ...] = ()
    most: int | None = LISTED
    network: bool = True
    figure: bool = True


KINDS: dict[str, Kind] = {
    "coverage": Kind(
        ("覆盖情况报告", "Coverage report"),
        (
            "一个县、乡镇或片区：应覆盖、已覆盖、未覆盖，分乡镇或片区，缺口清单",
            "a county, township or area: what should be covered, what is, what is not, and the lists",
        ),
        "coverage",
    ),
    "pairs": Kind(
        ("结对帮扶台账", "Pairing ledger"),
        ("谁帮扶谁，从何时起；没有帮扶人的户", "who helps whom since when, and the households without a helper"),
        "pairs",
        most=LEDGER,
    ),
    "villages": Kind(
        ("一村一册", "Village book"),
        ("每村一页：村情、关系、结对、缺口", "a page for each village: facts, relations, pairings, gaps"),
        "villages",
        most=12,
    ),
    "clusters": Kind(
        ("以强带弱报告", "Cluster report"),
        ("谁带谁、强弱、距离、没有带上的村", "who leads whom, strength, distance, who is left out"),
        "leading",
    ),
    "plan": Kind(
        ("方案（审批）", "Proposal for approval"),
        (
            "已存的结对、以强带弱、服务点或巡回方案：规则、比较、名单、未能安排的原因、审批栏",
            "a kept proposal of pairs, leaders, service points or a tour: rules, comparison, lists, what is left out and why, boxes to approve",
        ),
        "plan",
        ("plan",),
        LEDGER,
        figure=False,
    ),
    "compare": Kind(
        ("两期对比", "Comparison of two dates"),
        ("两个截至日之间新增和消除的缺口", "the gaps that came and went between two days"),
        "compare",
        ("before",),
        network=False,
    ),
    "figures": Kind(
        ("八个系统的数字", "The eight systems' figures"),
        ("公布的数字与示例算出的数字对照", "published figures beside those computed from the samples"),
        "figures",
        network=False,
        figure=False,
    ),
    "quality": Kind(
        ("数据质量报告", "Data quality report"),
        ("一次或全部导入：各类行数、空值、假定、合成点位", "an import or all: rows by type, empty cells, assumed values, synthetic points"),
        "quality",
        network=False,
        figure=False,
    ),
    "selection": Kind(
        ("所选部分", "This selection"), ("一个对象周围的网络和名册", "the network around a thing, and its lists"), "selection", ("around",)
    ),
}


def formats(kind: Kind) -> list[str]:
    """The formats that a kind can be written in."""
    without = (() if kind.network else ("graphml", "gexf")) + (() if kind.figure else ("svg", "png"))
    return [one for one in FORMATS if one not in without]
