"""Ink that no recognised character accounts for puts its neighbours in doubt; other ink does not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

for needed in ("cv2", "rapidocr"):
    pytest.importorskip(needed, reason="the extra ocr is not installed")

from budget_indicators.documents.readers.scan.ink import accounted  # noqa: E402
from budget_indicators.documents.readers.scan.recognise import Glyph  # noqa: E402

HEIGHT = 40
# What a character looks like: its width, its step, and the rows of its ink.
_BODY = {"1": (6, 16), "8": (14, 18), "≥": (18, 24), "次": (25, 29), ".": (4, 10), "%": (24, 28)}


def drawn(text: str, seen: str, *, joined: bool = False) -> tuple[object, tuple[Glyph, ...]]:
    """A line in which this text is drawn as plain shapes, and what recognition saw of it (``_`` stands for nothing)."""
    import numpy

    width = 8 + sum(_BODY[char][1] for char in text) + 8
    page = numpy.full((HEIGHT, width), 255, dtype="uint8")
    glyphs: list[Glyph] = []
    at = 8
    for char, read in zip(text, seen, strict=True):
        wide, step = _BODY[char]
        top, bottom = (28, 32) if char == "." else (8, 32)
        page[top:bottom, at : at + wide] = 20
        if read != "_":
            glyphs.append(Glyph(read, (at + wide / 2) / width, 0.99))
        at += step
    if joined:  # a stroke of a seal in black and white runs through the line
        page[19:22, 8 : at - 4] = 20
    return page, tuple(glyphs)


def unsure(text: str, seen: str, *, joined: bool = False) -> list[str]:
    """The characters that are in doubt."""
    page, line = drawn(text, seen, joined=joined)
    return [glyph.text for glyph in accounted(page, None, line) if glyph.sure == 0]


@pytest.mark.parametrize("joined", [False, True])
@pytest.mark.parametrize("text", ["≥18次", "8.8%", "1111", "次次次", "≥8.1%", "8"])
def test_what_is_accounted_for_is_not_doubted(text: str, joined: bool) -> None:
    """Also where a stroke joins all characters."""
    assert unsure(text, text, joined=joined) == []


@pytest.mark.parametrize(
    ("text", "seen", "doubted"),
    [
        ("≥18次", "_18次", ["1"]),
        ("18次", "18_", ["8"]),
        ("18次", "_8次", ["8"]),
        ("次次次", "次_次", ["次", "次"]),
        ("88.8%", "88_8%", ["8", "8"]),
        ("888%", "8_8%", ["8", "8"]),
    ],
)
def test_what_was_dropped_puts_its_neighbours_in_doubt(text: str, seen: str, doubted: Sequence[str]) -> None:
    """At the beginning, at the end, between; a decimal point, too."""
    assert unsure(text, seen) == doubted


@pytest.mark.parametrize(("text", "seen", "doubted"), [("≥18次", "_18次", ["1"]), ("18次", "18_", ["8"])])
def test_touching_characters_hide_none(text: str, seen: str, doubted: Sequence[str]) -> None:
    """A stroke through the line leaves no gap between them."""
    assert unsure(text, seen, joined=True) == doubted


def test_coloured_ink_may_hide_a_character() -> None:
    """Under a seal both have faded: the place counts as ink."""
    import numpy

    page, line = drawn("18次", "18次")
    assert isinstance(page, numpy.ndarray)
    wider = numpy.hstack([numpy.full((HEIGHT, 30), 255, dtype="uint8"), page])
    moved = tuple(Glyph(glyph.text, (glyph.at * page.shape[1] + 30) / wider.shape[1], glyph.sure) for glyph in line)
    seal = numpy.zeros(wider.shape, dtype=bool)
    assert [glyph.sure for glyph in accounted(wider, seal, moved)] == [0.99] * 3
    seal[:, 5:32] = True
    assert [glyph.text for glyph in accounted(wider, seal, moved) if glyph.sure == 0] == ["1"]


@pytest.mark.parametrize(("bar", "sure"), [(True, 0.0), (False, 0.99)])
def test_a_bar_below_an_open_sign_is_doubt(bar: bool, sure: float) -> None:
    """> above a bar is ≥."""
    import cv2
    import numpy

    page = numpy.full((HEIGHT, 60), 255, dtype="uint8")
    cv2.polylines(page, [numpy.array([[10, 8], [26, 16], [10, 24]])], False, 0, 2)
    if bar:
        page[28:31, 10:27] = 0
    (sign,) = accounted(page, None, [Glyph(">", 18 / 60, 0.99)])
    assert sign.sure == sure


def test_ink_is_read_once() -> None:
    """A line that was found across a rule left its end in the next cell, where another line has it, too."""
    from budget_indicators.documents.readers.scan.page import _each_once
    from budget_indicators.documents.readers.scan.recognise import LineBox

    whole, end, apart = LineBox(438, 388, 601, 413), LineBox(436, 386, 466, 414), LineBox(610, 388, 700, 413)
    assert _each_once([end, whole, apart]) == [whole, apart]


def test_white_letters_on_a_dark_fill_become_black() -> None:
    """The fill is paper then, its letters and rules are ink; a page without fills is left as it is."""
    import numpy

    from budget_indicators.documents.readers.scan.dark_fills import without_dark_fills
    from budget_indicators.documents.readers.scan.picture import Picture

    page = numpy.full((300, 600), 255, dtype="uint8")
    page[200:204, 50:550] = 0  # a rule
    assert without_dark_fills(Picture(page, 200.0)).grey is page
    filled = page.copy()
    filled[50:110, 50:550] = 90
    filled[70:90, 100:110] = 250  # a letter
    filled[50:110, 300:302] = 0  # a rule
    found = without_dark_fills(Picture(filled, 200.0)).grey
    assert found[60, 60] > 230
    assert found[80, 105] < 30
    assert found[80, 301] < 130
    assert (found[150:] == filled[150:]).all()


@pytest.mark.parametrize(("at", "unsure"), [(30.0, True), (80.0, False), (5.0, False)])
def test_an_open_sign_on_a_rule_is_doubt(at: float, unsure: bool) -> None:
    """The bar of ≥ goes with the underline that it stands on."""
    from budget_indicators.documents.layout.ruling import Edge
    from budget_indicators.documents.readers.scan.page import _over_rules
    from budget_indicators.documents.readers.scan.recognise import LineBox

    line = (Glyph(">", 0.1, 0.99), Glyph("8", 0.5, 0.99))
    sign, digit = _over_rules(line, LineBox(0, 10, 100, 30), [Edge(True, at, 0.0, 100.0)], 1.0)
    assert (sign.sure == 0) is unsure
    assert digit.sure == 0.99
