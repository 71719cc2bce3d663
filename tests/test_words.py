"""Everything a reader meets has words in Chinese and in English: the model, the book, the pages, the verbs."""

import re

import pytest

import cli
from actions import FORMATS
from graphmodel.schema import NODES, RELS, columns, tables
from queries import BOOK, SUBJECTS

CHINESE = re.compile("[\u4e00-\u9fff]")
COMMANDS = {command.name: command for command in cli.COMMANDS}
README = {name: (cli.__file__.rpartition("cli.py")[0] + name) for name in ("README.md", "README.en.md")}


def both(text, values=False):
    """A Chinese word first, an English one second and without Chinese; stored `values` may be named as they are stored."""
    zh, en = text
    return bool(zh.strip()) and bool(re.search("[A-Za-z]", en)) and (values or not CHINESE.search(en))


@pytest.mark.parametrize("kind", [*NODES, *RELS], ids=lambda kind: getattr(kind, "label", None) or kind.type)
def test_every_type_and_property_has_both_languages(kind):
    assert both(kind.title)
    assert both(kind.help)
    for prop in kind.props:
        assert both(prop.title), prop.name
        assert both(prop.help), prop.name
        assert all(both(choice) for choice in prop.choices), prop.name
    for column in [column for _, column in columns(kind)] if kind in NODES else []:
        assert both(column.title)
    if kind in RELS:
        assert both(kind.start)
        assert both(kind.end)


def test_no_two_types_share_a_title():
    for language in (0, 1):
        titles = [kind.title[language].lower() for _, kind in tables()]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("question", BOOK.values(), ids=BOOK)
def test_every_question_has_both_languages(question):
    for text in (question.title, question.asks, question.numerator, question.denominator, question.excluded, SUBJECTS[question.subject]):
        assert both(text)
    for name, told in {**question.params, **question.columns}.items():
        words = told.get("title", told)
        assert both((words["zh"], words["en"])), name
    for name, told in question.params.items():
        assert both((told["help"]["zh"], told["help"]["en"]), values=True), name


def test_no_parameter_of_a_question_is_a_word_of_the_command_line():
    taken = {
        name.lstrip("-").replace("-", "_")
        for verb in ("ask", "export")
        for argument in (*COMMANDS[verb].arguments, *cli.EVERYWHERE)
        for name in argument.names
    }
    assert not {(question.name, name) for question in BOOK.values() for name in question.params if name in {*taken, "param", "help"}}


@pytest.mark.parametrize("command", [*COMMANDS.values(), *(part for verb in COMMANDS.values() for part in verb.parts)], ids=lambda one: one.name)
def test_every_verb_has_help_in_both_languages(command):
    assert both(command.help)
    assert all(both(argument.help) for argument in (*command.arguments, *cli.EVERYWHERE))
    assert not command.help[1].endswith(".")


@pytest.mark.parametrize("words", [*([name] for name in COMMANDS), *([verb.name, part.name] for verb in COMMANDS.values() for part in verb.parts)])
def test_help_is_in_one_language(words, monkeypatch, capsys):
    told = {}
    for language in ("en", "zh"):
        monkeypatch.setenv("LIANJIAN_LANG", language)
        with pytest.raises(SystemExit, match="0"):
            cli.main([*words, "--help"])
        told[language] = capsys.readouterr().out
    assert not CHINESE.search(told["en"])
    assert f"usage: manage.py {' '.join(words)}" in told["en"]
    text = told["zh"]
    assert "用法：" in text
    assert "usage:" not in text
    assert "options:" not in text


def test_pages_have_both_languages():
    page = pytest.importorskip("views.page")
    assert all(both(text) for text in page.PAGES.values())


@pytest.mark.parametrize("readme", README.values(), ids=README)
def test_the_readme_names_every_verb_and_format(readme):
    with open(readme, encoding="utf-8") as file:
        text = file.read()
    table = " ".join(re.findall(r"^\| (`.*?) \|", text, re.MULTILINE))
    assert not [name for name in COMMANDS if not re.search(rf"`{name}\b", table)]
    assert "\\|".join(FORMATS) in text
