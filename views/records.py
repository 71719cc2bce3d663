"""Records: every import and what it changed, undo, two moments beside each other, backup, restore and the health of the store."""

from __future__ import annotations

from views import page, records_backup, records_compare, records_imports
from views.page import esc, t

ctx = page.context()
PARTS = {"imports": ("导入", "Imports"), "compare": ("比较", "Compare"), "backup": ("备份与检查", "Backup and checks")}
HINTS = {
    "imports": ("每次导入一条；不再被依赖的可撤销", "one line an import; what nothing depends on can be undone"),
    "compare": ("两个日期或两次导入之间的变化与覆盖", "what changed, and what was covered, between two moments"),
    "backup": ("一个文件，写出后即复核", "one file, read back as soon as it is written"),
}
part = page.get("part") if page.get("part") in PARTS else "imports"
with page.heading(t("记录", "Records"), hint=page.say(HINTS[part])):
    links = "".join(
        page.link(page.say(words), "records", cls="on" if name == part else "", **({} if name == "imports" else {"part": name}))
        for name, words in PARTS.items()
    )
    page.show(f'<nav class="seg" aria-label="{esc(t("记录的部分", "Parts of the records"))}">{links}</nav>')
live = page.store(ctx.samples)
if part == "backup":
    records_backup.draw(ctx, live)
elif not live.imports():
    page.nothing_yet()
elif part == "compare":
    records_compare.draw(ctx, live)
else:
    records_imports.draw(ctx, live)
