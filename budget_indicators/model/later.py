"""Objects whose fields are filled when one of them is first asked for.

A text of a hundred thousand indicators is often only searched for problems, or for a few names. Until somebody looks
at it, an object made ``later`` is little more than what it will be made of. Nobody can tell it from one that was made
at once: the first look, be it by ``==``, ``hash``, ``repr``, ``pickle`` or ``attrs.evolve``, fills it as its
constructor does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from .plain import Plain

T = TypeVar("T", bound="Later")
_get = object.__getattribute__
_new = object.__new__
_set = object.__setattr__


class Later(Plain):
    """The base of a class whose objects may be filled later."""

    __slots__ = ("_made_of",)

    def __getattr__(self, name: str) -> Any:
        """Fill the object; Python asks here only for a slot that is still empty, or a name that there is not."""
        try:
            made_of = _get(self, "_made_of")
        except AttributeError:  # it was made at once
            made_of = None
        if made_of is not None:
            type(self).__init__(self, *made_of[0](*made_of[1:]))
            _set(self, "_made_of", None)
        return _get(self, name)


def later(cls: type[T], fields: Callable[..., tuple[object, ...]], given: tuple[object, ...]) -> T:
    """An object of ``cls`` that will be made of ``fields(*given)``, the arguments of its constructor."""
    one = _new(cls)
    _set(one, "_made_of", (fields, *given))
    return one
