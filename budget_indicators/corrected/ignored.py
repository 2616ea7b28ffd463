"""The findings a person chose to ignore, kept inside an Office file: custom properties, which Excel, Word and WPS keep.

Each is identified by its mark (a hash of rule, project and content), so that the properties contain no text.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable

from ..errors import UserError
from ..extras import needs
from .package import Package, child, local, parse, serialise

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_NAME = "budget-indicators ignored"
_MARK = re.compile(r"\b[0-9a-f]{32}\b")
_MARKS_IN_ONE = 7  # Excel cuts a property at 255 characters


def ignored_in(data: bytes) -> frozenset[str]:
    """The marks in a file; none if it is of another kind or damaged."""
    if not data.startswith(b"PK"):
        return frozenset()
    try:
        package = Package(data)
        part = _part(package)
        return frozenset(_marks(parse(package.read(part)))) if part else frozenset()
    except (UserError, zipfile.BadZipFile, OSError, ValueError):
        return frozenset()


def with_ignored(data: bytes, marks: Iterable[str]) -> bytes:
    """The file with exactly these marks; returned as it is if nothing changes."""
    wanted = sorted(mark for mark in set(marks) if _MARK.fullmatch(mark))
    if wanted == sorted(ignored_in(data)):
        return data
    etree = needs("lxml.etree", "excel")
    package = Package(data)
    part = _part(package)
    if part:
        root = parse(package.read(part))
        for each in list(root):
            if each.get("name", "").startswith(_NAME):
                root.remove(each)
    else:
        part = "docProps/custom.xml"
        root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={None: _PROPERTIES, "vt": _TYPES})
        package.relate("", "custom-properties", part)
        package.declare(part, _CONTENT_TYPE)
    number = max((int(each.get("pid", "1")) for each in root), default=1) + 1
    for at in range(0, len(wanted), _MARKS_IN_ONE):
        attributes = {"fmtid": _ID, "pid": str(number), "name": f"{_NAME} {at // _MARKS_IN_ONE + 1}"}
        one = etree.SubElement(root, f"{{{_PROPERTIES}}}property", attributes)
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = " ".join(wanted[at : at + _MARKS_IN_ONE])
        number += 1
    package.write(part, serialise(root))
    return package.bytes()


def _part(package: Package) -> str:
    return next((each.target for each in package.relations("") if each.type == "custom-properties"), "")


def _marks(root: object) -> list[str]:
    found: list[str] = []
    for each in root if isinstance(root, Iterable) else ():
        if local(each) == "property" and each.get("name", "").startswith(_NAME):
            text = child(each, "lpwstr")
            found += _MARK.findall(text.text or "") if text is not None else []
    return found
