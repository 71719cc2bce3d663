"""One file with everything of a store, and everything of a store from one file."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from actions.stores import home
from graphmodel import bundle
from graphmodel.bundle import Bundle, Damaged, Part
from graphmodel.digest import digest
from graphmodel.engine import Engine, StoreError
from graphmodel.imports import standing
from graphmodel.restoring import halfway
from graphmodel.restoring import restore as put_back
from graphmodel.words import Text

OUTSIDE = ("store", "samples-store", "as-of", "logs", "uploads", "samples", "files", "backups")
"""Folders of the home folder that hold no settings."""
SETTINGS = (".json", ".jsonl", ".toml")
LARGEST = 2**20 * 50


def backup(engine: Engine, target: Path) -> dict[str, Any]:
    """Writes a store, its imports and journals, the workbooks loaded into it and the settings to one file, and reads it back.

    The manifest. StoreError says why there is no backup: nothing is left behind then.
    """
    target = Path(target).expanduser().resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return bundle.write(engine, target, [*kept_files(engine), *settings()])
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise StoreError(f"不能写入 {target}：{why}。", f"Cannot write to {target}: {why}.") from error


def kept_files(engine: Engine) -> Iterator[Part]:
    """The workbooks that were loaded, each once, as they are kept."""
    wanted = sorted({file.sha256 for record in engine.imports() for file in record.files if file.sha256})
    for sha256 in wanted:
        for path in sorted((home() / "files").glob(f"{sha256}.*"))[:1]:
            yield f"files/{path.name}", path


def settings() -> Iterator[Part]:
    """Every file of settings in the home folder; none that belongs to a store."""
    for path in sorted(home().rglob("*")) if home().exists() else ():
        inside = path.relative_to(home())
        ours = inside.parts[0] not in OUTSIDE and not (path.parent / "current").exists()
        if ours and path.suffix in SETTINGS and path.is_file() and path.stat().st_size <= LARGEST:
            yield f"settings/{inside.as_posix()}", path


def restore(engine: Engine, source: Path, *, replace: bool = False, samples: bool = False) -> dict[str, Any]:
    """Makes a store what a backup holds, after checking all of it; a store that holds something is backed up first.

    `replace` allows that; settings that are there already stay, unless it is given. Gives {imports, digest, left_out, kept,
    settings}: `kept` is the backup of what there was. Damaged, NotEmpty or StoreError say why nothing was changed.
    """
    found = bundle.read(Path(source))
    if found.records and found.samples != samples:
        raise StoreError(*(TO_SAMPLES if found.samples else TO_OWN))
    before = engine.imports()
    kept = None
    if standing(before) and replace and not halfway(before):
        kept = home() / "backups" / f"before-restore-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.zip"
        backup(engine, kept)
    put_back(engine, found, replace)
    try:
        brought = bring(Path(source), found, replace)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise StoreError(
            f"数据已恢复，原表和设置未全部写出：{why}。再恢复一次（--replace）。",
            f"The data is restored, workbooks and settings are not all written: {why}. Maybe restore again with --replace.",
        ) from error
    return {
        "imports": len(found.records),
        "digest": digest(engine),
        "left_out": found.left_out,
        "kept": str(kept) if kept else None,
        "settings": brought,
    }


TO_SAMPLES: Text = (
    "这是示例库的备份，只能恢复到示例库（--samples）。",
    "This is a backup of the samples: it goes into the sample store only (--samples).",
)
TO_OWN: Text = ("这不是示例库的备份，不能恢复到示例库。", "This is no backup of the samples and does not go into the sample store.")


def bring(source: Path, found: Bundle, replace: bool) -> list[str]:
    """Puts workbooks and settings of a backup in their places, those that are there left alone unless `replace`; the settings brought."""
    brought = []
    with zipfile.ZipFile(source) as archive:
        for name in found.manifest["parts"]:
            target = home() / name.removeprefix("settings/")
            inside = target.resolve().is_relative_to(home().resolve()) and ".." not in Path(name).parts
            if name.startswith(("files/", "settings/")) and inside and ((replace and name.startswith("settings/")) or not target.exists()):
                target.parent.mkdir(parents=True, exist_ok=True)
                half = target.with_name(f"{target.name}.{os.getpid()}.part")
                half.write_bytes(archive.read(name))
                half.replace(target)
                brought += [name.removeprefix("settings/")] if name.startswith("settings/") else []
    return brought


def described(source: Path) -> dict[str, Any]:
    """What a backup says it holds, every part checked: at, engine, imports, samples, counts, digest, older, bytes, sha256. Damaged else."""
    found = bundle.read(Path(source))
    with Path(source).open("rb") as file:
        whole = hashlib.file_digest(file, "sha256").hexdigest()
    told = {name: found.manifest[name] for name in ("at", "engine", "imports", "samples", "counts", "digest")}
    return {**told, "older": found.older, "left_out": found.left_out, "bytes": Path(source).stat().st_size, "sha256": whole}


__all__ = ["Damaged", "backup", "described", "restore"]
