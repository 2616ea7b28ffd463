"""An Office file as the parts of its zip: some are replaced or added, all others stay byte for byte the same."""

from __future__ import annotations

import io
import posixpath
import zipfile
from functools import cached_property
from typing import Any

import attrs

from ..errors import UserError
from ..extras import needs

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"


class Cannot(UserError):
    """A file cannot be corrected in place without loss; the message says why."""


def parse(data: bytes) -> Any:
    """The root of a part."""
    etree = needs("lxml.etree", "excel")
    # Files with a DOCTYPE and zip bombs were refused by the readers before.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Cannot("contains a part that is not XML", "文件中有损坏的 XML 部件") from None


def serialise(root: Any) -> bytes:
    """The bytes of a part from its root, with the same prefixes."""
    etree = needs("lxml.etree", "excel")
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def local(element: Any) -> str:
    """The name of an element without its namespace; ``""`` for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(parent: Any, name: str) -> Any:
    """The first child of that name, in whatever namespace."""
    return next((each for each in parent if local(each) == name), None)


@attrs.define
class Relation:
    """A relationship of a part: its id, the end of its type (``worksheet``), and its target part."""

    id: str
    type: str
    target: str


@attrs.define
class Package:
    """The parts of a file."""

    data: bytes
    changed: dict[str, bytes] = attrs.field(factory=dict)

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        archive = zipfile.ZipFile(io.BytesIO(self.data))
        names = archive.namelist()
        if len(set(names)) != len(names):
            raise Cannot("contains a part twice", "文件中有重复的部件")
        if any(name.startswith("_xmlsignatures/") for name in names):
            raise Cannot("is signed; a change would break the signature", "文件带有数字签名，改动会使签名失效")
        return archive

    def has(self, name: str) -> bool:
        """Whether there is a part of this name."""
        return name in self.changed or name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """A part's bytes."""
        if name in self.changed:
            return self.changed[name]
        try:
            return self._zip.read(name)
        except KeyError:
            raise Cannot(f"lacks the part {name}", f"文件缺少部件 {name}") from None

    def write(self, name: str, data: bytes) -> None:
        """Replace or add a part."""
        self.changed[name] = data

    def free_name(self, pattern: str) -> str:
        """An unused name: ``pattern`` with a number."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> list[Relation]:
        """The relationships of a part (``""``: those of the whole file) to other parts."""
        name = _relations_part(part)
        if not self.has(name):
            return []
        found = []
        for each in parse(self.read(name)):
            if local(each) == "Relationship" and each.get("TargetMode") != "External":
                target = each.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
                kind = each.get("Type", "").rpartition("/")[2]
                found.append(Relation(each.get("Id", ""), kind, posixpath.normpath(path)))
        return found

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship from a part to another; its id."""
        etree = needs("lxml.etree", "excel")
        name = _relations_part(part)
        empty = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
        root = parse(self.read(name)) if self.has(name) else empty
        taken = {each.get("Id") for each in root}
        number = 1
        while (id := f"rId{number}") in taken:
            number += 1
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        if any(each.get("Type", "").startswith("http://purl.oclc.org/") for each in root):
            base = "http://purl.oclc.org/ooxml/officeDocument/relationships"
        relative = posixpath.relpath(target, posixpath.dirname(part) or ".")
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=id, Type=f"{base}/{kind}", Target=relative)
        self.write(name, serialise(root))
        return id

    def declare(self, part: str, content_type: str) -> None:
        """Declare the content type of a new part."""
        etree = needs("lxml.etree", "excel")
        root = parse(self.read(_TYPES_PART))
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)
        self.write(_TYPES_PART, serialise(root))

    def declare_suffix(self, suffix: str, content_type: str) -> None:
        """Declare the content type of a suffix, if it has none."""
        etree = needs("lxml.etree", "excel")
        root = parse(self.read(_TYPES_PART))
        if any(local(each) == "Default" and each.get("Extension", "").lower() == suffix for each in root):
            return
        root.insert(0, etree.Element(f"{{{CONTENT_TYPES}}}Default", Extension=suffix, ContentType=content_type))
        self.write(_TYPES_PART, serialise(root))

    def bytes(self) -> bytes:
        """The bytes of the file; the original ones if nothing changed."""
        if not self.changed:
            return self.data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self._zip.infolist():
                archive.writestr(_like(info), self.read(info.filename))
            for name, data in self.changed.items():
                if name not in self._zip.NameToInfo:
                    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                    info.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(info, data)
        return out.getvalue()


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(info.filename, info.date_time)
    known = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    copy.compress_type = info.compress_type if known else zipfile.ZIP_DEFLATED
    copy.external_attr, copy.create_system = info.external_attr, info.create_system
    return copy


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
