"""docx: paragraphs and tables in the order of the text, as Word shows them on paper."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import attrs

from ...catalogue.readers import FOOTNOTE, HIDDEN, NOT_READ, STRUCK_OUT, UNSEEN
from ...documents import limits
from ...extras import needs
from ..layout.grid import Block, Cell, Grid, Line, Place, Row
from ..model import Where
from .list_numbers import list_number
from .result import Read, Reported, Spot, cell_spot, spot_at
from .superscript import raised
from .symbols import from_font, symbol
from .word_numbers import Numbering, numbering_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BREAKS = frozenset({f"{_W}br", f"{_W}cr"})
_LEFT_OUT = frozenset(
    f"{_W}{name}" for name in ("instrText", "delInstrText", "pPr", "sectPr", "rt", "rubyPr", "sdtPr", "tblPr", "tcPr")
)
_DELETED = frozenset({f"{_W}del", f"{_W}moveFrom"})
_THROUGH = frozenset(
    {*(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")), f"{_MC}Choice"}
)
_OFF = ("0", "false", "off", "none")
_TINY = 3  # half points
_MAX_DEPTH = 40  # tables inside tables


@attrs.frozen
class _Look:
    """How a run shows: struck out, hidden (or far too small to read), raised, white, on a colour of its own."""

    struck: bool = False
    hidden: bool = False
    tiny: bool = False
    raised: bool = False
    white: bool = False
    backed: bool = False
    capitals: bool = False
    font: str = ""


@attrs.frozen
class _Word:
    name: str
    looks: dict[str, _Look]
    shaded: frozenset[str]
    """The styles that set a colour behind the text."""
    numbering: Numbering
    reported: Reported


def read_docx(name: str, data: bytes) -> Read:
    """The paragraphs and tables of a docx file."""
    docx = needs("docx", "word")
    limits.check_zip(name, data, "docx")
    reported = Reported()
    try:
        document = docx.Document(io.BytesIO(_transitional(data)))
        body = document.element.body
        word = _Word(name, _looks(document), _shaded(document), numbering_of(document), reported)
    except Exception:  # python-docx raises whatever a damaged part leads to
        raise limits.damaged(name, "docx") from None
    blocks: list[Block] = []
    tables = [0]
    paragraphs = 0
    for element in _blocks(body):
        if element.tag == f"{_W}p":
            paragraphs += 1
            text = _text(word, element, Spot(f"paragraph {paragraphs}", f"第{paragraphs}段"))
            blocks += [Line(line) for line in text.split("\n") if line.strip()]
            for inner in element.iter(f"{_W}tbl"):  # a table in a text box
                if not _in_fallback(inner):
                    blocks += _table(word, inner, tables, 1)
        else:
            blocks += _table(word, element, tables, 0)
    return Read(tuple(blocks), reported.all())


_STRICT = b"http://purl.oclc.org/ooxml/"
_SPECIAL = {
    b"officeDocument/relationships": b"officeDocument/2006/relationships",
    b"officeDocument/math": b"officeDocument/2006/math",
    b"wordprocessingml/main": b"wordprocessingml/2006/main",
}
_PLACE = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+/[A-Za-z]+)")


def _transitional(data: bytes) -> bytes:
    """A Strict Open XML package with the namespaces that all programs know."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _STRICT not in archive.read("_rels/.rels"):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for part in archive.infolist():
                content = archive.read(part)
                if part.filename.endswith((".xml", ".rels")):
                    content = _PLACE.sub(
                        lambda found: b"http://schemas.openxmlformats.org/" + _dated(found[1]), content
                    )
                new.writestr(part.filename, content)
        return out.getvalue()


def _dated(path: bytes) -> bytes:
    first, _, rest = path.partition(b"/")
    return _SPECIAL.get(path, first + b"/2006/" + rest)


def _looks(document: Any) -> dict[str, _Look]:
    """How the character and paragraph styles of the document show their text."""
    bases: dict[str, tuple[str, Any]] = {}
    for style in document.styles.element.iterchildren(f"{_W}style"):
        based = style.find(f"{_W}basedOn")
        bases[style.get(f"{_W}styleId") or ""] = (_val(based), style.find(f"{_W}rPr"))
    looks: dict[str, _Look] = {}
    for name in bases:
        chain: list[str] = []
        each = name
        while each in bases and each not in chain:
            chain.append(each)
            each = bases[each][0]
        look = _Look()
        for each in reversed(chain):
            look = _look(bases[each][1], look)
        if look != _Look():
            looks[name] = look
    return looks


