"""Text as found is read as meant, and every position leads back."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_indicators.text import cleaning as source
from budget_indicators.text.cleaning import clean

CASES = [
    ("实施周期指\n标值", "实施周期指标值"),
    ("实施周期指\r\n\r\n   标值", "实施周期指标值"),
    ("培 训　次\xa0数", "培训次数"),
    ("API gateway\nresponse time 达标率", "API gateway response time 达标率"),
    ("10\n0%", "100%"),
    ("≥ 95 %", "≥95%"),
    ("登记率95%以上; 注销率98%", "登记率95%以上; 注销率98%"),
    ("治理, 提升", "治理, 提升"),
    ("<p>培训<br/>次数</p>", "培训次数"),
    ('<td class="x"><span style="color:red">培训</span></td>', "培训"),
    ("&lt;p&gt;培训&lt;/p&gt;", "培训"),
    ("&ge;95%&nbsp;；&lt;5", "≥95%；<5"),
    ("AT&T公司", "AT&T公司"),
    ("a<b且c>d", "a<b且c>d"),
    ("培\u200b训\ufeff次\u00ad数", "培训次数"),
    ("９５．５％", "95.5%"),
    ("（Ａ级）“优”", "（A级）“优”"),
    ("⽬标⼾数⻅效", "目标户数见效"),
    ("first\ufffe\nclass", "first-class"),
    ("6-12 宗", "6-12宗"),
    ("", ""),
    (" \n\t", ""),
]


@pytest.mark.parametrize(("raw", "text"), CASES)
def test_read_as_meant(raw: str, text: str) -> None:
    """Wraps, blanks, markup, entities, zero-width characters and look-alikes become what they mean."""
    assert clean(raw).text == text


@pytest.mark.parametrize(("raw", "text"), CASES)
def test_cleaning_twice_changes_nothing(raw: str, text: str) -> None:
    """A cleaned text is clean."""
    assert clean(text).text == text


def test_spans_lead_back_through_every_kind_of_change() -> None:
    """Each character of the cleaned text knows the piece of the raw text it was read from."""
    raw = "培\n训&ge;９\u200b５<br/>%"
    source = clean(raw)
    assert source.text == "培训≥95%"
    assert [source.span(i, i + 1).of(raw) for i in range(6)] == ["培", "训", "&ge;", "９", "５", "%"]


@given(st.text(alphabet=st.sampled_from("培训 \n\t<>p/&;ge1２％a.,:；。\u200b⽬\r"), max_size=40))
def test_positions_are_in_order_and_in_bounds(raw: str) -> None:
    """The raw pieces of successive characters follow each other within the raw text."""
    source = clean(raw)
    at = 0
    for i in range(len(source.text)):
        span = source.span(i, i + 1)
        assert at <= span.start < span.end <= len(raw)
        assert source.gap(i) == raw[at : span.start]
        at = span.end
    assert source.gap(len(source.text)) == raw[at:]


def test_every_blank_there_is_is_looked_at() -> None:
    """The blanks are spelt out for speed; they are exactly those of Python's expressions."""
    everything = [chr(code) for code in range(sys.maxunicode + 1)]
    spelt_out = re.compile(f"[{source._BLANKS}]")
    assert [char for char in everything if spelt_out.match(char)] == [char for char in everything if char.isspace()]
