"""HTML as a browser shows it: tables with rowspan and colspan, and the lines of text between them.

Also for HTML in files named xls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs

from ...catalogue.readers import FOOTNOTE, HIDDEN, STRUCK_OUT, UNSEEN
from ...documents import limits
from ...extras import needs
from ...patterns import lazy
from ...text.encoding import decode
from ..layout.grid import Block, Cell, Grid, Line, Place, Row
from ..model import Where
from .html_look import PLAIN, Look, Styles, is_folded, is_left_out, styles_of
from .list_numbers import list_number
from .result import Read, Reported, Spot, cell_spot, damage, spot_at
from .superscript import raised

_BREAKING = frozenset(
    {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "ul", "ol", "section", "article"}
    | {"header", "footer", "caption", "td", "th", "dd", "dt", "hr", "pre", "fieldset", "form", "blockquote", "summary"}
)
_MAX_COLSPAN, _MAX_ROWSPAN = 1000, 65_534
_BLANKS = lazy(r"[ \t\r\n\f]+")
_TYPED = frozenset(
    {"", "text", "number", "date", "month", "week", "time", "tel", "url", "email", "search", "datetime-local"}
)
_SIGNS = frozenset("≥≤＞＜><=＝≧≦±~～×÷‰%％℃²³☑☐√✓")
"""The texts that a picture may stand for in a value; other pictures are drawings."""


@attrs.frozen
class _HtmlPage:
    name: str
    styles: Styles
    reported: Reported


def read_html(name: str, data: bytes) -> Read:
    """The lines and tables of an HTML file; tables used for layout are taken apart."""
    lexbor = needs("selectolax.lexbor", "html")
    decoded = decode(data, name)
    text = decoded.text
    if _depth(text) > limits.MAX_DEPTH:
        raise limits.too_big(name, "tags nested too deeply", "标签嵌套过深")
    tree = lexbor.LexborHTMLParser(text)
    page = _HtmlPage(name, styles_of(tree), Reported())
    blocks: list[Block] = []
    lines = _CellText()
    number = 0

    def flush() -> None:
        blocks.extend(Line(line.strip()) for line in lines.text().split("\n") if line.strip())
        lines.clear()

    root = tree.body or tree.root
    if root is None:
        return Read(())
    for piece in _walk(page, root, PLAIN, tables=True):
        if isinstance(piece, _TableNode):
            flush()
            if piece.look.unseen:
                where = Spot(f"a table after table {number}", f"第{number}个表格之后")
                page.reported.add(HIDDEN, where, piece.node.text() or "")
                continue
            number += 1
            caption = next((each for each in piece.node.iter() if each.tag == "caption"), None)
            if caption is not None:
                lines.add(_HtmlText("\n", PLAIN))
                for each in _walk(page, caption, piece.look, tables=False):
                    lines.add(each)
                flush()
            blocks.append(_grid(page, piece, number))
        else:
            lines.add(piece)
    flush()
    return Read(tuple(blocks), (*damage(decoded), *page.reported.all()))


_TAG = lazy(
    r"<(/?)(div|span|font|table|b|i|u|em|strong|a|center|section|article|blockquote|form|ul|ol|dl|sup|sub)\b", re.I
)


def _depth(text: str) -> int:
    """The nesting depth of the tags that have to be closed; the parser's time grows with its square."""
    depth = deepest = 0
    for tag in _TAG.finditer(text):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


@attrs.frozen
class _HtmlText:
    text: str
    look: Look


@attrs.frozen
class _TableNode:
    node: Any
    look: Look


@attrs.define
class _CellText:
    """Collects the pieces of a cell or of the text between tables; blanks collapse as in a browser."""

    seen: list[str] = attrs.field(factory=list)
    struck: list[str] = attrs.field(factory=list)
    unseen: list[str] = attrs.field(factory=list)
    marks: list[str] = attrs.field(factory=list)

    def add(self, piece: _HtmlText | _TableNode) -> None:
        """Add a piece to the text that is seen or to that which is not, by its look."""
        if isinstance(piece, _TableNode):
            return
        text, look = piece.text, piece.look
        if text == "\n":
            self.seen.append(text)
        elif look.unseen:
            self.unseen.append(text)
        elif look.struck:
            self.struck.append(text)
        elif look.raised:
            kept = raised("".join(self.seen[-8:]), text)
            (self.marks if kept is None else self.seen).append(text if kept is None else kept)
        else:
            self.seen.append(text)

    def text(self) -> str:
        """What is seen."""
        joined = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", "".join(self.seen)))
        return joined.strip(" \n")

    def report(self, page: _HtmlPage, spot: Spot) -> None:
        """Report what is not seen."""
        for rule, texts in ((STRUCK_OUT, self.struck), (UNSEEN, self.unseen), (FOOTNOTE, self.marks)):
            if "".join(texts).strip():
                page.reported.add(rule, spot, "".join(texts))

    def clear(self) -> None:
        """Begin anew."""
        for each in (self.seen, self.struck, self.unseen, self.marks):
            each.clear()


