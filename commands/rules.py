"""--rules FILE: the rules of a plan as a TOML file, read whole; the same file that the plan pages take and give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from actions.rules_files import Fault, read
from actions.siting_files import FileFault
from commands.command import PROBLEMS, Argument, Stop

RULES = Argument(("--rules",), ("规则文件（TOML）", "a file of rules (TOML)"), {"metavar": "FILE", "type": Path})


def told(path: Path | None, judge: Callable[[Mapping[str, Any]], Iterable[Fault]]) -> dict[str, Any]:
    """What the file says, nothing without one; all its faults end the verb."""
    if path is None:
        return {}
    try:
        return read(path.read_bytes(), judge)
    except OSError as wrong:
        raise Stop(f"不能读取规则文件 {path}：{wrong}", f"Cannot read the rules in {path}: {wrong}", PROBLEMS) from None
    except FileFault as wrong:
        raise Stop(f"规则文件 {path} 不可用：\n{wrong.text[0]}", f"The rules in {path} cannot be used:\n{wrong.text[1]}", PROBLEMS) from None
