"""What is known of values without looking at their targets: it leaves out no indicator that a rule would speak of."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from damage.cases import cases as damaged

from budget_indicators import IndicatorTree, parse_indicators, read_document
from budget_indicators.rules.check import InQuestion, Subject
from budget_indicators.rules.facts import dates_in, facts_of, facts_of_target
from budget_indicators.rules.impossible import CHECKS
from budget_indicators.values import known_value

from .cases import cases, text_of
from .test_wordings import FIELDS, MORE

SAMPLES = Path(__file__).parent.parent / "samples"


def _texts() -> list[str]:
    rows = [text_of([f"{level2}|{name}|{cycle}|{annual}"]) for _, level2, name, cycle, annual, _ in MORE]
    strings = [case.text for group in ("impossible", "malformed") for case in cases(group)]
    real = [project.text for path in sorted(SAMPLES.glob("*.txt")) for project in read_document(path).projects]
    return [*rows, *map(text_of, FIELDS.values()), *strings, *real, *(case.text for case in damaged(150, seed=3))]


TEXTS = _texts()


def _found(subject: Subject) -> list[tuple[str, object]]:
    return [(one.code, one.span) for check in CHECKS if check.of_questions for one in check.find(subject)]


@pytest.mark.parametrize("year", [None, 2025])
def test_whoever_is_not_in_question_has_no_finding(year: int | None) -> None:
    """The rules find the same when they look at every indicator."""
    for text in TEXTS:
        tree = parse_indicators(text, year=year)
        some, every = Subject(tree, year), Subject(tree, year)
        every.__dict__["in_question"] = InQuestion(every.indicators)
        assert _found(some) == _found(every), text


def test_most_indicators_are_not_filled() -> None:
    """A rule on by default fills the indicators in question, and no others."""
    text = "".join(map(text_of, list(FIELDS.values())[:20]))
    subject = Subject(parse_indicators(text))
    assert len(subject.in_question.indicators) < len(subject.glances) / 3


@pytest.mark.parametrize("form", ["fresh", "filled", "sent"])
def test_a_glance_sees_what_the_indicator_says(form: str) -> None:
    """Whether the indicator was filled, comes from another process or neither, the same is known of it."""
    for text in TEXTS[-160:]:
        tree: IndicatorTree = parse_indicators(text)
        if form == "filled":
            repr(tree.indicators)
        elif form == "sent":
            tree = pickle.loads(pickle.dumps(tree))
        for glance in Subject(tree).glances:
            one = glance.indicator
            assert (glance.name, glance.start, glance.end) == (one.name, one.span.start, one.span.end)
            for facts, target in ((glance.cycle, one.cycle), (glance.annual, one.annual)):
                assert facts == (None if target is None else facts_of_target(target))


VALUES = ["≥95%", "12次", "每月不少于20次", "5至10个工作日", "按要求完成", "涉密", "≥300且≤200天", "（）件"]


@pytest.mark.parametrize("text", VALUES)
def test_facts_of_a_value_and_of_its_target(text: str) -> None:
    """They are the same."""
    tree = parse_indicators(f"1、1-产出指标；11-数量指标；培训次数；实施周期指标值:{text}；年度指标值:{text}。")
    target = tree.indicators[0].cycle
    assert target is not None
    assert facts_of(known_value(text)) == facts_of_target(target)


def test_dates() -> None:
    """Days and months that are in no calendar; 29 February only where the year says so."""
    said = "2025年6月31日前；2月29日；13月底；2025/11/31；2024年2月；1/2"
    assert list(dates_in(said, None)) == [
        ("2025年6月31日", False),
        ("2月29日", True),
        ("13月", False),
        ("2025/11/31", False),
        ("2024年2月", True),
    ]
    assert list(dates_in("2月29日", 2025)) == [("2月29日", False)]