def _walk(page: _HtmlPage, root: Any, base: Look, *, tables: bool) -> Iterator[_HtmlText | _TableNode]:
    """The texts and (with ``tables``) innermost tables below a node, in order, without recursion."""
    stack: list[Any] = _with_generated(page, root, base, [(each, base, False) for each in _children(root)])
    numbers: dict[int, str] = {}
    while stack:
        node, look, kept = stack.pop()
        if isinstance(node, str):
            yield _HtmlText(node, look)
            continue
        tag = node.tag
        if tag == "-text":
            text = node.text_content or ""
            if is_folded(node):
                look = attrs.evolve(look, gone=True)
            yield from _lines(text, look) if kept else [_HtmlText(_BLANKS.sub(" ", text), look)]
            continue
        if is_left_out(tag) or tag.startswith(("-", "!")):
            continue
        look = page.styles.look(node, look)
        if tag == "table" and tables and not _is_layout(node):
            yield _TableNode(node, look)
            continue
        if tag == "caption" and tables:
            continue
        if tag == "br":
            yield _HtmlText("\n", look)
            continue
        if (control := _control(node, tag)) is not None:
            yield from _lines(control, look)
            continue
        if look.gone:
            hidden = [each for each in node.css("table") if not _is_layout(each)] if tables else []
            yield from (_TableNode(each, look) for each in hidden)
            if not hidden:
                yield _HtmlText(node.text() or "", look)
            continue
        rest: list[Any] = [(each, look, kept or tag == "pre") for each in _children(node)]
        if tag == "ol":
            numbers |= _list_numbers(node)
        if tag == "li" and (number := numbers.get(node.mem_id)):
            rest.append((list_number(number, node.text() or ""), look, False))
        rest = _with_generated(page, node, look, rest)
        if tag in _BREAKING:
            yield _HtmlText("\n", look)
            rest.insert(0, ("\n", look, False))
        if tag in _MATHS:
            rest = _maths(node, tag, rest, look)
        stack += rest


def _with_generated(page: _HtmlPage, node: Any, look: Look, rest: list[Any]) -> list[Any]:
    """The content of a node, last first, with the texts that style sheets insert before and after it."""
    before, after = page.styles.before.get(node.mem_id), page.styles.after.get(node.mem_id)
    if not before and not after:
        return rest
    return [*([(after, look, False)] if after else []), *rest, *([(before, look, False)] if before else [])]


def _children(node: Any) -> list[Any]:
    """The children of a node, the last first."""
    return list(reversed(list(node.iter(include_text=True))))


def _lines(text: str, look: Look) -> Iterator[_HtmlText]:
    for at, line in enumerate(text.replace("\r\n", "\n").split("\n")):
        if at:
            yield _HtmlText("\n", look)
        yield _HtmlText(line, look)


def _control(node: Any, tag: str) -> str | None:
    """The text that a form control shows; ``None`` for anything else."""
    attributes = node.attributes
    match tag:
        case "input":
            kind = (attributes.get("type") or "").lower()
            if kind in ("checkbox", "radio"):
                return "☑" if "checked" in attributes else "☐"
            return (attributes.get("value") or "") if kind in _TYPED else ""
        case "select":
            options = node.css("option")
            chosen = [each for each in options if "selected" in each.attributes]
            if "multiple" in attributes:
                return "，".join(_option(each) for each in chosen)
            return _option((chosen[-1:] or options[:1] or [None])[0])
        case "textarea":
            return (node.text() or "").strip("\n")
        case "button":
            return ""
        case "img":
            sign = (attributes.get("alt") or "").strip()
            return sign if sign and all(char in _SIGNS for char in sign) else ""
        case _:
            return None


def _option(node: Any) -> str:
    if node is None:
        return ""
    return _BLANKS.sub(" ", node.attributes.get("label") or node.text() or "").strip()


def _list_numbers(node: Any) -> dict[int, str]:
    """The numbers a browser writes before the items of a numbered list, by item."""
    if "none" in (node.attributes.get("style") or ""):
        return {}
    numbers: dict[int, str] = {}
    number = _integer(node.attributes.get("start"), 1)
    for each in node.iter():
        if each.tag == "li":
            number = _integer(each.attributes.get("value"), number)
            numbers[each.mem_id] = f"{number}."
            number += 1
    return numbers


def _integer(text: str | None, default: int) -> int:
    """A number by the rules of the HTML standard: what follows the digits is ignored."""
    found = re.match(r"[ \t\n\f\r]*\+?(\d{1,9})", text or "", re.ASCII)
    return int(found[1]) if found else default


_MATHS = frozenset({"msup", "mfrac", "msqrt", "mfenced", "msubsup"})


