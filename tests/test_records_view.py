"""The page of records: the list, one import with its cells, undo with a question first, the past, comparing, backup."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

import actions
from graphmodel.digest import digest
from graphmodel.server import Server
from tests.frames import nodes, record, wanted
from tests.test_records import EAST, LOADS, load
from tests.test_views import counting, faultless, html, opened, page, st


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A store of one's own with three imports, the third of which depends on the second."""
    monkeypatch.setenv("LIANJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("LIANJIAN_DB", raising=False)
    monkeypatch.setattr(counting, "BUDGET", 600)
    st.cache_resource.clear()
    st.cache_data.clear()
    engine = actions.open_store()
    for number, one in enumerate(LOADS[:3], 1):
        load(engine, number, one)
    engine.close()
    yield tmp_path / "home"
    for samples in (True, False):
        page.store(samples).close()
    st.cache_resource.clear()


def test_an_import_opens_with_its_cells_and_is_undone_after_a_question(home):
    app = opened("records", lang="zh", data="own", n="3", list="Village.changed")
    faultless(app)
    shown = html(app)
    assert '<span class="old">150</span>' in shown
    assert '<b class="cut">130</b>' in shown
    assert "q=brought_by_import&amp;p.import=3" in shown
    app.button(key="undo").click().run()
    assert len(page.store(False).imports()) == 3
    app.button(key="undo_yes").click().run()
    faultless(app)
    assert page.store(False).imports()[-1].undoes == 3
    assert "撤销导入 3" in html(app)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_import_that_another_depends_on_says_which(home, lang):
    app = opened("records", lang=lang, data="own", n="2")
    faultless(app)
    reason = actions.why_not(page.store(False), 2)
    assert page.esc(reason[lang == "en"]) in html(app)
    assert EAST in reason[0]
    assert not [button for button in app.button if button.key == "undo"]


@pytest.mark.parametrize("name", ["overview", "network", "questions", "records"])
def test_a_past_state_is_marked_on_every_page(home, name):
    app = opened(name, lang="zh", data="own", as_of="2020-06-01")
    faultless(app)
    assert "历史状态" in html(app)
    assert "1 / 3 次导入" in html(app)
    shutil.rmtree(home / "as-of")
    app.run()
    faultless(app)
    assert "1 / 3 次导入" in html(app)


def test_nothing_is_written_into_the_past_and_a_day_before_all_is_let_go(home):
    app = opened("load", lang="zh", data="own", as_of="2021-06-01")
    assert "历史状态只读" in html(app)
    assert not [button for button in app.button if button.key == "write"]
    app = opened("overview", lang="zh", data="own", as_of="1999-01-01")
    faultless(app)
    assert "历史状态" not in html(app)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_moments_beside_each_other(home, lang):
    for _ in range(2):  # whoever opens it after another is shown the same
        app = opened("records", lang=lang, data="own", part="compare", **{"from": "2020-01-01", "to": "2021-01-01"})
        faultless(app)
    counts = actions.compare(page.store(False), date(2020, 1, 1), date(2021, 1, 1)).counts()
    shown = html(app)
    for name, told in counts.items():
        for deed, number in told.items():
            assert not number or f"list={name}.{deed}" in shown


def test_backup_and_checks_by_their_buttons(home):
    app = opened("records", lang="zh", data="own", part="backup")
    faultless(app)
    app.button(key="backup").click().run()
    faultless(app)
    [made] = (home / "backups").iterdir()
    assert made.name in html(app)
    assert actions.described(made)["imports"] == 3
    app.button(key="doctor").click().run()
    faultless(app)
    assert html(app).count("正常") == sum(one["holds"] for one in actions.doctor(page.store(False))["checks"])


def test_an_import_that_was_cut_off_is_said_on_the_page_and_taken_back_by_its_button(server, home, monkeypatch):
    load(server, 1, LOADS[0])
    before = digest(server)
    batching = Server(server.address, None, at_once=0, size=1)
    left = iter(range(3))

    def stop(stage: str) -> None:
        if stage == "batch" and next(left, None) is None:
            raise KeyboardInterrupt

    batching.at_stage = stop
    changes = wanted(batching, {"Village": nodes(*({"id": f"3709821052{n}", "name": f"村{n}"} for n in range(20, 26)))})
    with pytest.raises(KeyboardInterrupt):
        batching.apply(changes, record(2))
    batching.close()
    monkeypatch.setenv("LIANJIAN_DB", server.address)
    st.cache_resource.clear()
    app = opened("overview", lang="zh", data="own")
    faultless(app)
    assert "导入 2 中断" in html(app)
    app.button(key="roll_back").click().run()
    faultless(app)
    assert "中断" not in html(app)
    assert digest(server) == before
