"""What holds for every value."""

import re
import unicodedata
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from budget_indicators import FreeText, Number, Range, parse_target
from budget_indicators.targets import read_by_grammar, read_value

from .notation import HERE, cases

_TEXTS = sorted(
    {line.split("\t")[0] for line in (HERE / "values.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"}
    | {case.text for path in (HERE / "cases").glob("*.tsv") for case in cases(path)}
)
_PARTS = (HERE / "parts.txt").read_text(encoding="utf-8").split()
_MADE = st.lists(st.sampled_from(_PARTS), max_size=12).map("".join)
_ANY = st.one_of(st.sampled_from(_TEXTS), _MADE, st.text(max_size=30))
_YEARS = st.sampled_from([None, 2025])
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@given(_ANY, _YEARS)
def test_any_text_is_read_and_nothing_overlaps(text: str, year: int | None) -> None:
    """No text raises; each measure's span leads to its surface, in order and without overlap; the headline is one."""
    target = parse_target(text, year=year)
    end = 0
    for measure in target.measures:
        assert measure.span.of(text) == measure.text != ""
        assert measure.span.start >= end
        end = measure.span.end
    assert end <= len(text)
    if target.measures:
        assert any(measure is target.value for measure in target.measures)
    else:
        assert isinstance(target.value, FreeText)


@given(_ANY, _YEARS)
def test_a_measure_written_out_is_read_as_an_equal_measure(text: str, year: int | None) -> None:
    """``str()`` of a measure parses to an equal measure."""
    for measure in parse_target(text, year=year).measures:
        assert parse_target(str(measure)).measures == (measure,), str(measure)


@given(st.one_of(st.sampled_from(_TEXTS), _MADE))
def test_full_width_and_half_width_give_equal_values(text: str) -> None:
    """The width of characters means nothing."""
    half = unicodedata.normalize("NFKC", text) if "㎡" not in text else text
    wide = half.translate(_WIDE)
    assert parse_target(wide).measures == parse_target(half).measures


@given(st.sampled_from(["按要求完成", "确保各项工作顺利开展", "进一步提升群众安全感"]), st.sampled_from(_TEXTS), _YEARS)
def test_a_neutral_sentence_changes_no_measure(neutral: str, text: str, year: int | None) -> None:
    """A sentence without numbers before or after leaves the measures as they are."""
    measures = parse_target(text, year=year).measures
    for more in (f"{neutral}。{text}", f"{text}。{neutral}", f"{neutral}，{text}", f"{text}，{neutral}。"):
        assert parse_target(more, year=year).measures == measures, more


@given(st.one_of(st.sampled_from(_TEXTS), _MADE))
def test_blanks_and_line_breaks_mean_nothing(text: str) -> None:
    """A line break anywhere leaves the measures as they are, and the spans lead around it."""
    measures = parse_target(text).measures
    if " " not in text:
        # Two letters keep a space between them, as two Latin words do.
        broken = re.sub(r"(?<=[^A-Za-zμ])(?=[^A-Za-zμ])", "\n", text)
        target = parse_target(broken)
        assert [str(one) for one in target.measures] == [str(one) for one in measures]
        for measure in target.measures:
            assert measure.span.of(broken) == measure.text


@given(_ANY, _YEARS)
def test_the_short_way_and_the_grammar_agree(text: str, year: int | None) -> None:
    """``read_value`` takes a short way for simple texts; the grammar says the same, spans and surfaces too."""
    short, long = read_value(text, None, year), read_by_grammar(text, None, year)
    assert short == long
    assert [(one.span, one.text) for one in short.measures] == [(one.span, one.text) for one in long.measures]


_SIGN_WORDS = "≥ ≤ > < = ＞ ＝ >= <= 不低于 不少于 不超过 不高于 大于 小于 至少 达到 达"
_NUMBER_WORDS = "0 5 99.9 100 2025 2025.12 20251231 12345 110"
_UNIT_WORDS = (
    "% 个 次 条 篇 场 份 期 人 人次 名 户 件 项 家 台 套 元 万元 亿元 分 天 小时 分钟 工作日 个工作日 个月 年 亩 公里"
    " 平方米 批 批次 场次 辆 座 处 宗 支"
)
_SIGNS, _NUMBERS, _UNITS = ["", *_SIGN_WORDS.split()], _NUMBER_WORDS.split(), _UNIT_WORDS.split()
_BEHIND = ["", "以上", "以下", "以内", "及以上", "完成", "。"]


def _simple_texts() -> Iterator[str]:
    for number, unit in [*((number, "") for number in _NUMBERS), *(("12", unit) for unit in _UNITS), ("2025", "年")]:
        yield from (f"{sign}{number}{unit}" for sign in _SIGNS)
        yield from (f"{number}{unit}{behind}" for behind in _BEHIND)
        yield from (f"{sign}{number}{unit}以上" for sign in ("≥", "达到", "="))


def test_the_short_way_and_the_grammar_agree_on_every_simple_shape() -> None:
    """Every sign, number, unit and word behind that the short way knows."""
    for text in _simple_texts():
        short, long = read_value(text), read_by_grammar(text)
        assert short == long, text
        surfaces = [[(one.span, one.text) for one in reading.measures] for reading in (short, long)]
        assert surfaces[0] == surfaces[1], text


@given(st.integers(0, 10**40), st.integers(0, 30), st.sampled_from(["", "万", "亿", "百万"]))
def test_amounts_are_exact_at_any_length(number: int, places: int, scale: str) -> None:
    """No digit is lost to rounding."""
    digits = str(number).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    (measure,) = parse_target(f"{text}{scale}元").measures
    assert isinstance(measure, Number)
    power = {"": 0, "万": 4, "亿": 8, "百万": 6}[scale]
    top, bottom = measure.value.as_integer_ratio()
    assert top * 10**places == number * 10**power * bottom


def test_a_negation_is_never_lost() -> None:
    """Each comparator and its negation bound opposite sides."""
    for word in ("低于", "少于", "小于"):
        (plain,) = parse_target(f"{word}5次").measures
        assert isinstance(plain, Range)
        assert plain.low is None
        assert not plain.high_inclusive
        for negation in ("不", "不得", "不应", "不能", "未"):
            (negated,) = parse_target(f"{negation}{word}5次").measures
            assert isinstance(negated, Range)
            assert negated.high is None
            assert negated.low_inclusive
    for word in ("超过", "高于", "多于", "大于"):
        (plain,) = parse_target(f"{word}5次").measures
        assert isinstance(plain, Range)
        assert plain.high is None
        assert not plain.low_inclusive
        for negation in ("不", "不得", "不应", "不能", "未"):
            (negated,) = parse_target(f"{negation}{word}5次").measures
            assert isinstance(negated, Range)
            assert negated.low is None
            assert negated.high_inclusive
