"""With which characters a match of a regular expression can begin, as Python's own parser of them tells it.

Where it is not plain, any character can: to ask a pattern in vain costs time, not to ask it would change what is read.
"""

from __future__ import annotations

import re._constants as sre  # type: ignore[import-not-found]
import re._parser as sre_parser  # type: ignore[import-not-found]
from collections.abc import Iterable
from re import UNICODE
from typing import Any

import attrs


@attrs.frozen(eq=False)
class Heads:
    """The characters a match can begin with; ``codes`` are most of them, ``sets`` ranges, categories and the like."""

    codes: frozenset[int]
    sets: tuple[tuple[Any, Any], ...]

    def fit(self, char: str) -> bool:
        """Whether a match can begin with ``char``."""
        return ord(char) in self.codes or any(_holds(one, char) for one in self.sets)


def heads(source: str) -> Heads:
    """The heads of the pattern that is written ``source``."""
    pattern = sre_parser.parse(source)
    found: list[tuple[Any, Any]] = []
    if _gather(pattern, found) or pattern.state.flags & ~UNICODE:
        return Heads(frozenset(), ((sre.ANY, None),))
    return Heads(
        frozenset([code for kind, code in found if kind is sre.LITERAL]),
        tuple([one for one in found if one[0] is not sre.LITERAL]),
    )


def _gather(sequence: Iterable[tuple[Any, Any]], found: list[tuple[Any, Any]]) -> bool:
    """Add what a sequence can begin with to ``found``; whether what comes after it can be the beginning, too."""
    return all(_gather_one(kind, value, found) for kind, value in sequence)


def _gather_one(kind: Any, value: Any, found: list[tuple[Any, Any]]) -> bool:
    match kind:
        case sre.LITERAL | sre.NOT_LITERAL | sre.ANY:
            found.append((kind, value))
            return False
        case sre.IN:
            if value[0][0] is sre.NEGATE:
                found.append((kind, value))
            else:
                found += value
            return False
        case sre.BRANCH:
            empty = [_gather(branch, found) for branch in value[1]]  # every branch has its say
            return any(empty)
        case sre.SUBPATTERN if not value[1] and not value[2]:  # without flags of its own
            return _gather(value[3], found)
        case sre.ATOMIC_GROUP:
            return _gather(value, found)
        case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
            least, _, repeated = value
            return _gather(repeated, found) or not least
        case sre.AT | sre.ASSERT | sre.ASSERT_NOT:
            return True  # they take nothing; what they forbid is not looked at
    found.append((sre.ANY, None))
    return False


def _holds(one: tuple[Any, Any], char: str) -> bool:
    kind, value = one
    match kind:
        case sre.LITERAL:
            return bool(value == ord(char))
        case sre.NOT_LITERAL:
            return bool(value != ord(char))
        case sre.RANGE:
            return bool(value[0] <= ord(char) <= value[1])
        case sre.CATEGORY if value in _CATEGORIES:
            return bool(_CATEGORIES[value](char))
        case sre.IN:  # negated
            return not any(_holds(excluded, char) for excluded in value[1:])
    return True


_CATEGORIES: dict[Any, Any] = {
    sre.CATEGORY_DIGIT: str.isdecimal,
    sre.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    sre.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    sre.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}
