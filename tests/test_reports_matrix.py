"""Every kind of report in every format from three real places, read again by other libraries and asked again; in the long run, all."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import warnings
from datetime import date
from pathlib import Path

import pypdf
import pytest

import queries
from actions import proposals
from actions.leading import AskedLeading, lead_all
from actions.leading import keep as keep_leading
from actions.planning import Asked, pair
from actions.reporting import KINDS, NoReport, drafted, written
from graphmodel.embedded import Embedded
from planning.leading import LeadRules
from planning.pairing_rules import Rules
from queries import network
from reports.blocks import Picture
from tests.conftest import copy_store, load_samples
from tests.frames import rels
from tests.reopened import READERS, flat, read_pdf
from tests.test_records import load

LONG = os.environ.get("LIANJIAN_LONG") == "1"
PLACES = {"羊流镇": "Township:370982105", "四子王旗": "County:150929", "社旗县": "County:411327"}
CASES = [(place, kind) for place in PLACES for kind in KINDS] if LONG else [("羊流镇", "clusters")]
LATER = date(2020, 12, 1)
ASKING = ("coverage", "pairs", "villages", "clusters", "compare", "figures")
"""Kinds that ask questions of the book."""
SILENT = {"羊流镇": ("figures",), "四子王旗": ("clusters",), "社旗县": ("clusters",)}
"""Kinds that have none to ask in a place: where nobody leads, and where the published figures are those of the county above."""


@pytest.fixture(scope="module")
def store(request, tmp_path_factory):
    """All samples; in the long run loaded with their journals, and a later import that ends a relationship in each place."""
    patch = pytest.MonkeyPatch()
    home = tmp_path_factory.mktemp("home")
    patch.setenv("LIANJIAN_HOME", str(home))
    if not LONG:
        yield request.getfixturevalue("sample_store")
    else:
        copy_store(request.getfixturevalue("empty_store"), home / "store")
        engine = Embedded(home / "store")
        load_samples(engine, request.getfixturevalue("sample_books"), home)
        change = ended(engine, "LEADS", "羊流镇") | ended(engine, "PAIRED_WITH", "四子王旗", "社旗县")
        load(engine, len(engine.imports()) + 1, (LATER, change, False), samples=True)
        yield engine
        engine.close()
    patch.undo()


def ended(engine, type, *places):
    """The first relationship of a type in each place, ended a month before LATER."""
    found = [network.links_of(engine, type, PLACES[place], LATER)[0] for place in places]
    rows = []
    for one in found:
        (start, a), (end, b) = (one[side].split(":", 1) for side in ("start", "end"))
        programme, _, since = one["key"].partition("|")
        own = {"programme": programme, "since": date.fromisoformat(since) if since else None} if type == "PAIRED_WITH" else {}
        rows.append((start, a, end, b, own | {"until": date(2020, 11, 1)}))
    assert len({(row[0], row[2]) for row in rows}) == 1
    return {type: rels((rows[0][0], rows[0][2]), *((row[1], row[3], row[4]) for row in rows))}


def needs(engine, place, kind):
    """What a kind is given besides the place."""
    if kind == "plan":
        if place == "羊流镇":
            keep_leading(engine, place, lead_all(engine, [AskedLeading(LeadRules(), PLACES[place])])[0])
        else:
            programme, helped = {"四子王旗": ("帮学", "programme"), "社旗县": ("结对帮扶", "left")}[place]
            proposals.keep(engine, place, pair(engine, Asked(Rules(programme), PLACES[place], helped=helped)))
    first = network.things_of(engine, "Village", PLACES[place])[0]["key"]
    return {"plan": {"plan": place}, "compare": {"before": "2020-09-30"}, "selection": {"around": first, "depth": 1}}.get(kind)


@pytest.mark.parametrize(("place", "kind"), CASES)
def test_every_format_holds_the_rows_of_the_answers(store, place, kind, tmp_path):
    report = drafted(store, kind, scope=PLACES[place], more=needs(store, place, kind))
    assert bool(asked_again(store, report, PLACES[place])) is (kind in ASKING and kind not in SILENT[place])
    drawn = any(isinstance(block, Picture) for block in report.blocks)
    for format, read in READERS.items():
        if (format in ("graphml", "gexf") and report.network is None) or (format in ("svg", "png") and not drawn):
            with pytest.raises(NoReport):
                written(report, kind, format)
        else:
            read(report, written(report, kind, format).content)
            if LONG and format in ("docx", "xlsx"):
                read_office(report, format, written(report, kind, format).content, tmp_path)


def read_office(report, format, made, folder):
    """LibreOffice opens it and prints what stands in it. An office without Calc opens no workbook: openpyxl has read it, and that is told."""
    office = shutil.which("soffice")
    if office is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no LibreOffice")
    file = folder / f"report.{format}"
    file.write_bytes(made)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    told = subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, file], capture_output=True, text=True, check=False
    )
    if format == "xlsx" and not file.with_suffix(".pdf").exists() and not any(Path(office).resolve().parent.glob("libsclo*")):
        warnings.warn(f"LibreOffice without Calc: {report.title} as xlsx was read by openpyxl only", stacklevel=2)
        return
    assert file.with_suffix(".pdf").exists(), told.stderr
    printed = file.with_suffix(".pdf").read_bytes()
    file.with_suffix(".pdf").unlink()
    if format == "docx":
        read_pdf(report, printed)
    else:
        text = flat("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed)).pages))
        assert flat(report.title) in text
        assert "###" not in text
        assert not [one.title for one in report.tables if flat(one.columns[0][1]) not in text]


def asked_again(engine, report, scope):
    """Asks the questions of the appendix anew: the same denominators and rows, the same things in the lists. How many were asked."""
    appendix = next(table for table in report.tables if {"question", "scope", "denominator"} <= dict(table.columns).keys())
    lists, asked = {table.title: table for table in report.tables}, 0
    for used in appendix.rows:
        if used["question"] not in queries.BOOK or scope.partition(":")[2] not in used["scope"] or not used["scope"].endswith("）"):
            continue
        answer = queries.ask(engine, used["question"], {}, scope, as_of=used["as_of"])
        if used["question"] != "counts_by_type":
            assert (answer.denominator, len(answer.rows)) == (used["denominator"], used["rows"]), used["question"]
            asked += 1
        listed = lists.get(answer.question.title[0])
        if listed and listed.rows and {"id"} <= answer.question.columns.keys() & dict(listed.columns).keys():
            assert [row["id"] for row in listed.rows] == [row["id"] for row in answer.rows]
    return asked
