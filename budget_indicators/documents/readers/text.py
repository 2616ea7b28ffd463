"""Text that people got out of a document: tab-separated rows, Markdown tables, or the cells in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import attrs

from ...patterns import lazy
from ..layout.flat import flat_blocks
from ..layout.flat_tables import table_blocks
from ..layout.grid import Block, Grid, Line, Place, Row, row_of
from ..table.columns import is_string, layout_of
from ..table.forms import department_in, title_in
from ..table.money import is_amount
from .separated import cell_text

# The largest distance between the rows of a table (blank lines, titles between pages).
_MAX_GAP = 30
_TOP = Place(line=1)
_MAX_QUOTED_LINES = 500
_MARKDOWN_RULE = lazy(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")


@attrs.frozen
class _Numbered:
    text: str
    number: int
    page: int | None


def text_blocks(text: str, first: Place = _TOP) -> list[Block]:
    """The lines and tables of a text, in reading order; ``first`` is the position of its first line."""
    lines = list(_numbered(text, first))
    found = table_blocks([(line.text, Place(page=line.page, line=line.number)) for line in lines])
    if found is not None:
        return found
    blocks: list[Block] = []
    at = 0
    for start, end in _tabbed_regions(lines):
        blocks += _flat(lines[at:start])
        blocks += _tabbed(lines[start:end])
        at = end
    blocks += _flat(lines[at:])
    return blocks


def _numbered(text: str, first: Place) -> Iterator[_Numbered]:
    page = 1 if first.page is None and "\f" in text else first.page
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=first.line or 1):
        if page is not None:
            page += line.count("\f")
        yield _Numbered(line.replace("\f", ""), number, page)


def _flat(lines: Sequence[_Numbered]) -> list[Block]:
    return flat_blocks([(line.text, Place(page=line.page, line=line.number)) for line in lines])


def _is_tabbed(text: str) -> bool:
    return "\t" in text.strip() or (text.count("|") > 2 and text.strip().startswith("|"))


def _tabbed_regions(lines: Sequence[_Numbered]) -> list[tuple[int, int]]:
    """Stretches of rows with tabs that hold a table we know; a stray tab makes none."""
    regions: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if not _is_tabbed(line.text):
            continue
        if regions and at - regions[-1][1] <= _MAX_GAP:
            regions[-1] = (regions[-1][0], at + 1)
        else:
            regions.append((at, at + 1))
    return [(start, _rest(lines, end)) for start, end in regions if _worth(lines[start:end])]


def _rest(lines: Sequence[_Numbered], end: int) -> int:
    """The end of a region with the lines that still belong to its last cell."""
    while end < len(lines) and lines[end].text.strip() and not _between_pages(lines[end].text):
        end += 1
    return end


def _worth(lines: Sequence[_Numbered]) -> bool:
    rows = [_cells(line.text) for line in lines if _is_tabbed(line.text)]
    return any(layout_of([row]) is not None or any(map(is_string, row)) for row in rows)


def _cells(text: str) -> list[str]:
    if "\t" not in text.strip() and text.strip().startswith("|"):
        return [cell.strip().replace("<br>", "\n") for cell in text.strip().strip("|").split("|")]
    return [_unquoted(cell) for cell in text.split("\t")]


def _unquoted(cell: str) -> str:
    bare = cell.strip(" ")
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        cell = bare[1:-1].replace('""', '"')
    return cell_text(cell)


def _tabbed(lines: Sequence[_Numbered]) -> list[Block]:
    """Rows with tabs; a line without one belongs to the cell above it, unless it is a line between two pages."""
    blocks: list[Block] = []
    rows: list[Row] = []
    width = 0

    def close() -> None:
        if rows:
            blocks.append(Grid(tuple(rows)))
            rows.clear()

    for line in _logical(lines):
        text = line.text
        place = Place(page=line.page, line=line.number)
        if not text.strip() or _MARKDOWN_RULE.fullmatch(text.strip()):
            continue
        if _is_tabbed(text):
            cells = _cells(text)
            indented = text[0] in " \u3000" and bool(cells[0].strip())
            if layout_of([cells]) is not None:
                width = len(cells)
            if rows and width and (rest := _rest_of_row(rows[-1].texts, cells, width)) is not None:
                rows[-1] = row_of(rest, rows[-1].place, indented=rows[-1].indented)
                continue
            rows.append(row_of(cells, place, indented=indented))
        elif rows and not _between_pages(text):
            texts = list(rows[-1].texts)
            filled = max((at for at, cell in enumerate(texts) if cell.strip()), default=len(texts) - 1)
            texts[filled] += "\n" + text.strip()
            rows[-1] = row_of(texts, rows[-1].place, indented=rows[-1].indented)
        else:
            close()
            blocks.append(Line(text, place))
    close()
    return blocks


def _logical(lines: Sequence[_Numbered]) -> Iterator[_Numbered]:
    """The lines, with a quoted cell that holds line breaks put back into one line."""
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if '\t"' in line.text or line.text.startswith('"'):
            text = line.text
            while text.count('"') % 2 and end < min(len(lines), at + _MAX_QUOTED_LINES):
                text += "\n" + lines[end].text
                end += 1
            if text.count('"') % 2 == 0 and end > at + 1:
                yield attrs.evolve(line, text=text)
                at = end
                continue
        yield line
        at += 1


def _rest_of_row(above: Sequence[str], below: Sequence[str], width: int) -> list[str] | None:
    """A row whose cell was broken by a line break: the first half's last cell and the second's first are one."""
    if len(above) >= width or len(above) + len(below) - 1 != width or len(above) < 2:
        return None
    if is_amount(below[1] if len(below) > 1 else "") or is_amount(above[-1]) or not above[-1].strip():
        return None
    return [*above[:-1], f"{above[-1]}\n{below[0]}", *below[1:]]


_PAGE = lazy(
    r"\s*(?:[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d{1,4}\s*页.{0,16}|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s+\d+.{0,10}|\d{1,3})\s*"
)


def _between_pages(text: str) -> bool:
    """Whether a line is a title, a department's or a page's line, and not the rest of a cell."""
    bare = text.lstrip("# ")
    return bool(
        title_in(text) or department_in(text) or _PAGE.fullmatch(text) or text.startswith("#") or _UNIT.match(bare)
    )


_UNIT = lazy(r"(?:金额)?单位\s*[：:]")
