"""Frozen objects made cheaply, where a parse makes most of them.

Most of a parse is the making of frozen objects. The ``__init__`` that attrs writes for a frozen class sets each
field by name through ``object.__setattr__``, for the class itself refuses to be written to. A maker writes the fields
of an ordinary object of the same layout, and then lets it be one of the frozen class: less than half the time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import attrs

P = ParamSpec("P")
T = TypeVar("T")


def maker(cls: Callable[P, T]) -> Callable[P, T]:
    """A function that makes the objects of a frozen, slotted attrs class: same parameters, same objects.

    The class has its fields alone for slots: two layouts with a slot for weak references are never the same to Python.
    So a base has that slot, or ``weakref_slot=False`` leaves it out.
    """
    assert isinstance(cls, type)
    fields = attrs.fields(cls)
    draft = type(cls.__name__, cls.__bases__, {"__slots__": [field.name for field in fields]})
    names: dict[str, Any] = {"cls": cls, "draft": draft}
    parameters: list[str] = []
    lines: list[str] = ["    made = draft()"]
    for field in fields:
        assert field.validator is None
        assert field.converter is None
        default = "" if field.default is attrs.NOTHING else f"=default_{field.alias}"
        names[f"default_{field.alias}"] = field.default
        parameters.append(field.alias + default)
        lines.append(f"    made.{field.name} = {field.alias}")
    lines += ["    made.__class__ = cls", "    return made"]
    exec(f"def make({', '.join(parameters)}):\n" + "\n".join(lines), names)  # as attrs writes its own methods
    make: Callable[P, T] = names["make"]
    make.__doc__ = f"Make a ``{cls.__name__}``."
    return make
