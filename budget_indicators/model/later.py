"""Objects whose fields are filled when one of them is first asked for.

A text of a hundred thousand indicators is often only searched for problems, or for a few names. Until somebody looks
at it, an object made ``later`` is little more than what it will be made of. Nobody can tell it from one that was made
at once: the first look, be it by ``==``, ``hash``, ``repr`` or ``attrs.evolve``, fills it as its constructor
does. Pickling is no look: the object that is loaded again is filled when somebody looks at that one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, SupportsIndex, TypeAlias, TypeVar

from .plain import Plain

T = TypeVar("T", bound="Later")
_MadeOf: TypeAlias = tuple[Any, ...]  # what makes the fields; how many of the rest are pickled; what it makes them of
_get = object.__getattribute__
_new = object.__new__
_set = object.__setattr__


class Later(Plain):
    """The base of a class whose objects may be filled later."""

    __slots__ = ("_made_of",)

    def __getattr__(self, name: str) -> Any:
        """Fill the object; Python asks here only for a slot that is still empty, or a name that there is not."""
        made_of = _made_of(self)
        if made_of is not None:
            fields, _, *known = made_of
            type(self).__init__(self, *fields(*known))
            _set(self, "_made_of", None)
        return _get(self, name)

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        """What nobody has looked at yet is pickled as what it will be made of, which is a fourth of the work."""
        made_of = _made_of(self)
        if made_of is None:
            return super().__reduce_ex__(protocol)
        fields, count, *known = made_of
        return later, (type(self), fields, tuple(known[:count]))


def _made_of(one: Later) -> _MadeOf | None:
    """What an object will be made of; ``None`` where it is filled."""
    try:
        made_of: _MadeOf | None = _get(one, "_made_of")
    except AttributeError:  # it was made at once
        return None
    return made_of


def later(
    cls: type[T], fields: Callable[..., tuple[object, ...]], given: tuple[object, ...], known: tuple[object, ...] = ()
) -> T:
    """An object of ``cls`` that will be made of ``fields(*given, *known)``, the arguments of its constructor.

    ``known`` is what ``fields`` finds out of ``given`` where it is left out, as it is when the object is pickled.
    """
    one = _new(cls)
    _set(one, "_made_of", (fields, len(given), *given, *known))
    return one
