"""Reports made in the background, so that the page stays usable, and the list of those that were made and kept."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from actions.audit import who
from actions.forms import filled
from actions.reporting import Cancelled, Made, drafted, preview, written
from actions.stores import home
from graphmodel.engine import Engine
from graphmodel.words import Text

KEPT = 40
"""How many reports are kept; the oldest go."""
LOCK = Lock()
UNKNOWN: Text = (
    "未完成，库中数据未改动。原因已记入 logs/app.log。",
    "Not completed; what is stored was not changed. The reason is in logs/app.log.",
)
WRITING: Text = ("排版", "Setting the pages")


@dataclass
class Job:
    """One report being made: `state` is working, done, cancelled or failed; `what`, `done`, `total` say how far it has come."""

    kind: str
    format: str
    state: str = "working"
    what: str = ""
    done: int = 0
    total: int = 0
    made: Made | None = None
    picture: bytes = b""
    wrong: Text = ("", "")
    stopped: Event = field(default_factory=Event)
    thread: Thread | None = None

    def cancel(self) -> None:
        """Asks it to stop at its next step; nothing is kept."""
        self.stopped.set()

    def wait(self, seconds: float = 120) -> str:
        """Waits for its end; its state."""
        if self.thread:
            self.thread.join(seconds)
        return self.state

    def step(self, what: str, done: int, total: int) -> None:
        """Hears how far it has come; ends it when it was asked to stop."""
        self.what, self.done, self.total = what, done, total
        if self.stopped.is_set():
            raise Cancelled


def start(
    engine: Engine, kind: str, format: str, given: Mapping[str, Any], *, samples: bool = False, form: tuple[str, bytes] | None = None
) -> Job:
    """Begins a report, or fills an office's own `form` (name, bytes) with it; `given` is what `drafted` takes besides.

    The file is kept when it is done.
    """
    job = Job(kind, format)

    def run() -> None:
        try:
            document = drafted(engine, kind, **given, step=job.step)
            job.step(WRITING[given.get("language") == "en"], 0, 1)
            allowed = {"scope": given.get("scope"), "unmask": bool(given.get("unmask"))}
            job.made = filled(document, kind, *form, **allowed) if form else written(document, kind, format, **allowed)
            job.picture = b"" if form else preview(document)
            job.step("", 1, 1)
            keep(job.made, kind, Path(job.made.file).suffix.lstrip(".") if form else format, given, samples)
            job.state = "done"
        except Cancelled:
            job.made, job.state = None, "cancelled"
        except Exception as fault:  # the edge of a thread: the page tells it in words, the log has the rest
            told = getattr(fault, "text", None)
            if not isinstance(told, tuple):
                logging.getLogger("lianjian.app").exception("report %s", kind)
            job.wrong, job.made, job.state = told if isinstance(told, tuple) else UNKNOWN, None, "failed"

    job.thread = Thread(target=run, daemon=True, name=f"report {kind}")
    job.thread.start()
    return job


def folder(samples: bool) -> Path:
    """Where reports of the samples, or of one's own data, are kept: the two never mix."""
    return home() / "reports" / ("samples" if samples else "own")


def keep(made: Made, kind: str, format: str, given: Mapping[str, Any], samples: bool) -> None:
    """Keeps a report under a number of its own; the oldest beyond KEPT are removed."""
    with LOCK:
        place = folder(samples)
        place.mkdir(parents=True, exist_ok=True)
        told = kept(samples)
        number = max((one["number"] for one in told), default=0) + 1
        part = place / f"{number}.part"
        part.write_bytes(made.content)
        part.replace(place / f"{number}.bin")
        now = datetime.now(UTC).isoformat(timespec="seconds")
        told.insert(
            0,
            {
                "number": number,
                "file": made.file,
                "title": made.title,
                "kind": kind,
                "format": format,
                "scope": given.get("scope"),
                "at": now,
                "who": who(),
                "bytes": len(made.content),
                "unmasked": bool(given.get("unmask")),
            },
        )
        for old in told[KEPT:]:
            (place / f"{old['number']}.bin").unlink(missing_ok=True)
        index = place / "index.part"
        index.write_text(json.dumps(told[:KEPT], ensure_ascii=False), "utf-8")
        index.replace(place / "index.json")


def kept(samples: bool) -> list[dict[str, Any]]:
    """The reports that were made, newest first; one whose file is gone is left out."""
    try:
        told = json.loads((folder(samples) / "index.json").read_text("utf-8"))
        return [one for one in told if (folder(samples) / f"{int(one['number'])}.bin").exists()]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def content(number: int, samples: bool) -> bytes:
    """The file of one kept report."""
    return (folder(samples) / f"{int(number)}.bin").read_bytes()
