"""The readers: one per format, each from a name (for messages) and the bytes of a file to its blocks."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Literal, TypeAlias

from .result import Read

Reader: TypeAlias = Callable[..., Read]
Ocr: TypeAlias = Literal["auto", "never", "always"]
"""Which pages are read by text recognition: those that hold pictures of text, none, or all."""

_RECOGNISING = ("pdf", "ofd", "image")  # readers that take the choice

READERS: dict[str, tuple[str, str]] = {
    "pdf": ("pdf", "read_pdf"),
    "xlsx": ("excel", "read_xlsx"),
    "xls": ("xls", "read_xls"),
    "ods": ("ods", "read_ods"),
    "excel-xml": ("excel_xml", "read_excel_xml"),
    "docx": ("word", "read_docx"),
    "doc": ("doc", "read_doc"),
    "html": ("html", "read_html"),
    "ofd": ("ofd", "read_ofd"),
    "image": ("scan.read", "read_picture"),
}
"""Kind of file -> module and function that read it, loaded when it is met. Texts are for ``documents.content``."""


def read(kind: str, name: str, data: bytes, ocr: Ocr = "auto") -> Read:
    """Read a file of a kind of ``READERS``; raises ``UserError`` for one that cannot be read."""
    module, function = READERS[kind]
    reader: Reader = getattr(import_module(f".{module}", __name__), function)
    return reader(name, data, ocr) if kind in _RECOGNISING else reader(name, data)
