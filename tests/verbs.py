"""Fixtures that run a verb of the command line in this process, over a home folder of its own with one sample in it."""

import json

import openpyxl
import pytest

import actions
import cli


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home folder with the first sample in its sample store."""
    patch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("home")
    patch.setenv("LIANJIAN_HOME", str(folder))
    patch.delenv("LIANJIAN_DB", raising=False)
    patch.delenv("LIANJIAN_LANG", raising=False)
    assert cli.main(["samples", actions.sample_names()[0], "--json"]) == 0
    yield folder
    patch.undo()


@pytest.fixture
def ran(home, capsys):
    """Runs a verb: exit code, standard output, standard error."""

    def run(*words):
        capsys.readouterr()
        code = cli.main([str(word) for word in words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def document(ran):
    """Runs a verb with --json: its exit code and document."""

    def run(*words):
        code, out, _ = ran(*words, "--json")
        return code, json.loads(out)

    return run


def workbook(path, **sheets):
    """A workbook of rows of cells by sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path
