"""Where the indicator strings of a text begin: by the parser's entries, whatever wraps or damages them."""

from __future__ import annotations

from random import Random

import pytest
from benchmarks.strings import clean, unwrapped
from damage.cases import cases
from hypothesis import given
from hypothesis import strategies as st

from budget_indicators.documents import strings
from budget_indicators.documents.strings import one_a_line, strings_of

ONE = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
TWO = "1、2-效益指标；22-社会效益指标；群众知晓率；实施周期指标值:95%以上；年度指标值:95%以上。"
SECOND = TWO.replace("1、2-", "2、2-")
LONG = ONE + SECOND
BETWEEN = '" \n\r'


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{ONE}\n{TWO}\n", [1, 2]),
        (f"{ONE}\r\n\r\n{TWO}", [1, 3]),
        (f'"{ONE}"\n"{TWO}"', [1, 2]),
        (f'"{ONE}"', [1]),
        (f"1. {ONE}\n2. {TWO}", [1, 2]),
        (f"项目甲：{ONE}\n项目乙：{TWO}", [1, 2]),
        (f"绩效指标\n{ONE}\n{TWO}\n第3页", [1, 3]),
        (f"{ONE}\n{SECOND}\n{ONE}\n{SECOND}", [1, 3]),
        (f"{ONE}\n涉密项目\n{TWO}", [1, 2, 3]),
        ("涉密项目\n涉密项目", [1, 2]),
        (f"{ONE[2:]}\n{TWO[2:]}", [1, 2]),
        (f"{LONG}\n{ONE[2:]}{SECOND}", [1, 2]),
        (f"{ONE[:-1]}\n{TWO[:-1]}", [1, 2]),
        (f"{ONE}\n{TWO}".replace("1、", "１．"), [1, 2]),
        (f"{ONE}\n{TWO}".replace("指标值", "标值"), [1, 2]),
        (f"{ONE}\n{ONE}\n{SECOND.replace('2、', '3、', 1)}", [1]),
        ("你好\n世界", [1]),
        ("", [1]),
    ],
)
def test_strings_begin_on_these_lines(text: str, lines: list[int]) -> None:
    """One a line, between other words, with damage; a number that was damaged starts nothing."""
    assert [found.line for found in strings_of(text)] == lines


@pytest.mark.parametrize("mark", ["；", "、", "-", ":", "标", "11-", "2-效"])
def test_a_wrapped_string_is_one(mark: str) -> None:
    """Wherever the lines break, also before the code of a level."""
    for text in (LONG.replace(mark, f"{mark}\n"), LONG.replace(mark, f"\n{mark}"), "\n".join(LONG)):
        assert [found.text for found in strings_of(text)] == [text]


@given(
    st.lists(st.sampled_from([ONE, TWO, LONG, LONG.replace("；", "；\n"), "涉密项目"]), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n", "\n\n", "\r", " \n\u3000"]),
)
def test_joined_strings_come_apart(strings: list[str], end: str) -> None:
    """Each is found where it stands, on its line."""
    text = end.join(strings)
    found = strings_of(text)
    assert [each.text for each in found] == (strings if len(strings) > 1 else [text])
    for each in found:
        assert text[each.start : each.end] == each.text
        assert each.line == len((text[: each.start] + "x").replace("\r\n", "\n").replace("\r", "\n").split("\n"))


@given(st.text(alphabet='12、-产出指标；:值。密\n \r"', max_size=80))
def test_strings_are_stretches_in_order(text: str) -> None:
    """Any text: they lie in the text one after the other, and nothing but blanks and quotes is between them."""
    at = 0
    for found in strings_of(text):
        assert found.start >= at
        assert not text[at : found.start].strip(BETWEEN)
        assert text[found.start : found.end] == found.text
        assert 0 <= found.heading <= len(found.text)
        at = found.end
    assert not text[at:].strip(BETWEEN)


def test_a_text_of_a_string_a_line_is_cut_as_the_closer_look_cuts_it() -> None:
    """Clean, published and damaged strings, cut off, in quotes, with other numbers, among words and notices."""
    chance = Random(3)
    known = [*clean(40, 1).texts, *unwrapped(40, 2).texts, *(case.text for case in cases(20, seed=3, depth=1))]
    quick = 0
    for _ in range(300):
        lines = [chance.choice(known) for _ in range(chance.choice((2, 3, 6)))]
        at = chance.randrange(len(lines))
        line = lines[at]
        lines[at] = chance.choice(
            (
                line,
                line[: len(line) // 2],
                line[1:],
                f'"{line}"',
                line.replace("2、", "4、", 1),
                "涉密项目",
                "备注：无",
                "",
            )
        )
        text = chance.choice(("\n", "\r\n", " \n\n  ")).join(lines)
        found = one_a_line(text)
        if found is not None:
            quick += 1
            assert found == tuple(strings._strings(text)), text
    assert quick > 30
