"""What a maker makes is what the class itself makes, only cheaper."""

import inspect
import pickle
import weakref

import attrs
import pytest

from budget_indicators import parse_indicators
from budget_indicators.model.making import maker


@attrs.frozen(weakref_slot=False)
class Thing:
    """A class like those of the model."""

    first: int
    _second: str = "two"
    third: str = attrs.field(default="", eq=False)


make_thing = maker(Thing)


def test_the_parameters_are_those_of_the_class() -> None:
    """Names without underscore, order and defaults."""
    made, declared = (list(inspect.signature(callable_).parameters.values()) for callable_ in (make_thing, Thing))
    assert [(p.name, p.default, p.kind) for p in made] == [(p.name, p.default, p.kind) for p in declared]


def test_an_object_is_what_the_class_makes() -> None:
    """Type, fields, repr, equality and hash (without the fields left out of it), pickle, evolve."""
    made = make_thing(1, second="x", third="y")
    assert type(made) is Thing
    assert repr(made) == "Thing(first=1, _second='x', third='y')"
    assert made == Thing(1, "x")
    assert hash(made) == hash(Thing(1, "x"))
    assert made != make_thing(1)
    assert make_thing(1)._second == "two"
    assert pickle.loads(pickle.dumps(made)) == made
    assert pickle.loads(pickle.dumps(made)).third == "y"
    assert attrs.evolve(made, first=2) == Thing(2, "x")


def test_it_is_frozen_and_slotted() -> None:
    """No field can be set or deleted, none can be added, and a wrong call says so as ever."""
    made = make_thing(1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.first = 2  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del made.first
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.other = 2  # type: ignore[attr-defined]
    assert not hasattr(made, "__dict__")
    with pytest.raises(TypeError, match="first"):
        make_thing()  # type: ignore[call-arg]


def test_a_validator_or_a_converter_is_not_silently_dropped() -> None:
    """A class that attrs would check or convert for is refused."""

    @attrs.frozen(weakref_slot=False)
    class Checked:
        first: int = attrs.field(validator=attrs.validators.instance_of(int))

    @attrs.frozen(weakref_slot=False)
    class Converted:
        first: int = attrs.field(converter=int)

    for cls in (Checked, Converted):
        with pytest.raises(AssertionError):
            maker(cls)


def test_a_class_of_another_layout_is_refused_at_the_first_object() -> None:
    """With a slot for weak references the two layouts differ, and Python says so."""

    @attrs.frozen
    class Weak:
        first: int

    with pytest.raises(TypeError, match="layout"):
        maker(Weak)(1)


def test_what_a_parse_returns_can_be_referred_to_weakly() -> None:
    """The slot for it is in the base of the model, where it does not part the layouts."""
    tree = parse_indicators("1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次以上。")
    indicator = tree.indicators[0]
    assert indicator.cycle is not None
    assert indicator.annual is not None
    for one in (tree, indicator, indicator.span, indicator.cycle, indicator.cycle.value, indicator.annual.value):
        assert weakref.ref(one)() is one
