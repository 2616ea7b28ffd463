"""OFD (GB/T 33190): the pages of a fixed-layout document in zipped XML, read by the page model of PDF."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

import attrs

from ...errors import UserError
from ...extras import needs
from .. import checks, limits
from ..layout.aligned import Columns
from ..layout.grid import Block, page_of
from ..layout.pages import blocks_and_columns
from . import Ocr
from .drawing import Drawn, Layer
from .drawn_text import seen_text
from .ofd_page import OfdResources, TooMuch, drawn_page, local, numbers
from .ofd_pictures import page_picture
from .pdf_marks import edges_of
from .pdf_seen import Signature
from .result import Read, Reported
from .scan.read import Printed, can_recognise, left_unread, no_recognition, pictures_to_read, recognised_pages

if TYPE_CHECKING:
    from .scan.picture import Picture

_A4 = (0.0, 0.0, 210.0, 297.0)


@attrs.frozen
class _Package:
    archive: zipfile.ZipFile
    names: dict[str, str]
    """Paths by their lower-case form: some programs write references in another case."""

    def pictures(self, resources: OfdResources) -> Callable[[str], bytes | None]:
        """Return the bytes of a picture by its number among the resources; ``None`` for a missing one."""

        def part(number: str) -> bytes | None:
            name = self.names.get(resources.pictures.get(number, "").lower())
            return None if name is None else self.archive.read(name)

        return part

    def root(self, path: str) -> Element | None:
        """The root of a part; ``None`` for one that is missing or is no XML."""
        name = self.names.get(path.lower())
        if name is None:
            return None
        try:
            root: Element = needs("defusedxml.ElementTree", "ofd").fromstring(self.archive.read(name))
        except ParseError:
            return None
        return root


@attrs.frozen
class _Page:
    contents: tuple[tuple[Element, Layer], ...]
    size: tuple[float, float, float, float]


def read_ofd(name: str, data: bytes, ocr: Ocr = "auto") -> Read:
    """The lines and tables of an OFD file, as they are seen on its pages.

    Pages that are pictures, and pictures that may hold a table, are read by text recognition; ``ocr="always"`` does no
    more than ``"auto"``, for nothing here draws characters.
    """
    with _opened(name, data) as package:
        return _read(name, package, ocr)


def pictures_of_ofd(name: str, data: bytes, pages: Sequence[int]) -> Iterator[tuple[int, Picture]]:
    """The pictures of these pages (from 1), without characters and rules; pages without a picture are left out."""
    with _opened(name, data) as package:
        for number, (page, resources) in enumerate(_pages(package, _root(name, package)), start=1):
            if number in pages and page is not None:
                drawn = drawn_page(page.contents, resources, page.size)
                if (picture := page_picture(drawn, package.pictures(resources))) is not None:
                    yield number, picture


@contextmanager
def _opened(name: str, data: bytes) -> Iterator[_Package]:
    needs("defusedxml.ElementTree", "ofd")
    limits.check_zip(name, data, "OFD")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield _Package(archive, {path.lower(): path for path in archive.namelist()})
    except (KeyError, ValueError, IndexError, zipfile.BadZipFile, OSError):
        raise limits.damaged(name, "OFD") from None


def _root(name: str, package: _Package) -> Element:
    if "encryptions.xml" in package.names:
        raise limits.password(name)
    root = package.root("OFD.xml")
    if root is None:
        raise limits.damaged(name, "OFD")
    return root


@attrs.define
class _Scans:
    """The pages with pictures: the text printed beside them, and how to render them."""

    package: _Package
    printed: dict[int, Printed] = attrs.field(factory=dict)
    drawn: dict[int, tuple[Drawn, OfdResources]] = attrs.field(factory=dict)
    undecoded: list[int] = attrs.field(factory=list)
    """Pages whose pictures are of a kind that cannot be decoded (JBIG2), or too large."""

    def pictures(self) -> Iterator[tuple[int, Picture]]:
        """The pages as they are displayed, without their characters."""
        for number, (drawn, resources) in self.drawn.items():
            picture = page_picture(drawn, self.package.pictures(resources))
            if picture is None:
                self.undecoded.append(number)
            else:
                yield number, picture


def _read(name: str, package: _Package, ocr: Ocr) -> Read:
    root = _root(name, package)
    reported = Reported()
    blocks: list[Block] = []
    broken = []
    columns: Columns | None = None
    watermarks: set[Signature] = set()
    scans = _Scans(package)
    number = characters = 0
    recognises = ocr != "never" and can_recognise()
    for page, resources in _pages(package, root):
        number += 1
        if number > limits.MAX_PAGES:
            raise limits.too_big(name, f"more than {limits.MAX_PAGES} pages", f"超过 {limits.MAX_PAGES} 页")
        if page is None:
            broken.append(checks.page_damaged(number))
            continue
        try:
            drawn = drawn_page(page.contents, resources, page.size)
        except TooMuch:
            broken.append(checks.page_too_full(number))
            continue
        edges = edges_of(drawn.shapes)
        if len(edges) > 8 * limits.MAX_STROKES:
            broken.append(checks.page_too_full(number))
            continue
        chars, edges = seen_text(drawn, edges, number, watermarks, reported)
        blank = all(char.text.isspace() for char in chars)
        boxes = pictures_to_read(drawn, blank) if drawn.pictures else ()
        if boxes:
            scans.printed[number] = Printed() if blank else Printed((*chars,), (*edges,), boxes)
            scans.drawn[number] = drawn, resources
            if recognises:
                continue
        if blank:
            continue
        characters += len(chars)
        its_blocks, columns = blocks_and_columns(chars, edges, number, columns)
        blocks += its_blocks
    recognised: frozenset[int] = frozenset()
    if scans.drawn and recognises:
        read = recognised_pages(name, scans.pictures(), scans.printed)
        blocks = sorted([*blocks, *read.blocks], key=page_of)
        broken += [*read.diagnostics, *(checks.page_is_image(each) for each in scans.undecoded)]
        recognised = read.recognised
        if not blocks:
            raise _nothing(name, number, scans, ocr, recognises)
    elif not characters:
        raise _nothing(name, number, scans, ocr, recognises)
    else:
        broken += left_unread(scans.printed)
    return Read(tuple(blocks), (*broken, *reported.all()), recognised)


def _nothing(name: str, pages: int, scans: _Scans, ocr: Ocr, recognises: bool) -> UserError:
    if scans.undecoded:
        return UserError(
            f"{name}: a scan whose pictures cannot be decoded; export it as PDF, and read that",
            f"{name}：扫描件，其中的图片无法解码；请导出为 PDF 再读取",
        )
    if scans.drawn and not recognises:
        return no_recognition(name, "a scan without text", "扫描件", ocr)
    if not pages:
        return limits.damaged(name, "OFD")
    return UserError(f"{name}: {pages} pages without any text", f"{name}：共 {pages} 页，没有任何文字")


def _pages(package: _Package, root: Element) -> Iterator[tuple[_Page | None, OfdResources]]:
    """The pages of all documents of a package; ``None`` for one that is damaged or missing."""
    for body in root:
        place = next((each.text for each in body if local(each) == "DocRoot"), None)
        if local(body) != "DocBody" or not place:
            continue
        path = _joined("", place)
        document = package.root(path)
        if document is None:
            yield None, OfdResources({}, {})
            continue
        folder = posixpath.dirname(path)
        common = _child(document, "CommonData")
        resources = _resources(package, folder, common)
        size = _size(common, _A4)
        templates = {
            each.get("ID") or "": _joined(folder, each.get("BaseLoc") or "")
            for each in (common if common is not None else ())
            if local(each) == "TemplatePage"
        }
        notes = _notes(package, folder, document)
        listed = _child(document, "Pages")
        for each in listed if listed is not None else ():
            page = package.root(_joined(folder, each.get("BaseLoc") or ""))
            if page is None:
                yield None, resources
            else:
                own = _resources(package, posixpath.dirname(_joined(folder, each.get("BaseLoc") or "")), page)
                its = notes.get(each.get("ID") or "", [])
                yield _page(package, page, templates, size, its), resources.with_others(own)


def _page(
    package: _Package,
    page: Element,
    templates: dict[str, str],
    size: tuple[float, float, float, float],
    notes: Sequence[tuple[Element, Layer]],
) -> _Page:
    below: list[tuple[Element, Layer]] = []
    above: list[tuple[Element, Layer]] = []
    for each in page:
        if local(each) == "Template":
            template = package.root(templates.get(each.get("TemplateID") or "", ""))
            content = _child(template, "Content") if template is not None else None
            if content is not None:
                (above if each.get("ZOrder") == "Foreground" else below).append((content, "shown"))
    content = _child(page, "Content")
    own: list[tuple[Element, Layer]] = [] if content is None else [(content, "shown")]
    return _Page((*below, *own, *above, *notes), _size(page, size))


def _notes(package: _Package, folder: str, document: Element) -> dict[str, list[tuple[Element, Layer]]]:
    """The drawings of annotations (seals, watermarks, remarks), by page."""
    place = _child(document, "Annotations")
    path = _joined(folder, (place.text or "") if place is not None else "")
    listed = package.root(path) if place is not None else None
    found: dict[str, list[tuple[Element, Layer]]] = {}
    for page in listed if listed is not None else ():
        location = _child(page, "FileLoc")
        notes = package.root(_joined(posixpath.dirname(path), location.text or "")) if location is not None else None
        for note in notes if notes is not None else ():
            appearance = _child(note, "Appearance")
            if appearance is None or (note.get("Visible") or "").lower() == "false":
                continue
            layer: Layer = "watermark" if note.get("Type") == "Watermark" else "shown"
            found.setdefault(page.get("PageID") or "", []).append((appearance, layer))
    return found


def _resources(package: _Package, folder: str, common: Element | None) -> OfdResources:
    parameters: dict[str, Element] = {}
    composites: dict[str, Element] = {}
    pictures: dict[str, str] = {}
    for each in common if common is not None else ():
        if local(each) not in ("PublicRes", "DocumentRes", "PageRes"):
            continue
        path = _joined(folder, each.text or "")
        root = package.root(path)
        beside = _joined(posixpath.dirname(path), (root.get("BaseLoc") or "") if root is not None else "")
        for group in root if root is not None else ():
            for held in group:
                if local(held) == "DrawParam":
                    parameters[held.get("ID") or ""] = held
                elif local(held) == "CompositeGraphicUnit":
                    composites[held.get("ID") or ""] = held
                elif local(held) == "MultiMedia" and (file := _child(held, "MediaFile")) is not None:
                    pictures[held.get("ID") or ""] = _joined(beside, file.text or "")
    return OfdResources(parameters, composites, pictures)


def _size(holder: Element | None, default: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The box of a page that is shown, in millimetres."""
    area = next((each for each in (holder if holder is not None else ()) if local(each) in ("Area", "PageArea")), None)
    box = _child(area, "PhysicalBox") if area is not None else None
    values = numbers(box.text, []) if box is not None else []
    if len(values) != 4 or values[2] <= 0 or values[3] <= 0:
        return default
    return values[0], values[1], values[2], values[3]


def _child(element: Element, name: str) -> Element | None:
    return next((each for each in element if local(each) == name), None)


def _joined(folder: str, place: str) -> str:
    """The path in the package that a reference means: from its root with a slash, else from the referring folder."""
    place = place.strip().replace("\\", "/")
    path = place.lstrip("/") if place.startswith("/") else posixpath.join(folder, place)
    return posixpath.normpath(path)
