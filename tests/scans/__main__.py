"""``python -m tests.scans``: the matrix of docs/scans.md, every resolution by every kind of damage, and its neighbours.

Each page is one measurement, kept in a file (``--results``) as soon as it is made: the command can be stopped and goes
on where it was. The pages are a subset of the test documents: a form with merged levels and a form of another province
in every condition, a page of dense strings that begins with a row cut by the page end at 200 dpi. ``--table`` prints
what was measured so far, ``--again`` compares anew what was recognised before (recognised pages are remembered; the
times are kept), and ``--printed`` reads all documents printed once at 200 dpi, askew by 1° and noisy.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

sys.path[:0] = [str(Path(__file__).parents[1])]

from documents_support import DOCUMENTS, MADE  # noqa: E402

from budget_indicators import Document, read_document  # noqa: E402
from budget_indicators.documents.readers.scan.cache import cache_folder  # noqa: E402
from scans.alone import Alone, alone, plain_text  # noqa: E402
from scans.making import scan  # noqa: E402
from scans.measure import Outcome, compared  # noqa: E402

RESOLUTIONS = (150, 200, 300)
MATRIX = ("clean", "jpeg", "skew 1", "skew 3", "stamp", "grey", "fax")


@attrs.frozen
class PrintedPages:
    """Some pages (from 1) of a test document."""

    file: str
    pages: tuple[int, ...]

    @property
    def path(self) -> Path:
        """Where the document lies."""
        return next(folder / self.file for folder in (DOCUMENTS, MADE) if (folder / self.file).exists())


FORM, FORMS, STRINGS = (
    PrintedPages(file, (number,))
    for file, number in (("t003_rl.pdf", 1), ("province_columns.pdf", 1), ("t000_rl.pdf", 2))
)
SUBSET = (FORM, FORMS, STRINGS)
PRINTED = tuple(
    PrintedPages(file, tuple(range(1, 40)))
    for file in (
        *("t000_rl.pdf", "t000_lodocx.pdf", "t003_rl.pdf", "t003_lodocx.pdf", "t003_chrome.pdf", "tort_rl.pdf"),
        *("province_columns.pdf", "province_forms.pdf", "tianhe_header_once.pdf", "tianhe_horizontal_rules.pdf"),
        *("tianhe_no_rules.pdf", "tianhe_rotated.pdf"),
    )
)


@attrs.frozen
class Measured:
    """One page (or document) in one condition: what the reader found, what recognition alone did, and the time."""

    file: str
    dpi: int
    kind: str
    outcome: Outcome
    alone: Alone
    plain: Outcome
    pages: int
    seconds: float


def main() -> None:
    """Measure what is not in the results yet, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.scans", description="Measure the reading of scans.")
    parser.add_argument("--results", type=Path, default=Path("scans.jsonl"), help="file of measurements (kept)")
    parser.add_argument("--printed", action="store_true", help="whole documents instead of the matrix")
    parser.add_argument("--again", action="store_true", help="compare anew what was recognised before")
    parser.add_argument("--table", action="store_true", help="only print what was measured so far")
    args = parser.parse_args()
    todo = _printed() if args.printed else _matrix()
    if args.again:
        _compare_again(args.results, todo)
    elif not args.table:
        known = {(each.file, each.dpi, each.kind) for each in kept(args.results)}
        for test, dpi, kind in todo:
            if (test.file, dpi, kind) not in known:
                measured = measure(test, dpi, kind)
                print(f"{test.file} {dpi} {kind}: {measured.outcome}", file=sys.stderr)
                with args.results.open("a", encoding="utf-8") as stream:
                    stream.write(json.dumps(attrs.asdict(measured)) + "\n")
    print(table(kept(args.results), by_file=args.printed))


def _compare_again(path: Path, todo: Iterable[tuple[PrintedPages, int, str]]) -> None:
    seconds = {(each.file, each.dpi, each.kind): each.seconds for each in kept(path)}
    again = [
        attrs.evolve(measure(*each), seconds=seconds[each[0].file, each[1], each[2]])
        for each in todo
        if (each[0].file, each[1], each[2]) in seconds
    ]
    path.write_text("".join(json.dumps(attrs.asdict(each)) + "\n" for each in again), encoding="utf-8")


