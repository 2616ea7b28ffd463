"""Word 97 to 2003: tables, merged cells, what is struck out or hidden, from the file itself."""

from __future__ import annotations

import contextlib

import pytest
from documents_support import DOCUMENTS

from budget_indicators import UserError, read_document
from budget_indicators.documents.readers import office

DATA = (DOCUMENTS / "t003.doc").read_bytes()
LOOKS = (DOCUMENTS / "made" / "looks.doc").read_bytes()


@pytest.fixture(autouse=True)
def no_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice is not asked."""
    monkeypatch.setattr(office, "converter", lambda: None)


@pytest.mark.parametrize("name", ["t003", "tort"])
def test_the_same_document_in_the_old_and_the_new_format(name: str) -> None:
    """Projects, amounts, indicators."""
    old, new = read_document(DOCUMENTS / f"{name}.doc"), read_document(DOCUMENTS / f"{name}.docx")
    assert len(old.projects) == len(new.projects) > 0
    for one, other in zip(old.projects, new.projects, strict=True):
        assert (one.name, one.unit, one.total, one.goal) == (other.name, other.unit, other.total, other.goal)
        assert "".join(one.text.split()) == "".join(other.text.split())


def test_what_a_reader_sees() -> None:
    """Merged levels hold for their rows; struck-out, hidden and raised text is set aside and said."""
    found = read_document(LOOKS, name="表.doc")
    assert [
        (each.level1.name if each.level1 else "", each.level2.name if each.level2 else "", each.name, str(each.annual))
        for each in found.indicators
    ] == [
        ("产出指标", "数量指标", "培训次数", "≥12次"),
        ("产出指标", "数量指标", "发放册数", "10册"),
        ("产出指标", "质量指标", "合格率", "95%"),
        ("效益指标", "社会效益指标", "知晓率", "90%"),
        ("满意度指标", "服务对象满意度指标", "满意度", "≥90%"),
    ]
    assert [each.code for each in found.diagnostics if "D050" <= each.code < "D070"] == ["D053", "D054", "D059"]


@pytest.mark.parametrize("cut", [600, 2_000, 10_000, 20_000, len(DATA) - 600])
def test_a_file_cut_short_never_raises_anything_else(cut: int) -> None:
    """One line, or what is left of it."""
    with contextlib.suppress(UserError):
        read_document(DATA[:cut], name="表.doc")


def test_damaged_bytes_never_raise_anything_else() -> None:
    """Every hundredth byte of the tables of pieces and properties, one after the other."""
    for at in range(512, len(DATA), 173):
        damaged = DATA[:at] + bytes([DATA[at] ^ 0xFF, 0xFF]) + DATA[at + 2 :]
        with contextlib.suppress(UserError):
            read_document(damaged, name="表.doc")
