"""Changes as bytes: a zip of compressed Arrow frames, one for each type and part that is not empty."""
from __future__ import annotations

import io
import zipfile

import polars as pl

from graphmodel.changes import Changes, TableChange, complete
from graphmodel.ddl import columns, empty
from graphmodel.schema import NODE, REL

PARTS = ("new", "changed", "before", "gone")


def pack(changes: Changes) -> bytes:
    """The changes as bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, table in changes.tables.items():
            for part in PARTS:
                frame: pl.DataFrame = getattr(table, part)
                if len(frame):
                    packed = io.BytesIO()
                    frame.write_ipc(packed, compression="zstd", compat_level=pl.CompatLevel.oldest())
                    archive.writestr(zipfile.ZipInfo(f"{name}/{part}.arrow"), packed.getvalue())
    return whole.getvalue()


def unpack(packed: bytes) -> Changes:
    """The changes that `pack` wrote; columns that the model has gained since are null, those that it lost are left out."""
    found: dict[str, dict[str, pl.DataFrame]] = {}
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for entry in archive.namelist():
            name, part = entry.removesuffix(".arrow").split("/")
            found.setdefault(name, {})[part] = pl.read_ipc(io.BytesIO(archive.read(entry)))
    tables = {}
    for name, frames in found.items():
        kind = NODE.get(name) or REL.get(name)
        if kind:
            known = {part: complete(kind, frame[[column for column in frame.columns if column in columns(kind)]])
                     for part, frame in frames.items()}
            tables[name] = TableChange(name, *(known.get(part, empty(kind)) for part in PARTS))
    return Changes(tables)
