"""Texts as editors hold them: positions in three units, line ends, changes."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_indicators.lsp.text import EditorText, PositionEncoding

ENCODINGS: tuple[PositionEncoding, ...] = ("utf-8", "utf-16", "utf-32")
TEXTS = st.text(st.sampled_from("a1；名é😀\U0010ffff\n\r\u2028\x0c\x85\ufeff\ud800\udc00"), max_size=40)
SIZES = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def units(piece: str, encoding: PositionEncoding) -> int:
    """How many units a piece has, by Python's own encoder."""
    name, size = SIZES[encoding]
    return len(piece.encode(name, "surrogatepass")) // size


@given(TEXTS, st.sampled_from(ENCODINGS), st.integers(0, 3))
def test_places_are_those_of_the_protocol(given_text: str, encoding: PositionEncoding, times: int) -> None:
    """There and back, also far into a text; lines as the protocol has them."""
    text = EditorText("", encoding).replaced(given_text * 50**times if times < 3 else given_text)
    lines = text.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    step = max(1, len(text.text) // 60)
    for offset in range(0, len(text.text) + 1, step):
        line, column = text.place(offset)
        start, end = text.line_span(line)
        assert text.text[start:end] == lines[line]
        assert column == units(text.text[start : min(offset, end)], encoding)
        assert text.offset(line, column) == min(offset, end)
    assert text.place(len(text.text))[0] == len(lines) - 1


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_positions_that_do_not_exist(encoding: PositionEncoding) -> None:
    """Beyond a line: its end; beyond the text: its end; inside a character: its beginning; below nought: the start."""
    text = EditorText("a😀\r\nb", encoding)
    assert text.offset(0, 10**9) == 2
    assert text.offset(1, 10**9) == 5
    assert text.offset(7, 3) == 5
    assert text.offset(-1, 0) == text.offset(0, -1) == 0
    if encoding != "utf-32":
        assert text.offset(0, 2) == 1
    assert EditorText("", encoding).offset(0, 0) == 0
    assert EditorText("", encoding).place(0) == (0, 0)


@given(TEXTS, TEXTS, st.sampled_from(ENCODINGS), st.data())
def test_a_change_changes_what_it_names(before: str, new: str, encoding: PositionEncoding, data: st.DataObject) -> None:
    """The same as cutting and pasting, but that no change begins or ends between \\r and \\n."""
    text = EditorText("", encoding).replaced(before)
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    first, last = text.offset(*text.place(start)), text.offset(*text.place(end))
    after = text.changed(text.place(start), text.place(end), new)
    assert after.text == EditorText("").replaced(text.text[:first] + new + text.text[last:]).text


def test_an_end_before_the_start_inserts() -> None:
    """A client's mistake takes nothing away."""
    assert EditorText("abc").changed((0, 2), (0, 1), "X").text == "abXc"


def test_halves_of_a_character_come_together() -> None:
    """An editor that counts in UTF-16 may send the halves of a character one after the other."""
    text = EditorText("ab").changed((0, 1), (0, 1), "\ud83d")
    assert text.place(2) == (0, 2)
    text = text.changed((0, 2), (0, 2), "\ude00")
    assert text.text == "a😀b"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_huge_line(encoding: Literal["utf-8", "utf-16", "utf-32"]) -> None:
    """A text of one line, counted in blocks."""
    text = EditorText("名😀a" * 100_000, encoding)
    for offset in (0, 1, 1023, 1024, 1025, 299_999, 300_000):
        assert text.offset(*text.place(offset)) == offset
    assert text.place(300_000) == (0, units(text.text, encoding))
