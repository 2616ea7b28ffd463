"""The meaning of superscript text: a power, part of a unit, or a footnote mark."""

from __future__ import annotations

import re

from ...patterns import lazy

_POWERS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_TEN = lazy(r"(?:^|[^0-9０-９.,])(?:10|１０)$")
_UNIT = lazy(r"(?:[A-Za-z]|[米尺里])$")
_MARK = lazy(r"[①-⑳⓪㉑-㊿❶-❿*＊※†‡]+|[\[［(（〔【]?注?\s*\d{0,2}[\]］)）〕】]?")


def raised(before: str, text: str) -> str | None:
    """The reading of superscript ``text`` behind ``before``; ``None`` for a footnote mark, no part of the text.

    >>> raised("500m", "2"), raised("5×10", "4"), raised("10次", "①"), raised("95%", "[1]")
    ('2', '⁴', None, None)
    """
    bare = text.strip()
    if not bare:
        return text
    if re.fullmatch(r"[+\-−]?\d{1,3}", bare):
        if _TEN.search(before.rstrip()):
            return bare.translate(_POWERS)
        if bare in ("2", "3", "-1", "-2", "-3") and _UNIT.search(before.rstrip()):
            return bare
        return None if before.strip() else text  # a footnote mark follows a text
    return None if _MARK.fullmatch(bare) else text
