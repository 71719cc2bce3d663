"""The eight systems, as the workbooks that their counties would really keep: real places, invented individuals.

Each sample is a module named in NAMES, loaded only when asked for. It holds TERRITORY (the code that its own short codes
belong to), TITLE (Chinese, English), DATA_DATE, NOTES (a list of (Chinese, English)), ANSWERS (question name → list of
`{"params", "column", "values"}`: what that column must return over this sample alone, sorted, and nothing besides) and
`books()`, file name → sheet name → rows of header → value.
"""
from importlib import import_module
from types import ModuleType

from samples.write import write_books

NAMES = ("yangliu", "siziwang", "sheqi", "muyun", "ganyu", "songjianghe", "lingao", "liaoning")


def sample(name: str) -> ModuleType:
    """The module of a sample. KeyError lists the names when there is none of that name."""
    if name not in NAMES:
        raise KeyError(f"No sample {name!r}. Maybe one of: {', '.join(NAMES)}.")
    return import_module(f"samples.{name}")


def write(name: str, folder):
    """Write the workbooks of a sample into a folder; their paths, in order. The same bytes every time."""
    return write_books(sample(name), folder)
