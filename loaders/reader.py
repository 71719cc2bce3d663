"""Large files read in a process of their own: the app answers meanwhile, cancelling ends it at once, and a crash there is a problem."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from graphmodel.problem import Problem
from loaders.rules import problem

APART = 4 << 20
"""Bytes of a file above which it is read in a process of its own; starting one takes a second."""
LOOK = 0.2
"""Seconds between two looks at it."""
ROOT = Path(__file__).resolve().parents[1]
START = "import sys; sys.path.insert(0, sys.argv[1]); from loaders.reader import main; main(sys.argv[2])"
Found = tuple[list[tuple[str, pl.DataFrame]], list[Problem]]


def apart(name: str, suffix: str, data: bytes, tell: Callable[[], None]) -> Found:
    """The sheets of one file, read in another process; `tell` is called all the while, and what it raises ends that process."""
    with tempfile.TemporaryDirectory(prefix="lianjian-") as folder:
        job = Path(folder)
        (job / "data").write_bytes(data)
        (job / "job").write_bytes(pickle.dumps((name, suffix)))
        child = subprocess.Popen([sys.executable, "-c", START, str(ROOT), str(job)], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            while child.poll() is None:
                tell()
                time.sleep(LOOK)
        finally:
            if child.poll() is None:
                child.kill()
            child.communicate()
        if child.returncode != 0 or not (job / "answer").exists():
            zh, en = "读取时出错，文件可能已损坏或过大。", "Reading it failed: it may be damaged or too large."
            return [], [problem("file_unreadable", name, "", None, "", "", zh, en)]
        names, problems = pickle.loads((job / "answer").read_bytes())
        return [(sheet, pl.read_ipc((job / f"{i}.ipc").read_bytes())) for i, sheet in enumerate(names)], problems


def main(folder: str) -> None:
    """The other process: reads `data`, writes a frame for each sheet, then the answer."""
    from loaders.files import READERS

    job = Path(folder)
    name, suffix = pickle.loads((job / "job").read_bytes())
    sheets, problems = READERS[suffix](name, (job / "data").read_bytes())
    for i, (_, rows) in enumerate(sheets):
        rows.write_ipc(job / f"{i}.ipc")
    (job / "part").write_bytes(pickle.dumps(([sheet for sheet, _ in sheets], problems)))
    (job / "part").replace(job / "answer")
