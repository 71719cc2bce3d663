"""Files to rows to problems to changes to the graph: everything is checked first, then all of it is written or nothing."""

from loaders.decisions import decide, say_different
from loaders.draft import Draft
from loaders.duplicates import duplicates
from loaders.editing import edit
from loaders.files import read as read_files
from loaders.ledger import ledger
from loaders.mappings import save as confirm
from loaders.merging import merge
from loaders.originals import cells
from loaders.prepare import prepare
from loaders.propose import propose
from loaders.returning import returned
from loaders.rules import RULES
from loaders.store import LoadError, write

__all__ = [
    "RULES",
    "Draft",
    "LoadError",
    "cells",
    "confirm",
    "decide",
    "duplicates",
    "edit",
    "ledger",
    "merge",
    "prepare",
    "propose",
    "read",
    "returned",
    "say_different",
    "template",
    "write",
]


def read(paths):
    """The sheets of files, folders or zips, as text; see files.Sheet."""
    return read_files(paths)[1]


def template(types, language="zh"):
    """A workbook (.xlsx) to fill in for these types; see templates.template."""
    from loaders.templates import template as made

    return made(types, language)
