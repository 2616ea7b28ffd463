"""An annotated workbook for what cannot be corrected in place: each string as found and as repaired, with comments."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from ..extras import needs
from ..model.nodes import Language
from ..tables.cells import WRITER
from .strings import Decided, FileNote, colour_of, comment
from .workbook import AUTHOR, FILLS, MOST_CHARACTERS

_BAD = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def annotated_workbook(decided: Sequence[Decided], whole: Sequence[FileNote], name: str, lang: Language) -> bytes:
    """The bytes of a workbook: a row for each string of the file ``name``, a sheet of all notes."""
    openpyxl = needs("openpyxl", "excel")
    book = openpyxl.Workbook()
    book.properties.creator = WRITER
    zh = lang == "zh"
    sheet = book.active
    sheet.title = "指标串" if zh else "strings"
    _head(
        sheet,
        ("项目", "位置", "原文", "修正后") if zh else ("project", "place", "as found", "repaired"),
        (24, 24, 70, 70),
    )
    for one in decided:
        place = one.passage.place.get(lang)
        if not place and (position := one.passage.position(0)) is not None:
            line = position[0]
            place = f"第{line}行" if zh else f"line {line}"
        _row(sheet, (one.passage.project, place, one.passage.text, "" if one.made else one.after))
        if one.notes:
            cell = sheet.cell(sheet.max_row, 3 if one.made else 4)
            said = openpyxl.comments.Comment(comment(one.notes, lang)[: MOST_CHARACTERS - 500], AUTHOR, 160, 420)
            cell.comment = said
            cell.fill = openpyxl.styles.PatternFill("solid", fgColor=FILLS[colour_of(one.notes)])
    notes = book.create_sheet("问题" if zh else "findings")
    _head(notes, ("项目", "位置", "说明") if zh else ("project", "place", "what"), (24, 24, 110))
    for note in whole:
        _row(notes, (name, "", note.line(lang)))
        notes.cell(notes.max_row, 3).fill = openpyxl.styles.PatternFill("solid", fgColor=FILLS[note.colour])
    for one in decided:
        for note in one.notes:
            _row(notes, (one.passage.project, one.passage.place.get(lang), note.line(lang)))
            notes.cell(notes.max_row, 3).fill = openpyxl.styles.PatternFill("solid", fgColor=FILLS[note.colour])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Any, words: Sequence[str], widths: Sequence[int]) -> None:
    openpyxl = needs("openpyxl", "excel")
    sheet.append(list(words))
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(at)].width = width
        sheet.cell(1, at).font = openpyxl.styles.Font(bold=True)
    sheet.freeze_panes = "A2"


def _row(sheet: Any, texts: Sequence[str]) -> None:
    openpyxl = needs("openpyxl", "excel")
    row = sheet.max_row + 1
    for at, text in enumerate(texts, 1):
        cell = sheet.cell(row, at)
        cell.value = text.translate(_BAD)[:MOST_CHARACTERS]
        cell.data_type = "s"  # never a formula
        cell.alignment = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
