"""What recognition may have misread stands in the overview beside the piece of the scan's picture."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from typing import Any

import pytest
from documents_support import DOCUMENTS, SAMPLES
from scans.perfect import as_pictures, doubtful

from budget_indicators.report import overview as overview_module
from budget_indicators.report import page as page_module
from budget_indicators.report.database import Database
from budget_indicators.report.overview import Overview, overview
from budget_indicators.report.page import ROOM, OverviewPage
from budget_indicators.report.read_file import read_and_lint

from .test_browser import opened

for needed in ("pypdfium2", "cv2", "rapidocr", "vl_convert"):
    pytest.importorskip(needed, reason="the extras ocr and report are not installed")

FORM = DOCUMENTS / "t003_rl.pdf"
_ADDRESS = re.compile(r'src="data:image/jpeg;base64,([A-Za-z0-9+/=]+)"')


def _overview(monkeypatch: pytest.MonkeyPatch, doubted: str, *files: Path) -> Overview:
    """The overview of the form as a scan in which these characters are in doubt, and of other files."""
    as_pictures(FORM, monkeypatch, lambda _, char: doubtful(char) if char.text in doubted else char)
    with Database() as database:
        for file in (FORM, *files):
            database.add(read_and_lint(str(file), str(file), None, "always" if file == FORM else "never"))
        return overview(database)


def _page(found: Overview) -> str:
    return OverviewPage(found, "en", Path.cwd()).written()


def test_each_doubt_has_its_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small grey JPEG with ink in it for each place, beside what is said of it; other pictures are not allowed."""
    from PIL import Image

    found = _overview(monkeypatch, "9", SAMPLES / "panyu-projects.txt")
    html = _page(found)
    pieces = _ADDRESS.findall(html)
    assert len(pieces) == len(found.doubts) == found.doubts_count > 0
    assert html.count("<img") == len(pieces)
    assert "img-src data:" in html
    assert f"may have misread {found.doubts_count} places" in html
    for piece in pieces:
        with Image.open(io.BytesIO(base64.b64decode(piece))) as picture:
            assert picture.width <= 480
            assert picture.height <= 96
            low, _ = picture.convert("L").getextrema()
            assert isinstance(low, int)
            assert low < 110


def test_a_name_and_a_title_have_pictures_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is doubtful outside the indicators is D073."""
    found = _overview(monkeypatch, "部")
    said = [each.message.en for each in found.doubts if each.message.en.endswith("compare it with the scan")]
    assert any("“部门整体预算绩效目标申报表”" in each for each in said)  # the title
    assert any("政法委员会" in each for each in said)  # the department
    assert len(_ADDRESS.findall(_page(found))) == len(found.doubts)


def test_without_scans_nothing_is_said_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no picture is allowed."""
    html = _page(_overview(monkeypatch, ""))
    assert "id=scans" not in html
    assert "#scans" not in html.partition("</style>")[2]
    assert "img-src" not in html


def test_what_has_no_room_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bounded number of places and pictures, within the page's size, and how many are left out."""
    found = _overview(monkeypatch, "0123456789%≥指标")
    assert len(found.doubts) == found.doubts_count > 5
    html = _page(found)
    assert len(html.encode()) <= ROOM
    monkeypatch.setattr(page_module, "_PIECES", 3)
    fewer = _page(found)
    assert len(_ADDRESS.findall(fewer)) == 3
    assert f"{len(found.doubts) - 3} are without a picture" in fewer
    monkeypatch.setattr(overview_module, "MOST_DOUBTS", 4)
    first = _overview(monkeypatch, "0123456789%≥指标")
    assert first.doubts == found.doubts[:4]
    assert f"{found.doubts_count - 4} more are not shown" in _page(first)


def test_the_browser_shows_them(browser: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each picture is drawn, none is wider than its column, and a telephone need not scroll sideways."""
    path = tmp_path / "scans.html"
    path.write_text(_page(_overview(monkeypatch, "9")), encoding="utf-8")
    for page in opened(browser, path):
        drawn = page.evaluate(
            "() => [...document.querySelectorAll('#scans img')].map(one => [one.naturalWidth, one.clientWidth])"
        )
        assert drawn
        assert all(natural > 0 and shown > 0 for natural, shown in drawn)
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.click("nav a[href='#scans']")
        assert page.locator("#scans img").first.is_visible()
        axe = pytest.importorskip("axe_playwright_python.sync_playwright")
        assert [each["id"] for each in axe.Axe().run(page).response["violations"]] == []
