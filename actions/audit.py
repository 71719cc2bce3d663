"""Who exported or revealed what, and when: one JSON line each, in the logs of LIANJIAN_HOME."""

from __future__ import annotations

import getpass
import json
from datetime import UTC, datetime
from typing import Any

from actions.stores import home


def who() -> str:
    """The name of the user of this machine, or "" where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def note(deed: str, **what: Any) -> dict[str, Any]:
    """Writes one line to the audit log and gives it back: `deed` is "export" or "reveal", `what` says of what.

    Never holds a name or number of a person: only the question or thing, the scope, the format and how many rows.
    """
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "who": who(), "deed": deed, **what}
    file = home() / "logs" / "audit.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8", newline="\n") as log:
        log.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
    return line


def read_audit() -> list[dict[str, Any]]:
    """Every line of the audit log, oldest first."""
    file = home() / "logs" / "audit.jsonl"
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
