"""The verbs without a browser. Started by manage.py, in .venv; every verb takes --samples and --json.

Exit codes: 0 done; 1 the input has problems, or there is no answer; 2 wrong use, unknown name or parameter.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
from collections.abc import Sequence
from typing import Any

import actions
from commands import (
    asking,
    clusters,
    editing,
    identity,
    loading,
    mapping,
    outlines,
    planning,
    reach,
    records,
    reporting,
    running,
    saving,
    strength,
    views,
)
from commands.command import PROBLEMS, WRONG, Argument, Call, Command, Stop
from graphmodel.engine import StoreError
from graphmodel.settings import language as chosen_language
from graphmodel.words import Text
from queries import QuestionError

COMMANDS: tuple[Command, ...] = tuple(
    command
    for part in (running, loading, mapping, identity, editing, asking, saving, strength, clusters, reach, outlines, views, records, reporting, planning)
    for command in part.COMMANDS
)
EVERYWHERE = (
    Argument(("--samples",), ("用示例数据，不用自己的数据", "work on the samples, not on your own data"), {"action": "store_true"}),
    Argument(("--json",), ("只输出一个 JSON 文档", "print one JSON document and nothing else"), {"action": "store_true"}),
)
HELP: Text = ("显示帮助", "show this help")
ABOUT: Text = ("联建图：看清谁带谁、谁帮谁、还有谁没有覆盖。", "Lianjian: who leads whom, who helps whom, and who is still left out.")


class Parser(argparse.ArgumentParser):
    """argparse in the chosen language: its own few words are replaced, and wrong use ends in a message, never in a trace."""

    english = False

    def error(self, message: str) -> None:
        """Wrong use: what is wrong, and where help is."""
        see = f"{self.prog} --help" if " " in self.prog else f"{self.prog} help"
        raise Stop(f"用法不对：{in_chinese(message)}\n可看：{see}", f"Wrong use: {message}\nMaybe see: {see}")

    def format_help(self) -> str:
        """The help, in Chinese unless English was chosen."""
        text = super().format_help()
        for english, chinese in (
            () if self.english else (("usage: ", "用法："), ("positional arguments:", "参数："), ("options:", "选项："))
        ):
            text = text.replace(english, chinese, 1)
        return text


def in_chinese(message: str) -> str:
    """What argparse complains of, in Chinese.

    >>> in_chinese("argument --as-of: invalid day value: 'x'")
    '--as-of 的值“x”不对'
    """
    for english, chinese in SAID:
        if found := re.fullmatch(english, message, re.DOTALL):
            return chinese.format(*found.groups())
    return message


SAID = (
    (r"the following arguments are required: (.*)", "缺少 {0}"),
    (r"argument (\S+): invalid \S+ value: '(.*)'", "{0} 的值“{1}”不对"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \((?:choose from )(.*)\)", "{0} 没有“{1}”，可用：{2}"),
    (r"argument (\S+): expected .*argument.*", "{0} 后缺少值"),
    (r"unrecognized arguments: (.*)", "不认识 {0}"),
)


def parser(language: str) -> Parser:
    """Everything that may be typed, with help in one language."""
    english = language == "en"
    Parser.english = english
    top = Parser(prog="manage.py", description=ABOUT[english], add_help=False)
    verbs = top.add_subparsers(dest="verb", metavar="VERB", parser_class=Parser)
    top.add_argument("-h", "--help", action="help", help=HELP[english])
    verbs.add_parser("help", help=("全部命令", "every verb")[english], add_help=False)
    for command in COMMANDS:
        one = declared(verbs, command, english)
        for argument in EVERYWHERE:
            one.add_argument(*argument.names, help=argument.help[english], **argument.options)
        if command.follows:
            one.usage = one.format_usage().partition(": ")[2].rstrip().replace(one.prog, f"{one.prog} {command.follows}", 1)
        parts = one.add_subparsers(dest="part", metavar="PART", parser_class=Parser) if command.parts else None
        for part in command.parts:
            inner = declared(parts, part, english)
            for argument in EVERYWHERE:  # before or after the part, as one likes
                inner.add_argument(*argument.names, help=argument.help[english], **{**argument.options, "default": argparse.SUPPRESS})
    return top


def declared(verbs: Any, command: Command, english: int) -> Parser:
    """A verb, or a part of one, with its own arguments and its help."""
    one: Parser = verbs.add_parser(
        command.name, help=command.help[english], description=command.help[english], add_help=False, allow_abbrev=False
    )
    for argument in command.arguments:
        one.add_argument(*argument.names, help=argument.help[english], **argument.options)
    one.add_argument("-h", "--help", action="help", help=HELP[english])
    return one


def main(given: Sequence[str]) -> int:
    """Runs one verb; its exit code. A fault becomes a line and an entry in the log."""
    language = chosen_language()
    english = language == "en"
    try:
        top = parser(language)
        args, rest = top.parse_known_args(given)
        command = next((command for command in COMMANDS if command.name == args.verb), None)
        if command is None:
            print(top.format_help(), end="", file=sys.stdout if args.verb == "help" else sys.stderr)
            return 0 if args.verb == "help" else WRONG
        if rest and not command.follows:
            top.error(f"unrecognized arguments: {' '.join(rest)}")
        part = next((part for part in command.parts if part.name == args.part), command)
        return part.run(Call(args, language, tuple(rest)))
    except Stop as reason:
        print(reason.text[english], file=sys.stderr)
        return reason.code
    except (QuestionError, actions.NothingToExport) as reason:
        print(reason.text[english], file=sys.stderr)
        return WRONG
    except StoreError as reason:
        print(reason.text[english], file=sys.stderr)
        return PROBLEMS
    except KeyboardInterrupt:
        print(("已中断。", "Interrupted.")[english], file=sys.stderr)
        return 130
    except BrokenPipeError:
        return PROBLEMS
    except Exception as fault:  # the edge of the program: whatever it is, a reader sees a line and the log has the rest
        return explain(fault, english)


def explain(fault: Exception, english: bool) -> int:
    """One line on standard error and the whole trace in the log."""
    folder = actions.home() / "logs"
    where = str(folder / "cli.log")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(where, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log = logging.getLogger("lianjian.cli")
        log.addHandler(handler)
        log.propagate = False
        log.error(" ".join(sys.argv[1:2]), exc_info=fault)
    except OSError:
        where = "—"
    reason = f"{type(fault).__name__}: {fault}".splitlines()[0][:300]
    print((f"未完成：{reason}\n详细记录：{where}", f"Not completed: {reason}\nThe whole record: {where}")[english], file=sys.stderr)
    return PROBLEMS


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
