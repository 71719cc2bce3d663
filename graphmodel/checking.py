"""Whether a store is sound: each check says what is wrong, in words, or nothing."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from zipfile import BadZipFile

import polars as pl

from graphmodel.ddl import ENDS, identity
from graphmodel.digest import digest
from graphmodel.engine import Engine, StoreError
from graphmodel.held import Held, everything, placed
from graphmodel.imports import ImportRecord, standing
from graphmodel.replay import replayed
from graphmodel.restoring import halfway
from graphmodel.schema import NODE, REL, WITHIN
from graphmodel.words import Text

TOLD = 3


def unfinished(engine: Engine) -> Iterator[Text]:
    """An import or a restore that was cut off."""
    cut_off = engine.unfinished()
    if cut_off:
        yield (f"导入 {cut_off.number} 中断，数字不可靠。可能是 doctor --finish（完成）或 doctor --roll-back（退回）。",
               f"Import {cut_off.number} was cut off, no figure is reliable. Maybe doctor --finish or doctor --roll-back.")
    if halfway(engine.imports()):
        yield "一次恢复在中途停止。再恢复一次同一备份。", "A restore was cut off. Maybe restore the same backup again."


def doubles(store: Held) -> Iterator[Text]:
    """Things that stand twice, or without a key."""
    for name, frame in store.frames.items():
        ids = list(identity(NODE.get(name) or REL[name]))
        twice = frame.filter(frame.select(ids).is_duplicated() | pl.any_horizontal(pl.col(ids).is_null()))
        if len(twice):
            key = ", ".join(map(str, twice.select(ids).row(0)))
            yield (f"{name} 有 {len(twice)} 行主键重复或为空，如 {key}。恢复备份。",
                   f"{name}: {len(twice)} rows share a key or have none, such as {key}. Maybe restore a backup.")


def orphans(store: Held) -> Iterator[Text]:
    """Relationships whose ends are not there."""
    for type, rel in REL.items():
        frame = store.table(rel)
        for end in (ENDS[:2], ENDS[2:]):
            for (label,), part in frame.partition_by(end[0], as_dict=True).items():
                loose = part.join(store.table(NODE[str(label)], ["id"]), left_on=end[1], right_on="id", how="anti")
                if len(loose):
                    first = loose[end[1]][0]
                    yield (f"{type} 有 {len(loose)} 个关系的一端不存在，如 {label}:{first}。恢复备份。",
                           f"{type}: {len(loose)} relationships lack an end, such as {label}:{first}. Maybe restore a backup.")


def places(store: Held) -> Iterator[Text]:
    """Nodes whose `within` is not what their relationships say."""
    right = placed(store.frames)
    for label, node in NODE.items():
        frame = store.table(node, ["id", WITHIN])
        if len(frame):
            wrong = frame.join(right[label].select("id", WITHIN), on=["id", WITHIN], how="anti")
            if len(wrong):
                yield (f"{label} 有 {len(wrong)} 个的所属地域不对，如 {wrong['id'][0]}。备份后再恢复即重算。",
                       f"{label}: {len(wrong)} lie elsewhere than they say, such as {wrong['id'][0]}. "
                       "Maybe back up and restore: it is worked out anew.")


def sources(store: Held, records: list[ImportRecord]) -> Iterator[Text]:
    """Source tokens that no import, file or sheet answers to."""
    known = [f"{record.number}.{at}.{sheet}" for record in records for at, file in enumerate(record.files)
             for sheet in range(len(file.sheets))]
    for name, frame in store.frames.items():
        tokens = frame["sources"].str.split(" ").explode().drop_nulls()
        tokens = tokens.filter(tokens != "")
        wrong = tokens.filter(~tokens.str.replace(r"\.\d+$", "").is_in(known))
        if len(wrong):
            told = "、".join(wrong.unique(maintain_order=True)[:TOLD].to_list())
            yield (f"{name} 有 {len(wrong)} 处来源无法对应到导入的表，如 {told}。",
                   f"{name}: {len(wrong)} sources answer to no import, such as {told}.")


def journals(engine: Engine, store: Held) -> Iterator[Text]:
    """Imports whose journal is missing or does not open, or that together do not give what is stored."""
    records, wrong = engine.imports(), []
    for record in records:
        try:
            engine.journal(record.number)
        except (KeyError, OSError, ValueError, BadZipFile, StoreError, pl.exceptions.PolarsError):
            wrong.append(record.number)
    if wrong:
        numbers = ", ".join(map(str, wrong))
        yield (f"导入 {numbers} 的明细缺失或损坏，不能撤销，也不能回看此前状态。从备份恢复。",
               f"The journals of imports {numbers} are missing or damaged: no undo and no past state. Maybe restore a backup.")
    elif digest(Held(replayed(records, standing(records), engine.journal).frames)) != digest(store):
        yield ("各次导入合起来与库中数据不符：库曾被别的程序改动。从备份恢复，或重新导入。",
               "The imports together do not give what is stored: another program changed the store. Maybe restore a backup, or load again.")


def held(engine: Engine) -> Held:
    """The whole store in memory."""
    return Held(everything(engine))


CHECKS: dict[str, tuple[Text, Callable[[Engine, Held], Iterator[Text]]]] = {
    "unfinished": (("没有中断的写入", "nothing was cut off"), lambda engine, store: unfinished(engine)),
    "keys": (("主键唯一", "keys are unique"), lambda engine, store: doubles(store)),
    "ends": (("关系两端都在", "relationships have both ends"), lambda engine, store: orphans(store)),
    "within": (("所属地域正确", "everything lies where it says"), lambda engine, store: places(store)),
    "sources": (("来源可查", "sources can be looked up"), lambda engine, store: sources(store, engine.imports())),
    "journals": (("各次导入合起来等于库中数据", "the imports give what is stored"), journals),
}
"""Every check of a store: what it holds to be true, and what it finds."""
