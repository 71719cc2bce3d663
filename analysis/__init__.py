"""What the network means: neighbourhoods, paths, closed groups, layouts, clusters. Rows in, rows out; no database, no screen.

A thing is a row with `key` (`Type:key`), `type` and `name`; a link is a row with `start`, `end` (keys), `type` and `key`.
"""
from analysis.clusters import clusters, left_out, overlapping
from analysis.failure import failure
from analysis.fold import bundle, stands_for
from analysis.layout import LAYOUTS, layout
from analysis.reach import neighbourhood, path

__all__ = ["LAYOUTS", "bundle", "clusters", "failure", "layout", "left_out", "neighbourhood", "overlapping", "path", "stands_for"]
