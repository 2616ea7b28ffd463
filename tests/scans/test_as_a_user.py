"""Scans as people meet them: without the extra, interrupted, too long, page by page, from the cache."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from documents_support import DOCUMENTS, MADE

from budget_indicators import read_document
from budget_indicators.cli.lint_progress import Bar
from budget_indicators.cli.page_progress import pages_shown
from budget_indicators.documents.readers.progress import PageRead, on_page
from budget_indicators.errors import UserError

from .making import rendered, scan
from .measure import compared

for needed in ("pypdfium2", "cv2", "rapidocr"):
    pytest.importorskip(needed, reason="the extra ocr is not installed")

from budget_indicators.documents.layout.page import Char  # noqa: E402
from budget_indicators.documents.readers.scan import cache, read  # noqa: E402
from budget_indicators.documents.readers.scan.page import Scanned  # noqa: E402
from budget_indicators.documents.readers.scan.picture import Picture  # noqa: E402

FORM = DOCUMENTS / "t003_rl.pdf"
_LEFT_OUT = ("rapidocr", "onnxruntime", "pypdfium2", "cv2", "opencv")
ROOT = Path(__file__).parents[2]


def _run(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "budget_indicators", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def without_the_extra(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the packages of the extra are not installed, and all others are."""
    site = tmp_path_factory.mktemp("site")
    for folder in (Path(each) for each in sys.path if each.endswith("-packages")):
        for part in folder.iterdir():
            if not part.name.startswith(_LEFT_OUT) and not (site / part.name).exists():
                (site / part.name).symlink_to(part, target_is_directory=part.is_dir())
    # Python looks for packages here and in its own library only.
    return {"PYTHONPATH": os.pathsep.join((str(ROOT), str(site))), "PYTHONNOUSERSITE": "1", "PYTHONHOME": ""}


def test_without_the_extra_one_line_says_what_to_install(without_the_extra: dict[str, str], tmp_path: Path) -> None:
    """For a scan, a picture and a scan in OFD; what has a text is read, and a page that is a scan is named."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(FORM, [1], dpi=50))
    picture = tmp_path / "scan.png"
    rendered(FORM, [1], 50)[0].save(picture)
    mixed = tmp_path / "mixed.pdf"
    mixed.write_bytes(pasted(50))
    program = "import sys; sys.path[:] = [p for p in sys.path if not p.endswith('-packages')]; import runpy; "
    program += "runpy.run_module('budget_indicators', run_name='__main__')"

    def told(*words: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-S", "-c", program, *words, "--lang", "en"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **without_the_extra},
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    for command in (("parse",), ("lint",)):
        for each in (path, picture):
            code, _, err = told(*command, str(each))
            assert code == 2
            assert err.count("\n") == 1
            assert "pip install 'budget-indicators[ocr]'" in err
    code, out, _ = told("parse", str(mixed), "--format", "json")
    assert code == 0
    document = json.loads(out)
    assert sum(len(each["tree"]["indicators"]) for each in document["projects"]) == 8
    assert [each["where"]["page"] for each in document["diagnostics"] if each["code"] == "D077"] == [1]


def pasted(dpi: int) -> bytes:
    """A page with the form as text above and a picture of another province's table below."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    page = rendered(MADE / "province_columns.pdf", [1], dpi)[0]
    picture = page.crop((0, int(0.05 * page.height), page.width, int(0.5 * page.height)))
    source, made = pdfium.PdfDocument(FORM.read_bytes()), pdfium.PdfDocument.new()
    width, height = source[0].get_size()
    new = made.new_page(width, 2 * height)
    above = raw.FPDF_NewXObjectFromPage(made, source, 0)
    text = pdfium.PdfObject(raw.FPDF_NewFormObjectFromXObject(above), pdf=made)
    text.set_matrix(pdfium.PdfMatrix().translate(0, height))
    new.insert_obj(text)
    image = pdfium.PdfImage.new(made)
    image.set_bitmap(pdfium.PdfBitmap.from_pil(picture))
    high = 0.9 * width * picture.height / picture.width
    image.set_matrix(pdfium.PdfMatrix().scale(0.9 * width, high).translate(0.05 * width, 20))
    new.insert_obj(image)
    new.gen_content()
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


