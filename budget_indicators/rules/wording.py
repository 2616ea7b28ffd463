"""How amounts and texts are shown in messages."""

from __future__ import annotations

from decimal import Decimal


def amount(value: Decimal | None) -> str:
    """A number in plain digits: ``120000``, ``99.9``; nothing for no number."""
    if value is None:
        return ""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def short(text: str, longest: int = 24) -> str:
    """A text that fits into a message: its beginning where it is long.

    >>> short("流动人员和出租屋服务管理工作", 6)
    '流动人员和…'
    """
    return text if len(text) <= longest else text[: longest - 1] + "…"
