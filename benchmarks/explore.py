"""How long a click takes until the network is drawn and the page is idle, beside pyvis's own page and st-link-analysis.

    python -m venv PEERS && PEERS/bin/pip install streamlit==1.67.0 st-link-analysis==0.4.0
    python -m benchmarks.explore HOME [--peers PEERS/bin/python] [--chromium PATH] [--rounds 3] [--marks 100 500] [--json]

HOME is a LIANJIAN_HOME with all samples loaded (`manage.py samples`). The same made-up marks stand at the same fixed places in each, on a
page of Streamlit's with one button; ours has the shell of every page of the app, which fetches what draws the network ahead;
the last line is the app itself, a click on 网络 in the masthead, for the largest sample (about 60,000 nodes, aggregated by us; the
peers are given as many marks, and a minute). Idle: nothing was drawn on any canvas for a second and the script has ended. Printed
is the median of the rounds, the page's processor seconds in brackets, and how much longer a peer takes than ours. Without --peers
st-link-analysis is left out. The server's own share is in `benchmarks.explore_server`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
LARGEST, PLACE = 60_000, "County:411327"
SIZES = (100, 500, 2000, 5000, LARGEST)
LIMIT = 60.0
BUTTON = '[data-testid="stBaseButton-secondary"]'
WATCH = """() => {
  const mark = globalThis.__drawn = { last: 0, times: 0, clicked: 0 };
  const now = () => performance.timeOrigin + performance.now(), own = CanvasRenderingContext2D.prototype.clearRect;
  const tell = () => { mark.last = now(); mark.times += 1; };
  CanvasRenderingContext2D.prototype.clearRect = function (...box) { setTimeout(tell, 0); return own.apply(this, box); };
  addEventListener('click', () => { mark.clicked = now(); }, true);
}"""
"""In every frame: when a canvas was last drawn anew, and when a click came."""


@contextmanager
def served(python: str, script: str, environment: dict[str, str]) -> Iterator[str]:
    """The address of a Streamlit script that is running until the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [python, "-m", "streamlit", "run", script, "--server.port", str(port), "--server.headless", "true"]
    run = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}/"
        for _ in range(240):
            try:
                urllib.request.urlopen(base + "_stcore/health", timeout=1).read()
                break
            except OSError:
                time.sleep(0.5)
        yield base
    finally:
        run.terminate()
        run.wait(30)


@contextmanager
def own_folder(folder: Path) -> Iterator[str]:
    """The script in a folder with the library that we draw with beside it, where Streamlit looks for the files that a browser may have."""
    shutil.copytree(ROOT / "static" / "network", folder / "static" / "network")
    yield shutil.copy(ROOT / "benchmarks" / "explore_page.py", folder)


def processor(client: Any) -> float:
    """Processor seconds of the page's process so far."""
    found = {one["name"]: one["value"] for one in client.send("Performance.getMetrics")["metrics"]}
    return float(found.get("ProcessTime") or found["TaskDuration"])


def idle(browser: Any, address: str, ready: str, click: str) -> tuple[float, float]:
    """Seconds from the click until nothing is drawn any more, and the page's processor seconds; LIMIT where it takes longer."""
    tab = browser.new_page(viewport={"width": 1366, "height": 768})
    tab.add_init_script(f"({WATCH})()")
    client = tab.context.new_cdp_session(tab)
    client.send("Performance.enable")
    try:
        tab.goto(address, timeout=120_000)
        tab.wait_for_selector(ready, timeout=120_000)
        rest(tab)
        before, begun = processor(client), time.monotonic()
        tab.locator(click).first.click()
        while time.monotonic() - begun < LIMIT:
            time.sleep(0.2)
            marks = [frame.evaluate("() => globalThis.__drawn") or {} for frame in tab.frames]
            clicked, last = max(one.get("clicked", 0) for one in marks), max(one.get("last", 0) for one in marks)
            busy = tab.evaluate("() => document.querySelector('.stApp')?.getAttribute('data-test-script-state') === 'running'")
            if clicked and last > clicked and not busy and time.time() * 1000 - last > 1000:
                return (last - clicked) / 1000, processor(client) - before
        return LIMIT, processor(client) - before
    except Exception as fault:  # a peer that cannot draw so much must not stop the others
        print(f"{address}: {str(fault).splitlines()[0]}", file=sys.stderr)
        return LIMIT, LIMIT
    finally:
        tab.close()


def rest(tab: Any) -> None:
    """Waits until the script has ended and the fonts are there."""
    tab.wait_for_function("() => document.querySelector('.stApp')?.getAttribute('data-test-script-state') !== 'running'", timeout=120_000)
    tab.evaluate("() => document.fonts.ready")
    time.sleep(1.0)


def measured(args: argparse.Namespace) -> list[dict[str, Any]]:
    """A row for each size: by → (seconds, processor seconds), the rounds in turn so that a busy machine is shared fairly."""
    from playwright.sync_api import sync_playwright

    home = {"LIANJIAN_HOME": str(args.home), "LIANJIAN_BENCH_STORE": str(args.home / "samples-store"), "LIANJIAN_BENCH_ROOT": str(ROOT)}
    found: dict[tuple[int, str], list[tuple[float, float]]] = {}
    with (
        TemporaryDirectory() as folder,
        own_folder(Path(folder)) as script,
        served(sys.executable, script, home) as here,
        served(args.peers or sys.executable, script, home) as there,
        served(sys.executable, "app.py", home) as app,
        sync_playwright() as play,
    ):
        by = {"ours": here, "pyvis": here, **({"st-link": there} if args.peers else {})}
        for number in range(args.rounds):
            browser = play.chromium.launch(executable_path=args.chromium, args=["--no-sandbox"])
            for n in args.marks:
                for name, base in by.items():
                    if n == LARGEST and name != "ours" and number:
                        continue
                    if n == LARGEST and name == "ours":
                        link = '[data-testid="stTopNavLink"]:has-text("网络")'
                        one = idle(browser, f"{app}?data=samples&lang=zh&scope={PLACE}", "table.cover", link)
                    else:
                        one = idle(browser, f"{base}?by={name}&n={n}", BUTTON, BUTTON)
                    found.setdefault((n, name), []).append(one)
                    print(f"round {number + 1}: {n:,} {name} {one[0]:.2f} s ({one[1]:.2f})", file=sys.stderr, flush=True)
            browser.close()
    return [
        {"marks": n, **{name: tuple(round(median(each), 2) for each in zip(*found[n, name], strict=True)) for name in by}}
        for n in args.marks
    ]


def main() -> None:
    """Prints a line a size, or one JSON document with --json."""
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument("home", type=Path)
    call.add_argument("--peers", help="the python in which st-link-analysis is installed")
    known = (shutil.which(name) for name in ("chromium", "google-chrome", "chrome"))
    call.add_argument("--chromium", default=next(filter(None, known), None))
    call.add_argument("--rounds", type=int, default=3)
    call.add_argument("--marks", type=int, nargs="+", choices=SIZES, default=SIZES, help="only these sizes")
    call.add_argument("--json", action="store_true")
    args = call.parse_args()
    rows = measured(args)
    if args.json:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        n = row.pop("marks")
        told = [f"{n:>6,}"]
        for name, (wall, busy) in row.items():
            ratio = "" if name == "ours" else f" ×{wall / row['ours'][0]:.2f}"
            told.append(f"{name} {'>' if wall >= LIMIT else ''}{wall:.2f} s ({busy:.2f}){ratio}")
        print("   ".join(told))


if __name__ == "__main__":
    main()
