"""Behind recognition: what is in doubt is said wherever it stands, and everything has its place in the picture."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from documents_support import DOCUMENTS, assert_project_table, expected

from budget_indicators import Document, read_document
from budget_indicators.cli.files_progress import page_note
from budget_indicators.documents.layout.page import Char
from budget_indicators.documents.readers.progress import PageRead
from budget_indicators.documents.readers.scan.displayed import TurnedPage
from budget_indicators.documents.table.assemble import dated
from budget_indicators.tables.columns import TABLES
from budget_indicators.tables.rows import rows_of

from .measure import compared
from .perfect import doubtful, printed_pages, recognised

FORM = DOCUMENTS / "t003_rl.pdf"
STRINGS = DOCUMENTS / "t000_rl.pdf"


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("angle", [0.0, 1.0, -3.0])
def test_a_place_is_found_again_on_the_page_as_displayed(turns: int, angle: float) -> None:
    """The page is turned as the reader does it, dot by dot; the way back leads to where each dot came from."""
    width, height = 200.0, 300.0  # as displayed
    upright = (width, height) if turns % 2 == 0 else (height, width)
    way = TurnedPage(1, turns, angle, *upright)
    for x, y in ((20.0, 30.0), (150.0, 40.0), (100.0, 250.0)):
        at, down = x, y
        wide, high = width, height
        for _ in range(turns):  # a quarter turn to the left: the right side becomes the top
            at, down, wide, high = down, wide - at, high, wide
        turn = math.radians(angle)
        across, below = at - wide / 2, down - high / 2
        at = across * math.cos(turn) + below * math.sin(turn) + wide / 2
        down = below * math.cos(turn) - across * math.sin(turn) + high / 2
        seen = way.seen(at - 1, down - 1, at + 1, down + 1, 0.9, False)
        assert (seen.left + seen.right) / 2 * width == pytest.approx(x, abs=0.1)
        assert (seen.top + seen.bottom) / 2 * height == pytest.approx(y, abs=0.1)
        assert seen.turns == turns


def test_read_perfectly_a_scan_is_the_file_that_was_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing behind recognition makes a difference, and nothing is in doubt."""
    found = recognised(STRINGS, monkeypatch)
    assert_project_table(found, expected(DOCUMENTS / "t000.expected.json")["rows"])
    assert "D071" not in _codes(found)
    assert "D073" not in _codes(found)


