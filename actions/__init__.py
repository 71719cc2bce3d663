"""What a planner does, in the planner's verbs: pages and commands call these and nothing that needs two rooms.

A store is opened once (`open_store`) and handed to every other verb. Names and numbers of people are masked in whatever comes
back, unless `unmask` is asked for; that is written to the audit log.
"""

from actions.asking import ask, figures, masked, questions, reading
from actions.audit import note, read_audit
from actions.exporting import FORMATS, NothingToExport, export_answer, export_around, export_network
from actions.history import NotUndone, history, undo
from actions.loading import load, load_samples, prepare, sample_names, samples_missing, template, territories, write
from actions.looking import around, between, masked_node, node, things
from actions.sources import source_cells
from actions.stores import home, open_store, opens_with_samples, store_info

__all__ = [
    "FORMATS",
    "NotUndone",
    "NothingToExport",
    "around",
    "ask",
    "between",
    "export_answer",
    "export_around",
    "export_network",
    "figures",
    "history",
    "home",
    "load",
    "load_samples",
    "masked",
    "masked_node",
    "node",
    "note",
    "open_store",
    "opens_with_samples",
    "prepare",
    "questions",
    "read_audit",
    "reading",
    "sample_names",
    "samples_missing",
    "source_cells",
    "store_info",
    "template",
    "territories",
    "things",
    "undo",
    "write",
]