def _matrix() -> Iterator[tuple[PrintedPages, int, str]]:
    # Two short pages in every condition, the middle resolution first; the long one, at that resolution, last.
    for dpi in (200, 150, 300):
        for kind in MATRIX:
            yield from ((pages, dpi, kind) for pages in (FORM, FORMS))
    yield from ((STRINGS, 200, kind) for kind in MATRIX)


def _printed() -> Iterator[tuple[PrintedPages, int, str]]:
    yield from ((test, 200, "skew 1") for test in PRINTED)


def measure(test: PrintedPages, dpi: int, kind: str) -> Measured:
    """Print, spoil, read and compare the pages of a document."""
    from pypdfium2 import PdfDocument

    pages = [number for number in test.pages if number <= len(PdfDocument(test.path.read_bytes()))]
    data = scan(test.path, pages, dpi=dpi, kind=kind)
    printed = only_pages(test.path, pages)
    before = _held()
    began = time.perf_counter()
    found = read_document(data, name="scan.pdf")
    seconds = time.perf_counter() - began if _held() >= before + len(pages) else 0.0  # remembered pages take no time
    plain = compared(printed, plain_text(data))
    return Measured(
        test.file, dpi, kind, compared(printed, found), alone(printed, found), plain, len(pages), round(seconds, 1)
    )


def _held() -> int:
    folder = cache_folder()
    return len(list(folder.glob("*.json"))) if folder is not None and folder.exists() else 0


def only_pages(path: Path, pages: Iterable[int]) -> Document:
    """These pages of a PDF, read from its text as a file of their own."""
    import io

    from pypdfium2 import PdfDocument

    whole = PdfDocument(path.read_bytes())
    part = PdfDocument.new()
    part.import_pages(whole, [number - 1 for number in pages])
    held = io.BytesIO()
    part.save(held)
    return read_document(held.getvalue(), name=path.name)


def kept(path: Path) -> list[Measured]:
    """The measurements that were made so far."""
    if not path.exists():
        return []
    out: list[Measured] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        parts = {"outcome": Outcome(**data.pop("outcome")), "plain": Outcome(**data.pop("plain"))}
        out.append(Measured(alone=Alone(**data.pop("alone")), **data, **parts))
    return out


def table(measured: Iterable[Measured], *, by_file: bool = False) -> str:
    """The measurements as a Markdown table, a row for each condition (or file)."""
    groups: dict[tuple[str, int], list[Measured]] = {}
    for each in measured:
        groups.setdefault((each.file if by_file else each.kind, each.dpi), []).append(each)
    head = ("printed" if by_file else "scan", "dpi", "printed", "exact", "doubted", "wrong", "in silence", "lost")
    more = ("cells exact", "characters", "plain text", "seconds a page")
    lines = ["| " + " | ".join((*head, *more)) + " |", "|---|" + "---:|" * (len(head) + len(more) - 1)]
    for (name, dpi), each in groups.items():
        outcomes = [one.outcome for one in each]
        expected, exact = sum(o.expected for o in outcomes), sum(o.exact for o in outcomes)
        wrong, silent = sum(o.wrong for o in outcomes), sum(o.silent for o in outcomes)
        timed = [one for one in each if one.seconds]
        pages = sum(one.pages for one in timed)
        row = (
            *(name, dpi, expected, f"{exact} ({100 * exact / max(expected, 1):.0f} %)"),
            *(sum(o.doubted for o in outcomes), wrong, silent, max(0, expected - exact - wrong)),
            f"{100 * sum(one.alone.exact for one in each) / max(1, sum(one.alone.cells for one in each)):.1f} %",
            f"{100 * sum(one.alone.same for one in each) / max(1, sum(one.alone.characters for one in each)):.2f} %",
            f"{sum(one.plain.exact for one in each)} ({sum(one.plain.silent for one in each)} silent)",
            f"{sum(one.seconds for one in timed) / pages:.1f}" if pages else "",
        )
        lines.append("| " + " | ".join(map(str, row)) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
