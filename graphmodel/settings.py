"""Settings: read from the environment each time they are asked for, so that nothing has to be restarted in tests."""
from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

CHECKOUT = Path(__file__).resolve().parents[1]
NEO4J_SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def home() -> Path:
    """The folder that holds everything written: LIANJIAN_HOME, or `data` in the checkout."""
    return Path(os.environ.get("LIANJIAN_HOME") or CHECKOUT / "data").expanduser().resolve()


def database() -> str:
    """Where one's own data is kept: a Neo4j address, or a folder (LIANJIAN_DB, or `store` in the home folder)."""
    given = os.environ.get("LIANJIAN_DB", "").strip()
    if given.startswith(NEO4J_SCHEMES):
        return given
    return str(Path(given).expanduser().resolve()) if given else str(home() / "store")


def is_server(address: str) -> bool:
    """Whether an address is one of Neo4j.

    >>> is_server("bolt://127.0.0.1:7687"), is_server("/srv/lianjian/store")
    (True, False)
    """
    return address.startswith(NEO4J_SCHEMES)


def samples_store() -> Path:
    """The folder of the sample store."""
    return home() / "samples-store"


def login() -> tuple[str, str] | None:
    """User and password of the server, from LIANJIAN_DB_USER and LIANJIAN_DB_PASSWORD or LIANJIAN_DB_PASSWORD_FILE; None without a user.

    OSError when the password file cannot be read.
    """
    user = os.environ.get("LIANJIAN_DB_USER", "")
    if not user:
        return None
    file = os.environ.get("LIANJIAN_DB_PASSWORD_FILE", "")
    password = Path(file).read_text("utf-8").strip() if file else os.environ.get("LIANJIAN_DB_PASSWORD", "")
    return user, password


def language() -> Literal["zh", "en"]:
    """The language of the application: zh unless LIANJIAN_LANG is en."""
    return "en" if os.environ.get("LIANJIAN_LANG", "").strip().lower().startswith("en") else "zh"


def seconds(name: str, default: float) -> float:
    """A time limit from the environment, in seconds. ValueError names the setting when it is no number."""
    given = os.environ.get(name, "").strip()
    try:
        return float(given) if given else default
    except ValueError:
        raise ValueError(f"{name}={given!r} is not a number of seconds") from None


def query_seconds() -> float:
    """How long one question may run: LIANJIAN_QUERY_SECONDS, or 60."""
    return seconds("LIANJIAN_QUERY_SECONDS", 60)
