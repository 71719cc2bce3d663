"""report: a report that can be signed and sent, as a file; every kind and format; a list of them from a file."""

from __future__ import annotations

from pathlib import Path

from actions.batches import fill, orders
from actions.forms import filled, read
from actions.reporting import FORMATS, KINDS, NoReport, drafted, made
from commands.asking import AS_OF, SCOPE, UNMASK
from commands.command import DONE, PROBLEMS, Argument, Call, Command, Stop, grid
from commands.saving import save

VERBS = ("list", "batch")


def report(call: Call) -> int:
    """One report, or with `list` the kinds there are, or with `batch FILE` all that a file asks for."""
    args = call.args
    if args.kind == "list":
        return listed(call)
    if args.kind == "batch":
        return batch(call)
    if args.file:
        raise Stop(f"不认识“{args.file}”。", f"{args.file!r} is not known.")
    if not args.out:
        raise Stop("缺少 --out。", "--out is missing.")
    format = args.format or args.out.suffix.lstrip(".").lower()
    more = {
        "before": args.before,
        "around": args.around,
        "depth": args.depth,
        "import": args.of_import,
        "plan": args.plan,
        "samples": args.samples,
    }
    given = {
        "scope": args.scope,
        "as_of": args.as_of,
        "language": args.lang or call.language,
        "unmask": args.unmask,
        "rows": args.rows or None,
        "whole": args.rows == 0,
        "stamp": args.stamp,
        "more": more,
        "step": call.progress,
    }
    try:
        with call.store() as engine:
            if args.form:
                form = read(args.form)
                document = drafted(engine, args.kind, **given)
                content = filled(document, args.kind, args.form.name, form, scope=args.scope, unmask=args.unmask).content
                format = args.form.suffix.lstrip(".")
            else:
                content = made(engine, args.kind, format, **given).content
    except NoReport as reason:
        raise Stop(*reason.text) from None
    save(args.out, content)
    call.answer(
        {"out": str(args.out), "kind": args.kind, "format": format, "bytes": len(content)}, lambda: [f"{args.out} ({len(content):,} B)"]
    )
    return DONE


def listed(call: Call) -> int:
    """The kinds of report and the formats."""
    told = [
        {"kind": name, "title": call.say(kind.title), "help": call.say(kind.help), "needs": [f"--{one}" for one in kind.needs]}
        for name, kind in KINDS.items()
    ]
    heads = call.say(("种类 名称 内容 另需", "kind title content needs")).split()
    formats = call.say(("格式：", "Formats: ")) + ", ".join(FORMATS)
    call.answer(
        told,
        lambda: [
            *grid(heads, [[one["kind"], one["title"], one["help"], " ".join(one["needs"])] for one in told], call.language),
            "",
            formats,
        ],
    )
    return DONE


def batch(call: Call) -> int:
    """Every report that a file asks for; one that cannot be made leaves the others standing."""
    if not call.args.file:
        raise Stop("缺少文件：report batch FILE。", "The file is missing: report batch FILE.")
    told = []
    try:
        wanted = orders(Path(call.args.file))
    except NoReport as reason:
        raise Stop(*reason.text) from None
    with call.store() as engine:
        for one in wanted:
            try:
                content = fill(engine, one, call.progress).content
                one.out.parent.mkdir(parents=True, exist_ok=True)
                save(one.out, content)
                told.append({"out": str(one.out), "kind": one.kind, "format": one.format, "bytes": len(content), "problem": ""})
            except (ValueError, Stop, OSError) as reason:
                text = getattr(reason, "text", (str(reason), str(reason)))
                told.append({"out": str(one.out), "kind": one.kind, "format": one.format, "bytes": 0, "problem": call.say(text)})
    heads = call.say(("文件 种类 字节 问题", "file kind bytes problem")).split()
    call.answer(told, lambda: grid(heads, [[one["out"], one["kind"], one["bytes"], one["problem"]] for one in told], call.language))
    return PROBLEMS if any(one["problem"] for one in told) else DONE


COMMANDS = (
    Command(
        "report",
        (
            "出报告：种类见 report list；report batch FILE 按文件成批出",
            "make a report; report list shows the kinds, report batch FILE makes all that a file asks for",
        ),
        report,
        (
            Argument(("kind",), ("种类，或 list、batch", "the kind, or list, or batch"), {"choices": (*KINDS, *VERBS), "metavar": "KIND"}),
            Argument(("file",), ("batch 的 TOML 文件", "the TOML file of batch"), {"nargs": "?", "metavar": "FILE"}),
            Argument(
                ("--format",),
                ("文件格式，不写则看 --out 的后缀", "format of the file; without it, what --out ends in"),
                {"choices": tuple(FORMATS)},
            ),
            Argument(("--out",), ("写到哪个文件", "the file to write"), {"metavar": "FILE", "type": Path}),
            SCOPE,
            AS_OF,
            UNMASK,
            Argument(("--lang",), ("报告的语言", "language of the report"), {"choices": ("zh", "en")}),
            Argument(
                ("--rows",),
                ("清单在纸上最多印几行，0 为全部", "how many rows of a list are printed, 0 for all"),
                {"type": int, "metavar": "N"},
            ),
            Argument(
                ("--stamp",),
                ("写明生成时间；不写则同一数据生成的文件逐字节相同", "say when it was made; without it equal data gives equal bytes"),
                {"action": "store_true"},
            ),
            Argument(
                ("--before",),
                ("对比的较早日期或导入编号", "the earlier day of a comparison, or the number of an import"),
                {"metavar": "DATE"},
            ),
            Argument(("--around",), ("所选部分的中心：类型:编码", "the middle of a selection: Type:key"), {"metavar": "TYPE:KEY"}),
            Argument(
                ("--depth",),
                ("所选部分走几步，默认 1", "how many steps around it, 1 by default"),
                {"type": int, "default": 1, "choices": range(7), "metavar": "D"},
            ),
            Argument(
                ("--import",),
                ("数据质量只看第几次导入", "data quality of this import only"),
                {"type": int, "metavar": "IMPORT", "dest": "of_import"},
            ),
            Argument(("--plan",), ("已存方案的名称", "name of a kept proposal"), {"metavar": "NAME"}),
            Argument(
                ("--form",),
                ("填入上级的表格（.docx 或 .xlsx，含 {{占位符}}）", "fill an office's own form (.docx or .xlsx with {{placeholders}})"),
                {"type": Path, "metavar": "FILE"},
            ),
        ),
    ),
)
