"""The commands of the guide do what it says: run in its order, each ends well."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

import cli
from tests.verbs import home, ran

__all__ = ["home", "ran"]

DOCS = Path(cli.__file__).parent / "docs"


def commands(name):
    """What stands in the blocks of a guide."""
    blocks = re.findall(r"^```\n(.*?)^```", (DOCS / name).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [shlex.split(line)[2:] for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("name", ["guide.md", "guide.en.md"])
def test_every_command_of_the_guide_ends_well(name, ran, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIANJIAN_LANG", "en" if ".en." in name else "zh")
    for words in commands(name):
        if "--help" in words:
            with pytest.raises(SystemExit, match="0"):
                ran(*words)
        else:
            code, out, err = ran(*words)
            assert code == 0, (words, err)
            assert out.strip() or "--out" in words or words[0] == "backup", words


def test_both_guides_give_the_same_commands():
    verbs = [[[words[0], *(word for word in words if word.startswith("--"))] for words in commands(name)] for name in ("guide.md", "guide.en.md")]
    assert verbs[0] == verbs[1]
    assert len(verbs[0]) > 15


def test_the_functions_of_the_planner_answer_as_documented():
    failed, tried = doctest.testfile(str(DOCS / "planning.md"), module_relative=False)
    assert tried > 20
    assert not failed
