"""How long reports take beside plain python-docx and pandas: a county's coverage report in each format, and a book of its villages.

`python -m benchmarks.report STORE [--scope County:411327] [--json]`: STORE is the folder of an embedded store, such as a sample store
with every sample; it is only read. Each line is made in a process of its own: seconds by the wall and of the processor, megabytes at
the peak and above what had been loaded before. The plain side writes the same tables from rows that are already there, without layout,
figures, contents or sources: Word by `Document.add_table` cell by cell, Excel by `DataFrame.to_excel`. A ratio is ours to plain in
processor time.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import pickle
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from actions.report_kinds import FORMATS
from actions.reporting import WRITERS, drafted
from graphmodel.embedded import Embedded
from reports.blocks import story
from reports.columns import printed
from reports.document import Document, Table

SCOPE = "County:411327"
PLAIN = {"docx": "python-docx", "xlsx": "pandas to_excel"}
KINDS = ("coverage", "villages")


def peak() -> float:
    """The most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(deed: Callable[..., Any], *given: Any) -> tuple[dict[str, float], Any]:
    """Wall and processor seconds, megabytes at the peak and grown, and what the deed gave."""
    before, wall, work = peak(), time.perf_counter(), time.process_time()
    made = deed(*given)
    told = {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - work, "peak_mb": peak(), "grown_mb": peak() - before}
    return {name: round(value, 2) for name, value in told.items()}, made


def draft(store: str, kind: str, scope: str, file: str) -> dict[str, Any]:
    """A report of a place asked from the store, and kept in a file for the others."""
    engine = Embedded(Path(store))
    try:
        told, document = measured(lambda: drafted(engine, kind, scope=scope))
    finally:
        engine.close()
    Path(file).write_bytes(pickle.dumps(document))
    rows = sum(len(table.rows) for table in document.tables)
    return {"kind": kind, "what": "asked", **told, "rows": rows, "bytes": 0}


def ours(kind: str, format: str, file: str) -> dict[str, Any]:
    """A report written in one format."""
    document = pickle.loads(Path(file).read_bytes())
    told, made = measured(WRITERS[format], document)
    return {"kind": kind, "what": format, **told, "rows": written(document, format), "bytes": len(made)}


def plain(kind: str, format: str, file: str) -> dict[str, Any]:
    """The same tables by the plain library."""
    document = pickle.loads(Path(file).read_bytes())
    told, made = measured({"docx": plain_word, "xlsx": plain_excel}[format], document)
    return {"kind": kind, "what": PLAIN[format], **told, "rows": written(document, format), "bytes": len(made)}


def written(document: Document, format: str) -> int:
    """How many rows of tables a format holds."""
    if format in ("docx", "pdf"):
        return sum(len(cells) for _, cells in paper(document))
    return sum(len(table.rows) for table in document.tables)


def paper(document: Document) -> list[tuple[Table, list[list[str]]]]:
    """The tables as they are printed."""
    return [(block, printed(block, document.language)[0]) for block in story(document) if isinstance(block, Table)]


def plain_word(document: Document) -> bytes:
    """The printed tables as python-docx makes them."""
    import docx

    file = docx.Document()
    for table, cells in paper(document):
        file.add_heading(table.title, 2)
        made = file.add_table(rows=1 + len(cells), cols=len(table.columns), style="Table Grid")
        for line, row in zip(made.rows, [[head for _, head in table.columns], *cells], strict=True):
            for cell, text in zip(line.cells, row, strict=True):
                cell.text = text
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def plain_excel(document: Document) -> bytes:
    """Every table as pandas writes it, by the writer that ours uses too."""
    import pandas

    out = io.BytesIO()
    with pandas.ExcelWriter(out, engine="xlsxwriter") as book:
        for at, table in enumerate(document.tables):
            rows = [
                [row.get(name) for name, _ in table.columns] + list(table.sources[at : at + 1]) for at, row in enumerate(table.rows)
            ]
            heads = [head for _, head in table.columns] + ["来源"] * bool(table.sources)
            pandas.DataFrame(rows, columns=heads).to_excel(book, sheet_name=str(at + 1), index=False)
    return out.getvalue()


def alone(deed: Callable[..., dict[str, Any]], *given: Any) -> dict[str, Any]:
    """What a deed told in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(deed, given)


def lines(store: str, scope: str) -> list[dict[str, Any]]:
    """Every line of the table."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            file = str(Path(folder) / kind)
            found.append(alone(draft, store, kind, scope, file))
            held = pickle.loads(Path(file).read_bytes())
            for format in FORMATS:
                if format in ("graphml", "gexf") and held.network is None:
                    continue
                found.append(alone(ours, kind, format, file))
                if format in PLAIN:
                    other = alone(plain, kind, format, file)
                    found[-1]["ratio"] = round(found[-1]["cpu_s"] / max(other["cpu_s"], 0.01), 2)
                    found.append(other)
    return found


def main() -> None:
    """Prints one line a report and format, or one JSON document with --json."""
    call = argparse.ArgumentParser(description=__doc__)
    call.add_argument("store", type=Path)
    call.add_argument("--scope", default=SCOPE)
    call.add_argument("--json", action="store_true")
    args = call.parse_args()
    rows = lines(str(args.store), args.scope)
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    heads = ("kind", "what", "wall_s", "cpu_s", "peak_mb", "grown_mb", "rows", "bytes", "ratio")
    print("  ".join(f"{head:>15}" for head in heads))
    for row in rows:
        print("  ".join(f"{row.get(head, ''):>15}" for head in heads))


if __name__ == "__main__":
    main()
