"""views: the views of the network that were saved, with the address that opens each, and removing one."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from actions.saved_views import ViewError, forget_view, saved_views
from commands.asking import SCOPE
from commands.command import DONE, Argument, Call, Command, Stop, grid


def show(call: Call) -> int:
    """Every saved view of a territory."""
    args = call.args
    if args.forget:
        try:
            forget_view(args.scope, args.forget, samples=args.samples)
        except ViewError as wrong:
            raise Stop(*wrong.text) from None
    rows = [
        {
            "name": name,
            "address": "network?" + urlencode({**view["address"], "data": "samples" if args.samples else "own"}, quote_via=quote),
            "moved": len(view["moved"]),
        }
        for name, view in saved_views(args.scope, samples=args.samples).items()
    ]
    heads = call.say(("名称 地址 移动过的", "name address moved")).split()
    body = [[row["name"], row["address"], row["moved"]] for row in rows]
    call.answer(rows, lambda: grid(heads, body, call.language) if body else [call.say(("没有已存的视图。", "No view is saved."))])
    return DONE


COMMANDS = (
    Command(
        "views",
        ("已存的网络视图及其地址", "the saved views of the network, with their addresses"),
        show,
        (Argument(("--forget",), ("移除这个名称的视图", "remove the view of this name"), {"metavar": "NAME"}), SCOPE),
    ),
)
