"""The findings of a lint run in one input."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from .engine import Finding
from .passages import Passage

if TYPE_CHECKING:
    from ..rules.across.folder import FolderProject


class InputFindings(NamedTuple):
    """The findings in one input.

    ``whole`` are the findings about all of it. ``passages`` are its strings, each with the share of the input that ends
    with it and with its findings. ``entries`` are its projects for the rules across documents.
    """

    whole: tuple[Finding, ...]
    passages: Iterable[tuple[float, Passage, tuple[Finding, ...]]]
    entries: tuple[FolderProject, ...] = ()
