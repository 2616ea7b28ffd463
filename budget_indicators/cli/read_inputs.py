"""Read an input of ``parse`` or ``format``: one indicator string is a tree, anything else a ``Document``."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import attrs

from ..documents.model import Document, Where, bare_project
from ..errors import UserError, unreadable
from ..model.nodes import Diagnostic, IndicatorTree
from .inputs import STDIN, Input, inputs, say_passed_over, stdin_bytes
from .language import say
from .terminal import printable

if TYPE_CHECKING:
    from ..tables.rows import Row

T = TypeVar("T")
Content: TypeAlias = Document | IndicatorTree


@attrs.frozen
class ReadInput:
    """The content of an input; ``name`` is its name in messages, ``file`` its file, if it has one.

    ``line`` is the line of the input where every line is a string of its own.
    """

    name: str
    content: Content
    file: str = ""
    line: int | None = None

    def trees(self) -> tuple[IndicatorTree, ...]:
        """The parsed strings: one for a string, one per project for a document."""
        match self.content:
            case Document(projects=projects):
                return tuple(project.tree for project in projects)
            case tree:
                return (tree,)

    def document(self) -> Document:
        """The content as a document; a string is one with a single project that has no name."""
        match self.content:
            case Document() as document:
                return document
            case tree:
                project = bare_project(tree, Where(line=self.line or (1 if self.file else None)))
                return Document(title="", department="", money_unit="", projects=(project,))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The diagnostics of the document and its strings."""
        own = self.content.diagnostics if isinstance(self.content, Document) else ()
        return own + tuple(diagnostic for tree in self.trees() for diagnostic in tree.diagnostics)


def read_all(words: Iterable[str], *, year: int | None, lines: bool) -> Iterator[ReadInput]:
    """Read each input in turn; with ``lines``, every line of an input that is not blank is a string of its own."""
    yield from _in_turn(words, partial(read_one, year=year, lines=lines))


def read_one(given: Input, *, year: int | None, lines: bool) -> Iterator[ReadInput]:
    """Read one input: one result, or with ``lines`` one for each line that is not blank."""
    if lines:
        yield from _read_lines(given, year)
    else:
        yield ReadInput(given.name, _read(given, year), given.file)


def rows_of_all(words: Iterable[str], *, year: int | None, lines: bool) -> Iterator[Row]:
    """The rows of the indicators of each input in turn; a large text is read in pieces, in bounded memory."""
    yield from _in_turn(words, partial(_rows_of_one, year=year, lines=lines))


def _in_turn(words: Iterable[str], read: Callable[[Input], Iterator[T]]) -> Iterator[T]:
    """The results of ``read`` for each input; an unreadable one does not stop the others.

    Raises ``UserError`` at the end if some could not be read.
    """
    words = list(words)
    given = list(inputs(words))
    failed = 0
    for each in given:
        try:
            yield from read(each)
        except UserError as problem:
            if len(given) == 1:
                raise
            failed += 1
            print(printable(f"budget-indicators: {say(problem.en, problem.zh)}"), file=sys.stderr)
    say_passed_over(words)
    if failed:
        raise UserError(
            f"{failed} of {len(given)} inputs could not be read", f"{len(given)} 个输入中有 {failed} 个读不了"
        )


def _rows_of_one(given: Input, *, year: int | None, lines: bool) -> Iterator[Row]:
    from ..bulk.large_files import is_large
    from ..tables.rows import rows_of

    with given.held() as held:
        if held.path is not None and is_large(held.path):
            try:
                rows = _rows_of_large(held.path, held.file, year=year, lines=lines)
                if rows is not None:
                    yield from rows
                    return
            except OSError as problem:
                raise unreadable(held.file, problem) from None
        for reading in read_one(held, year=year, lines=lines):
            yield from rows_of(reading.document(), reading.file, detail=False).indicators


def _rows_of_large(path: Path, file: str, *, year: int | None, lines: bool) -> Iterator[Row] | None:
    """The rows of a large file; ``None`` for one of a kind that is read whole."""
    from ..bulk.large_tables import indicators_of, indicators_of_lines, pieces_of, text_pieces

    if lines:
        return indicators_of_lines(path, file, year=year)
    found = text_pieces(path, file) if file == STDIN else pieces_of(path, file)
    return None if found is None else indicators_of(found, file, year=year)


def _read(given: Input, year: int | None) -> Content:
    from ..documents.content import read_text
    from ..documents.open import read_content

    with _pages_told():
        if given.path is not None:
            found = read_content(given.path, name=given.name, year=year)
        elif given.text is None:
            found = read_content(stdin_bytes(), name=STDIN, year=year)
        else:
            found = read_text(given.text, year=year)
    if found.only_string is None or (found.is_empty and given.text is None):
        return found.document  # of a file without indicators, the document has the diagnostic that says so
    return found.only_string


def _pages_told() -> AbstractContextManager[None]:
    if not sys.stderr.isatty():
        return nullcontext()
    from .lint_progress import Bar
    from .page_progress import pages_shown

    return pages_shown(Bar(sys.stderr))


def _read_lines(given: Input, year: int | None) -> Iterator[ReadInput]:
    from ..parse import parse_indicators

    for number, line in enumerate(re.split(r"\r\n|\n|\r", given.read()), 1):
        if line.strip():
            yield ReadInput(f"{given.name}:{number}", parse_indicators(line, year=year), given.file, number)
