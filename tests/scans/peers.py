"""``python -m tests.scans.peers``: another reader of tables in pictures on the same pages, beside ours.

img2table (MIT) finds the cells and reads them with the same recognition engine; its tables go through our parser as a
text with tabs, so that only the table reading differs. It is not among our dependencies: ``pip install img2table``.
Readers with table models (rapid_table, PaddleOCR's structure models, docling …) download their models when they are
first used and are therefore not compared here.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from budget_indicators import Document, read_document  # noqa: E402
from budget_indicators.documents.content import read_text_document  # noqa: E402
from scans.__main__ import FORM, FORMS, only_pages  # noqa: E402
from scans.alone import alone, plain_text  # noqa: E402
from scans.making import scan  # noqa: E402
from scans.measure import compared  # noqa: E402

CONDITIONS = ("clean", "stamp")
PAGES = (FORM, FORMS)


def img2table(data: bytes) -> Document:
    """What img2table makes of a scan: its tables as a text with tabs, read by our parser."""
    from img2table.document import PDF  # type: ignore[import-not-found]
    from img2table.ocr import RapidOCR  # type: ignore[import-not-found]

    found = PDF(io.BytesIO(data)).extract_tables(ocr=RapidOCR(), borderless_tables=True)
    lines: list[str] = []
    for tables in found.values():
        for table in tables:
            for row in table.content.values():
                lines.append("\t".join(" ".join((cell.value or "").split()) for cell in row))
    return read_text_document("\n".join(lines), "scan.txt")


def main() -> None:
    """Print a table: indicators and cells exact, wrong in silence, seconds for each reader and condition."""
    print("| scan (200 dpi) | reader | printed | exact | wrong | in silence | cells exact |")
    print("|---|---|---:|---:|---:|---:|---:|")
    readers = {
        "this package": lambda data: read_document(data, name="scan.pdf"),
        "recognised lines as text, our parser": plain_text,
        "img2table 2, our parser": img2table,
    }
    for kind in sys.argv[1:] or CONDITIONS:
        for name, reader in readers.items():
            row = [0] * 6
            for test in PAGES:
                data = scan(test.path, test.pages, dpi=200, kind=kind)
                printed = only_pages(test.path, test.pages)
                found = reader(data)
                outcome, own = compared(printed, found), alone(printed, found)
                for at, each in enumerate(
                    (outcome.expected, outcome.exact, outcome.wrong, outcome.silent, own.exact, own.cells)
                ):
                    row[at] += each
            share = f"{100 * row[4] / max(row[5], 1):.1f} %"
            print(
                f"| {kind} | {name} | {row[0]} | {row[1]} | {row[2]} | {row[3]} | {share} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
