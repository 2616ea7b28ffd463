"""Recognise the files that this program writes itself, so that they are not counted again."""

from __future__ import annotations

import os
import re
from functools import cache

ERROR_COLUMNS = ("file", "code", "severity", "message_en", "message_zh")
"""The columns of ``extract --errors``."""
_HEAD = 4_096
_FIRST = 6
"""Columns that identify a table; later versions append others."""
_PROPERTIES = "docProps/core.xml"
_MOST_PROPERTIES = 65_536


def is_own_output(path: str | os.PathLike[str]) -> bool:
    """Whether a file is a table, a report or an overview by this program; ``False`` if it cannot be read."""
    name = str(path).lower()
    try:
        if name.endswith((".html", ".htm")):
            from ..lint.reports.self_contained import GENERATOR

            return GENERATOR.encode() in _head(path)
        if name.endswith((".csv", ".tsv", ".txt")):
            return _head(path).removeprefix(b"\xef\xbb\xbf").startswith(_headers())
        if name.endswith(".zip"):
            return _data_package(path)
        if name.endswith(".xlsx"):
            return _creator(path)
    except Exception:  # damaged: reading it will report the reason
        return False
    return False


def _head(path: str | os.PathLike[str]) -> bytes:
    with open(path, "rb") as file:
        return file.read(_HEAD)


def _creator(path: str | os.PathLike[str]) -> bool:
    """Whether the properties of a workbook name this program as its creator."""
    import zipfile

    from ..tables.cells import WRITER

    creator = rb"<dc:creator[^<>]*>" + WRITER.encode() + rb"</"
    with zipfile.ZipFile(path) as archive, archive.open(_PROPERTIES) as properties:
        return re.search(creator, properties.read(_MOST_PROPERTIES)) is not None


def _data_package(path: str | os.PathLike[str]) -> bool:
    """Whether an archive begins like the data packages of ``extract``."""
    import zipfile

    from ..tables.writers.data_package import DESCRIPTION, NAME

    with zipfile.ZipFile(path) as archive, archive.open(DESCRIPTION) as description:
        return f'"name": "{NAME}"'.encode() in description.read(_HEAD)


@cache
def _headers() -> tuple[bytes, ...]:
    from ..lint.reports.data import CSV_COLUMNS
    from ..tables.columns import TABLES

    tables = [tuple(column.name for column in columns) for columns in TABLES.values()]
    every = (*tables, *CSV_COLUMNS.values(), ERROR_COLUMNS)
    return tuple(",".join(columns[:_FIRST]).encode() for columns in every)
