"""An input read: a table or document as a ``Document``, any other text as one indicator string."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from ..documents.model import Document
from ..model import Diagnostic, IndicatorTree
from .inputs import Input, texts_or_files

Content: TypeAlias = Document | IndicatorTree

_TEXT_SUFFIXES = ("", ".txt", ".text", ".md")


@attrs.frozen
class Reading:
    """What an input holds; ``name`` is how messages call the input."""

    name: str
    content: Content

    def trees(self) -> tuple[IndicatorTree, ...]:
        """The parsed strings: one for a string, one per project for a document."""
        match self.content:
            case Document(projects=projects):
                return tuple(project.tree for project in projects)
            case tree:
                return (tree,)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was malformed or guessed, in the document and in its strings."""
        own = self.content.diagnostics if isinstance(self.content, Document) else ()
        return own + tuple(diagnostic for tree in self.trees() for diagnostic in tree.diagnostics)


def read_all(words: Iterable[str], *, year: int | None, lines: bool) -> Iterator[Reading]:
    """Read each input in turn; with ``lines``, every line of an input that is not blank is a string of its own."""
    for given in texts_or_files(words):
        if lines:
            yield from _read_lines(given, year)
        else:
            yield Reading(given.name, _read(given, year))


def _read(given: Input, year: int | None) -> Content:
    from ..documents import read_document

    if given.path is not None and given.path.suffix.lower() not in _TEXT_SUFFIXES:
        return read_document(given.path, year=year)
    return read_text(given.read(), source="" if given.text is not None else given.name, year=year)


def read_text(text: str, *, source: str = "", year: int | None = None) -> Content:
    """A document where the text is that of a table with projects, else the tree of the whole text."""
    from ..documents import read_text_document
    from ..parse import parse_indicators

    document = read_text_document(text, source=source, year=year)
    return document if document.projects else parse_indicators(text, year=year)


def _read_lines(given: Input, year: int | None) -> Iterator[Reading]:
    from ..parse import parse_indicators

    for number, line in enumerate(re.split(r"\r\n|\n|\r", given.read()), 1):
        if line.strip():
            yield Reading(f"{given.name}:{number}", parse_indicators(line, year=year))
