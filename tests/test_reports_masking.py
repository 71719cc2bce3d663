"""No name, phone or identity number leaves in any format unless the right is given; who took what is in the log and in the file."""

import io
import re
import zipfile

import pypdf
import pytest
from PIL import Image

from actions import export_around, read_audit
from actions.exporting import FORMATS as EXPORTS
from actions.reporting import FORMATS, drafted, figure, written
from reports import picture
from tests import tiny
from tests.frames import nodes
from tests.reported import COUNTY, county
from tests.test_records import load
from tests.tiny_links import own

__all__ = ["county"]

PERSON = f"Member:{own('M1')}"
NAMED = {
    "Member": nodes({"id": own("M1"), "name": "令狐冲之", "phone": "13805480001", "id_number": "13042319900101123X", "extra": '{"家庭电话": "05387654321"}'}),
    "Household": nodes({"id": own("H1"), "name": "慕容复生", "phone": "13905480002"}),
}  # fmt: skip
NAMES, NUMBERS, UNKNOWN = ("令狐冲之", "慕容复生"), ("13805480001", "13042319900101123X", "13905480002"), "05387654321"


@pytest.fixture(scope="module")
def engine(county):
    """The tiny county where a helper and the household that is helped have names and numbers, and a column that no model knows."""
    load(county.engine, 2, (tiny.DATA_DATE, NAMED, False))
    patch = pytest.MonkeyPatch()
    patch.setenv("LOGNAME", "clerk-wang")
    yield county.engine
    patch.undo()


@pytest.fixture(scope="module")
def selections(engine):
    """What stands around the helper, masked and in full."""
    more = {"around": PERSON, "depth": 2}
    return {unmask: drafted(engine, "selection", scope=COUNTY, unmask=unmask, more=more) for unmask in (False, True)}


def words(made, format):
    """All that can be read in a file: its words and its properties."""
    if format in ("docx", "xlsx", "zip"):
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            told = "".join(archive.read(name).decode("utf-8") for name in archive.namelist() if not name.endswith(".png"))
    elif format == "pdf":
        pdf = pypdf.PdfReader(io.BytesIO(made))
        told = "".join(page.extract_text() for page in pdf.pages) + str(pdf.metadata)
    else:
        told = str(Image.open(io.BytesIO(made)).text) if format == "png" else made.decode("utf-8-sig")
    return re.sub(r"\s|\u200b", "", told)


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_of_people_hides_them_unless_asked(selections, format):
    for unmask, report in selections.items():
        made = written(report, "selection", format, scope=COUNTY, unmask=unmask).content
        checked(made, format, unmask)
        line = {"deed": "report", "kind": "selection", "scope": COUNTY, "format": format, "unmasked": unmask, "who": "clerk-wang"}
        assert read_audit()[-1] | line == read_audit()[-1]
        if format == "png":  # its pixels are those of the figure whose words the SVG shows
            assert made == picture.marked(picture.png(figure(report)), report.about)
            checked(written(report, "selection", "svg").content, "svg", unmask)


@pytest.mark.parametrize("format", EXPORTS)
def test_an_export_of_people_hides_them_unless_asked(engine, format):
    for unmask in (False, True):
        checked(export_around(engine, PERSON, 2, format, scope=COUNTY, unmask=unmask), format, unmask)
        line = {"deed": "export", "around": PERSON, "scope": COUNTY, "format": format, "unmasked": unmask, "who": "clerk-wang"}
        assert read_audit()[-1] | line == read_audit()[-1]


def checked(made, format, unmask):
    """Names and numbers as they should be, who made it, and when if it shows them."""
    told = words(made, format)
    assert UNKNOWN not in told
    assert "clerk-wang" in told
    if format == "png":
        return
    if not unmask:
        assert not [one for one in (*NAMES, *NUMBERS) if one in told]
        assert "令**" in told
    else:
        assert [one for one in NAMES if one in told] == list(NAMES)
        assert read_audit()[-1]["at"][:10] in told
