"""Rooms look down only, and rooms on one line never see each other."""

import ast
from pathlib import Path

import pytest

LINES = (
    ("app", "cli"),
    ("commands", "views"),
    ("actions",),
    ("queries", "loaders", "analysis", "planning", "reports", "samples"),
    ("graphmodel",),
)
LINE = {room: depth for depth, line in enumerate(LINES) for room in line}
DATABASE = {"ladybug", "neo4j"}
ROOT = Path(__file__).parents[1]
LISTS = ("tiny.py", "any_county.py")
"""Invented counties: lists of rows and nothing else to read."""
LONGEST = 250


def files(room):
    return [*ROOT.glob(f"{room}.py"), *ROOT.glob(f"{room}/**/*.py")]


def imported(file):
    """The first word of everything that a file imports, from functions too."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file.relative_to(ROOT)} imports relatively"
            found.add(node.module.split(".")[0])
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "import_module":
            first = node.args[0]
            text = first.values[0] if isinstance(first, ast.JoinedStr) else first
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                found.add(text.value.split(".")[0])
    return found


@pytest.mark.parametrize("room", LINE)
def test_a_room_looks_down_only(room):
    wrong = [
        f"{file.relative_to(ROOT)} imports {other}"
        for file in files(room)
        for other in sorted((imported(file) & LINE.keys()) - {room})
        if LINE[other] <= LINE[room]
    ]
    assert not wrong


def test_every_folder_of_code_is_a_room():
    folders = {file.relative_to(ROOT).parts[0] for file in ROOT.glob("*/*.py")} - {"tests", "benchmarks", "docs"}
    assert {name for name in folders if not name.startswith(".") and name != "data"} <= LINE.keys()
    assert {file.stem for file in ROOT.glob("*.py")} <= {*LINE, "manage"}


def test_only_the_model_knows_the_databases():
    wrong = [str(file.relative_to(ROOT)) for room in LINE if room != "graphmodel" for file in files(room) if imported(file) & DATABASE]
    assert not wrong


@pytest.mark.parametrize("room", ["analysis", "planning", "reports"])
def test_pure_rooms_open_no_store(room):
    wrong = [
        file.name
        for file in files(room)
        for word in ("graphmodel.connect", "graphmodel.engine", "graphmodel.embedded", "graphmodel.server", "streamlit")
        if word in file.read_text("utf-8")
    ]
    assert not wrong


def test_files_stay_short():
    long = {
        str(file.relative_to(ROOT)): lines
        for room in (*LINE, "manage", "tests")
        for file in files(room)
        if (lines := len(file.read_text("utf-8").splitlines())) > LONGEST and file.name not in LISTS
    }
    assert not long
