"""What belongs to a name or a value, and what only stands around it: quotes, brackets, marks, signs."""

from __future__ import annotations

import pytest

from budget_indicators.text.skeleton import skeleton
from budget_indicators.tree.trimming import name_bounds, unwrapped, value_stop


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("培训次数", "培训次数"),
        ("；培训次数；", "培训次数"),
        ("“培训”次数", "“培训”次数"),
        ("“培训次数", "培训次数"),
        ("培训次数”", "培训次数"),
        ("培训（次数）", "培训（次数）"),
        ("（培训）次数", "（培训）次数"),
        ("（培训次数）", "培训次数"),
        ("(（培训次数）)", "培训次数"),
        ("（（（（培训次数））））", "（培训次数）"),  # three pairs at most
        ("（培训）（次数）", "（培训）（次数）"),
        ("(a)和(b)", "(a)和(b)"),
        ("）培训次数（", "培训次数"),
        ("《规划》编制", "《规划》编制"),
        ("《规划》", "《规划》"),
        ("“规划”", "“规划”"),
        ("[规划]", "规划"),
        ("**培训次数**", "培训次数"),
        ("*培训*次数*", "*培训*次数*"),
        ("“”", "“”"),
        ("（%）", "（%）"),
        ("(;)", ""),
        ("★培训次数", "培训次数"),
        ("；★培训次数★；", "培训次数"),
        ("；=1+1；", "=1+1"),
        ("；-培训；", "培训"),
        ("；=培训；", "培训"),
        ("；.net培训；", ".net培训"),
        ('；="a"；', "a"),
        ("培训+；", "培训+"),
        ("c++；", "c++"),
        ("=1+1=；", "1+1"),
        ("\ufffd培训次数", "培训次数"),
        ("培训\ufffd次数", "培训\ufffd次数"),
        ("培训次数\ufffd", "培训次数"),
        ("；\ufffd培训次数", "\ufffd培训次数"),
        ("\ufffd", ""),
        ("培训次数。；", "培训次数。"),
        ("培训次数.；", "培训次数."),
        ("培训次数。", "培训次数"),
        ("培训次数..", "培训次数.."),
        ("；/；", "/"),
        ("；——；", "——"),
        ("/", ""),
        ("<培训>", "培训"),
        ("培训>", "培训"),
        ("<b>培训", "<b>培训"),
        ("", ""),
        ("；", ""),
    ],
)
def test_a_name(text: str, name: str) -> None:
    """Without the marks around it."""
    begin, stop = name_bounds(text, skeleton(text))
    assert text[begin:stop] == name


@pytest.mark.parametrize(
    ("text", "value", "at_the_end"),
    [
        ("1次；", "1次", "1次"),
        ("1次。", "1次", "1次"),
        ("100+；", "100+", "100+"),
        ("3个+；", "3个+", "3个+"),
        ("培训+；", "培训+", "培训"),
        ("等等…；", "等等…", "等等…"),
        ("★★★；", "★★★", "★★★"),
        ("90%；", "90%", "90%"),
        ("1次\ufffd", "1次", "1次"),
        ("\ufffd", "\ufffd", "\ufffd"),
        ('"1次"；', '"1次"', '"1次"'),
        ('"1次""；', '"1次"', '"1次"'),
        ('1次"', "1次", "1次"),
        ("'1次'''；", "'1次'", "'1次'"),
        ("（1次）；", "（1次）", "（1次）"),
        ("1次）", "1次", "1次"),
        ("1次（", "1次", "1次"),
        ("1次（每年）；", "1次（每年）", "1次（每年）"),
        ("<1次>；", "<1次>", "<1次>"),
        ("1次>", "1次", "1次"),
        ("1次>；", "1次>", "1次"),
        ("1次；-", "1次", "1次"),
        ("1次-；", "1次-", "1次"),
        ("…", "…", "…"),
        ("；；", "", ""),
        ("/；", "/", "/"),
        ("", "", ""),
    ],
)
def test_a_value(text: str, value: str, at_the_end: str) -> None:
    """Its end, where another part follows and at the end of a text."""
    signs = skeleton(text)
    assert (text[: value_stop(text, signs, last=False)], text[: value_stop(text, signs, last=True)]) == (
        value,
        at_the_end,
    )


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("（1次）", "1次"),
        ("“1次”", "“1次”"),
        ("《规划》", "《规划》"),
        ("‘1次’", "‘1次’"),
        ("((1次))", "1次"),
        ("((((1次))))", "(1次)"),
        ("(1)次(2)", "(1)次(2)"),
        ("(1)(2)", "(1)(2)"),
        ("（。）", "（。）"),
        ("1次1", "1次1"),
        ("**1次**", "1次"),
        ("**1次*", "*1次"),
        ("*1*2*", "*1*2*"),
        ("()", "()"),
        ("(1", "(1"),
        ("(1]", "(1]"),
        ("1次", "1次"),
    ],
)
def test_the_inside_of_brackets(text: str, inner: str) -> None:
    """Only of brackets around the whole that belong together."""
    begin, stop = unwrapped(f"；{text}；", 1, 1 + len(text))
    assert f"；{text}；"[begin:stop] == inner
