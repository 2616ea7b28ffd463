"""Files of 200 entries with damaged bytes: the rest is read, and the finding names the line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from budget_indicators import Document, read_document
from budget_indicators.errors import UserError
from budget_indicators.text.encoding import decode

COUNT = 200
LINES = [
    f"{at}、1-产出指标；11-数量指标；培训{at}；实施周期指标值:{at}次；年度指标值:≥{at}次。"
    for at in range(1, COUNT + 1)
]
TEXT = "\n".join(LINES) + "\n"


def names(found: Document) -> set[str]:
    """The names of all indicators."""
    return {each.name for each in found.indicators}


def put(data: bytes, line: int, what: bytes, encoding: str) -> bytes:
    """``what`` at the end of a line (from 1)."""
    at = len("\n".join(LINES[:line]).encode(encoding))
    return data[:at] + what + data[at:]


GBK, UTF8, WIDE = TEXT.encode("gb18030"), TEXT.encode(), TEXT.encode("utf-16-le")
CASES: dict[str, tuple[Callable[[], bytes], str, int | None]] = {
    "GBK with 0xFF": (lambda: put(GBK, 100, b"\xff", "gb18030"), "gb18030", 100),
    "GBK with 0x1F": (lambda: put(GBK, 100, b"\x1f", "gb18030"), "gb18030", 100),
    "GBK with NUL": (lambda: put(GBK, 7, b"\x00", "gb18030"), "gb18030", 7),
    "GBK with 0x80": (lambda: put(GBK, 100, b"\x80", "gb18030"), "gb18030", None),
    "GBK with half a character": (lambda: put(GBK, 100, b"\xd6", "gb18030"), "gb18030", 100),
    "GBK cut in a character": (lambda: GBK[: GBK.index("培训180".encode("gb18030")) + 1], "gb18030", 180),
    "UTF-8 with 0xFF": (lambda: put(UTF8, 100, b"\xff", "utf-8"), "utf-8", 100),
    "UTF-8 with NUL": (lambda: put(UTF8, 100, b"\x00", "utf-8"), "utf-8", 100),
    "UTF-8 with 0x08": (lambda: put(UTF8, 3, b"\x08", "utf-8"), "utf-8", 3),
    "UTF-8 with half a character": (lambda: put(UTF8, 100, b"\xe9\xa2", "utf-8"), "utf-8", 100),
    "UTF-8 with a GBK character": (lambda: put(UTF8, 100, "务".encode("gb18030"), "utf-8"), "utf-8", 100),
    "UTF-8 cut in a character": (lambda: UTF8[: UTF8.index("培训180".encode()) + 1], "utf-8", 180),
    "UTF-8 with mark and 0xFF": (lambda: b"\xef\xbb\xbf" + put(UTF8, 100, b"\xff", "utf-8"), "utf-8", 100),
    "UTF-16LE without mark": (lambda: WIDE, "utf-16-le", None),
    "UTF-16BE without mark": (lambda: TEXT.encode("utf-16-be"), "utf-16-be", None),
    "UTF-16LE with mark, last byte missing": (lambda: b"\xff\xfe" + WIDE[:-1], "utf-16-le", 200),
    "UTF-16BE with mark, last byte missing": (lambda: b"\xfe\xff" + TEXT.encode("utf-16-be")[:-1], "utf-16-be", 200),
    "UTF-16LE with NUL": (lambda: put(b"\xff\xfe" + WIDE, 0, b"", "utf-16-le"), "utf-16-le", None),
    "UTF-16LE without mark, last byte missing": (lambda: WIDE[:-1], "utf-16-le", 200),
    "UTF-32 with mark": (lambda: b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), "utf-32-le", None),
    "many bad bytes": (lambda: GBK.replace(b"\n", b"\xff\n", 50), "gb18030", 1),
}


@pytest.mark.parametrize("case", CASES)
def test_the_rest_is_read_and_the_line_named(case: str) -> None:
    """All entries but those the damage took."""
    make, encoding, line = CASES[case]
    data = make()
    assert decode(data).encoding == encoding
    found = read_document(data, name="表.txt")
    end = 179 if "cut in" in case else COUNT
    assert names(found) >= {f"培训{at}" for at in range(1, end + 1) if at not in (line, 8)}
    messages = [each.message() for each in found.diagnostics if each.code == "D056"]
    if line is None:
        assert messages == []
    else:
        assert messages[0].startswith(f"line {line}: bytes that are invalid in {encoding.upper()}")
    assert len(messages) <= 21


def test_code_page_936_has_the_euro_at_0x80() -> None:
    """The web standard decodes it so."""
    assert decode("费用约".encode("gbk") + b"\x80" + b"100").text == "费用约€100"


def test_big5_shows_by_its_words() -> None:
    """項目, 績效 and 指標 are no accident."""
    text = "項目名稱\t總計\t績效指標\n培訓\t1.50\t1、1-產出指標；11-數量指標；次數；年度指標值:3次。\n"
    assert decode(text.encode("big5")).text == text
    assert decode(text.encode("big5")).encoding == "cp950"


@pytest.mark.parametrize("data", [bytes(500), bytes(range(256)) * 4, b"\xff\x30\n" * 400, b"\x00\x01" * 200])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """Rather one line than a page of nonsense."""
    with pytest.raises(UserError):
        decode(data)


@pytest.mark.parametrize("name", ["表.csv", "表.html", "表.txt"])
def test_other_kinds_of_text_name_the_line_too(name: str) -> None:
    """CSV and web pages are decoded alike."""
    head = (
        "项目名称,总计,绩效指标\n"
        if name.endswith("csv")
        else "<html><table>\n"
        if name.endswith("html")
        else "关于绩效目标的说明，供参考，请各单位认真填报。\n"
    )
    found = read_document(head.encode() + "培训\xff,1.5,无\n".encode("latin-1", "ignore") + b"\xff\n", name=name)
    assert "D056" in [each.code for each in found.diagnostics]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
@pytest.mark.parametrize("before", ["\n", ""], ids=["in each line", "behind the end"])
@pytest.mark.parametrize("sign", ["\x00", "\x1f"])
def test_many_control_characters_between_plain_text(encoding: str, before: str, sign: str) -> None:
    """A file padded with NUL, or with a record's own marks, is a text."""
    text = "".join(f"{k}、1-产出指标；11-数量指标；培训{k}；年度指标值：{k}人；\n" for k in range(1, 60))
    damaged = text.replace("\n", sign + "\n") if before else text + sign * 4096
    found = read_document(damaged.encode(encoding), name="表.txt")
    assert len(found.indicators) == 59
    assert "D056" in [each.code for each in found.diagnostics]


def test_utf_32_without_a_mark() -> None:
    """Zero bytes on either side."""
    text = "1、1-产出指标；11-数量指标；培训；年度指标值：3人；\n"
    for encoding in ("utf-32-le", "utf-32-be"):
        assert len(read_document(text.encode(encoding), name="表.txt").indicators) == 1
