"""A store as one file: a zip of its tables, import records and journals, with the digest of every part, checked by reading it again.

    manifest.json         what is in it: digest of the graph, counts, model, and of each part its SHA-256, bytes and rows
    tables/Village.arrow  everything of one type
    imports.json          the records of all imports
    journal/000003.zip    what import 3 changed
    settings/…, files/…   what else is given to `write`: settings by their names, loaded files by their digest
"""
from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from graphmodel.changes import Changes, complete
from graphmodel.ddl import columns
from graphmodel.digest import digest
from graphmodel.engine import Engine, StoreError
from graphmodel.held import Held, Tables, everything
from graphmodel.imports import ImportRecord, from_json, holds_samples
from graphmodel.journal import pack, unpack
from graphmodel.schema import tables
from graphmodel.upgrade import fingerprint, joined
from graphmodel.words import Node, Text

FORMAT = 1
MANIFEST = "manifest.json"
FIXED = (1980, 1, 1, 0, 0, 0)
LARGEST = 4 * 2**30
"""No part of a bundle is larger when unpacked, in bytes."""
Part = tuple[str, bytes | Path]
"""A name inside the bundle, and its content or the file that holds it."""


class Damaged(StoreError):
    """A bundle that cannot be trusted; `parts` names what is damaged."""

    def __init__(self, zh: str, en: str, parts: tuple[str, ...] = ()) -> None:
        super().__init__(zh, en)
        self.parts = parts


@dataclass(frozen=True)
class Bundle:
    """What a bundle holds. `left_out` says, in both languages, what the model of today has no place for."""

    manifest: dict[str, Any]
    frames: Tables
    records: list[ImportRecord]
    journals: dict[int, bytes]
    left_out: tuple[Text, ...] = ()

    @property
    def samples(self) -> bool:
        """Whether it holds samples."""
        return holds_samples(self.records)

    @property
    def older(self) -> bool:
        """Whether it was written for another model than today's."""
        return bool(self.manifest["model"] != fingerprint())

    def journal(self, number: int) -> Changes:
        """What an import changed."""
        return unpack(self.journals[number])


def write(engine: Engine, target: Path, more: Iterable[Part] = ()) -> dict[str, Any]:
    """Writes the store to a file and reads it back; the manifest. Nothing is left at `target` unless all of it is right.

    StoreError when an import is unfinished, or the store keeps changing meanwhile.
    """
    cut_off = engine.unfinished()
    if cut_off:
        raise StoreError(f"第 {cut_off.number} 次导入尚未完成，先完成或退回，再备份。",
                         f"Import {cut_off.number} is not finished. Finish it or take it back first, then back up.")
    half = target.with_name(f"{target.name}.{os.getpid()}.half")
    try:
        for _ in range(3):
            state = engine.state()
            manifest = written(engine, half, more)
            if engine.state() == state:
                break
        else:
            raise StoreError("备份时数据一直在变，未写出。", "The data kept changing during the backup; nothing was written.")
        if digest(Held(read(half).frames)) != manifest["digest"]:
            raise Damaged("备份写出后复核不符，未保留。", "The backup does not read back as it was written and was not kept.", ("tables",))
        os.replace(half, target)
    finally:
        half.unlink(missing_ok=True)
    return manifest


def written(engine: Engine, target: Path, more: Iterable[Part]) -> dict[str, Any]:
    """Writes a bundle; its manifest."""
    frames, records = everything(engine), engine.imports()
    parts: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        def put(name: str, content: bytes, **about: Any) -> None:
            how = zipfile.ZIP_DEFLATED if name.endswith(".json") else zipfile.ZIP_STORED  # the rest is compressed already
            archive.writestr(zipfile.ZipInfo(name, FIXED), content, compress_type=how)
            parts[name] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), **about}
        for name, frame in frames.items():
            put(f"tables/{name}.arrow", packed(frame), rows=len(frame))
        put("imports.json", json.dumps([json.loads(record.to_json()) for record in records], ensure_ascii=False, indent=1).encode())
        for record in records:
            put(f"journal/{record.number:06}.zip", pack(engine.journal(record.number)))
        for name, content in more:
            put(name, content if isinstance(content, bytes) else content.read_bytes())
        manifest = {"format": FORMAT, "at": datetime.now(UTC).isoformat(timespec="seconds"), "engine": engine.name, "model": fingerprint(),
                    "digest": digest(Held(frames)), "imports": len(records), "samples": holds_samples(records),
                    "counts": {name: len(frame) for name, frame in frames.items()}, "parts": parts}
        archive.writestr(zipfile.ZipInfo(MANIFEST, FIXED), json.dumps(manifest, ensure_ascii=False, indent=1))
    with target.open("rb+") as whole:
        os.fsync(whole.fileno())
    return manifest


