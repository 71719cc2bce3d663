"""What a reader brings to the map: lines, and roads or a table of minutes. Kept or removed; what was done comes back in words."""

from __future__ import annotations

import base64
import binascii
from typing import Any

import actions
from actions.siting_files import FileFault
from actions.ways import forget_ways, save_ways
from graphmodel.words import Text
from views import page


def lines(deed: dict[str, Any]) -> Text:
    """Keeps or removes the reader's own lines; what was done, or what is wrong with them."""
    ctx = page.context()
    if deed.get("do") == "no lines":
        actions.forget_outlines(ctx.scope, samples=ctx.samples)
        return "已移除自有边界。", "The own lines were removed."
    known = actions.known_points(ctx.engine, ctx.scope)
    try:
        return actions.save_outlines(ctx.scope, str(deed.get("text", "")), known, datum=str(deed.get("datum") or ""), samples=ctx.samples)
    except actions.OutlinesError as fault:
        return fault.text
    except OSError as fault:
        return f"未保存：{fault}", f"Not saved: {fault}"


def ways(deed: dict[str, Any]) -> Text:
    """Keeps or removes the reader's roads or minutes; what was done, or what is wrong with the file."""
    ctx = page.context()
    if deed.get("do") == "no ways":
        forget_ways(ctx.scope, samples=ctx.samples)
        return "已移除，改按直线。", "Removed; straight lines again."
    try:
        data = base64.b64decode(str(deed.get("data", "")), validate=True)
        kept = save_ways(ctx.scope, (str(deed.get("name", "")), data), samples=ctx.samples)
    except FileFault as fault:
        return fault.text
    except (OSError, binascii.Error) as fault:
        return f"未保存：{fault}", f"Not saved: {fault}"
    kind = ("分钟表", "of minutes") if kept.kind == "table" else ("路网", "of roads")
    return f"已加入{kind[0]} {len(kept.rows)} 行。", f"{len(kept.rows)} rows {kind[1]} added."
