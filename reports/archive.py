"""Every table of a report as CSV in one archive, beside a list of what is in it; no clock in it."""

from __future__ import annotations

import io
import re
import zipfile

from reports import csv
from reports.document import Document, Table, clean, unlike

MOMENT = (1980, 1, 1, 0, 0, 0)
CONTENTS, FILE, TITLE, ROWS = ("目录", "Contents"), ("文件", "File"), ("表", "Table"), ("行数", "Rows")
FORBIDDEN = re.compile(r'[<>:"/\\|?*\s]+')


def write(document: Document) -> bytes:
    """The tables, each a file that is named after it and numbered."""
    names = unlike([f"{at:02} {FORBIDDEN.sub(' ', clean(table.title)).strip('. ')}" for at, table in enumerate(document.tables, 1)], 60)
    listed = Table(
        document.say(CONTENTS),
        (("file", document.say(FILE)), ("title", document.say(TITLE)), ("rows", document.say(ROWS))),
        [
            {"file": f"{name}.csv", "title": table.title, "rows": len(table.rows)}
            for name, table in zip(names, document.tables, strict=True)
        ],
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in [(f"00 {document.say(CONTENTS)}", listed), *zip(names, document.tables, strict=True)]:
            archive.writestr(zipfile.ZipInfo(f"{name}.csv", MOMENT), csv.write(document, table), zipfile.ZIP_DEFLATED)
    return out.getvalue()
