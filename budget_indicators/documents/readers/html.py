"""HTML: tables with rowspan and colspan, and the lines of text between them. Also what calls itself xls but is HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...documents import limits
from ...extras import needs
from ...text.encoding import decode
from ..layout.grid import Block, Cell, Grid, Line, Place, Row
from .reading import Read

_BREAKING = frozenset(
    {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "ul", "ol", "section", "article"}
    | {"header", "footer", "caption", "td", "th", "dd", "dt", "hr"}
)
_LEFT_OUT = frozenset({"script", "style", "template", "noscript", "head", "title"})
_MAX_SPAN = 1000


def read_html(name: str, data: bytes) -> Read:
    """The lines and tables of an HTML file; tables that only lay out other tables are looked into."""
    lexbor = needs("selectolax.lexbor", "html")
    text = decode(data, name).text
    if _depth(text) > limits.MAX_DEPTH:
        raise limits.too_big(name, "tags nested too deeply", "标签嵌套过深")
    tree = lexbor.LexborHTMLParser(text)
    blocks: list[Block] = []
    pieces: list[str] = []
    number = 0

    def flush() -> None:
        for line in "".join(pieces).split("\n"):
            if line.strip():
                blocks.append(Line(line.strip()))
        pieces.clear()

    root = tree.body or tree.root
    if root is None:
        return Read(())
    for kind, node in _walk(root):
        if kind == "text":
            pieces.append(node)
        else:
            flush()
            number += 1
            blocks.append(_grid(name, node))
    flush()
    return Read(tuple(blocks))


_TAG = re.compile(
    r"<(/?)(div|span|font|table|b|i|u|em|strong|a|center|section|article|blockquote|form|ul|ol|dl|sup|sub)\b", re.I
)


def _depth(text: str) -> int:
    """How deep the tags that have to be closed are nested; the parser's time grows with its square."""
    depth = deepest = 0
    for tag in _TAG.finditer(text):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Text and innermost tables below a node, in order, without recursion."""
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield "text", node
            continue
        tag = node.tag
        if tag == "-text":
            yield "text", _inline(node.text_content or "")
            continue
        if tag in _LEFT_OUT or tag.startswith(("-", "!")):
            continue
        if tag == "table" and not _holds_table(node):
            yield "table", node
            continue
        breaking = tag in _BREAKING
        if breaking:
            yield "text", "\n"
            stack.append("\n")
        stack += reversed(list(node.iter(include_text=True)))


def _holds_table(table: Any) -> bool:
    return any(True for inner in table.css("table") if inner != table)


def _inline(text: str) -> str:
    """A line break in the source of a page is a blank."""
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")


def _cell_text(cell: Any) -> str:
    return "".join(piece for _, piece in _walk(cell) if isinstance(piece, str)).strip("\n")


def _rows(table: Any) -> Iterator[Any]:
    """The table's own rows, wherever its sections put them."""
    stack = list(reversed(list(table.iter())))
    while stack:
        node = stack.pop()
        if node.tag == "tr":
            yield node
        elif node.tag in ("thead", "tbody", "tfoot"):
            stack += reversed(list(node.iter()))


def _grid(name: str, table: Any) -> Grid:
    rows: list[Row] = []
    reaching: dict[int, tuple[int, str]] = {}  # column -> rows a cell above still reaches down, its text
    count = 0
    for number, tr in enumerate(_rows(table), start=1):
        line: list[Cell] = []
        for cell in tr.iter():
            if cell.tag not in ("td", "th"):
                continue
            _take_reaching(line, reaching)
            text = _cell_text(cell)
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            for column in range(len(line), len(line) + width):
                if height > 1:
                    reaching[column] = (height - 1, text)
            line += [Cell(text), *[Cell(text, covered=True)] * (width - 1)]
        _take_reaching(line, reaching)
        count += len(line)
        if count > limits.MAX_CELLS or len(line) > limits.MAX_COLUMNS:
            raise limits.too_big(name, "a table of millions of cells", "表格有数百万个单元格")
        if line:
            indented = bool(line[0].text.strip()) and line[0].text[:1] in (" ", "\u3000", "\u00a0")
            rows.append(Row(tuple(line), Place(row=number), indented=indented))
    return Grid(tuple(rows))


def _take_reaching(line: list[Cell], reaching: dict[int, tuple[int, str]]) -> None:
    while (column := len(line)) in reaching:
        left, text = reaching.pop(column)
        if left > 1:
            reaching[column] = (left - 1, text)
        line.append(Cell(text, covered=True))


def _span(cell: Any, name: str) -> int:
    value = (cell.attributes.get(name) or "1").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isascii() and value.isdecimal() else 1
