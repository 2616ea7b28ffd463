"""Tables: layouts of provinces in every format, and what a script over the cells makes of them."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator

from layouts_support import MAKERS, NAMES, Made, as_xlsx, found, load, wanted

from budget_indicators import Document, read_document

from .tally import Judged, fate

FORMATS = ("html", "xlsx", "docx", "pdf")
PROVINCES = (
    *("chongqing", "fujian", "guangxi", "guizhou", "hainan", "hunan", "jiangsu", "liaoning", "ningxia", "shandong"),
    *("tibet", "xinjiang", "yunnan", "zhejiang"),
)
_HEADS = {"一级指标": 0, "二级指标": 1, "三级指标": 2, "实施周期指标值": 3, "年度指标值": 4, "指标值": 4}


def tables(formats: tuple[str, ...] = FORMATS) -> Iterator[tuple[str, str, Judged]]:
    """Layout, format and what became of each of its rows: level, name and both targets."""
    for name in NAMES:
        made = load(name)
        for form in formats:
            document = read_document(io.BytesIO(MAKERS[form](made)), name=f"{name}.{form}")
            for judged in _rows(made, found(document), _said(document)):
                yield name, form, judged


def _said(document: Document) -> bool:
    """Whether a warning says that something is uncertain in the file."""
    notes = [*document.diagnostics, *(each for project in document.projects for each in project.tree.diagnostics)]
    return any(note.severity != "info" for note in notes)


def _rows(made: Made, read: list[tuple[str, ...]], said: bool) -> Iterator[Judged]:
    left, names = Counter(read), {row[2] for row in read}
    for row in wanted(made):
        right = left[row] > 0
        left[row] -= right
        yield Judged(province(made.name), fate(right, said, row[2] in names), said)
    surplus = sum(left.values()) - sum(row not in read for row in wanted(made) if row[2] in names)
    for _ in range(max(0, surplus)):
        yield Judged(province(made.name), fate(False, said))


def province(name: str) -> str:
    """The province a layout was seen in, or ``several``."""
    first = name.partition("_")[0]
    return first if first in PROVINCES else "several"


def by_script() -> Iterator[Judged]:
    """Forty lines over the cells of a workbook: columns by the usual headings, merged levels filled downwards."""
    for name in NAMES:
        made = load(name)
        read = _scripted(as_xlsx(made))
        for row in wanted(made):
            right = row in read
            yield Judged("", fate(right, not read, False))
            if right:
                read.remove(row)
        for _ in read:
            yield Judged("", "silent")


def _scripted(data: bytes) -> list[tuple[str, ...]]:
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    columns: dict[int, int] = {}
    rows, last = [], ["", ""]
    for cells in sheet.iter_rows(values_only=True):
        texts = ["" if cell is None else "".join(str(cell).split()) for cell in cells]
        if "三级指标" in texts:
            columns = {at: _HEADS[text] for at, text in enumerate(texts) if text in _HEADS}
            continue
        row = [""] * 5
        for at, field in columns.items():
            row[field] = texts[at]
        last = [row[level] or last[level] for level in (0, 1)]
        if row[2]:
            rows.append((*(level.removesuffix("指标") for level in last), *row[2:]))
    return rows
