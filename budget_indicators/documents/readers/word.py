"""docx: paragraphs and tables in the order of the text, merged cells included."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from ...documents import limits
from ...extras import needs
from ..layout.grid import Block, Cell, Grid, Line, Place, Row
from .reading import Read

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = frozenset({f"{_W}br", f"{_W}cr"})
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr"})


def read_docx(name: str, data: bytes) -> Read:
    """The paragraphs and tables of a docx file."""
    docx = needs("docx", "word")
    limits.check_zip(name, data, "docx")
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
    except Exception:  # python-docx raises whatever a damaged part leads to
        raise limits.damaged(name, "docx") from None
    blocks: list[Block] = []
    tables = 0
    for element in _blocks(body):
        if element.tag == f"{_W}p":
            text = _text(element)
            if text.strip():
                blocks.append(Line(text))
        else:
            tables += 1
            blocks += _table(name, element)
    return Read(tuple(blocks))


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls and tracked insertions."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            stack += reversed(element)


def _text(element: Any) -> str:
    """All text below an element: runs, tabs and breaks; deleted text left out."""
    pieces: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag in _LEFT_OUT:
            continue
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag == f"{_W}tab":
            pieces.append("\t")
        elif node.tag in _BREAKS:
            pieces.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
        else:
            stack += reversed(node)
    return "".join(pieces)


def _cell_text(cell: Any) -> str:
    return "\n".join(_text(paragraph) for paragraph in _paragraphs(cell))


def _paragraphs(cell: Any) -> Iterator[Any]:
    for element in _blocks(cell):
        if element.tag == f"{_W}p":
            yield element
        else:
            for row in element.iterchildren(f"{_W}tr"):
                for inner in row.iterchildren(f"{_W}tc"):
                    yield from inner.iterchildren(f"{_W}p")


def _table(name: str, table: Any) -> list[Block]:
    """A table as a grid; tables inside its cells follow it as grids of their own."""
    rows: list[Row] = []
    above: list[Cell] = []
    inner: list[Block] = []
    cells_so_far = 0
    for number, tr in enumerate(_children(table, "tr"), start=1):
        line: list[Cell] = []
        before = tr.find(f"{_W}trPr/{_W}gridBefore")
        line += [Cell()] * (_value(before, 0) if before is not None else 0)
        for tc in _children(tr, "tc"):
            properties = tc.find(f"{_W}tcPr")
            span = properties.find(f"{_W}gridSpan") if properties is not None else None
            merge = properties.find(f"{_W}vMerge") if properties is not None else None
            width = min(max(_value(span, 1) if span is not None else 1, 1), limits.MAX_COLUMNS)
            goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            if goes_on and len(above) > len(line):
                line += [Cell(above[len(line)].text, covered=True)] * width
            else:
                text = _cell_text(tc)
                line.append(Cell(text))
                line += [Cell(text, covered=True)] * (width - 1)
            for nested in tc.iterchildren(f"{_W}tbl"):
                inner += _table(name, nested)
        cells_so_far += len(line)
        if cells_so_far > limits.MAX_CELLS or len(line) > limits.MAX_COLUMNS:
            raise limits.too_big(name, "a table of millions of cells", "表格有数百万个单元格")
        above = line
        rows.append(Row(tuple(line), Place(row=number), indented=_indented(line)))
    return [Grid(tuple(rows)), *inner]


def _children(parent: Any, name: str) -> Iterator[Any]:
    """The rows or cells below an element, through content controls."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag == f"{_W}{name}":
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            stack += reversed(element)


def _value(element: Any, default: int) -> int:
    try:
        return min(max(int(element.get(f"{_W}val", default)), 0), limits.MAX_COLUMNS)
    except ValueError:
        return default


def _indented(line: list[Cell]) -> bool:
    return bool(line) and line[0].text[:1] in (" ", "\u3000") and bool(line[0].text.strip())