@pytest.mark.parametrize("path", [FORM, STRINGS], ids=["columns", "strings"])
def test_every_indicator_has_its_box(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Boxes lie in the page, in the order of the rows; the confidence is that of the least sure character."""
    found = recognised(path, monkeypatch)
    names = [column.name for column in TABLES["indicators"]]
    rows = [dict(zip(names, row, strict=True)) for row in rows_of(found).stamped(None).indicators]
    assert len(rows) > 7
    for row in rows:
        assert 0 <= row["box_left"] < row["box_right"] <= 1
        assert 0 <= row["box_top"] < row["box_bottom"] <= 1
        assert row["confidence"] == Decimal("0.99")
    for above, below in pairwise(rows):
        assert (above["box_page"], above["box_top"]) <= (below["box_page"], below["box_top"])


def test_a_file_with_text_has_no_boxes() -> None:
    """The columns are there, and empty."""
    from documents_support import document

    at = [column.name for column in TABLES["indicators"]].index("box_page")
    assert {row[at:] for row in rows_of(document(STRINGS)).indicators} == {(None,) * 6}


MARKERS = "囗囝囡囤囨囮囸囹囿圄圉圊圜圝囯囻"


@pytest.mark.parametrize("start", [3, 40, 77])
@pytest.mark.parametrize("path", [FORM, STRINGS], ids=["columns", "strings"])
@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "without rules"])
def test_every_doubtful_character_of_a_table_is_told(
    path: Path, ruled: bool, start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Name, amount, goal, level, string or value: a warning quotes it or lies over it."""
    lengths = [len(page.chars) for page in printed_pages(path)]
    before = [sum(lengths[:at]) for at in range(len(lengths))]
    step = sum(lengths) // len(MARKERS)

    def misread(number: int, seen: Char) -> Char:
        assert seen.seen is not None
        nth, rest = divmod(before[seen.seen.page - 1] + number - start, step)
        return doubtful(seen, MARKERS[nth]) if rest == 0 and 0 <= nth < len(MARKERS) else seen

    found = recognised(path, monkeypatch, misread, ruled=ruled)
    assert [each for each in MARKERS if _untold(found, each)] == []


def _untold(found: Document, marker: str) -> bool:
    """Whether something that was read holds a doubtful character, and no warning names it."""
    everything = [
        *(text for p in found.projects for text in (p.name, p.unit, p.goal, p.text)),
        *(found.title, found.department),
    ]
    if not any(marker in text for text in everything):
        return False
    if any(each.code == "D073" and marker in each.message("zh") for each in found.diagnostics):
        return False
    return not any(
        each.code in ("D071", "D030") and marker in each.span.of(project.text)
        for project in found.projects
        for each in project.tree.diagnostics
    )


def test_the_year_that_a_caller_gives_takes_no_doubt_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dates are read anew; what recognition said stays."""
    found = recognised(STRINGS, monkeypatch, lambda at, char: doubtful(char) if at == 400 else char)
    later = dated(found, 2031)
    assert later.year == 2031
    for before, after in zip(found.projects, later.projects, strict=True):
        said = [each for each in before.tree.diagnostics if each.code in ("D070", "D071")]
        assert [each for each in after.tree.diagnostics if each.code in ("D070", "D071")] == said


def _codes(found: Document) -> set[str]:
    return {each.code for each in (*found.diagnostics, *(d for p in found.projects for d in p.tree.diagnostics))}


@pytest.mark.parametrize(
    "name", ["t003_rl.pdf", "t003_chrome.pdf", "made/province_forms.pdf", "made/province_columns.pdf"]
)
def test_a_form_without_rules_is_doubted_or_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which lines belong to one cell is a guess then: every row says so; where nothing is found, the reason is told."""
    printed = read_document(DOCUMENTS / name)
    found = recognised(DOCUMENTS / name, monkeypatch, ruled=False)
    assert compared(printed, found).silent == 0
    assert found.projects or "D075" in _codes(found)


def test_ink_that_could_not_be_read_puts_its_row_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lone = or a smudge in a cell: the text is what was read, and its row is doubted."""

    def misread(at: int, char: Char) -> Char:
        return doubtful(char, "") if char.text == "9" else char

    found = recognised(FORM, monkeypatch, misread)
    (project,) = found.projects
    values = [each.annual.text for each in project.indicators if each.annual is not None]
    assert not any("9" in value for value in values)
    assert compared(read_document(FORM), found).silent == 0


def test_what_is_left_is_estimated_from_the_pages_that_are_done() -> None:
    """In the words of the progress line, in seconds and in minutes."""
    assert page_note("scan.pdf", PageRead(3, 2, 12, 14.0)) == "scan.pdf p. 3 (2 of 12, about 70 s left)"
    assert page_note("scan.pdf", PageRead(3, 2, 102, 14.0)) == "scan.pdf p. 3 (2 of 102, about 12 min left)"
    assert page_note("scan.pdf", PageRead(9, 12, 12, 70.0)) == "scan.pdf p. 9 (12 of 12)"


def test_a_level_with_one_wrong_character_is_the_official_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """效兴指标 is 效益指标, and the row says that it was recovered; two wrong characters are not guessed."""

    def misread(at: int, char: Char) -> Char:
        return attrs.evolve(char, text="兴") if char.text == "益" else char

    printed, found = read_document(FORM), recognised(FORM, monkeypatch, misread)
    levels = [[each.level1, each.level2] for each in found.indicators]
    assert levels == [[each.level1, each.level2] for each in printed.indicators]
    (project,) = found.projects
    assert sum(each.code == "D030" for each in project.tree.diagnostics) >= 1


@pytest.mark.parametrize("instead", [" ", "V"])
def test_a_number_without_the_sign_that_others_have_is_doubted(instead: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lone ≥ that was overlooked without a trace, or taken for a V: its neighbours show that one is missing."""
    path = DOCUMENTS / "made" / "province_columns.pdf"
    seen: list[int] = []

    def misread(at: int, char: Char) -> Char:
        if char.text != "≥":
            return char
        seen.append(at)
        return attrs.evolve(char, text=instead) if len(seen) == 3 else char

    outcome = compared(read_document(path), recognised(path, monkeypatch, misread))
    assert outcome.silent == 0
    assert outcome.wrong == 1
