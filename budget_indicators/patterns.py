"""Regular expressions that are compiled on first use.

The package has some four hundred of them. Compiling all takes longer than everything else a short run does, and a run
needs a few dozen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """The regular expression ``source``, compiled when one of its methods is first used.

    It has the attributes of a compiled pattern but is not an instance of its class: call its methods
    (``lazy(x).sub(…)``) and do not pass it to functions of ``re``.

    >>> word = lazy("[a-z]+")
    >>> word.findall("one two"), word.pattern
    (['one', 'two'], '[a-z]+')
    """
    return cast("re.Pattern[str]", LazyPattern(source, flags))


def any_of(characters: Iterable[str]) -> str:
    """A character class; adjacent characters are written as ranges, because long lists compile slowly.

    >>> any_of("cabx-")
    '[\\\\-a-cx]'
    """
    runs: list[list[int]] = []
    for code in sorted({ord(char) for char in characters}):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    ends = [(re.escape(chr(first)), re.escape(chr(last))) for first, last in runs]
    return "[" + "".join([first if first == last else f"{first}-{last}" for first, last in ends]) + "]"


def han_but(characters: Iterable[str]) -> str:
    """The inside of a set that holds all common Han characters but these.

    >>> han_but("丁一")
    '七-鿿'
    """
    codes = sorted({ord(char) for char in characters if "一" <= char <= "鿿"})
    ends = zip([ord("一") - 1, *codes], [*codes, ord("鿿") + 1], strict=True)
    return "".join([f"{chr(low + 1)}-{chr(high - 1)}" for low, high in ends if high - low > 1])


class LazyPattern:
    """Stands for a compiled pattern; each of its methods is looked up once and kept."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled pattern, on its first use."""
        if name.startswith("__"):
            raise AttributeError(name)
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self._flags)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
