"""With which characters a match of a regular expression can begin, as Python's own parser of them tells it.

Where it is not plain, any character can: to try a pattern in vain costs time, not to try it would change what is read.
"""

from __future__ import annotations

import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as sre_parser  # type: ignore[import-not-found]
from collections.abc import Iterable
from typing import Any

import attrs

# An escape, a set of characters, or one character.
_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


def alternatives(source: str) -> tuple[tuple[str, Heads], ...]:
    """The alternatives of a pattern in their order, each with its heads; one of them matches where the pattern does.

    Those of a group that is a whole alternative are among them: ``a|(?:b|c)`` has three.

    >>> [one for one, _ in alternatives("a|(?:b[|]|c(?:d|e))")]
    ['a', 'b[|]', 'c(?:d|e)']
    """
    return tuple([(one, heads(one)) for one in _split(source)])


def _split(source: str) -> list[str]:
    found: list[str] = []
    begin = depth = 0
    whole = source.startswith("(?:")  # one group is all of it
    for part in _PARTS.finditer(source):
        match part[0]:
            case "(":
                depth += 1
            case ")":
                depth -= 1
                whole = whole and (depth > 0 or part.end() == len(source))
            case "|" if not depth:
                found.append(source[begin : part.start()])
                begin = part.end()
    if found:
        return [inner for one in (*found, source[begin:]) for inner in _split(one)]
    return _split(source[3:-1]) if whole else [source]


@attrs.frozen(eq=False)
class Heads:
    """The characters a match can begin with; ``codes`` are most of them, ``sets`` ranges, categories and the like."""

    codes: frozenset[int]
    sets: tuple[tuple[Any, Any], ...]

    def fit(self, char: str) -> bool:
        """Whether a match can begin with ``char``."""
        return ord(char) in self.codes or (bool(self.sets) and any(_holds(one, char) for one in self.sets))

    @classmethod
    def of(cls, found: Iterable[tuple[Any, Any]]) -> Heads:
        """The characters of single-character parts of a pattern."""
        found = list(found)
        return cls(
            frozenset([value for kind, value in found if kind is sre.LITERAL]),
            tuple([one for one in found if one[0] is not sre.LITERAL]),
        )


def heads(source: str) -> Heads:
    """The heads of the pattern that is written ``source``."""
    pattern = sre_parser.parse(source)
    found: list[tuple[Any, Any]] = []
    if _gather(pattern, found) or pattern.state.flags & ~re.UNICODE:
        return Heads.of([(sre.ANY, None)])
    return Heads.of(found)


def _gather(sequence: Iterable[tuple[Any, Any]], found: list[tuple[Any, Any]]) -> bool:
    """Add what a sequence can begin with to ``found``; whether what comes after it can be the beginning, too."""
    return all(_gather_one(kind, value, found) for kind, value in sequence)


def _gather_one(kind: Any, value: Any, found: list[tuple[Any, Any]]) -> bool:
    match kind:
        case sre.LITERAL | sre.NOT_LITERAL | sre.ANY:
            found.append((kind, value))
            return False
        case sre.IN:
            negated = value[0][0] is sre.NEGATE
            found += [(sre.NEGATE, Heads.of(value[1:]))] if negated else value
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
        case sre.NOT_LITERAL:
            return bool(value != ord(char))
        case sre.RANGE:
            return bool(value[0] <= ord(char) <= value[1])
        case sre.CATEGORY if value in _CATEGORIES:
            return bool(_CATEGORIES[value](char))
        case sre.NEGATE:
            return not value.fit(char)
    return True


# Exactly what Python's expressions take them for: they stand in negated sets, too.
_CATEGORIES: dict[Any, Any] = {
    sre.CATEGORY_DIGIT: str.isdecimal,
    sre.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    sre.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    sre.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}
