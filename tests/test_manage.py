"""manage.py on a bare machine: makes .venv, mends it, is silent the second time, and says in one line what is missing."""

import ast
import importlib.util
import os
import re
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

MANAGE = Path(__file__).parents[1] / "manage.py"
CLI = "import sys\nprint('cli', *sys.argv[1:])\nsys.exit(7)\n"
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def copy(tmp_path):
    """A folder with manage.py, a cli.py that echoes, and nothing to install."""
    shutil.copy(MANAGE, tmp_path)
    (tmp_path / "cli.py").write_text(CLI, "utf-8")
    for name in ("requirements.txt", "requirements-test.txt"):
        (tmp_path / name).write_text("# nothing\n", "utf-8")
    return tmp_path


@pytest.fixture
def manage():
    """manage.py as a module of its own."""
    spec = importlib.util.spec_from_file_location("manage_under_test", MANAGE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(folder, *arguments, **env):
    """One call of the copy's manage.py."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "LIANJIAN_", "PYTHON"))}
    return subprocess.run(
        [sys.executable, str(folder / "manage.py"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**clean, **env},
        timeout=300,
    )


def test_installs_once_then_is_silent_quick_and_mends_itself(copy):
    first = run(copy, "info", "--json")
    assert first.stdout == "cli info --json\n"
    assert first.returncode == 7
    assert ".venv" in first.stderr
    began = time.monotonic()
    second = run(copy, "info")
    assert (second.stdout, second.stderr, second.returncode) == ("cli info\n", "", 7)
    assert time.monotonic() - began < 3
    (copy / ".venv" / "unfinished.txt").write_text("", "utf-8")
    assert "重新建立" in run(copy, "info").stderr
    shutil.rmtree(copy / ".venv" / ("Scripts" if os.name == "nt" else "bin"))
    assert "again" in run(copy, "info", LIANJIAN_LANG="en").stderr
    assert run(copy, "info").stderr == ""
    (copy / "requirements.txt").write_text("# other pins\n", "utf-8")
    assert run(copy, "info").stderr != ""
    tested = run(copy, "test")
    assert tested.stdout == "cli test\n"
    assert (run(copy, "test").stderr, run(copy, "info").stderr) == ("", "")


def test_an_unreachable_registry_is_one_line(copy):
    (copy / "requirements.txt").write_text("no-such-package-of-ours==1.0\n", "utf-8")
    for language, word in (("zh", "连不上"), ("en", "cannot be reached")):
        told = run(
            copy, "run", LIANJIAN_LANG=language, PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0", PIP_CONFIG_FILE=os.devnull
        )
        assert told.returncode == 1
        assert told.stdout == ""
        assert word in told.stderr.splitlines()[-1]
        assert "PIP_INDEX_URL" in told.stderr.splitlines()[-1]
        assert "Traceback" not in told.stderr
        assert bool(CHINESE.search(told.stderr)) == (language == "zh")


def test_no_right_to_write_is_one_line(copy):
    (copy / ".venv").write_text("in the way", "utf-8")
    told = run(copy, "run", LIANJIAN_LANG="en")
    assert told.returncode == 1
    assert told.stderr.splitlines()[-1].startswith("Cannot write to ")


def test_without_a_verb_it_says_the_two_commands_and_installs_nothing(copy):
    told = run(copy)
    assert told.returncode == 2
    assert "manage.py run" in told.stderr
    assert not (copy / ".venv").exists()


def test_a_missing_venv_module_names_the_package(manage, monkeypatch, tmp_path):
    monkeypatch.setattr(manage, "VENV", str(tmp_path / "venv"))
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(manage.Stop, match=r"apt install python%d\.%d-venv" % sys.version_info[:2]):
        manage.make()


@pytest.mark.skipif(os.name == "nt", reason="shims are shell scripts")
def test_a_wrong_python_looks_for_one_that_works(manage, monkeypatch, tmp_path):
    def program(name, text):
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        (tmp_path / name).chmod(stat.S_IRWXU)

    monkeypatch.setenv("PATH", str(tmp_path))
    program("python3.13", "exit 127")
    with pytest.raises(manage.Stop, match=r"3\.11"):
        manage.working_python()
    program("python3.12", "echo /somewhere/python; echo 3.12")
    assert manage.working_python() == "/somewhere/python"
    became = []
    monkeypatch.setattr(manage, "become", became.append)
    monkeypatch.setattr(manage, "WORKING", ((3, 12),) if sys.version_info[:2] != (3, 12) else ((3, 11),))
    if sys.version_info[:2] != (3, 12):
        manage.main(["info"])
        assert became == [["/somewhere/python", manage.os.path.join(manage.HERE, "manage.py"), "info"]]


def test_any_python_3_can_read_it_and_it_names_no_registry():
    text = MANAGE.read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 4))
    assert not [node for node in ast.walk(tree) if isinstance(node, (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.AsyncFunctionDef))]
    assert not re.search(r"https?://", text)
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert modules <= sys.stdlib_module_names
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_requirement_is_pinned(name):
    lines = [line for line in (MANAGE.parent / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert not [line for line in lines if not re.fullmatch(r'[A-Za-z0-9_.-]+==[0-9][0-9A-Za-z.]*( ; sys_platform [!=]= "\w+")?', line)]
    assert len({line.partition("==")[0].lower() for line in lines}) == len(lines)
