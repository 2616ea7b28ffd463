"""What holds for every value."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from budget_indicators import FreeText, Number, Range, parse_target

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
