"""Safe repairs over generated strings: each alone and all together change nothing that is said, and drop no letter."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from damage import unseen
from damage.cases import cases
from damage.kinds import COMPOSED, KINDS
from test_properties import FRAGMENTS, damaged

from budget_indicators import Diagnostic, fix_indicators, lint_indicators, parse_indicators

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
EACH = 1500 if DEEP else 12
CRASHERS = (
    # Numbers of lines are told by counting up: one without the others is none.
    (
        "1\t1、1-产出指标；14-成本指标；项目总投入控制数；实施周期指标值\n2\t:≤300万元；年度指标值:≤100万元。2、1-产出指标；13-\n3\t时效指标；"
        "项目完成时间；实施周期指标值:2023年12月31日前；\n4\t年度指标值:2023年12月31日前。"
    ),
    # A code in front of one level alone made the next level a name; `03-` is what is left of another code.
    "1、产出指标；时效指标○实施周期指标值:健全○年度指标值:提高。2、效益指标；经济效益；■实施周期指标值:100%■年度指标值:16%。",
    "1、03-满意度指标；0301-服务对象满意度指标；受益群众满意度；实施周期指标值:≥95%；年度指标值:≥90%。",
    "1、1-产出指标；13-时效指标；完工率；实施周期指标值；同实施周期指标值；年度指标值值;同实施周期指标值。",
    "1、1杠产出指标，分号，13杠时效指标，分号，修复时间，分号，实施周期指标值:≤2小时，分号，年度指标值:≤2小时。",
    "1. 2-效益指标；22-社会效益指标；**增长率**；**实施周期指标值**:≥5%；**年度指标值**:≥3%。",
)


def made() -> Iterator[str]:
    """Strings with one, two and three damages of every kind, of unseen kinds, and real strings cut and patched."""
    for depth in (1, 2, 3):
        for pool in (KINDS, COMPOSED):
            yield from (case.text for case in cases(EACH, seed=53, depth=depth, pool=pool))
    for kind in unseen.KINDS:
        yield from (text for text, _ in unseen.cases(kind, 20 if DEEP else 1))
    for at in range(EACH):
        yield damaged(at + 1_000_000)


def said(text: str) -> list[tuple[object, ...]]:
    """What the indicators of a text say; bare values, for a repair may change how one is written."""
    return [
        (
            one.ordinal,
            one.level1,
            one.level2,
            one.name.strip(" .,;:，。、；："),
            one.cycle and (one.cycle.value, one.cycle.measures),
            one.annual and (one.annual.value, one.annual.measures),
        )
        for one in parse_indicators(text).indicators
    ]


def applied(text: str, finding: Diagnostic) -> str:
    """The text with one repair."""
    assert finding.fix is not None
    for edit in sorted(finding.fix.edits, key=lambda edit: edit.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def letters(text: str) -> Counter[str]:
    """The letters and digits of a text."""
    return Counter(filter(str.isalnum, text))


def holds(text: str) -> None:
    """Assert that the safe repairs of a text hold, each alone and all together."""
    before = said(text)
    safe = [one for one in lint_indicators(text) if one.fix is not None and one.fix.safety == "safe"]
    for one in safe:
        assert one.fix is not None
        assert said(applied(text, one)) == before, (one.code, text)
        for edit in one.fix.edits:
            written = edit.span.of(text)
            # Markup and some invisible signs count as letters themselves.
            if not edit.text and one.code not in ("M024", "M025") and not {"&", "<"} & set(written):
                assert not letters(written), (one.code, written, text)
    fixed = fix_indicators(text)
    if fixed.text == text:
        return
    assert said(fixed.text) == before, text
    again = fix_indicators(fixed.text)
    assert again.text == fixed.text, text


@pytest.mark.parametrize("text", CRASHERS)
def test_known_strings(text: str) -> None:
    """Strings with a repair that once did not hold."""
    holds(text)


def test_generated_strings() -> None:
    """Every kind of damage there is."""
    for text in made():
        holds(text)


def test_fragments() -> None:
    """Fragments of the language in no order; what such a text says may hang on a mark far away."""
    rng = Random("repairs")
    for _ in range(EACH):
        holds("".join(rng.choices(FRAGMENTS, k=rng.randint(1, 25))))
