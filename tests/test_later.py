"""Indicators and trees that are made when somebody looks at them are the same as those that were made at once."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest

from budget_indicators import Indicator, IndicatorTree, lint_indicators, parse_indicators
from budget_indicators.lint.engine import lint_subject
from budget_indicators.model.later import Later
from budget_indicators.rules.check import Subject
from budget_indicators.rules.registry import choose
from budget_indicators.tree import canonical_text

TEXT = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:≥3次；年度指标值:每月1次，共12次。"
TIDY = TEXT + "2、1-产出指标；13-时效指标；完成\n时间；实施周期指标值:长期；年度指标值:12月底前。"
DAMAGED = TEXT + "2、1-产出指标；13-时效指标；完成\n时间；周期指标值:长期；年度指标值:12月底前。"
MADE_AT_ONCE = Indicator(
    *[getattr(parse_indicators(TEXT).indicators[0], field.name) for field in attrs.fields(Indicator)]
)


def waits(one: Later) -> bool:
    """Whether nobody has looked at it."""
    return object.__getattribute__(one, "_made_of") is not None


def untouched() -> Indicator:
    """The indicator of a canonical entry beside another, which nobody has looked at yet."""
    found = parse_indicators(DAMAGED).indicators[0]
    assert waits(found)
    return found


def untouched_tree() -> IndicatorTree:
    """A tree of canonical entries, which nobody has looked at yet."""
    found = parse_indicators(TIDY, year=2025)
    assert waits(found)
    return found


def made_tree() -> IndicatorTree:
    """The same, made at once."""
    tree = parse_indicators(TIDY, year=2025)
    return IndicatorTree(tree.indicators, tree.diagnostics, tree.withheld, tree.source)


@pytest.mark.parametrize(
    "look",
    [
        repr,
        str,
        hash,
        lambda one: one == MADE_AT_ONCE,
        MADE_AT_ONCE.__eq__,
        lambda one: one.to_dict(),
        lambda one: pickle.loads(pickle.dumps(one)),
        copy.copy,
        copy.deepcopy,
        lambda one: attrs.evolve(one, name="别的"),
        lambda one: attrs.astuple(one, recurse=False),
        lambda one: one.annual.value is one.annual.measures[1],
        lambda one: [measure.span.of(TEXT) for measure in one.annual.measures],
    ],
)
def test_every_look_gives_what_an_indicator_made_at_once_gives(look: Callable[[Indicator], object]) -> None:
    """Comparing, hashing, writing, pickling, copying and changing fill it first."""
    assert look(untouched()) == look(MADE_AT_ONCE)


@pytest.mark.parametrize(
    "look",
    [
        repr,
        hash,
        len,
        list,
        lambda tree: tree == made_tree(),
        lambda tree: made_tree() == tree,
        lambda tree: tree.to_dict(),
        lambda tree: tree.pieces,
        lambda tree: tree.by_level(),
        lambda tree: [(one.annual.measures, one.annual.span, one.span) for one in tree],
        lambda tree: [measure.span.of(TIDY) for one in tree for measure in one.annual.measures],
        lambda tree: pickle.loads(pickle.dumps(tree)),
        copy.copy,
        copy.deepcopy,
        lambda tree: attrs.evolve(tree, withheld=True),
        lambda tree: attrs.evolve(tree, indicators=tree.indicators[:1]),
        lambda tree: attrs.astuple(tree, recurse=False),
    ],
)
def test_every_look_at_a_tree_gives_what_one_made_at_once_gives(look: Callable[[IndicatorTree], object]) -> None:
    """Its indicators are made first, all of them."""
    assert look(untouched_tree()) == look(made_tree())


def test_what_there_is_to_report_is_there_before_anybody_looks() -> None:
    """The diagnostics, the text and whether it is withheld do not wait; they stay what they are."""
    tree = untouched_tree()
    found = tree.diagnostics
    assert [one.code for one in found] == ["M026"]
    assert (tree.source, tree.withheld) == (TIDY, False)
    assert waits(tree)
    assert [one.ordinal for one in tree] == [1, 2]
    assert not waits(tree)
    assert tree.diagnostics is found


@pytest.mark.parametrize("text", [TIDY, DAMAGED])
def test_what_nobody_has_looked_at_is_sent_as_what_it_will_be_made_of(text: str) -> None:
    """With what is known of it left out: it is found again where it is looked at, for the same year."""
    tree = parse_indicators(text, year=2025)
    sent = pickle.dumps(tree)
    again = pickle.loads(sent)
    for one in (tree, again) if text is TIDY else (*tree.indicators, *again.indicators):
        assert waits(one)
    assert again.indicators[1].annual.value.end.year == 2025
    assert again == tree
    assert [str(one.annual.measures) for one in again] == [str(one.annual.measures) for one in tree]
    assert again.to_dict() == tree.to_dict()


def test_it_keeps_nothing_of_the_text_once_it_is_filled() -> None:
    """The text may be large."""
    found = untouched()
    assert found.name == "培训次数"
    assert not waits(found)
    tree = untouched_tree()
    assert len(tree) == 2
    assert not waits(tree)


def test_a_look_that_fails_may_be_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is half made: the next look makes it."""
    tree = untouched_tree()
    with monkeypatch.context() as patched:
        patched.setattr(canonical_text, "indicator", None)
        with pytest.raises(TypeError):
            _ = tree.indicators
    assert waits(tree)
    assert tree == made_tree()


