"""Repairs: each round does what does not overlap, safe means safe, and it all comes to rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from damage.cases import cases
from damage.kinds import KINDS

from budget_indicators import fix_indicators, lint_indicators, parse_indicators
from budget_indicators.lint import fixes
from budget_indicators.lint.engine import lint_subject
from budget_indicators.model.nodes import Diagnostic, Edit, Fix, FreeText, IndicatorTree, Safety, Span, Target
from budget_indicators.rules import Both, Check, Rule, Subject, check
from budget_indicators.rules.registry import Selection

CANONICAL = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
DAMAGED = [*cases(len(KINDS), seed=41), *cases(len(KINDS) // 2, depth=3, seed=41)]
RULE = Rule(
    code="X001",
    name="made-up",
    group="malformed",
    severity="info",
    summary=Both("s", "s"),
    message=Both("m", "m"),
    why=Both("w", "w"),
)


def _said(target: Target | None) -> object:
    if target is None:
        return None
    return target.value, target.measures, target.text.strip("。，；") if isinstance(target.value, FreeText) else ""


def _values(text: str) -> list[object]:
    tree = parse_indicators(text)
    return [
        (one.level1, one.level2, one.name.strip(".，。；"), _said(one.cycle), _said(one.annual))
        for one in tree.indicators
    ]


@pytest.mark.parametrize("start", range(0, len(DAMAGED), 22))
def test_damaged_strings(start: int) -> None:
    """On any damaged string, twice is once, nothing fixable is left, and the values are the same."""
    for case in DAMAGED[start : start + 22]:
        fixed = fix_indicators(case.text)
        assert fixed.converged, case.text
        assert fix_indicators(fixed.text).text == fixed.text, case.text
        assert _values(fixed.text) == _values(case.text), case.text
        left = [one.code for one in lint_indicators(fixed.text) if one.fix is not None and one.fix.safety == "safe"]
        assert left == [], case.text


def test_a_clean_string_stays_as_it_is() -> None:
    """There is nothing to do for the canonical form."""
    assert fix_indicators(CANONICAL) == fixes.Fixed(CANONICAL, (), (), True)


def test_what_was_applied_is_counted() -> None:
    """Every repair is counted under its rule."""
    fixed = fix_indicators(CANONICAL.replace("；", ";")[:-1])
    assert fixed.text == CANONICAL
    assert dict(fixed.applied) == {"M001": 1, "M033": 1}


def test_a_cut_off_entry_is_left_alone() -> None:
    """What has no target may be anything: even stray characters in it stay, and are reported without a repair."""
    text = CANONICAL + "2、1-产出\u200b指标；12-质量"
    fixed = fix_indicators(text)
    assert fixed.text == text
    assert all(one.fix is None for one in lint_indicators(text))


def _selection(*checks: Check) -> Selection:
    return Selection(frozenset({"X001"}), checks)


def _replacing(old: str, new: str, safety: Safety = "safe") -> Check:
    @check(RULE)
    def find(subject: Subject) -> Iterator[Diagnostic]:
        at = subject.tree.source.find(old)
        if at >= 0:
            span = Span(at, at + len(old))
            yield RULE.at(span, Fix((Edit(span, new),), safety))

    return find


def _fixed(text: str, *checks: Check, unsafe: bool = False) -> fixes.Fixed:
    return fixes.fix_subject(Subject(parse_indicators(text)), _selection(*checks), unsafe=unsafe)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1次", "2次"),
        ("1次", "1人"),
        ("培训次数", "次数"),
        ("数量", "质量"),
        ("；年度指标值:1次", ""),
        ("1次", "约1次"),
        ("1、1-", "2、1-"),
        ("1、1-", "1-"),
    ],
    ids=["amount", "unit", "name", "level", "target", "approximate", "number", "no number"],
)
def test_a_safe_fix_that_changes_what_is_said_is_put_back(old: str, new: str) -> None:
    """A fix that only calls itself safe is not believed, and what it found is reported without it."""
    found = _fixed(CANONICAL, _replacing(old, new))
    assert found.text == CANONICAL
    assert [one.fix for one in found.remaining] == [None]
    assert found.converged


def test_a_fix_that_would_not_hold_is_not_even_offered() -> None:
    """The linter tries a safe fix before it offers it; unsafe ones it offers as they are."""
    subject = Subject(parse_indicators(CANONICAL))
    for new, safety, offered in (("2次", "safe", False), ("2次", "unsafe", True), ("1次", "safe", True)):
        (found,) = lint_subject(subject, _selection(_replacing("1次", new, safety)))
        assert (found.fix is not None) is offered


def test_a_number_behind_markup_stays_with_its_entry() -> None:
    """A missing 。 is not put between a number and the rest of its entry when the markup before it goes."""
    second = "1-产出指标；12-质量指标；合格率；实施周期指标值:1次；年度指标值:1次。"
    found = fix_indicators(f"{CANONICAL[:-1]}<p>2）{second}")
    assert found.text == f"{CANONICAL}2、{second}"


def test_the_good_fixes_of_a_batch_are_kept() -> None:
    """One bad fix among good ones is put back alone."""
    found = _fixed("  " + CANONICAL + "\n", _replacing("  ", ""), _replacing("1次", "2次"), _replacing("\n", ""))
    assert found.text == CANONICAL
    assert found.applied == (("X001", 2),)


def test_dropping_words_between_entries_is_not_safe() -> None:
    """Words that belong to no entry are text too."""
    text = CANONICAL + "第3页"
    assert _fixed(text, _replacing("第3页", "")).text == text


def test_unsafe_fixes_only_when_allowed() -> None:
    """A fix that changes a value waits for permission."""
    change = _replacing("1次", "2次", "unsafe")
    assert _fixed(CANONICAL, change).text == CANONICAL
    assert _fixed(CANONICAL, change, unsafe=True).text == CANONICAL.replace("1次", "2次")


def test_overlapping_fixes_wait_for_the_next_round() -> None:
    """Of two fixes for the same place the first is applied; the other is looked for again."""
    text = CANONICAL + "  "
    found = _fixed(text, _replacing("。  ", "。 "), _replacing("  ", ""), _replacing("。 ", "。"))
    assert found.text == CANONICAL
    assert found.converged


def test_fixes_that_undo_each_other_end() -> None:
    """Two fixes in a circle are stopped, and it is said."""
    found = _fixed(CANONICAL, _replacing("次数；", "次数.；"), _replacing("次数.；", "次数；"))
    assert not found.converged
    assert found.text in (CANONICAL, CANONICAL.replace("次数；", "次数.；"))


def test_the_swap_of_two_values() -> None:
    """An unsafe fix may have edits far apart."""
    text = (
        "1、1-产出指标；11-数量指标；发布信息；实施周期指标值:阅读总量12万次；年度指标值:阅读总量12万次。"
        "2、1-产出指标；11-数量指标；阅读总量；实施周期指标值:发布信息600条；年度指标值:发布信息600条。"
    )
    fixed = fix_indicators(text, select=["V007"], unsafe=True)
    assert [one.annual.text for one in parse_indicators(fixed.text).indicators if one.annual] == [
        "发布信息600条",
        "阅读总量12万次",
    ]
    assert fixed.remaining == ()


@pytest.mark.parametrize(("every", "most"), [(100, 0.05), (1, 2.5)])
def test_repairs_are_tried_on_the_entries_they_touch(monkeypatch: pytest.MonkeyPatch, every: int, most: float) -> None:
    """One fault in a hundred entries costs one entry's parsing, a fault in each not much more than the text's."""
    entry = "{n}、1-产出指标；11-数量指标；第{n}类培训次数；实施周期指标值:{n}次；年度指标值:{n}次。"
    text = "".join(entry.format(n=n).replace("；11", ";11" if n % every == 0 else "；11") for n in range(1, 101))
    parsed: list[int] = []

    def counted(given: str, *, year: int | None = None) -> IndicatorTree:
        parsed.append(len(given))
        return parse_indicators(given, year=year)

    monkeypatch.setattr("budget_indicators.lint.verified_fixes.parse_indicators", counted)
    found = lint_indicators(text)
    assert len(found) == 100 // every
    assert all(one.fix is not None for one in found)
    assert sum(parsed) <= most * len(text)
