"""Requests of the page to the workers: each a frozen class, with files as bytes."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from ..lint.passages import Passage
from ..lint.run import LintInput, OpenedInput, open_input
from ..model.nodes import Language
from ..rules.registry import Selection, choose


@attrs.frozen
class Settings:
    """The rules and the budget year selected in the page."""

    review: bool = False
    year: int | None = None

    def selection(self) -> Selection:
        """The rules."""
        return choose(review=self.review)


@attrs.frozen
class StringOf:
    """The context of one string of a file: its project, the project's goal, the rules that do not apply."""

    project: str
    goal: str
    layout: tuple[str, ...]


@attrs.frozen
class LintText:
    """Check a text: the one string of a file (``of``), or a text with any number of strings."""

    text: str
    settings: Settings
    of: StringOf | None = None


@attrs.frozen
class FixText:
    """Repair a text: everything safe, or only the findings of rule ``code``; never those in ``ignored``."""

    text: str
    settings: Settings
    code: str = ""
    ignored: tuple[str, ...] = ()
    of: StringOf | None = None


@attrs.frozen
class ReadFile:
    """Read a file and check everything in it; ``name`` is its name for the user."""

    data: bytes
    name: str
    settings: Settings


@attrs.frozen
class ListRules:
    """All rules there are."""


@attrs.frozen
class Export:
    """Make a file to download: ``kind`` is ``corrected``, ``xlsx``, ``csv`` or ``report``.

    ``texts`` are the strings that the user changed (number of the string, text), ``ignored`` the marks of the findings
    to leave out. ``folder`` is for temporary files.
    """

    kind: str
    name: str
    settings: Settings
    lang: Language
    folder: str
    data: bytes | None = None
    text: str = ""
    texts: tuple[tuple[int, str], ...] = ()
    ignored: tuple[str, ...] = ()


@attrs.frozen
class Made:
    """A file that was made: its name and its bytes."""

    name: str
    data: bytes


Request: TypeAlias = LintText | FixText | ReadFile | ListRules | Export
Answer: TypeAlias = bytes | list[bytes] | Made


def read(request: ReadFile | Export) -> OpenedInput | None:
    """The content of a request's file; ``None`` without a file."""
    return None if request.data is None else open_input(LintInput(request.name, data=request.data))


def passages_of(text: str, of: StringOf | None = None, name: str = "") -> list[Passage]:
    """The strings of a text; the string of a file is a passage as it is."""
    if of is not None:
        return [Passage(text, name, of.project, of.goal, start=0, layout=frozenset(of.layout))]
    if not text.strip():
        return []
    return [passage for _, passage in open_input(LintInput(name, text=text)).passages()]