def _shaded(document: Any) -> frozenset[str]:
    """The styles that set a colour behind the text, or are based on one that does."""
    shaded: set[str] = set()
    bases: dict[str, str] = {}
    for style in document.styles.element.iterchildren(f"{_W}style"):
        name = style.get(f"{_W}styleId") or ""
        bases[name] = _val(style.find(f"{_W}basedOn"))
        if any(_is_coloured(each) for each in style.iter(f"{_W}shd")):
            shaded.add(name)
    for name, base in bases.items():
        seen: set[str] = set()
        while base and base not in seen:
            if base in shaded:
                shaded.add(name)
            seen.add(base)
            base = bases.get(base, "")
    return frozenset(shaded)


def _is_coloured(shading: Any) -> bool:
    """Whether a shading is another colour than white."""
    if shading is None:
        return False
    fill = (shading.get(f"{_W}fill") or "auto").lower()
    pattern = _val(shading, "clear")
    return fill not in ("auto", "ffffff") or bool(shading.get(f"{_W}themeFill")) or pattern not in ("clear", "nil")


def _on_colour(word: _Word, run: Any) -> bool:
    """Whether a paragraph, a cell or a table sets a colour behind a run."""
    for above in run.iterancestors():
        if above.tag == f"{_W}body":
            return False
        properties = above.find(f"{above.tag}Pr")
        if properties is None:
            continue
        if _is_coloured(properties.find(f"{_W}shd")):
            return True
        if any(_val(properties.find(f"{_W}{kind}Style")) in word.shaded for kind in ("p", "tbl")):
            return True
    return False


def _val(element: Any, default: str = "") -> str:
    return default if element is None else element.get(f"{_W}val", default)


def _look(properties: Any, base: _Look) -> _Look:
    if properties is None:
        return base
    changes: dict[str, Any] = {}
    for each in properties:
        on = _val(each, "1").lower() not in _OFF
        if each.tag in (f"{_W}strike", f"{_W}dstrike"):
            changes["struck"] = on or changes.get("struck", False)
        elif each.tag in (f"{_W}vanish", f"{_W}specVanish"):
            changes["hidden"] = on
        elif each.tag == f"{_W}caps":
            changes["capitals"] = on
        elif each.tag == f"{_W}vertAlign":
            changes["raised"] = _val(each) == "superscript"
        elif each.tag == f"{_W}color":
            changes["white"] = _val(each).lower() == "ffffff"
        elif each.tag == f"{_W}shd":
            changes["backed"] = _is_coloured(each)
        elif each.tag == f"{_W}highlight":
            changes["backed"] = _val(each).lower() not in ("white", *_OFF)
        elif each.tag == f"{_W}sz":
            changes["tiny"] = _val(each).isdecimal() and int(_val(each)) <= _TINY
        elif each.tag == f"{_W}rFonts":
            changes["font"] = each.get(f"{_W}ascii") or each.get(f"{_W}hAnsi") or ""
    return attrs.evolve(base, **changes)


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls and tracked insertions."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag in _THROUGH:
            stack += reversed(element)
        elif element.tag == f"{_MC}AlternateContent":
            stack += _branch(element)


def _branch(element: Any) -> list[Any]:
    """The one branch of alternative contents that a program of today shows."""
    for name in ("Choice", "Fallback"):
        for branch in element.iterchildren(f"{_MC}{name}"):
            if len(branch):
                return list(reversed(branch))
    return []


def _in_fallback(element: Any) -> bool:
    return any(each.tag == f"{_MC}Fallback" for each in element.iterancestors())


def _text(word: _Word, element: Any, spot: Spot, *, inner_tables: bool = False) -> str:
    """The text below a paragraph as Word shows it; what it does not show is reported."""
    collected = _Collected()
    if any(_is_empty_control(each) for each in element.iterancestors(f"{_W}sdt")):
        collected.hints += [each.text or "" for each in element.iter(f"{_W}t")]
    else:
        collected.walk(word, element, inner_tables=inner_tables)
    for rule, texts in ((STRUCK_OUT, collected.struck), (UNSEEN, collected.hidden), (FOOTNOTE, collected.marks)):
        text = "".join(texts)
        if text.strip():
            word.reported.add(rule, spot, text)
    if collected.objects:
        word.reported.add(NOT_READ, spot, "an embedded object (an old equation?)", text_zh="嵌入对象（旧版公式？）")
    if "".join(collected.hints).strip():
        word.reported.add(NOT_READ, spot, "the hint in an empty field", text_zh="未填写的控件中的提示文字")
    return collected.text()


