"""Scanned pages and pictures, read by text recognition: exact, or in doubt, never wrong in silence."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from documents_support import DOCUMENTS

from budget_indicators import Project, read_document
from budget_indicators.bulk.workers import Limits, Options, read_files
from budget_indicators.documents.readers.progress import PageRead
from budget_indicators.errors import UserError

from .making import rendered, scan
from .measure import compared, key

pytestmark = [
    pytest.mark.ocr,
    # The engine's packages warn of their own affairs.
    pytest.mark.filterwarnings("default"),
]
pytest.importorskip("rapidocr", reason="the extra ocr is not installed")

FORM = DOCUMENTS / "t003_rl.pdf"
STRINGS = DOCUMENTS / "t000_rl.pdf"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET_INDICATORS_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize("kind", ["skew 1", "sideways", "upside down"])
def test_a_form_that_lies_awry_is_read_exactly(kind: str) -> None:
    """Merged level cells, both targets, wrapped lines: as in the file that was printed."""
    found = read_document(scan(FORM, [1], kind=kind), name="scan.pdf")
    printed = read_document(FORM)
    assert Counter(map(key, found.indicators)) == Counter(map(key, printed.indicators))
    assert all("D070" in _codes(project) for project in found.projects)


def test_under_a_stamp_nothing_is_wrong_in_silence() -> None:
    """What the seal has damaged is in doubt."""
    outcome = compared(read_document(FORM), read_document(scan(FORM, [1], kind="stamp"), name="scan.pdf"))
    assert outcome.exact >= 7
    assert outcome.silent == 0


def test_strings_over_two_pages_keep_their_amounts_and_rows() -> None:
    """Dense strings in narrow cells; a row cut by the page end is one project."""
    outcome = compared(read_document(STRINGS), found := read_document(scan(STRINGS, [1, 2]), name="scan.pdf"))
    assert outcome.silent == 0
    assert outcome.exact >= 0.97 * (outcome.exact + outcome.wrong)
    assert [project.name for project in found.projects[:3]] == [
        "租赁岗位合同工经费",
        "购置经费",
        "流动人员和出租屋管理专项经费",
    ]


def test_a_picture_file_is_read_and_never_means_never(tmp_path: Path) -> None:
    """A photograph of the form; ``ocr="never"`` says what is needed."""
    held = io.BytesIO()
    rendered(FORM, [1], 150)[0].save(held, "PNG", dpi=(150, 150))
    path = tmp_path / "form.png"
    path.write_bytes(held.getvalue())
    assert len(read_document(path).indicators) == 8
    with pytest.raises(UserError, match="--ocr auto"):
        read_document(path, ocr="never")


def test_a_second_reading_comes_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same picture is not recognised twice."""
    data = scan(FORM, [1])
    first = read_document(data, name="scan.pdf")
    monkeypatch.setattr("budget_indicators.documents.readers.scan.cache.scanned", None)
    assert read_document(data, name="scan.pdf") == first
    assert [path.suffix for path in (tmp_path / "cache" / "ocr").iterdir()] == [".json"]


def _codes(project: Project) -> list[str]:
    return [each.code for each in project.tree.diagnostics]


def test_damaged_pictures_end_in_one_line() -> None:
    """Half a PNG is no traceback."""
    held = io.BytesIO()
    rendered(FORM, [1], 72)[0].save(held, "PNG")
    with pytest.raises(UserError):
        read_document(held.getvalue()[:2000], name="half.png")


def test_extract_reads_a_scan_in_a_worker(tmp_path: Path) -> None:
    """Within the workers' memory, told page by page; ``--ocr never`` names the file and goes on."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(FORM, [1]))
    pages: list[tuple[str, int, int, int]] = []

    def page(file: str, read: PageRead) -> None:
        pages.append((file, read.number, read.done, read.of))

    told = read_files([str(path)], jobs=1, limits=Limits(), on_page=page)
    (result,) = told
    assert result.rows is not None
    assert len(result.rows.indicators) == 8
    assert pages == [(str(path), 1, 1, 1)]
    (refused,) = read_files([str(path)], jobs=1, limits=Limits(), options=Options(ocr="never"))
    assert refused.problem is not None
    assert "--ocr auto" in refused.problem.en
