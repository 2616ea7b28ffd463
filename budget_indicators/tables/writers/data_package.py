"""A Data Package: all tables as CSV in one zip, with datapackage.json to say what each column holds."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

from ..cells import RowSource, guarded, shown
from ..columns import TABLES, Type

DESCRIPTION, NAME = "datapackage.json", "budget-indicators"
_TYPES: dict[Type, str] = {
    "text": "string",
    "integer": "integer",
    "money": "number",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
}


def write_data_package(path: Path, source: RowSource) -> None:
    """All tables as a zipped Data Package (https://datapackage.org)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DESCRIPTION, json.dumps(_description(), ensure_ascii=False, indent=2) + "\n")
        for table, columns in TABLES.items():
            texts = [column.type == "text" for column in columns]
            with (
                archive.open(f"{table}.csv", "w", force_zip64=True) as member,
                io.TextIOWrapper(member, "utf-8", errors="replace", newline="") as stream,
            ):
                writer = csv.writer(stream, lineterminator="\r\n")
                writer.writerow([column.name for column in columns])
                for row in source(table):
                    cells = [shown(cell) for cell in row]
                    writer.writerow([guarded(cell) if text else cell for cell, text in zip(cells, texts, strict=True)])


def _description() -> dict[str, object]:
    return {
        "name": NAME,
        "profile": "tabular-data-package",
        "resources": [
            {
                "name": table,
                "path": f"{table}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
                "schema": {
                    "fields": [
                        {"name": column.name, "type": _TYPES[column.type], "description": column.doc}
                        for column in columns
                    ],
                    "missingValues": [""],
                },
            }
            for table, columns in TABLES.items()
        ],
    }