@attrs.define
class _Collected:
    pieces: list[str] = attrs.field(factory=list)
    struck: list[str] = attrs.field(factory=list)
    hidden: list[str] = attrs.field(factory=list)
    marks: list[str] = attrs.field(factory=list)
    hints: list[str] = attrs.field(factory=list)
    objects: int = 0
    numbers: list[int] = attrs.field(factory=list)
    """Which pieces are the automatic numbers of lists."""

    def text(self) -> str:
        """What is seen."""
        for at in self.numbers:
            self.pieces[at] = list_number(self.pieces[at], "".join(self.pieces[at + 1 : at + 9]))
        return "".join(self.pieces)

    def put(self, text: str, look: _Look) -> None:
        """A piece of a run, where its look puts it."""
        if look.hidden or look.tiny:
            self.hidden.append(text)
        elif look.struck:
            self.struck.append(text)
        elif look.raised:
            kept = raised("".join(self.pieces[-8:]), text)
            (self.marks if kept is None else self.pieces).append(text if kept is None else kept)
        else:
            self.pieces.append(text)

    def walk(self, word: _Word, root: Any, *, inner_tables: bool) -> None:
        """Everything below ``root`` in order, without recursion."""
        start = _Look()
        stack: list[tuple[Any, _Look]] = [(root, start)]
        while stack:
            node, look = stack.pop()
            if isinstance(node, str):
                self.put(node, look)
                continue
            tag = node.tag
            if tag == f"{_W}instrText":
                self.objects += (node.text or "").lstrip().upper().startswith("EQ ")
            if tag == f"{_W}sdt" and _is_empty_control(node):
                self.hints += [each.text or "" for each in node.iter(f"{_W}t")]
                continue
            if not isinstance(tag, str) or tag in _LEFT_OUT or (tag == f"{_W}tbl" and not inner_tables):
                continue
            if tag in _DELETED:
                self.struck += [each.text or "" for each in node.iter(f"{_W}delText", f"{_W}t")]
                continue
            if tag == f"{_MC}AlternateContent":
                stack += [(each, look) for each in _branch(node)]
                continue
            if tag == f"{_W}p":
                if node is not root and self.pieces and not self.pieces[-1].endswith("\n"):
                    self.put("\n", _Look())
                properties = node.find(f"{_W}pPr")
                style = properties.find(f"{_W}pStyle") if properties is not None else None
                look = word.looks.get(_val(style), start) if style is not None else start
                number = word.numbering.number(node)
                if number:
                    self.numbers.append(len(self.pieces))
                    self.pieces.append(number)
            elif tag == f"{_W}r":
                properties = node.find(f"{_W}rPr")
                if properties is not None:
                    style = properties.find(f"{_W}rStyle")
                    named = word.looks.get(_val(style)) if style is not None else None
                    look = _look(properties, named or look)
                if look.white and not look.backed and not _on_colour(word, node):
                    look = attrs.evolve(look, hidden=True)
            elif tag in (f"{_W}t", f"{_M}t"):
                text = from_font(look.font, node.text or "")
                self.put(text.upper() if look.capitals else text, look)
                continue
            elif tag == f"{_W}sym":
                self._symbol(node, look)
                continue
            elif tag == f"{_W}rPr":
                continue
            elif tag == f"{_W}fldChar":
                self._form_field(node, look)
                continue
            elif tag == f"{_W}object":
                self.objects += not any(True for _ in node.iter(f"{_W}t"))
            elif (simple := _SIMPLE.get(tag)) is not None:
                self.put(simple, look)
                continue
            if tag.startswith(_M):
                stack += reversed(_equation(node, look))
            else:
                stack += [(each, look) for each in reversed(node)]

    def _symbol(self, node: Any, look: _Look) -> None:
        try:
            code = int(node.get(f"{_W}char") or "", 16)
        except ValueError:
            return
        self.put(symbol(node.get(f"{_W}font") or "", code) or "\ufffd", look)

    def _form_field(self, node: Any, look: _Look) -> None:
        """A ticked box or a list of an old form."""
        box = node.find(f"{_W}ffData/{_W}checkBox")
        if box is not None:
            state = box.find(f"{_W}checked")
            state = state if state is not None else box.find(f"{_W}default")
            ticked = state is not None and _val(state, "1").lower() not in _OFF
            self.put("☑" if ticked else "☐", look)
        options = node.find(f"{_W}ffData/{_W}ddList")
        if options is not None:
            entries = [_val(each) for each in options.iterchildren(f"{_W}listEntry")]
            chosen = _val(options.find(f"{_W}result")) or _val(options.find(f"{_W}default"), "0")
            if chosen.isdecimal() and int(chosen) < len(entries):
                self.put(entries[int(chosen)], look)


_SIMPLE = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "",
}


