"""Objects whose fields are filled on first access.

A text of a hundred thousand indicators is often only searched for problems, or for a few names. Until its first access,
an object made by ``later`` holds little more than the arguments it will be made of. It cannot be told from an object
made at once: the first access, also by ``==``, ``hash``, ``repr`` or ``attrs.evolve``, fills it with its constructor.
Pickling is no access: the unpickled object is filled on its own first access.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, SupportsIndex, TypeAlias, TypeVar

from .plain import Plain

T = TypeVar("T", bound="Later")
MadeOf: TypeAlias = tuple[Any, ...]  # the function that makes the fields, how many arguments to pickle, all of them
_get = object.__getattribute__
_new = object.__new__
put = object.__setattr__
"""Give an object a field that is known before it is filled (its name, its value)."""


class Later(Plain):
    """Base of a class whose objects may be filled later."""

    __slots__ = ("_made_of",)

    def __getattr__(self, name: str) -> Any:
        """Fill the object; Python calls this only for an empty slot or an unknown name."""
        made = made_of(self)
        if made is not None:
            fields, _, *known = made
            type(self).__init__(self, *fields(*known))
            put(self, "_made_of", None)
        return _get(self, name)

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        """Pickle an object that is not filled as the arguments it will be made of: a quarter of the work."""
        made = made_of(self)
        if made is None:
            return super().__reduce_ex__(protocol)
        fields, count, *known = made
        return later, (type(self), fields, tuple(known[:count]))


def made_of(one: Later) -> MadeOf | None:
    """The arguments that an object will be made of (see ``MadeOf``); ``None`` if it is filled."""
    try:
        known: MadeOf | None = _get(one, "_made_of")
    except AttributeError:  # made at once
        return None
    return known


def later(
    cls: type[T], fields: Callable[..., tuple[object, ...]], given: tuple[object, ...], known: tuple[object, ...] = ()
) -> T:
    """An object of ``cls`` whose constructor will get ``fields(*given, *known)`` on first access.

    ``known`` is what ``fields`` derives from ``given`` if it is left out; it is not pickled.
    """
    one = _new(cls)
    _keep(one, (fields, len(given), *given, *known))
    return one


_keep: Callable[[Later, MadeOf], None] = Later.__dict__["_made_of"].__set__
