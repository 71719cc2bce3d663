"""The masthead and the context bar, the same on every page, and the few lines of script behind them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from graphmodel.imports import standing as in_force
from loaders.editing import called
from views import page, places, standing
from views.page import esc, t

HERE = Path(__file__).parent
WORDMARK = ("联建图", "Lianjian")
ENGLISH = {
    "upload": ("将文件拖到此处，或", "Drop files here, or"),
    "browse": ("选择文件", "choose files"),
    "limit": ("可选多个文件：.xlsx .csv .json .zip", "Several at once: .xlsx .csv .json .zip"),
    "none": ("无匹配项", "No match"),
    "open": ("展开选项", "Open"),
    "skip": ("跳到正文", "Skip to the text"),
    "close": ("关闭", "Close"),
    "remove": ("移除", "Remove"),
    "add": ("再选文件", "Add files"),
    "retry": ("点击重新上传", "Click to upload again"),
    "refused": ("不能用此文件：类型不符或过大。", "This file cannot be used: another type, or too large."),
    "empty": ("空", "empty"),
    "pages": ("页面", "Pages"),
    "picked": ("已选", "Chosen"),
    "clear": ("全部清除", "Clear all"),
}
"""Streamlit's own words that a page may show, in our words."""


def draw(pages: dict[str, Any], current: Any) -> None:
    """Style, script, masthead and context bar; a click on one of our links opens it without reloading the page."""
    st.html(HERE / "style.css")
    words = "".join(f'--w-{name}:"{page.say(word)}";' for name, word in ENGLISH.items())
    st.html(f'<style>:root{{--wordmark:"{page.say(WORDMARK)}";{words}}}</style>')
    name = next(name for name, one in pages.items() if one is current)
    script = st.components.v2.component("lianjian_shell", html="<i></i>", js=(HERE / "shell.js").read_text("utf-8"))
    gone = script(
        key="shell",
        data={
            "lang": "en" if page.shared()["lang"] == "en" else "zh-CN",
            "title": f"{page.say(page.PAGES[name])} · {page.say(WORDMARK)}",
            "words": {key: page.say(word) for key, word in ENGLISH.items()},
        },
        on_go_change=lambda: None,
        height=1,
    )
    if gone is not None and getattr(gone, "go", None):
        follow(str(gone.go), pages)
    switches(name)
    context_bar()
    standing.draw(page.context())


def follow(address: str, pages: dict[str, Any]) -> None:
    """Opens one of our own addresses: its page with its state."""
    parts = urlsplit(address)
    name = parts.path.strip("./").rpartition("/")[2] or "overview"
    if name in pages:
        st.switch_page(pages[name], query_params=dict(parse_qsl(parts.query)))


def switches(name: str) -> None:
    """Samples or one's own data, Chinese or English: links, so that each state has its address."""
    state = page.shared()
    # a place of one store is unknown in the other, so the choice of place does not go along
    data = "".join(
        page.link(
            t(*words),
            name,
            cls="on" if state["data"] == value else "",
            data=value,
            **({} if state["data"] == value else {"scope": None, "as_of": None}),
        )
        for value, words in (("samples", ("示例数据", "Samples")), ("own", ("我的数据", "My data")))
    )
    own = {} if name == "load" else dict(page.own())
    lang = "".join(
        page.link(words, name, cls="on" if state["lang"] == value else "", **{**own, "lang": value})
        for value, words in (("zh", "中文"), ("en", "English"))
    )
    with st.container(key="switches"):
        page.show(f'<div class="switches"><span class="seg">{data}</span><span class="lang">{lang}</span></div>')


def context_bar() -> None:
    """The place, the area and the date that everything on the page is about."""
    ctx = page.context()
    known = places.places(ctx.engine)
    with st.container(key="context", horizontal=True, vertical_alignment="center"):
        if known:
            chooser(ctx, known)
        loaded = in_force(page.store(ctx.samples).imports())
        days = sorted({record.data_date for record in loaded} | ({ctx.as_of} if ctx.as_of else set()), reverse=True)
        if days:
            pick("as_of", t("截至", "As of"), days, ctx.as_of, date.isoformat, lambda day: page.choose(as_of=day))
        page.show(note(ctx))


