"""run and test: the app, and the project's own tests."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import webbrowser
import xml.etree.ElementTree as tree
from contextlib import closing, redirect_stdout, suppress
from pathlib import Path

import actions
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop

ROOT = Path(__file__).parents[1]
DOCTESTS = ("actions", "analysis", "commands", "graphmodel", "loaders", "planning", "queries", "reports", "samples")
HOST = "127.0.0.1"
WORKERS = min(4, (os.cpu_count() or 1) + 1)
"""One more than the cores, since a test often waits for its Neo4j or its browser; each worker has one of its own, about 3 GB together."""


def run(call: Call) -> int:
    """Loads the samples where there is nothing yet, then serves the app on this machine alone until it is stopped."""
    first_sample(call)
    port = call.args.port if call.args.port is not None else 8501
    port = free_port(port, fixed=call.args.port is not None)
    address = f"http://{HOST}:{port}"
    threading.Thread(target=announce, args=(call, address), daemon=True).start()
    ended = threading.Event()
    early = threading.Thread(target=ahead, args=(ended,))
    early.start()
    try:
        with redirect_stdout(sys.stderr):  # standard output is the answer's
            serve(str(ROOT / "app.py"), port)
    finally:
        ended.set()  # the engine must not be torn down under a question
        early.join()
    return DONE


def serve(script: str, port: int) -> None:
    """Serves the app from this process, which has read its modules already, until it is told to end."""
    from streamlit.web.cli import main

    settings = {
        "server.address": HOST,
        "server.port": port,
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
        "logger.level": "error",
        "logger.hideWelcomeMessage": "true",
    }
    main(["run", script, *(f"--{name}={value}" for name, value in settings.items())], standalone_mode=False)


def ahead(ended: threading.Event) -> None:
    """Answers what the first page asks while the browser is still opening; whatever goes wrong is told there."""
    with suppress(Exception), closing(actions.open_store(samples=actions.opens_with_samples())) as engine:
        for _ in actions.answer_ahead(engine):
            if ended.is_set():
                return


def first_sample(call: Call) -> None:
    """The first sample, where the app opens on samples and has none yet; the others are a verb away, so that the app opens soon."""
    if not (call.args.samples or actions.opens_with_samples()):
        return
    call.args.samples = True
    with call.store() as engine:
        missing = actions.samples_missing(engine)
        if missing == actions.sample_names():
            first, *missing = missing
            zh, en = actions.sample_title(first)
            call.tell(f"首次运行：载入示例 {zh} …", f"First run: loading the sample {en} …")
            draft, _ = actions.load_samples(engine, [first], call.progress)[first]
            if not draft.ok:
                call.tell(f"示例没有载入，见 manage.py samples {first}。", f"The sample was not loaded: see manage.py samples {first}.")
    if missing:
        call.tell(f"还可载入的示例：manage.py samples {' '.join(missing)}", f"More samples: manage.py samples {' '.join(missing)}")


def announce(call: Call, address: str) -> None:
    """Waits until the app answers, says where, and opens the browser."""
    while True:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
            break
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    call.answer({"address": address}, lambda: [call.say((f"联建图：{address}　按 Ctrl+C 停止", f"Lianjian: {address}   Ctrl+C stops it"))])
    if not call.args.no_browser and has_screen():
        webbrowser.open(address)


def has_screen() -> bool:
    """Whether a browser could be seen here."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def free_port(port: int, fixed: bool) -> int:
    """The port, or the next free one unless it was asked for by number (0: any)."""
    for candidate in [port] if fixed else range(port, port + 50):
        with socket.socket() as door:
            if os.name != "nt":
                door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind((HOST, candidate))
                return door.getsockname()[1]
            except OSError:
                continue
    raise Stop(f"端口 {port} 已被占用。换一个：--port {port + 1}", f"Port {port} is taken. Maybe --port {port + 1}.", PROBLEMS)


def test(call: Call) -> int:
    """The tests, doctests included, by several processes; skips are named with their reasons."""
    folders = [name for name in ("tests", "cli.py", *DOCTESTS) if (ROOT / name).exists()]
    env = {**os.environ, **({"LIANJIAN_LONG": "1"} if call.args.long else {})}
    env.pop("LIANJIAN_LANG", None)
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.xml"
        shared = () if call.rest else (f"--numprocesses={WORKERS}", "--dist=loadscope", "--no-loadscope-reorder")
        command = [sys.executable, "-m", "pytest", "--doctest-modules", "-rs", "-q", f"--junitxml={result}", *shared, *(call.rest or folders)]
        code = subprocess.call(command, cwd=ROOT, env=env, stdout=2 if call.args.json else None)
        if call.args.json or (call.args.long and result.exists()):
            call.answer(summary(result) if result.exists() else {"exit": code}, lambda: counted(result))
    return DONE if code == 0 else PROBLEMS


def counted(result: Path) -> list[str]:
    """What the long tests counted: a line for each that says."""
    cases = tree.parse(result).getroot().iter("testcase")
    return [f"{case.get('name')}: {said.get('value')}" for case in cases for said in case.iter("property") if said.get("name") == "summary"]


def summary(result: Path) -> dict[str, object]:
    """How many tests ran, and which failed or were skipped, why."""
    cases = list(tree.parse(result).getroot().iter("testcase"))
    name = lambda case: f"{case.get('classname')}::{case.get('name')}"  # noqa: E731
    failed = [name(case) for case in cases if case.find("failure") is not None or case.find("error") is not None]
    skipped = [
        {"test": name(case), "reason": re.sub(r"^Skipped: ", "", found.get("message") or "")}
        for case in cases
        if (found := case.find("skipped")) is not None
    ]
    return {"tests": len(cases), "passed": len(cases) - len(failed) - len(skipped), "failed": failed, "skipped": skipped}


COMMANDS = (
    Command(
        "run",
        ("打开应用（只在本机 127.0.0.1）", "open the app, on this machine alone (127.0.0.1)"),
        run,
        (
            Argument(
                ("--port",),
                ("端口，默认 8501 或其后空闲的", "the port, 8501 or the next free one by default"),
                {"type": int, "metavar": "N"},
            ),
            Argument(("--no-browser",), ("不打开浏览器", "do not open the browser"), {"action": "store_true"}),
        ),
    ),
    Command(
        "test",
        ("运行测试", "run the tests"),
        test,
        (
            Argument(
                ("--long",),
                ("完整次数：断电、穷举、随机文件", "the full counts: kills, brute force, random files"),
                {"action": "store_true"},
            ),
        ),
        follows="[PATH …]",
    ),
)
