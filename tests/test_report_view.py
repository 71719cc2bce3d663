"""The page of reports: one is made in the background, taken away, stopped, kept; every kind opens in both languages."""

from __future__ import annotations

import io
import re

import docx
import openpyxl
import pytest

import actions
from actions import report_jobs
from actions.reporting import KINDS
from tests.test_views import faultless, home, html, loaded, opened
from views import page

__all__ = ["home", "loaded"]

TOWN = "Township:370982105"


def button(app, key):
    return next((one for one in app.button if one.key == key), None)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_opens(home, kind, lang):
    app = opened("reports", lang=lang, data="samples", kind=kind, scope=TOWN)
    faultless(app)
    assert page.esc(KINDS[kind].title[lang == "en"]) in html(app)
    assert button(app, "make").disabled == (kind in ("plan", "selection"))


def test_a_report_is_made_taken_away_and_kept(home):
    app = opened("reports", lang="zh", data="samples", kind="clusters", scope=TOWN, format="docx")
    button(app, "make").click().run()
    job = app.session_state["_report_job"]
    assert job.wait() == "done", job.wrong
    app.run()
    faultless(app)
    assert "羊流镇以强带弱情况报告" in html(app)
    text = "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(job.made.content)).paragraphs)
    assert "有帮带村 3 个，被帮带村 38 个，共 91 村" in text
    [kept] = report_jobs.kept(samples=True)
    assert report_jobs.content(kept["number"], samples=True) == job.made.content
    assert report_jobs.kept(samples=False) == []
    assert actions.read_audit()[-1]["deed"] == "report"
    assert actions.read_audit()[-1]["rows"] > 3 + 38


def test_a_report_that_is_stopped_leaves_nothing(home, monkeypatch):
    job = report_jobs.Job("villages", "pdf")
    job.cancel()
    engine = actions.open_store(samples=True)
    monkeypatch.setattr(report_jobs, "Job", lambda kind, format: job)
    assert report_jobs.start(engine, "villages", "pdf", {"scope": TOWN}, samples=True).wait() == "cancelled"
    assert (job.made, report_jobs.kept(samples=True)) == (None, [])
    engine.close()


def test_an_offices_form_is_filled_in_the_background(home):
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["{{place}}", "{{rows2}}"])
    book.active.append(["{{table2.name}}", "{{table2.km}}"])
    book.save(out)
    engine = actions.open_store(samples=True)
    job = report_jobs.start(engine, "clusters", "form", {"scope": TOWN}, samples=True, form=("上级.xlsx", out.getvalue()))
    assert job.wait() == "done", job.wrong
    sheet = openpyxl.load_workbook(io.BytesIO(job.made.content)).active
    assert (sheet["A1"].value, sheet["B1"].value, sheet.max_row) == ("羊流镇", 38, 39)
    assert actions.read_audit()[-1]["format"] == "form.xlsx"
    engine.close()


def test_a_report_that_cannot_be_made_says_why(home):
    app = opened("reports", lang="en", data="samples", kind="selection", scope=TOWN, around="Village:0")
    button(app, "make").click().run()
    assert app.session_state["_report_job"].wait() == "failed"
    app.run()
    assert "There is no Village:0" in html(app)
    assert not re.search("Traceback", html(app))


def test_only_the_last_reports_are_kept(home, monkeypatch):
    monkeypatch.setattr(report_jobs, "KEPT", 2)
    made = report_jobs.Made("甲.pdf", b"%PDF", "甲")
    for _ in range(4):
        report_jobs.keep(made, "coverage", "pdf", {}, samples=False)
    assert [one["number"] for one in report_jobs.kept(samples=False)] == [4, 3]
    assert len(list(report_jobs.folder(False).glob("*.bin"))) == 2