def chooser(ctx: page.Context, known: tuple[places.Place, ...]) -> None:
    """County, township where there are several, area where there are any."""
    tops = places.territories(known)
    names = dict(tops)
    top = next((key for key, _ in tops if key == ctx.territory), None)
    around = places.by_key(known, ctx.territory)
    if top is None and around:
        inside = [key for key, _ in tops if f"|{around.key}|" in getattr(places.by_key(known, key), "within", "")]
        top = next((key for key, _ in reversed(tops) if f"|{key}|" in around.within), inside[0] if len(inside) == 1 else None)
    everything = [None] if len(tops) != 1 else []
    if not everything and top is None:
        top = tops[0][0]
    pick(
        "territory",
        t("地域", "Place"),
        everything + [key for key, _ in tops],
        top,
        lambda key: names[key] if key else t(f"全部 {len(tops)} 处", f"All {len(tops)}"),
        lambda key: page.choose(scope=key),
    )
    townships = places.inside(known, top, "Township") if top and top.startswith("County:") else []
    if townships:
        township = ctx.territory if ctx.territory in {one.key for one in townships} else None
        label = {one.key: one.name for one in townships}
        pick(
            "township",
            t("苏木乡镇" if any(one.kind == "苏木" for one in townships) else "乡镇", "Township"),
            [None, *label],
            township,
            lambda key: label[key] if key else t(f"全部 {len(label)} 个", f"All {len(label)}"),
            lambda key: page.choose(scope=key or top),
        )
        top = township or top
    areas = places.inside(known, top, "Area") if top else []
    if areas and top:
        label_area = {one.key: one.name for one in areas}
        pick(
            "area",
            t("片区", "Area"),
            [None, *label_area],
            ctx.area if ctx.area in label_area else None,
            lambda key: label_area[key] if key else t(f"全部 {len(label_area)} 个", f"All {len(label_area)}"),
            lambda key: page.choose(scope=key or top),
        )


def pick(name: str, label: str, options: list[Any], value: Any, words: Any, chosen: Any) -> None:
    """One chooser of the context bar: shows `value`, and hands over what was picked before the page is drawn again."""
    key = f"_pick_{name}"
    if st.session_state.get(key, "—") != value:
        st.session_state[key] = value
    told = {one: words(one) for one in options}
    room = max(len(word.encode("gb18030", "replace")) for word in told.values()) * 7.4 + 52
    st.selectbox(
        label,
        options,
        key=key,
        format_func=told.get,
        on_change=lambda: chosen(st.session_state[key]),
        width=int(min(230, max(104, room)) + 7.5 * len(label.encode("gb18030", "replace")) + 8),
        placeholder=told.get(None) or t("选择", "Choose"),
    )


def note(ctx: page.Context) -> str:
    """What stands at the right of the bar: the stamp of the samples, or the last import of one's own data."""
    if ctx.samples:
        text = t(
            "地名为真实地名；人员均为虚构（如 党员 0001）；村点位为合成",
            "Places are real; people are invented (党员 0001); points of villages are synthetic",
        )
        return f'<div class="sample"><span class="stamp">{t("示例", "SAMPLE")}</span><span>{esc(text)}</span></div>'
    last = in_force(ctx.imports)[-1:]
    if not last:
        return f'<div class="sample"><span>{esc(t("尚未导入", "Nothing loaded yet"))}</span></div>'
    files = t("、", ", ").join(page.say(called(file.name)) for file in last[0].files[:2])
    return f'<div class="sample"><span>{esc(t("最近导入", "Last import"))} {esc(page.when(last[0].at))} {esc(files)}</span></div>'
