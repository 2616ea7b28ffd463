"""Format amounts and texts for messages."""

from __future__ import annotations

from decimal import Decimal


def amount(value: Decimal | None) -> str:
    """A number in plain digits: ``120000``, ``99.9``; empty for ``None``."""
    if value is None:
        return ""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def short(text: str, longest: int = 24) -> str:
    """A text short enough for a message: the beginning of a long one.

    >>> short("流动人员和出租屋服务管理工作", 6)
    '流动人员和…'
    """
    return text if len(text) <= longest else text[: longest - 1] + "…"