def packed(frame: pl.DataFrame) -> bytes:
    """A table as bytes."""
    whole = io.BytesIO()
    frame.write_ipc(whole, compression="zstd", compat_level=pl.CompatLevel.oldest())
    return whole.getvalue()


def manifest_of(archive: zipfile.ZipFile) -> dict[str, Any]:
    """What a bundle says of itself. Damaged when it is no bundle, or a newer one."""
    try:
        found: dict[str, Any] = json.loads(archive.read(MANIFEST))
        said, parts = int(found["format"]), found["parts"]
        if not all({"sha256", "bytes"} <= set(about) for about in parts.values()):
            raise KeyError("parts")
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, OSError) as error:
        name = Path(str(archive.filename)).name
        raise Damaged(f"不是备份文件，或已损坏：{name}。", f"This is no backup, or it is damaged: {name} ({error})", (MANIFEST,)) from error
    if said > FORMAT:
        raise Damaged("备份由更新的版本写出。更新本软件后再恢复。", "A newer version wrote this backup. Maybe update this program first.")
    return found


def read(source: Path) -> Bundle:
    """Everything in a bundle, every part checked. Damaged names each part that is missing or is not what was written."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = manifest_of(archive)
            whole = dict(checked(archive, manifest))
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        name = source.name
        raise Damaged(f"备份文件无法打开：{name}", f"The backup cannot be opened: {name} ({error})", (name,)) from error
    frames, left_out = fitted({name.removeprefix("tables/").removesuffix(".arrow"): pl.read_ipc(io.BytesIO(content))
                               for name, content in whole.items() if name.startswith("tables/")})
    records = [from_json(json.dumps(one)) for one in json.loads(whole["imports.json"])]
    journals = {int(name[8:14]): content for name, content in whole.items() if name.startswith("journal/")}
    bundle = Bundle(manifest, frames, records, journals, left_out)
    if set(journals) != {record.number for record in records}:
        raise Damaged("备份中导入记录与其明细不符。", "The import records of the backup do not match their journals.",
                      ("imports.json",))
    if not bundle.older and digest(Held(frames)) != manifest["digest"]:
        raise Damaged("备份的内容与其摘要不符。", "The backup does not hold what its digest says.", ("tables",))
    return bundle


def checked(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Every part but loaded files, checked one by one with them. Damaged names all that are wrong."""
    wrong = []
    for name, about in manifest["parts"].items():
        try:
            content = content_of(archive, name)
        except (KeyError, zipfile.BadZipFile, OSError, EOFError, ValueError, zlib.error):
            wrong.append(name)
            continue
        if len(content) != about["bytes"] or hashlib.sha256(content).hexdigest() != about["sha256"]:
            wrong.append(name)
        elif not name.startswith(("files/", "settings/")):
            yield name, content
    wrong += ["imports.json"] if "imports.json" not in manifest["parts"] else []
    if wrong:
        named = "、".join(wrong[:5]) + (f" 等 {len(wrong)} 项" if len(wrong) > 5 else "")
        english = ", ".join(wrong[:5]) + (f" and {len(wrong) - 5} more" if len(wrong) > 5 else "")
        raise Damaged(f"备份已损坏，未恢复：{named}。", f"The backup is damaged, nothing was restored: {english}.", tuple(wrong))


def content_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """The content of one part. ValueError when it would be too large."""
    if archive.getinfo(name).file_size > LARGEST:
        raise ValueError(name)
    return archive.read(name)


def fitted(frames: Tables) -> tuple[Tables, tuple[Text, ...]]:
    """The tables in the columns of today's model, and what it has no place for."""
    kinds, left_out, done = dict(tables()), [], {}
    for name, frame in frames.items():
        kind = kinds.get(name)
        if kind is None:
            left_out.append((f"类型 {name}（{len(frame)} 行）", f"type {name} ({len(frame)} rows)"))
            continue
        lost = [column for column in frame.columns if column not in columns(kind) and frame[column].null_count() < len(frame)]
        left_out += [(f"{name} 的列 {column}", f"column {column} of {name}") for column in lost]
        known = complete(kind, frame[[column for column in frame.columns if column in columns(kind)]])
        fits = known if isinstance(kind, Node) else joined(kind, known)
        if len(fits) < len(known):
            left_out.append((f"{name} 的 {len(known) - len(fits)} 个关系", f"{len(known) - len(fits)} relationships of {name}"))
        done[name] = fits if isinstance(kind, Node) else fits.select(list(columns(kind)))
    return done, tuple(left_out)