def _equation(node: Any, look: _Look) -> list[tuple[Any, _Look]]:
    """The parts of an equation in the order they are read, with the signs that are only drawn."""
    kind = node.tag.removeprefix(_M)

    def part(name: str) -> list[tuple[Any, _Look]]:
        found = node.find(f"{_M}{name}")
        return [] if found is None else [(found, look)]

    match kind:
        case "sSup":
            above = node.find(f"{_M}sup")
            return part("e") + ([] if above is None else [(above, attrs.evolve(look, raised=True))])
        case "f":
            return [*part("num"), ("/", look), *part("den")]
        case "rad":
            return [*part("deg"), ("√", look), *part("e")]
        case "d":
            properties = node.find(f"{_M}dPr")

            def sign(name: str, default: str) -> str:
                given = properties.find(f"{_M}{name}") if properties is not None else None
                return default if given is None else given.get(f"{_M}val", "")

            inner: list[tuple[Any, _Look]] = []
            for at, each in enumerate(node.iterchildren(f"{_M}e")):
                inner += [*([(sign("sepChr", "|"), look)] if at else []), (each, look)]
            return [(sign("begChr", "("), look), *inner, (sign("endChr", ")"), look)]
        case "rPr" | "ctrlPr" | "sSupPr" | "fPr" | "dPr" | "radPr" | "naryPr" | "sSubPr" | "oMathParaPr":
            return []
        case _:
            return [(each, look) for each in node]


def _is_empty_control(control: Any) -> bool:
    """Whether a content control still shows the hint what to fill in."""
    mark = control.find(f"{_W}sdtPr/{_W}showingPlcHdr")
    return mark is not None and _val(mark, "1").lower() not in _OFF


def _table(word: _Word, table: Any, count: list[int], depth: int) -> list[Block]:
    """A table as a grid; tables inside its cells follow it as grids of their own."""
    count[0] += 1
    own = count[0]
    rows: list[Row] = []
    above: list[Cell] = []
    inner: list[Block] = []
    cells_so_far = 0
    for number, tr in enumerate(_children(table, "tr"), start=1):
        properties = tr.find(f"{_W}trPr")
        if properties is not None and _unseen_row(word, tr, properties, own, number):
            continue
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
                text, tables = _cell_text(word, tc, cell_spot(own, number, len(line) + 1))
                line.append(Cell(text))
                line += [Cell(text, covered=True)] * (width - 1)
                for nested in tables if depth < _MAX_DEPTH else ():
                    inner += _table(word, nested, count, depth + 1)
        cells_so_far += len(line)
        if cells_so_far > limits.MAX_CELLS or len(line) > limits.MAX_COLUMNS:
            raise limits.too_big(word.name, "a table of millions of cells", "表格有数百万个单元格")
        above = line
        rows.append(Row(tuple(line), Place(row=number, table=own), indented=_indented(line)))
    return [Grid(tuple(rows)), *inner]


def _unseen_row(word: _Word, tr: Any, properties: Any, table: int, number: int) -> bool:
    """Whether a row is deleted (in tracked changes) or hidden; then it is reported."""
    deleted = properties.find(f"{_W}del") is not None
    hidden = properties.find(f"{_W}hidden")
    if not deleted and (hidden is None or _val(hidden, "1").lower() in _OFF):
        return False
    text = " ".join(each.text or "" for each in tr.iter(f"{_W}t", f"{_W}delText"))
    where = spot_at(Where(table=table, row=number))
    word.reported.add(STRUCK_OUT if deleted else HIDDEN, where, text)
    return True


def _cell_text(word: _Word, cell: Any, spot: Spot) -> tuple[str, list[Any]]:
    """The cell's own text, and the tables in it that are tables of their own."""
    texts: list[str] = []
    tables: list[Any] = []
    for element in _blocks(cell):
        if element.tag == f"{_W}p":
            texts.append(_text(word, element, spot))
        elif _is_small(element):
            texts += [_text(word, each, spot) for each in element.iter(f"{_W}p") if not _in_fallback(each)]
        else:
            tables.append(element)
    return "\n".join(texts), tables


def _is_small(table: Any) -> bool:
    """Whether a table inside a cell only sets out text: one column, or a single row."""
    rows = [sum(1 for _ in _children(tr, "tc")) for tr in _children(table, "tr")]
    return len(rows) < 2 or max(rows, default=0) < 3


def _children(parent: Any, name: str) -> Iterator[Any]:
    """The rows or cells below an element, through content controls."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag == f"{_W}{name}":
            yield element
        elif element.tag in _THROUGH:
            stack += reversed(element)


def _value(element: Any, default: int) -> int:
    try:
        return min(max(int(element.get(f"{_W}val", default)), 0), limits.MAX_COLUMNS)
    except ValueError:
        return default


def _indented(line: list[Cell]) -> bool:
    return bool(line) and line[0].text[:1] in (" ", "\u3000") and bool(line[0].text.strip())
