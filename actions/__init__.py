"""What a planner does, in the planner's verbs: pages and commands call these and nothing that needs two rooms.

A store is opened once (`open_store`) and handed to every other verb. Names and numbers of people are masked in whatever comes
back, unless `unmask` is asked for; that is written to the audit log.
"""

from actions.asking import answer_ahead, ask, figures, masked, questions, reading
from actions.audit import note, read_audit
from actions.backup import backup, described, restore
from actions.comparing import NoMoment, compare, coverage, listed, moment
from actions.comparing import document as difference
from actions.doctor import doctor, settle
from actions.editing import edit, editable, ledger, links_of, spelt
from actions.exporting import FORMATS, NothingToExport, export_answer, export_around, export_network
from actions.history import NotUndone, brought, changed_cells, history, undo, why_not
from actions.identity import decide, decided, duplicates, forget_decision, merge, say_different
from actions.loading import load, load_samples, prepare, returned, sample_names, sample_title, samples_missing, template, territories, write
from actions.looking import around, between, masked_node, node, things
from actions.mapping import KEEP, SKIP, Mapped, confirm, forget_mapping, list_mappings, meanings_of, propose, sure_words
from actions.outlines import OutlinesError, forget_outlines, known_points, outlines, save_outlines
from actions.saved_views import ViewError, forget_view, save_view, saved_views
from actions.sources import source_cells
from actions.stores import as_it_stood, home, is_now, is_past, open_store, opens_with_samples, store_info

__all__ = [
    "FORMATS",
    "KEEP",
    "SKIP",
    "Mapped",
    "NoMoment",
    "NotUndone",
    "NothingToExport",
    "OutlinesError",
    "ViewError",
    "answer_ahead",
    "around",
    "as_it_stood",
    "ask",
    "backup",
    "between",
    "brought",
    "changed_cells",
    "compare",
    "confirm",
    "coverage",
    "decide",
    "decided",
    "described",
    "difference",
    "doctor",
    "duplicates",
    "edit",
    "editable",
    "export_answer",
    "export_around",
    "export_network",
    "figures",
    "forget_decision",
    "forget_mapping",
    "forget_outlines",
    "forget_view",
    "history",
    "home",
    "is_now",
    "is_past",
    "known_points",
    "ledger",
    "links_of",
    "list_mappings",
    "listed",
    "load",
    "load_samples",
    "masked",
    "masked_node",
    "meanings_of",
    "merge",
    "moment",
    "node",
    "note",
    "open_store",
    "opens_with_samples",
    "outlines",
    "prepare",
    "propose",
    "questions",
    "read_audit",
    "reading",
    "restore",
    "returned",
    "sample_names",
    "sample_title",
    "samples_missing",
    "save_outlines",
    "save_view",
    "saved_views",
    "say_different",
    "settle",
    "source_cells",
    "spelt",
    "store_info",
    "sure_words",
    "template",
    "territories",
    "things",
    "undo",
    "why_not",
    "write",
]
