"""A real Chromium and the app in a process of its own, for tests that look at pages."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

HOUSE = Path(__file__).parents[1]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (found := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Any]:
    """A Chromium; without one the test is skipped, and fails where CI is true."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        why = "playwright is not installed"
    else:
        why = "no Chromium on the path" if CHROMIUM is None else ""
    if why:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The address of the app over the stores in `home`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "LIANJIAN_DB"} | {"LIANJIAN_HOME": str(home)}
    with (home / "server.log").open("w") as log:
        app = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=HOUSE,
            env=environment,
            stdout=log,
            stderr=log,
        )
    base = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(base + "_stcore/health", timeout=1).read()
                break
            except OSError:
                assert app.poll() is None, (home / "server.log").read_text("utf-8")
                time.sleep(0.5)
        yield base
    finally:
        app.terminate()
        app.wait(20)


def watched(browser: Any, base: str, **how: Any) -> Any:
    """A tab whose `faults` gather page errors, dialogs, requests that leave the machine and addresses of it that do not answer.

    Streamlit looks for its server below the page's own address first (streamlit/streamlit issue 7074): those two answers are its own.
    """
    tab = browser.new_page(**how)
    tab.faults = []
    own = (base, base.replace("http", "ws"), "blob:", "data:")
    tab.on("pageerror", lambda fault: tab.faults.append(str(fault)))
    tab.on("dialog", lambda dialog: (tab.faults.append(dialog.message), dialog.dismiss()))
    for kind in ("request", "websocket"):
        tab.on(kind, lambda sent: None if sent.url.startswith(own) else tab.faults.append(sent.url))
    looking = re.compile(re.escape(base) + r"\w+/_stcore/(health|host-config)$")
    tab.on("response", lambda got: tab.faults.append(f"{got.status} {got.url}") if got.status >= 400 and not looking.match(got.url) else None)
    tab.set_default_timeout(60_000)
    return tab


def settled(tab: Any) -> None:
    """Waits until the script has run, counting is over and the fonts are there."""
    tab.wait_for_selector("h1, .fault")
    tab.wait_for_timeout(400)
    tab.wait_for_function(
        "() => !document.querySelector('.busy') && document.querySelector('.stApp')?.getAttribute('data-test-script-state') !== 'running'"
        " && ![...document.querySelectorAll('nav.book .i3')].some((one) => one.innerText === '…')"
    )
    tab.evaluate("() => document.fonts.ready")
    tab.wait_for_timeout(300)
    assert tab.locator(".fault").count() == 0, tab.locator(".fault").first.inner_text()


def done(page: Any, act: Callable[[], Any]) -> None:
    """Does something and waits until the explorer was drawn again."""
    runs = page.evaluate("() => lianjianNetwork.runs")
    act()
    page.wait_for_function("runs => lianjianNetwork.runs > runs", arg=runs, timeout=30_000)
    page.wait_for_timeout(300)


def at(page: Any, key: str) -> list[float]:
    """Where a mark stands on the screen."""
    found: list[float] = page.evaluate(
        """key => { const scene = lianjianNetwork.scene, at = scene.where(key), box = scene.box.getBoundingClientRect();
           return [box.x + at.x, box.y + at.y]; }""",
        key,
    )
    return found