def test_a_name_that_there_is_not_is_an_attribute_error() -> None:
    """As with any object; and it stays frozen."""
    for one in (untouched(), MADE_AT_ONCE):
        with pytest.raises(AttributeError, match="no attribute 'nom'"):
            _ = one.nom  # type: ignore[attr-defined]
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.name = "别的"  # type: ignore[misc]
    assert isinstance(MADE_AT_ONCE, Later)


def test_many_threads_may_look_at_once() -> None:
    """Each of them sees the same."""
    with ThreadPoolExecutor(8) as threads:
        for _ in range(50):
            found = untouched()
            looks = list(threads.map(lambda at, found=found: (found.annual, found.span, found.name), range(8)))  # type: ignore[misc]
            assert all(look == looks[0] for look in looks)
            assert all(annual.value in annual.measures for annual, _, _ in looks)
    with ThreadPoolExecutor(8) as threads:
        for _ in range(50):
            tree = untouched_tree()
            seen = list(threads.map(lambda _, tree=tree: tree.indicators, range(8)))  # type: ignore[misc]
            assert all(one == seen[0] for one in seen)


NAMED = "1、1-产出指标；11-数量指标；甲乙；"
RATE = "1、1-产出指标；12-质量指标；合格率；"
DONE = "1、1-产出指标；13-时效指标；完工；"
BESIDE = "2" + RATE[1:] + "周期指标值:≥95%；年度指标值:≥90%。"


def sent(tree: IndicatorTree) -> IndicatorTree:
    """As another process gets it."""
    again: IndicatorTree = pickle.loads(pickle.dumps(tree))
    return again


def filled(tree: IndicatorTree) -> IndicatorTree:
    """With every indicator looked at."""
    repr(tree.indicators)
    return tree


@pytest.mark.parametrize("form", [lambda tree: tree, sent, filled, lambda tree: filled(sent(tree))])
@pytest.mark.parametrize(
    ("text", "year", "said"),
    [
        (NAMED + "周期指标值:5次；年度指标值:9至6次。", None, ["V001 9至6次", "V009 9至6次"]),
        (NAMED + "周期指标值:9至6次；年度指标值:5次。", None, ["V001 9至6次"]),
        (NAMED + "周期指标值:9次；年度指标值:6次。", None, []),
        (NAMED + "周期指标值:5次；年度指标值:9次。", None, ["V009 9次"]),
        (NAMED + "周期指标值:9至6次。", None, ["V001 9至6次"]),
        (NAMED + "当年指标值:9至6次。", None, ["V001 9至6次"]),
        (NAMED + "周期指标值:9次。", None, []),
        (NAMED + "当年指标值:9次。", None, []),
        ("1、甲乙；周期指标值:9至6次；年度指标值:5次。", None, ["V001 9至6次"]),
        (RATE + "周期指标值:≥95%；年度指标值:≥120%。", None, ["V002 ≥120%", "V009 ≥120%"]),
        (RATE + "周期指标值:涉密；年度指标值:涉密。", None, []),
        (DONE + "周期指标值:9月底前；年度指标值:2月29日前。", None, []),
        (DONE + "周期指标值:9月底前；年度指标值:2月29日前。", 2025, ["V004 2月29日"]),
        (DONE + "周期指标值:2月30日前；年度指标值:9月底前。", 2025, ["V004 2月30日"]),
        # a canonical entry beside a damaged one
        (NAMED + "实施周期指标值:5次；年度指标值:9至6次。" + BESIDE, None, ["V001 9至6次", "V009 9至6次"]),
        (NAMED + "实施周期指标值:9次；年度指标值:6次。" + BESIDE, None, []),
        (DONE + "实施周期指标值:9月底前；年度指标值:2月29日前。" + BESIDE, None, []),
        (DONE + "实施周期指标值:9月底前；年度指标值:2月29日前。" + BESIDE, 2025, ["V004 2月29日"]),
    ],
)
def test_the_rules_say_the_same_of_an_indicator_whether_it_is_filled(
    text: str, year: int | None, said: list[str], form: Callable[[IndicatorTree], IndicatorTree]
) -> None:
    """A damaged entry, as it was read, filled, and in another process."""
    tree = form(parse_indicators(text, year=year))
    found = lint_subject(Subject(tree, year), choose((), (), False))
    assert [f"{one.code} {one.span.of(text)}" for one in found if one.code[0] == "V"] == said
    assert tuple(found) == tuple(lint_indicators(text, year=year))


@pytest.mark.parametrize("form", [lambda tree: tree, sent])
def test_the_rules_fill_no_indicator_that_they_have_no_question_about(
    form: Callable[[IndicatorTree], IndicatorTree],
) -> None:
    """A damaged or canonical entry with quiet values stays as it is; one with a doubtful value is filled."""
    quiet, doubtful = "周期指标值:9次；年度指标值:6次。", "周期指标值:≥95%；年度指标值:≥120%。"
    tree = form(parse_indicators(f"{NAMED}{quiet}2{RATE[1:]}{doubtful}3{NAMED[1:]}实施{quiet}"))
    assert Subject(tree).in_question.indicators == [tree.indicators[1]]
    assert [waits(one) for one in tree.indicators] == [True, False, True]
