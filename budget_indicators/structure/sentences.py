"""Indicators in sentences; their reader is loaded only for a text without the codes of a dense string."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..patterns import lazy
from ..text.cleaning import Source

if TYPE_CHECKING:
    from .prose import Prose

_CODED = lazy("[1-3]-(?:产出|效益|满意)")


def prose(source: Source) -> list[Prose]:
    """The indicators stated in the sentences of a text, in text order; none for a dense string.

    A name without a target is no indicator.
    """
    if _CODED.search(source.text) is not None:
        return []
    from .prose import read_prose

    return read_prose(source)


def is_prose(source: Source) -> bool:
    """Whether a text states indicators in sentences."""
    return bool(prose(source))