_SLOW = """
import sys, time
from budget_indicators.documents.readers.scan import cache, read
from budget_indicators.documents.readers.scan.page import Scanned
def slow(picture, number):
    time.sleep(0.0 if number < 3 else 60.0)
    return Scanned((), (), ())
cache.scanned = slow
from budget_indicators.cli.main import main
raise SystemExit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for another process")
@pytest.mark.parametrize("command", ["lint", "parse"])
def test_an_interrupted_run_keeps_its_pages_and_ends_in_one_line(command: str, tmp_path: Path) -> None:
    """Ctrl-C while the third of four pages is recognised: two stay in the cache."""
    path = tmp_path / "scan.pdf"
    pages = rendered(FORM, [1], 40)[0]
    each = [pages.crop((0, 0, 200 + at, 100)) for at in range(4)]
    each[0].save(path, "PDF", resolution=40, save_all=True, append_images=each[1:])
    folder = tmp_path / "cache" / "ocr"
    process = subprocess.Popen(
        [sys.executable, "-c", _SLOW, command, str(path), "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "BUDGET_INDICATORS_CACHE": str(tmp_path / "cache")},
    )
    ends = time.monotonic() + 60
    while len(list(folder.glob("*.json")) if folder.exists() else ()) < 2 and time.monotonic() < ends:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "budget-indicators: interrupted\n")
    assert len(list(folder.iterdir())) == 2


def _fake(monkeypatch: pytest.MonkeyPatch, calls: list[int]) -> None:
    def seen(picture: Picture, number: int) -> Scanned:
        calls.append(number)
        return Scanned((Char("字", 1.0, 2.0, 1.0, 2.0),), (), (), 0.5)

    monkeypatch.setattr(cache, "scanned", seen)


def test_the_cache_is_bounded_mended_and_can_be_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page not asked for the longest leaves first; a damaged one is read anew."""
    import numpy

    monkeypatch.setenv("BUDGET_INDICATORS_CACHE", str(tmp_path))
    calls: list[int] = []
    _fake(monkeypatch, calls)
    pictures = [Picture(numpy.full((10, 10 + at), 255, dtype="uint8"), 200.0) for at in range(3)]
    first = cache.remembered(pictures[0], 1)
    assert cache.remembered(pictures[0], 1) == first
    assert calls == [1]
    (file,) = (tmp_path / "ocr").iterdir()
    file.write_text("{", encoding="utf-8")
    assert cache.remembered(pictures[0], 1) == first
    assert calls == [1, 1]
    os.utime(file, (1, 1))
    monkeypatch.setattr(cache, "MOST", 2 * file.stat().st_size)
    for picture in pictures[1:]:
        cache.remembered(picture, 1)
    left = sorted((tmp_path / "ocr").iterdir())
    assert len(left) == 2
    assert file not in left
    monkeypatch.setenv("BUDGET_INDICATORS_CACHE", "off")
    assert cache.cache_folder() is None
    cache.remembered(pictures[1], 1)
    assert len(calls) == 5
    assert sorted((tmp_path / "ocr").iterdir()) == left


def test_too_many_scanned_pages_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In one line, before the first is recognised."""
    monkeypatch.setattr(read, "MAX_FRAMES", 1)
    calls: list[int] = []
    _fake(monkeypatch, calls)
    with pytest.raises(UserError, match="2 scanned pages, more than 1; refused as too big"):
        read_document(scan(DOCUMENTS / "t000_rl.pdf", [1, 2], dpi=40), name="scan.pdf")
    assert calls == []


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_each_page_is_told_on_a_terminal_only() -> None:
    """Which page, of how many, how long the rest may take; nothing is left of it."""
    shown, plain = _Terminal(), io.StringIO()
    for stream in (shown, plain):
        with pages_shown(Bar(stream)):
            if (tell := on_page.get()) is not None:
                tell(PageRead(3, 1, 4, 10.0))
        assert on_page.get() is None
    assert "3 (1 of 4, about 30 s left)" in shown.getvalue() or "第 3 页（1/4，约剩 30 秒）" in shown.getvalue()
    assert shown.getvalue().endswith("\r\x1b[K")
    assert plain.getvalue() == ""


@pytest.mark.ocr
@pytest.mark.filterwarnings("default")
def test_text_and_a_scanned_table_on_one_page_are_both_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text as it stands, the picture by recognition, which sees nothing else."""
    monkeypatch.setenv("BUDGET_INDICATORS_CACHE", "off")
    found = read_document(pasted(150), name="mixed.pdf")
    text, scanned = found.projects
    assert compared(read_document(FORM), found).exact == 8
    assert text.recognised == ()
    assert scanned.name == "农村饮水安全巩固提升工程"
    assert len(scanned.indicators) >= 6
    assert min(each.at.top for each in scanned.recognised) > 0.5


@pytest.mark.ocr
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for another process")
def test_an_interrupted_extract_goes_on_where_it_was(tmp_path: Path) -> None:
    """Its worker has kept the first page; the second run recognises the other only."""
    page = rendered(FORM, [1], 100)[0]
    each = [page.crop((0, int(0.07 * page.height), page.width - at, int(0.2 * page.height))) for at in range(2)]
    path, folder = tmp_path / "scan.pdf", tmp_path / "cache" / "ocr"
    each[0].save(path, "PDF", resolution=100, save_all=True, append_images=each[1:])
    words = ["extract", str(path), "-o", str(tmp_path / "t.csv"), "--lang", "en"]
    environment = {"BUDGET_INDICATORS_CACHE": str(tmp_path / "cache")}
    process = subprocess.Popen(
        [sys.executable, "-m", "budget_indicators", *words],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
        start_new_session=True,
    )
    ends = time.monotonic() + 120
    while not (folder.exists() and list(folder.glob("*.json"))) and time.monotonic() < ends:
        time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: everybody is told
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "budget-indicators: interrupted\n")
    kept = {file.name: file.stat().st_ctime_ns for file in folder.glob("*.json")}
    assert len(kept) == 1
    assert _run(*words, environment=environment).returncode == 0
    assert len(list(folder.glob("*.json"))) == 2
