"""run and test: the app answers on this machine alone, the tests are run and their skips named."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

import cli
from commands import running

ROOT = Path(cli.__file__).parent


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder whose own store has something, so that no sample is loaded first."""
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)
    book = tmp_path / "县.json"
    book.write_text(json.dumps({"县": [{"编码": "990101", "名称": "小县"}]}, ensure_ascii=False), "utf-8")
    assert cli.main(["load", str(book)]) == 0
    return tmp_path


def test_test_runs_pytest_and_names_skips(capfd):
    code = cli.main(["test", "tests/test_rooms.py", "--json"])
    told = json.loads(capfd.readouterr().out)
    assert set(told) == {"tests", "passed", "failed", "skipped"}
    assert told["tests"] > 10
    assert code == (1 if told["failed"] else 0)


def test_a_taken_port_is_said_and_the_next_is_found():
    with socket.socket() as door:
        door.bind((running.HOST, 0))
        door.listen()
        taken = door.getsockname()[1]
        with pytest.raises(running.Stop, match=str(taken)):
            running.free_port(taken, fixed=True)
        assert running.free_port(taken, fixed=False) != taken


@pytest.mark.skipif(os.name == "nt", reason="ends the app by SIGINT")
def test_run_serves_the_app_on_this_machine_alone(home):
    command = [sys.executable, ROOT / "cli.py", "run", "--no-browser", "--port", "0", "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "LIANJIAN_HOME": str(home)}, start_new_session=True
    ) as app:
        try:
            told = json.loads(b"".join(app.stdout.readline() for _ in range(3)))
            assert told["address"].startswith("http://127.0.0.1:")
            with urllib.request.urlopen(told["address"], timeout=20) as page:
                assert page.status == 200
        finally:
            os.killpg(app.pid, signal.SIGINT)
            app.communicate(timeout=30)
    assert app.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="takes the app down by a signal")
def test_an_app_that_native_code_takes_down_is_opened_again(home):
    with socket.socket() as door:
        door.bind((running.HOST, 0))
        port = door.getsockname()[1]
    address = f"http://{running.HOST}:{port}"
    command = [sys.executable, ROOT / "commands" / "keeping.py", "run", "--no-browser", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "LIANJIAN_HOME": str(home)}) as keeper:
        try:
            answering(address)
            [app] = subprocess.check_output(["ps", "-o", "pid=", "--ppid", str(keeper.pid)], text=True).split()
            os.kill(int(app), signal.SIGSEGV)
            assert "-11" in keeper.stderr.readline()
            answering(address)
        finally:
            keeper.terminate()
            keeper.communicate(timeout=60)
    assert keeper.returncode == 0
    with pytest.raises(OSError):
        urllib.request.urlopen(address, timeout=5)


def answering(address, seconds=90):
    """Waits until the app answers."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=20) as page:
                assert page.status == 200
                return
        except OSError:
            assert time.monotonic() < end, "the app does not answer"
            time.sleep(0.3)
