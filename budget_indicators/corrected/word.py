"""A corrected copy of a Word file: runs of the document part are edited and commented, all other parts stay."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from ..extras import needs
from ..model.nodes import Edit, Language
from .changes import changes
from .package import Cannot, Package, local, parse, serialise
from .places import Cells, FileCell, place
from .strings import Colour, Decided, FileNote, colour_of, comment, not_made
from .workbook import AUTHOR, CorrectedFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SHADES: dict[Colour, str] = {"error": "F8CBC5", "warning": "FFEBB0", "info": "D9E8F6", "repaired": "DDEFD9"}
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "pPr", "rPr", "Fallback"})
_ONE = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# The elements after the shading in the properties of a run, in the order of the schema.
_AFTER_SHADING = ("fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")


def correct_word(data: bytes, decided: Sequence[Decided], whole: Sequence[FileNote], lang: Language) -> CorrectedFile:
    """Patch a Word file. Raises ``Cannot`` if that would lose something."""
    package = Package(data)
    part = next((each.target for each in package.relations("") if each.type == "officeDocument"), "")
    if not part:
        raise Cannot("has no document part", "文件缺少正文部件")
    root = parse(package.read(part))
    if not root.tag.startswith(f"{{{W}}}"):
        raise Cannot("is Strict Open XML; save it as an ordinary .docx", "为严格 Open XML 格式，请另存为普通 .docx")
    placed, lost = place(decided, whole, Cells(list(_cells(root))))
    comments = _Comments(package, part)
    repairs = 0
    unsaid: list[Decided] = []
    for one in placed:
        letters = _letters(one.cell.handle)
        edits = changes(one.cell.text, one.after) if one.after is not None else ()
        made = [_edit(letters, edit) for edit in reversed(edits)][::-1]
        done = sum(made)
        notes = one.notes
        if done < len(made):  # a repair would join two paragraphs: reported, not made
            notes = _truly(notes, made)
            unsaid += [each for each in decided if each.passage.text == one.cell.text]
        repairs += done
        now = _letters(one.cell.handle)
        text = "".join(letter.char for letter in now)
        exact = (one.after is not None and text == one.after) or (one.after is None and one.exact)
        for group in _grouped(notes, exact):
            comments.add(now, group if exact else (), notes if not exact else group, lang)
            now = _letters(one.cell.handle)
    if placed:
        package.write(part, serialise(root))
    comments.save()
    return CorrectedFile(package.bytes(), repairs, comments.count, (*lost, *unsaid))


def _truly(notes: Sequence[FileNote], made: Sequence[int]) -> tuple[FileNote, ...]:
    """The notes, corrected for repairs that were not made; there is a note for each edit, in order."""
    left = iter(made)
    return tuple(not_made(note) if note.colour == "repaired" and not next(left, 1) else note for note in notes)


def _grouped(notes: Sequence[FileNote], exact: bool) -> Iterator[tuple[FileNote, ...]]:
    """The notes of each comment: those at the same place, or all if the places are unknown."""
    if not exact:
        yield tuple(notes)
        return
    group: list[FileNote] = []
    for note in notes:
        if group and note.span != group[0].span:
            yield tuple(group)
            group = []
        group.append(note)
    if group:
        yield tuple(group)


@attrs.frozen(eq=False)
class _Letter:
    """A character of a cell, its element and its index there."""

    char: str
    element: Any
    at: int


def _cells(root: Any) -> Iterator[FileCell]:
    """The cells of the tables, and the paragraphs outside them, in the order of the text."""
    stack: list[tuple[Any, str, int]] = [(root, "", 0)]
    tables = 0
    while stack:
        element, table, row = stack.pop()
        name = local(element)
        if name in ("tc", "p"):
            text = "".join(letter.char for letter in _letters(element))
            if text.strip():
                yield FileCell(table, row, text, element)
            if name == "p":
                continue
            inner = [each for each in element if local(each) == "tbl"]
            stack += [(each, "", 0) for each in reversed(inner)]
            continue
        if name == "tbl":
            tables += 1
            table, row = str(tables), 0
        below: list[tuple[Any, str, int]] = []
        for each in element:
            row += local(each) == "tr"
            below.append((each, table, row))
        stack += reversed(below)


def _letters(element: Any) -> list[_Letter]:
    """The text of a cell or paragraph as the reader sees it; line ends between paragraphs belong to no element."""
    found: list[_Letter] = []
    paragraphs = 0
    stack = list(reversed(element)) if local(element) != "p" else [element]
    while stack:
        node = stack.pop()
        name = local(node)
        if name in _LEFT_OUT or name == "tbl":
            continue
        if name == "p":
            if paragraphs:
                found.append(_Letter("\n", None, 0))
            paragraphs += 1
        if name == "t":
            found += [_Letter(char, node, at) for at, char in enumerate(node.text or "")]
        elif name in _ONE:
            found.append(_Letter(_ONE[name], node, 0))
        else:
            stack += reversed(node)
    return found


def _edit(letters: Sequence[_Letter], edit: Edit) -> int:
    """Make an edit; return 1, or 0 if it would join paragraphs."""
    covered = letters[edit.span.start : edit.span.end]
    if any(letter.element is None for letter in covered):
        return 0
    anchor = _anchor(letters, edit)
    if anchor is None:
        return 0
    element, at = anchor
    gone: dict[Any, list[int]] = {}
    for letter in covered:
        if local(letter.element) == "t":
            gone.setdefault(letter.element, []).append(letter.at)
        else:
            letter.element.getparent().remove(letter.element)
    for each, places in gone.items():
        taken = set(places)
        kept = [char for place, char in enumerate(each.text or "") if place not in taken]
        if each is element:
            before = sum(place < at and place not in taken for place in range(at))
            kept.insert(before, edit.text)
        each.text = "".join(kept)
        _preserve(each)
    if element not in gone:
        text = element.text or ""
        element.text = text[:at] + edit.text + text[at:]
        _preserve(element)
    return 1


def _anchor(letters: Sequence[_Letter], edit: Edit) -> tuple[Any, int] | None:
    """The text element and the position in it for the text that an edit inserts."""
    start = edit.span.start
    for letter in letters[start : edit.span.end]:
        if local(letter.element) == "t":
            return letter.element, letter.at
    if start and (before := letters[start - 1]).element is not None and local(before.element) == "t":
        return before.element, before.at + 1
    if edit.span.end < len(letters) and (after := letters[edit.span.end]).element is not None:
        return (after.element, after.at) if local(after.element) == "t" else None
    return None


def _preserve(element: Any) -> None:
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


@attrs.define
class _Comments:
    """The part that holds the comments."""

    package: Package
    document: str
    root: Any = None
    part: str = ""
    next: int = 0
    count: int = 0
    known: bool = True

    def __attrs_post_init__(self) -> None:
        """Find the part, or create one."""
        etree = needs("lxml.etree", "excel")
        self.part = next((each.target for each in self.package.relations(self.document) if each.type == "comments"), "")
        if self.part:
            self.root = parse(self.package.read(self.part))
            numbers = [each.get(f"{{{W}}}id", "") for each in self.root]
            self.next = max((int(number) for number in numbers if number.isdecimal()), default=-1) + 1
        else:
            self.known = False
            self.part = self.package.free_name("word/comments{}.xml").replace("comments1.xml", "comments.xml")
            self.root = etree.Element(f"{{{W}}}comments", nsmap={"w": W})

    def add(
        self, letters: Sequence[_Letter], at: Sequence[FileNote], notes: Sequence[FileNote], lang: Language
    ) -> None:
        """Add a comment to a stretch of a cell (``at``: the notes whose place is known), or to all of it."""
        solid = [n for n, letter in enumerate(letters) if letter.element is not None and local(letter.element) == "t"]
        if not solid or not notes:
            return
        first, last = solid[0], solid[-1]
        if at:
            span = at[0].span
            inside = [n for n in solid if span.start <= n < span.end]
            near = inside or [n for n in solid if n < span.end][-1:] or solid[:1]
            first, last = near[0], near[-1]
        runs = _runs(letters, first, last)
        if not runs:
            return
        if at:
            for run in runs:
                _shade(run, _SHADES[colour_of(notes)])
        number = str(self.next)
        self.next += 1
        self.count += 1
        etree = needs("lxml.etree", "excel")
        start = etree.Element(f"{{{W}}}commentRangeStart", {f"{{{W}}}id": number})
        end = etree.Element(f"{{{W}}}commentRangeEnd", {f"{{{W}}}id": number})
        reference = etree.Element(f"{{{W}}}r")
        etree.SubElement(reference, f"{{{W}}}commentReference", {f"{{{W}}}id": number})
        runs[0].addprevious(start)
        runs[-1].addnext(end)
        end.addnext(reference)
        self._write(number, comment(notes, lang))

    def _write(self, number: str, text: str) -> None:
        etree = needs("lxml.etree", "excel")
        one = etree.SubElement(
            self.root,
            f"{{{W}}}comment",
            {f"{{{W}}}id": number, f"{{{W}}}author": AUTHOR, f"{{{W}}}initials": "BI"},
        )
        for line in text.split("\n"):
            written = etree.SubElement(etree.SubElement(etree.SubElement(one, f"{{{W}}}p"), f"{{{W}}}r"), f"{{{W}}}t")
            written.text = line
            _preserve(written)

    def save(self) -> None:
        """Write the part to the package."""
        if not self.count:
            return
        if not self.known:
            self.package.relate(self.document, "comments", self.part)
            self.package.declare(self.part, _COMMENTS_TYPE)
        self.package.write(self.part, serialise(self.root))


def _runs(letters: Sequence[_Letter], first: int, last: int) -> list[Any]:
    """The runs of the letters from ``first`` to ``last``, split so that they contain nothing else."""
    end, start = letters[last], letters[first]
    _split(end.element, end.at + 1)
    began = _split(start.element, start.at)
    runs: list[Any] = []
    element = began
    # After the cut the letters behind the first are in new elements, in the order of the text.
    wanted = last - first + 1
    inside = [letter for letter in letters[first : last + 1] if letter.element is not None]
    seen: set[Any] = set()
    for letter in inside:
        node = letter.element
        if node is start.element:
            node = element
        run = node.getparent()
        if run is not None and local(run) == "r" and run not in seen:
            seen.add(run)
            runs.append(run)
    assert wanted > 0
    return runs


def _split(text: Any, at: int) -> Any:
    """Cut a run before the character ``at`` of one of its texts; the text that begins there (or the same, uncut)."""
    whole = text.text or ""
    run = text.getparent()
    if run is None or local(run) != "r":
        return text
    before = text.getprevious()
    starts = at <= 0 and (before is None or local(before) == "rPr")
    ends = at >= len(whole) and text.getnext() is None
    if starts or ends:
        return text
    second = copy.deepcopy(run)
    place = list(run).index(text)
    for n, each in enumerate(list(second)):
        if n < place and local(each) != "rPr":
            second.remove(each)
    for n, each in enumerate(list(run)):
        if n > place:
            run.remove(each)
    other = next(each for each in second if local(each) == "t")
    text.text, other.text = whole[:at], whole[at:]
    _preserve(text)
    _preserve(other)
    run.addnext(second)
    return other


def _shade(run: Any, colour: str) -> None:
    etree = needs("lxml.etree", "excel")
    properties = next((each for each in run if local(each) == "rPr"), None)
    if properties is None:
        properties = etree.Element(f"{{{W}}}rPr")
        run.insert(0, properties)
    for each in properties:
        if local(each) == "shd":
            properties.remove(each)
    shading = etree.Element(f"{{{W}}}shd", {f"{{{W}}}val": "clear", f"{{{W}}}color": "auto", f"{{{W}}}fill": colour})
    after = next((each for each in properties if local(each) in _AFTER_SHADING), None)
    if after is not None:
        after.addprevious(shading)
    else:
        properties.append(shading)
