"""A corrected copy of an Excel workbook: its parts are patched; untouched parts stay byte for byte the same.

openpyxl would write the workbook anew and lose rich text, shapes, pictures in headers, cached values of formulas and
the look of comments. Here a repaired cell gets its new text in place (runs of rich text are kept), a copy of its style
with another fill, and a comment. A formula is never overwritten.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from ..extras import needs
from ..model.nodes import Edit, Language
from .changes import changes
from .package import Cannot, Package, child, local, parse, serialise
from .places import Cells, FileCell, Placed, place
from .strings import Colour, Decided, FileNote, colour_of, comment, not_made

AUTHOR = "budget-indicators"
FILLS: dict[Colour, str] = {"error": "FFF8CBC5", "warning": "FFFFEBB0", "info": "FFD9E8F6", "repaired": "FFDDEFD9"}
MOST_CHARACTERS = 32_767
"""Characters of a cell, and of a comment."""
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
# What follows the element that names the drawing of comments, in the order of the schema.
_AFTER_LEGACY_DRAWING = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
)


@attrs.frozen
class CorrectedFile:
    """A corrected copy: its bytes, how many repairs and comments it has, and the strings that found no place in it."""

    data: bytes
    repairs: int
    comments: int
    lost: tuple[Decided, ...]


def correct_workbook(
    data: bytes, decided: Sequence[Decided], whole: Sequence[FileNote], lang: Language
) -> CorrectedFile:
    """Patch a workbook. Raises ``Cannot`` if that would lose something (it is signed or malformed)."""
    book = _PatchedBook(Package(data))
    placed, lost = place(decided, whole, Cells(list(book.cells())))
    repairs = comments = 0
    unsaid: list[Decided] = []
    for one in placed:
        done, said = book.patch(one, lang)
        repairs += done
        comments += said
        if not said:
            unsaid += [each for each in decided if each.passage.text == one.cell.text]
    book.save()
    return CorrectedFile(book.package.bytes(), repairs, comments, (*lost, *unsaid))


@attrs.define(eq=False)
class _PatchedSheet:
    name: str
    part: str
    root: Any
    said: list[tuple[str, str]] = attrs.field(factory=list)
    touched: bool = False
    threads: frozenset[str] = frozenset()


@attrs.frozen(eq=False)
class _Handle:
    sheet: _PatchedSheet
    element: Any
    item: Any
    """The ``si`` or ``is`` that holds the text; ``None`` for a number or a formula."""


@attrs.define
class _PatchedBook:
    package: Package
    sheets: list[_PatchedSheet] = attrs.field(init=False, factory=list)
    strings: list[Any] = attrs.field(init=False, factory=list)
    styles_part: str = attrs.field(init=False, default="")
    styles: Any = attrs.field(init=False, default=None)
    _fills: dict[Colour, int] = attrs.field(init=False, factory=dict)
    _formats: dict[tuple[int, Colour], int] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """Read the workbook, its strings and its styles."""
        package = self.package
        part = next((each.target for each in package.relations("") if each.type == "officeDocument"), "")
        if not part:
            raise Cannot("has no workbook part", "文件缺少工作簿部件")
        relations = {each.id: each for each in package.relations(part)}
        by_type = {each.type: each.target for each in relations.values()}
        if "sharedStrings" in by_type:
            self.strings = [each for each in parse(package.read(by_type["sharedStrings"])) if local(each) == "si"]
        self.styles_part = by_type.get("styles", "")
        if self.styles_part:
            self.styles = parse(package.read(self.styles_part))
        for each in parse(package.read(part)).iter("{*}sheet"):
            id = next((value for key, value in each.attrib.items() if key.endswith("}id")), "")
            if id in relations and relations[id].type == "worksheet":
                target = relations[id].target
                sheet = _PatchedSheet(each.get("name", ""), target, parse(package.read(target)))
                sheet.threads = self._threads(target)
                self.sheets.append(sheet)

    def _threads(self, part: str) -> frozenset[str]:
        """Cells with a threaded conversation, which Excel shows in place of a comment."""
        found: set[str] = set()
        for each in self.package.relations(part):
            if each.type == "threadedComment":
                found |= {one.get("ref", "") for one in parse(self.package.read(each.target))}
        return frozenset(found)

    # --- reading

    def cells(self) -> Iterator[FileCell]:
        """The cells with a text, sheet by sheet."""
        for sheet in self.sheets:
            data = child(sheet.root, "sheetData")
            for row in data if data is not None else ():
                number = row.get("r")
                for element in row:
                    if local(element) != "c":
                        continue
                    text, item = self._text(element)
                    if text:
                        reference = element.get("r", "")
                        at = number or reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
                        handle = _Handle(sheet, element, item)
                        yield FileCell(sheet.name, int(at) if at.isdecimal() else 0, text, handle, reference)

    def _text(self, element: Any) -> tuple[str, Any]:
        kind = element.get("t", "n")
        value = child(element, "v")
        if kind == "inlineStr":
            item = child(element, "is")
            return (plain_text(item), item) if item is not None else ("", None)
        if value is None or not value.text:
            return "", None
        if kind == "s":
            try:
                item = self.strings[int(value.text)]
            except (ValueError, IndexError):
                return "", None
            return plain_text(item), item
        return (_decoded(value.text) if kind == "str" else value.text), None

    # --- writing

    def patch(self, one: Placed, lang: Language) -> tuple[int, int]:
        """Write the text, the colour and the comment of a cell; how many repairs and comments were written."""
        handle: _Handle = one.cell.handle
        reference = handle.element.get("r", "")
        repairs = 0
        notes = one.notes
        if one.after is not None:
            if self._write(handle, one.cell.text, one.after):
                repairs = sum(note.colour == "repaired" for note in notes)
            else:  # a formula, or a text that cannot be written without loss: the comment must not claim the repair
                notes = tuple(map(not_made, notes))
        if reference in handle.sheet.threads or not reference or not notes:
            return repairs, 0
        self._paint(handle.element, colour_of(notes))
        handle.sheet.said.append((reference, comment(notes, lang)[: MOST_CHARACTERS - 500]))
        handle.sheet.touched = True
        return repairs, 1

    def _write(self, handle: _Handle, before: str, after: str) -> bool:
        element, item = handle.element, handle.item
        if child(element, "f") is not None or len(after) > MOST_CHARACTERS:
            return False
        if item is None:
            if element.get("t") != "str":
                return False
            child(element, "v").text = _encoded(after)
            handle.sheet.touched = True
            return True
        if any(local(each) == "rPh" for each in item):
            return False  # phonetic guides would no longer fit the characters
        new = copy.deepcopy(item)
        if not edit_runs(new, changes(before, after)):
            return False
        new.tag = element.tag.rpartition("}")[0] + "}is"
        new.tail = None
        for each in list(element):
            if local(each) in ("v", "is"):
                element.remove(each)
        rest = child(element, "extLst")
        if rest is not None:
            rest.addprevious(new)
        else:
            element.append(new)
        element.set("t", "inlineStr")
        handle.sheet.touched = True
        return True

    def _paint(self, element: Any, colour: Colour) -> None:
        if self.styles is None:
            return
        formats = child(self.styles, "cellXfs")
        if formats is None or not len(formats):
            return
        now = int(element.get("s", "0"))
        if (now, colour) not in self._formats:
            base = formats[now] if now < len(formats) else formats[0]
            painted = copy.deepcopy(base)
            painted.set("fillId", str(self._fill(colour)))
            painted.set("applyFill", "1")
            formats.append(painted)
            formats.set("count", str(len(formats)))
            self._formats[now, colour] = len(formats) - 1
        element.set("s", str(self._formats[now, colour]))

    def _fill(self, colour: Colour) -> int:
        if colour not in self._fills:
            etree = needs("lxml.etree", "excel")
            fills = child(self.styles, "fills")
            if fills is None:
                raise Cannot("has a damaged styles part", "样式部件已损坏")
            space = fills.tag.rpartition("}")[0] + "}"
            fill = etree.SubElement(fills, f"{space}fill")
            pattern = etree.SubElement(fill, f"{space}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{space}fgColor", rgb=FILLS[colour])
            etree.SubElement(pattern, f"{space}bgColor", indexed="64")
            fills.set("count", str(len(fills)))
            self._fills[colour] = len(fills) - 1
        return self._fills[colour]

    def save(self) -> None:
        """Write the changed parts to the package."""
        for sheet in self.sheets:
            if sheet.said:
                self._comment(sheet)
            if sheet.touched:
                self.package.write(sheet.part, serialise(sheet.root))
        if self._formats:
            self.package.write(self.styles_part, serialise(self.styles))

    def _comment(self, sheet: _PatchedSheet) -> None:
        package = self.package
        relations = package.relations(sheet.part)
        part = next((each.target for each in relations if each.type == "comments"), "")
        drawing = child(sheet.root, "legacyDrawing")
        drawn = ""
        if drawing is not None:
            id = next((value for key, value in drawing.attrib.items() if key.endswith("}id")), "")
            drawn = next((each.target for each in relations if each.id == id), "")
        known: set[str] = set()
        if part:
            root = parse(package.read(part))
            known = {each.get("ref", "") for each in root.iter("{*}comment")}
        else:
            part = package.free_name("xl/comments{}.xml")
            root = _new_comments(sheet.root)
            package.relate(sheet.part, "comments", part)
            package.declare(part, _COMMENTS_TYPE)
        _add_comments(root, sheet.said)
        package.write(part, serialise(root))
        fresh = [reference for reference, _ in sheet.said if reference not in known]
        if not drawn:
            drawn = package.free_name("xl/drawings/vmlDrawing{}.vml")
            id = package.relate(sheet.part, "vmlDrawing", drawn)
            package.declare_suffix("vml", _VML_TYPE)
            package.write(drawn, _NEW_VML)
            _name_drawing(sheet.root, id)
        package.write(drawn, _with_shapes(package.read(drawn), fresh))


def plain_text(item: Any) -> str:
    """The text of a shared or inline string."""
    return "".join(_decoded(each.text or "") for each in _texts(item))


def _texts(item: Any) -> Iterator[Any]:
    """The text elements of a string: its own, or those of its runs, without phonetic guides."""
    for each in item:
        if local(each) == "t":
            yield each
        elif local(each) == "r":
            text = child(each, "t")
            if text is not None:
                yield text


def _decoded(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _encoded(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def edit_runs(item: Any, edits: Sequence[Edit]) -> bool:
    """Make edits in a string, each in the run where it begins; the look of every run stays."""
    texts = list(_texts(item))
    if not texts:
        return False
    pieces = [_decoded(each.text or "") for each in texts]
    starts = [sum(map(len, pieces[:at])) for at in range(len(pieces))]
    for edit in reversed(edits):
        at = max(n for n, start in enumerate(starts) if start <= edit.span.start)
        left, insert = edit.span.start - starts[at], edit.text
        rest = len(edit.span)
        while True:
            piece = pieces[at]
            cut = min(rest, len(piece) - left)
            pieces[at] = piece[:left] + insert + piece[left + cut :]
            rest -= cut
            if not rest or at + 1 == len(pieces):
                break
            at, left, insert = at + 1, 0, ""
    for element, piece in zip(texts, pieces, strict=True):
        element.text = _encoded(piece)
        if piece != piece.strip() or "\n" in piece:
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return True


def _new_comments(sheet: Any) -> Any:
    etree = needs("lxml.etree", "excel")
    space = sheet.tag.rpartition("}")[0].lstrip("{")
    root = etree.Element(f"{{{space}}}comments", nsmap={None: space})
    etree.SubElement(root, f"{{{space}}}authors")
    etree.SubElement(root, f"{{{space}}}commentList")
    return root


def _add_comments(root: Any, said: Sequence[tuple[str, str]]) -> None:
    etree = needs("lxml.etree", "excel")
    space = root.tag.rpartition("}")[0] + "}"
    authors, every = child(root, "authors"), child(root, "commentList")
    names = [each.text or "" for each in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{space}author").text = AUTHOR
        names.append(AUTHOR)
    known = {each.get("ref"): each for each in every}
    for reference, text in said:
        one = known.get(reference)
        if one is None:
            one = etree.SubElement(every, f"{space}comment", ref=reference, authorId=str(names.index(AUTHOR)))
            etree.SubElement(one, f"{space}text")
        else:
            text = f"\n{text}"  # below the existing comment
        holder = child(one, "text")
        run = etree.SubElement(holder, f"{space}r")
        look = etree.SubElement(run, f"{space}rPr")
        etree.SubElement(look, f"{space}sz", val="9")
        etree.SubElement(look, f"{space}color", indexed="81")
        etree.SubElement(look, f"{space}rFont", val="Microsoft YaHei")
        written = etree.SubElement(run, f"{space}t")
        written.text = _encoded(text)
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _name_drawing(sheet: Any, id: str) -> None:
    """Name the drawing of comments in a sheet, at the position that the schema requires."""
    etree = needs("lxml.etree", "excel")
    space = sheet.tag.rpartition("}")[0] + "}"
    strict = "purl.oclc.org" in space
    relations = (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
        if strict
        else "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    element = etree.Element(f"{space}legacyDrawing", {f"{{{relations}}}id": id}, nsmap={"r": relations})
    after = next((each for each in sheet if local(each) in _AFTER_LEGACY_DRAWING), None)
    # What newer versions write stands in mc:AlternateContent: controls do, and they come after.
    after = after if after is not None else next((each for each in sheet if local(each) == "AlternateContent"), None)
    if after is not None:
        before = after.getprevious()
        if before is not None and local(before) == "AlternateContent":
            after = before
        after.addprevious(element)
    else:
        sheet.append(element)


_NEW_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:300pt;height:120pt;z-index:{z};visibility:hidden" '
    'fillcolor="#fffef5" o:insetmode="auto"><v:fill color2="#fffef5"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 60, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")


def _with_shapes(vml: bytes, references: Sequence[str]) -> bytes:
    """A drawing with a box for each new comment, spliced as text: drawings of old versions are often malformed XML."""
    end = vml.rfind(b"</xml>")
    if end < 0:
        raise Cannot("has a damaged drawing of comments", "批注图形部件已损坏")
    highest = max((int(found) for found in _SHAPE_ID.findall(vml)), default=1024)
    pieces = []
    for number, reference in enumerate(references, 1):
        row, column = _numbers(reference)
        pieces.append(
            _SHAPE.format(
                id=highest + number,
                z=number,
                left=column + 1,
                right=column + 6,
                top=max(row - 1, 0),
                bottom=row + 7,
                row=row,
                column=column,
            )
        )
    kind = b"" if b'id="_x0000_t202"' in vml else _NEW_VML[_NEW_VML.index(b"<v:shapetype") : -len(b"</xml>")]
    if kind:
        kind = kind.replace(
            b"<v:shapetype",
            b'<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"',
        )
    return vml[:end] + kind + "".join(pieces).encode() + vml[end:]


def _numbers(reference: str) -> tuple[int, int]:
    """Row and column of ``G7``, from 0."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter.upper()) - 64
    return int(reference[len(letters) :] or 1) - 1, column - 1
