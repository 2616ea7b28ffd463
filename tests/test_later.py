"""An indicator that is filled when it is looked at is the same as one that was made at once."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest

from budget_indicators import Indicator, parse_indicators
from budget_indicators.model.later import Later

TEXT = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:≥3次；年度指标值:每月1次，共12次。"
MADE_AT_ONCE = Indicator(
    *[getattr(parse_indicators(TEXT).indicators[0], field.name) for field in attrs.fields(Indicator)]
)


def untouched() -> Indicator:
    """The indicator of a text, which nobody has looked at yet."""
    found = parse_indicators(TEXT).indicators[0]
    assert object.__getattribute__(found, "_made_of") is not None
    return found


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


def test_one_that_nobody_has_looked_at_is_sent_as_what_it_will_be_made_of() -> None:
    """With what is known of it left out: it is found again where it is looked at, for the same year."""
    text = TEXT + "2、1-产出指标；13-时效指标；完成\n时间；实施周期指标值:长期；年度指标值:12月底前。"
    tree = parse_indicators(text, year=2025)
    sent = pickle.dumps(tree)
    again = pickle.loads(sent)
    for one in (*tree.indicators, *again.indicators):
        assert object.__getattribute__(one, "_made_of") is not None
    assert again.indicators[1].annual.value.end.year == 2025
    assert again == tree
    assert [str(one.annual.measures) for one in again] == [str(one.annual.measures) for one in tree]
    assert again.to_dict() == tree.to_dict()


def test_it_keeps_nothing_of_the_text_once_it_is_filled() -> None:
    """The text may be large."""
    found = untouched()
    assert found.name == "培训次数"
    assert object.__getattribute__(found, "_made_of") is None


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
