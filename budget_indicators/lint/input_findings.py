"""The findings of a lint run in one source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from .engine import Finding
from .passages import Passage

if TYPE_CHECKING:
    from ..rules.across.folder import FolderProject


class InputFindings(NamedTuple):
    """The findings in one source.

    ``whole`` concerns all of it, ``passages`` are its strings, each with the share of the source that ends with it and
    what is wrong with it; ``entries`` is what the rules across documents need to know of it.
    """

    whole: tuple[Finding, ...]
    passages: Iterable[tuple[float, Passage, tuple[Finding, ...]]]
    entries: tuple[FolderProject, ...] = ()
