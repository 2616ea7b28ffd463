"""The classes of the model: frozen, slotted, hashable, picklable attrs classes, as documented."""

import pickle
import weakref
from typing import Any

import attrs
import pytest

from budget_indicators import parse_indicators
from budget_indicators.model import nodes
from budget_indicators.model.plain import Plain

CLASSES = [one for one in vars(nodes).values() if isinstance(one, type) and issubclass(one, Plain) and attrs.has(one)]
TREE = parse_indicators("1、1-产出指标；11-数量指标；培训次数；实施周期指标值；1次；年度指标值：1次以上，2025年6月前。")


def objects(of: Any) -> list[Any]:
    """``of`` and every object of the model in it."""
    found = [of] if isinstance(of, Plain) else []
    if isinstance(of, tuple):
        return [one for part in of for one in objects(part)]
    for name in getattr(of, "__slots__", ()) if found else ():
        found += objects(getattr(of, name, None))
    return found


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_class_of_the_model_is_frozen_and_slotted(cls: type) -> None:
    """Declared with ``attrs.frozen``, equal by value, without a dictionary."""
    assert "__slots__" in vars(cls)
    assert cls.__hash__ is not object.__hash__
    assert cls.__eq__ is not object.__eq__


def test_an_object_refuses_to_change_and_survives_pickling() -> None:
    """Also with fields that do not count for equality; a weak reference to it works."""
    every = objects(TREE)
    assert {type(one).__name__ for one in every} > {"Span", "Target", "Range", "Indicator", "Diagnostic", "Category"}
    for one in every:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.text = "x"
        assert not hasattr(one, "__dict__")
        assert weakref.ref(one)() is one
        again = pickle.loads(pickle.dumps(one))
        assert (again, hash(again), again.to_dict()) == (one, hash(one), one.to_dict())
