"""run and test: the app answers on this machine alone, the tests are run and their skips named."""

import json
import os
import signal
import socket
import subprocess
import sys
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
