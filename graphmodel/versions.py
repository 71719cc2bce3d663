"""The folder of an embedded store: versioned files, a text file that names the current one, journals, and the lock of the writer.

    current              the name of the current version; on a second line, of its folder of journals, where that is not `journal`
    versions/000003.lbug one whole database, never written to once it is here
    journal/000003.zip   what import 3 changed; a restored backup brings a whole folder of its own, `journal-000007`
    work/                what a writer is making; whatever is there when the lock is free belongs to a dead one
"""
from __future__ import annotations

import contextlib
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from graphmodel.engine import StoreError

KEPT_VERSIONS = 3
"""How many superseded versions are kept for those who still read them."""


class Versions:
    """One store's folder. Making it reads and writes nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pointer = folder / "current"

    def current(self) -> Path | None:
        """The file of the current version; None in a store that was never written."""
        named = self.named()
        return self.folder / "versions" / named[0] if named else None

    def named(self) -> list[str]:
        """What the pointer names: the version, then its folder of journals; nothing in a store that was never written."""
        try:
            return [*self.pointer.read_text("ascii").split(), "journal"][:2]
        except FileNotFoundError:
            return []

    def number(self) -> int:
        """The number of the current version; -1 when there is none."""
        current = self.current()
        return int(current.stem) if current else -1

    def journal(self, number: int) -> Path:
        """Where the journal of an import is kept."""
        return self.folder / (self.named() or ["", "journal"])[1] / f"{number:06}.zip"

    @contextlib.contextmanager
    def writing(self, seconds: float = 60) -> Iterator[Path]:
        """Holds the writer's lock and gives an empty folder to work in; what dead writers left is cleared away first.

        StoreError when another has been writing for so many seconds, or the folder cannot be written to.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / "lock", timeout=seconds):
                self.clear()
                work = self.folder / "work" / uuid.uuid4().hex
                work.mkdir(parents=True)
                try:
                    yield work
                finally:
                    shutil.rmtree(work, ignore_errors=True)
        except Timeout:
            raise StoreError(f"另一程序正在写入，等待 {seconds:.0f} 秒仍未结束。",
                             f"Another program is writing, and has been for {seconds:.0f} seconds.") from None
        except OSError as error:
            raise StoreError(f"无法写入 {self.folder}：{error}", f"Cannot write to {self.folder}: {error}") from error

    def switch(self, made: Path, journals: dict[int, bytes], instead: bool = False) -> None:
        """Makes a finished file the current version. Until the last line the old version is the current one, whole.

        With `instead` these journals are all there are from then on. Only for the holder of the lock.
        """
        target = self.folder / "versions" / f"{self.number() + 1:06}.lbug"
        kept = self.folder / (f"journal-{target.stem}" if instead else (self.named() or ["", "journal"])[1])
        if instead:
            shutil.rmtree(kept, ignore_errors=True)
        for folder in (target.parent, kept):
            folder.mkdir(exist_ok=True)
        for number, packed in journals.items():
            write_safely(kept / f"{number:06}.zip", packed, made.parent)
        os.replace(made, target)
        sync_folder(target.parent)
        write_safely(self.pointer, f"{target.name}\n{kept.name}".encode("ascii") if kept.name != "journal" else target.name.encode("ascii"),
                     made.parent)

    def clear(self) -> None:
        """Removes what dead writers left and the versions that are too old; what someone holds open on Windows stays for next time."""
        shutil.rmtree(self.folder / "work", ignore_errors=True)
        number = self.number()
        for file in (self.folder / "versions").glob("*.lbug*"):
            if not number - KEPT_VERSIONS <= int(file.name.split(".")[0]) <= number:
                with contextlib.suppress(OSError):
                    file.unlink()
        for folder in self.folder.glob("journal*"):
            if folder.name not in (self.named() or [folder.name]):
                shutil.rmtree(folder, ignore_errors=True)


def write_safely(target: Path, content: bytes, work: Path) -> None:
    """Puts content into a file whole or not at all."""
    half = work / f"{target.name}.half"
    with half.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    for waited in (0.01, 0.05, 0.2, 1.0, None):  # Windows refuses for as long as someone reads the old one
        try:
            os.replace(half, target)
            break
        except PermissionError:
            if waited is None:
                raise
            time.sleep(waited)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Makes renames in a folder last through a power cut; Windows neither needs nor allows it."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
