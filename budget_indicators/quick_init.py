"""Frozen attrs classes that are cheap to make."""

from __future__ import annotations

from typing import Any, TypeVar

import attrs

T = TypeVar("T")


def quick_init(cls: type[T]) -> type[T]:
    """Let a frozen, slotted attrs class set its fields through its slots.

    The ``__init__`` that attrs writes for a frozen class sets each field by name through ``object.__setattr__``, and a
    tree costs little else; the slots' own descriptors take two thirds of the time. The parameters stay the same.
    """
    names: dict[str, Any] = {}
    parameters: list[str] = []
    lines: list[str] = []
    for field in attrs.fields(cls):  # type: ignore[arg-type]
        assert field.validator is None
        assert field.converter is None
        names[f"set_{field.alias}"] = getattr(cls, field.name).__set__
        names[f"default_{field.alias}"] = field.default
        default = "" if field.default is attrs.NOTHING else f"=default_{field.alias}"
        parameters.append(field.alias + default)
        lines.append(f"    set_{field.alias}(self, {field.alias})\n")
    exec(f"def __init__(self, {', '.join(parameters)}):\n{''.join(lines)}", names)  # as attrs makes its own
    init = names["__init__"]
    init.__annotations__ = cls.__init__.__annotations__
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = init  # type: ignore[method-assign]
    return cls
