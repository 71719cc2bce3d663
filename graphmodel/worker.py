"""A process of its own that writes one embedded database file, so that neither a crash nor a kill can harm the program or the data.

`python -P worker.py JOB`: JOB is a folder with `job.json` of `source` (a file to start from, or null), `target` (the file to
make) and `steps`, each a statement and how many rows it must touch (null: it does not say). Needs nothing but ladybug, to start fast.
"""
from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from pathlib import Path
from typing import Any

import ladybug

MAX_DATABASE = 2**38
"""Address space for one file, in bytes: without a limit each takes 8 TB, and the 15th fails."""
BUFFER = 2 * 2**30


def stop_with_parent() -> None:
    """Ends this process when the one that started it is gone: its end of the pipe closes."""
    os.read(0, 1)
    os._exit(3)


def work(job: Path) -> dict[str, object]:
    """Does the job; the answer is {"ok": true}, or the `step` at fault with its `error`, or with how many rows were `touched`."""
    given = json.loads((job / "job.json").read_text("utf-8"))
    os.chdir(job)
    if given["source"]:
        stage("copy")
        shutil.copyfile(given["source"], given["target"])
    stage("write")
    database = ladybug.Database(given["target"], buffer_pool_size=BUFFER, max_db_size=MAX_DATABASE)
    connection = ladybug.Connection(database)
    try:
        done = 0
        for statement, expected in given["steps"]:
            try:
                answer: Any = connection.execute(statement)
                rows = answer.get_all()
            except RuntimeError as error:
                return {"step": statement, "error": str(error)}
            if expected is not None and rows[0][0] != expected:
                return {"step": statement, "touched": rows[0][0], "expected": expected}
            done += touched(rows)
            stage(str(done))
        stage("checkpoint")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
        database.close()
    log = Path(given["target"] + ".wal")
    if log.exists() and log.stat().st_size:
        return {"step": "CHECKPOINT", "error": "the write-ahead log is not empty"}
    stage("sync")
    with open(given["target"], "rb+") as made:
        os.fsync(made.fileno())
    return {"ok": True}


def touched(rows: list[Any]) -> int:
    """How many rows a statement wrote: its count, or what COPY says ("12 tuples have been copied …")."""
    said = str(rows[0][0]).partition(" ")[0] if rows and rows[0] else ""
    return int(said) if said.isdecimal() else 0


def stage(name: str) -> None:
    """Says how far it is, a stage or how many rows are written: one line on standard output."""
    print(name, flush=True)


if __name__ == "__main__":
    threading.Thread(target=stop_with_parent, daemon=True).start()
    folder = Path(sys.argv[1]).resolve()
    (folder / "answer.json").write_text(json.dumps(work(folder), ensure_ascii=False), "utf-8")
