"""Letters that a scanner read for digits in the amounts of a value: ``1O0%``, ``≤Z小时``.

A letter counts as a digit only where an amount with its unit results that can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..structure.doubt import LETTERED, LIKE_DIGITS
from ..values import known_value

_DIGITS = str.maketrans({letter: digit for digit, letters in LIKE_DIGITS.items() for letter in letters})
_SAFE = frozenset("OoОоlI")
"""Letters that are always digits between digits."""


def lettered(text: str, year: int | None) -> Iterator[re.Match[str]]:
    """The numbers of a value with letters for digits, if the value can be read with the digits.

    >>> [(found[0], as_digits(found[0])) for found in lettered("1O0%", None)]
    [('1O0', '100')]
    >>> list(lettered("≥○○%", None))
    []
    """
    found = list(LETTERED.finditer(text))
    if not found or any(_is_no_share(number, text) or _is_frame(number[0]) for number in found):
        return
    read = known_value(meant(text), year).found
    if read.measures and not any(remark.kind == "unread" for remark in read.remarks):
        yield from found


def _is_no_share(number: re.Match[str], text: str) -> bool:
    """Whether a share above the whole would result from a letter that may be another digit: ``1B0%``."""
    if text[number.end()] not in "%％" or is_sure(number[0]):
        return False
    digits = as_digits(number[0]).replace(",", "")
    return not digits.isdecimal() or int(digits) > _WHOLE


def _is_frame(number: str) -> bool:
    """Whether it consists of circles, which mark a number to be filled in: ``≥○○%``."""
    return not as_digits(number).strip("0.,") and not any(char.isdecimal() for char in number)


_WHOLE = 100


def meant(text: str) -> str:
    """The value with the digits."""
    return LETTERED.sub(lambda found: as_digits(found[0]), text)


def as_digits(number: str) -> str:
    """The number in digits."""
    return number.translate(_DIGITS)


def is_sure(number: str) -> bool:
    """Whether the letters of the number can only be digits."""
    return all(char in _SAFE for char in number if char.isalpha())
