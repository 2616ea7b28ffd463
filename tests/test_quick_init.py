"""Classes made by ``quick_init`` are what attrs would have made, only cheaper to make."""

import inspect
import pickle

import attrs
import pytest

from budget_indicators.quick_init import quick_init


@attrs.frozen
class Plain:
    """As attrs makes it."""

    first: int
    _second: str = "two"
    third: str = attrs.field(default="", eq=False)


@quick_init
@attrs.frozen
class Quick:
    """The same with a quick ``__init__``."""

    first: int
    _second: str = "two"
    third: str = attrs.field(default="", eq=False)


def test_the_parameters_are_those_of_attrs() -> None:
    """Names without underscore, order, defaults, annotations."""
    assert inspect.signature(Quick) == inspect.signature(Plain)


def test_an_object_is_what_attrs_makes() -> None:
    """Fields, repr, equality and hash (without the fields left out of it), pickle, evolve."""
    made = Quick(1, second="x", third="y")
    assert repr(made) == "Quick(first=1, _second='x', third='y')"
    assert made == Quick(1, "x")
    assert hash(made) == hash(Quick(1, "x"))
    assert made != Quick(1)
    assert Quick(1)._second == "two"
    assert pickle.loads(pickle.dumps(made)).third == "y"
    assert attrs.evolve(made, first=2) == Quick(2, "x")


def test_it_stays_frozen_and_slotted() -> None:
    """No field can be set, none can be added, and a wrong call says so as ever."""
    made = Quick(1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.first = 2  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.other = 2  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="first"):
        Quick()  # type: ignore[call-arg]


def test_a_validator_is_not_silently_dropped() -> None:
    """A class that attrs would check is refused."""
    with pytest.raises(AssertionError):

        @quick_init
        @attrs.frozen
        class Checked:
            first: int = attrs.field(validator=attrs.validators.instance_of(int))
