"""Operator, number and unit in any order or separated: ``% ≥ 85``, ``万元≤90``, ``米=3500``, ``85≥%``, ``≥|95|%``.

They come from tables whose columns were joined, and are put in the order that the grammar knows.
"""

from __future__ import annotations

from ..patterns import lazy
from .lexing import is_unit

_SIGN = r"(?P<sign>[≥≤<>=]|>=|<=|大于等于|小于等于|大于或等于|小于或等于|不低于|不少于|不超过|不高于|大于|小于|等于)"
_NUMBER = r"(?P<number>\d[\d,.]*)"
_UNIT = r"[(\[【]?(?P<unit>[^\d\s()\[\]【】≥≤<>=,;。、:|+~-]{1,8})[)\]】]?"
_ORDERS = tuple(
    lazy("[|:]*".join(parts))
    for parts in (
        (_UNIT, _SIGN, _NUMBER),
        (_SIGN, _UNIT, _NUMBER),
        (_NUMBER, _SIGN, _UNIT),
        (_NUMBER, _UNIT, _SIGN),
        (_SIGN, _NUMBER, r"\|" + _UNIT),
        (_UNIT, _NUMBER),
    )
)
_APART = lazy(r"[^\d]{0,16}\d[\d,.]*[^\d]{0,20}")


# 60(不含)分以下
_EXCLUDED = lazy(
    r"(?P<number>\d[\d,.]{0,30})(?P<said>\(不(?:包?含|包括)(?:本数)?\))(?P<unit>[%‰]|[一-龥]{1,4}?)(?P<bound>及?以[上下内]|(?=$|[,;。]))"
)
_PART = lazy(r"(?:[^,;。、]|(?<=\d),(?=\d))+")
_SIGNS = lazy("[≥≤<>=大小低高少多等]|^[^\\d]{1,10}[\\d,.]+$")


def joined(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text, of the same length, with such parts in the usual order, and their positions.

    >>> joined("%≥85"), joined("按时,万元≤90"), joined("≥85%")
    (('≥85%', [(0, 4)]), ('按时,≤90万元', [(3, 8)]), ('≥85%', []))
    """
    places: list[tuple[int, int]] = []
    for part in _EXCLUDED.finditer(text):
        if is_unit(part["unit"]):
            text = (
                f"{text[: part.start()]}{part['number']}{part['unit']}{part['said']}{part['bound']}{text[part.end() :]}"
            )
            places.append(part.span())
    if not _SIGNS.search(text):
        return text, places
    for part in _PART.finditer(text):
        usual = _usual(part[0]) if part.end() - part.start() <= _LONGEST else None
        if usual is not None:
            text = text[: part.start()] + usual.ljust(len(part[0])) + text[part.end() :]
            places.append(part.span())
    return text, places


_LONGEST = 40
_NAME = lazy("[!-~μ]")


def _usual(text: str) -> str | None:
    if not _APART.fullmatch(text):
        return None
    for order in _ORDERS:
        found = order.fullmatch(text)
        if found is not None and is_unit(found["unit"]):
            sign = found.groupdict().get("sign")
            if sign is None and _NAME.match(found["unit"].lstrip("十百千")) is not None:
                return None  # G318, M5: a name
            return f"{sign or ''}{found['number']}{found['unit']}"
    return None