def _maths(node: Any, tag: str, rest: list[Any], look: Look) -> list[Any]:
    """The parts of an equation, last first, with the signs that are only drawn."""
    parts = [each for each in node.iter() if not each.tag.startswith("-")]
    match tag:
        case "msup" | "msubsup" if len(parts) > 1:
            return [(parts[-1], attrs.evolve(look, raised=True), False)] + [
                (each, look, False) for each in reversed(parts[:-1])
            ]
        case "mfrac" if len(parts) == 2:
            return [(parts[1], look, False), ("/", look, False), (parts[0], look, False)]
        case "msqrt":
            return [*rest, ("√", look, False)]
        case "mfenced":
            start, end = node.attributes.get("open") or "(", node.attributes.get("close") or ")"
            return [(end, look, False), *rest, (start, look, False)]
        case _:
            return rest


def _is_layout(table: Any) -> bool:
    """Whether a table is used for layout; one whose cells hold small tables is still a table of data."""
    inner = [each for each in table.css("table") if each != table]
    if not inner:
        return False
    rows, width = _size(table)
    return rows < 2 or width < 3 or any(size[0] > 2 and size[1] > 2 for size in map(_size, inner))


def _size(table: Any) -> tuple[int, int]:
    rows = list(_rows(table))
    return len(rows), max((sum(each.tag in ("td", "th") for each in row.iter()) for row, _ in rows), default=0)


def _rows(table: Any) -> Iterator[tuple[Any, Any]]:
    """The table's own rows and the group each belongs to, in the order in which a browser shows them."""
    groups: list[Any] = []
    for each in table.iter():
        if each.tag in ("thead", "tbody", "tfoot", "tr"):
            groups.append(each)
    heads = [each for each in groups if each.tag == "thead"][:1]
    feet = [each for each in groups if each.tag == "tfoot"][:1]
    middle = [each for each in groups if each not in heads and each not in feet]
    for group in (*heads, *middle, *feet):
        if group.tag == "tr":
            yield group, table
        else:
            yield from ((each, group) for each in group.iter() if each.tag == "tr")


def _grid(page: _HtmlPage, table: _TableNode, number: int) -> Grid:
    rows: list[Row] = []
    reaching: dict[int, tuple[int, str]] = {}  # column -> how many more rows a cell above covers, and its text
    count = 0
    group: Any = None
    looks: dict[int, Look] = {}
    for at, (tr, its_group) in enumerate(_rows(table.node), start=1):
        if group is not None and its_group != group:
            reaching.clear()  # no cell reaches beyond its group
        group = its_group
        group_look = looks.get(group.mem_id)
        if group_look is None:
            group_look = table.look if group == table.node else page.styles.look(group, table.look)
            looks[group.mem_id] = group_look
        look = page.styles.look(tr, group_look)
        if look.unseen or look.gone:
            text = _BLANKS.sub(" ", tr.text(separator=" ") or "")
            if text.strip():
                page.reported.add(HIDDEN, spot_at(Where(table=number, row=at)), text)
            continue
        line: list[Cell] = []
        for cell in tr.iter():
            if cell.tag not in ("td", "th"):
                continue
            cell_look = page.styles.look(cell, look)
            if cell_look.gone:
                where = cell_spot(number, at, len(line) + 1)
                if (cell.text() or "").strip():
                    page.reported.add(HIDDEN, where, cell.text() or "")
                continue
            _take_reaching(line, reaching)
            text = _cell_text(page, cell, cell_look, cell_spot(number, at, len(line) + 1))
            width = min(max(_integer(cell.attributes.get("colspan"), 1), 1), _MAX_COLSPAN)
            height = min(_integer(cell.attributes.get("rowspan"), 1), _MAX_ROWSPAN) or _MAX_ROWSPAN
            for column in range(len(line), len(line) + width):
                if height > 1:
                    reaching[column] = (height - 1, text)
            line += [Cell(text), *[Cell(text, covered=True)] * (width - 1)]
        _take_reaching(line, reaching)
        count += len(line)
        if count > limits.MAX_CELLS or len(line) > limits.MAX_COLUMNS:
            raise limits.too_big(page.name, "a table of millions of cells", "表格有数百万个单元格")
        if line:
            indented = bool(line[0].text.strip()) and line[0].text[:1] in ("\u3000", "\u00a0")
            rows.append(Row(tuple(line), Place(row=at, table=number), indented=indented))
    return Grid(tuple(rows))


def _cell_text(page: _HtmlPage, cell: Any, look: Look, spot: Spot) -> str:
    text = _CellText()
    for piece in _walk(page, cell, look, tables=False):
        text.add(piece)
    text.report(page, spot)
    return text.text()


def _take_reaching(line: list[Cell], reaching: dict[int, tuple[int, str]]) -> None:
    while (column := len(line)) in reaching:
        left, text = reaching.pop(column)
        if left > 1:
            reaching[column] = (left - 1, text)
        line.append(Cell(text, covered=True))
