"""The queue of files to read, the large ones in pieces, and of results in the order in which they are written."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import attrs

from ..errors import UserError
from ..model.rule import Both
from ..tables.rows import Rows
from .large_tables import AnyPiece, Joiner, Part, pieces_of

Answer: TypeAlias = Rows | Part | Both
"""The result of a task: the rows of a file or of a piece, or the error."""


@attrs.frozen
class Task:
    """A file to read, or a ``piece`` of one; ``at`` is the number of the piece, ``path`` leads to the bytes."""

    number: int
    file: str
    path: str
    piece: AnyPiece | None = None
    at: int = 0

    @property
    def name(self) -> str:
        """Its name in messages."""
        return self.file if self.piece is None else f"{self.file}:{self.piece.line}"


@attrs.frozen
class Result:
    """A file that was read (``rows``) or not (``problem`` is the reason); ``number`` is its index in the list.

    A large file gives its rows in several results, of which one is the ``last``.
    """

    number: int
    file: str
    rows: Rows | None
    problem: Both | None
    seconds: float
    last: bool = True


@attrs.define
class _Large:
    """A file that is read in pieces: those assigned, and results that wait for their turn."""

    pieces: Iterator[AnyPiece]
    joiner: Joiner
    given: int = 0
    taken: int = 0
    early: dict[int, Part] = attrs.field(factory=dict)
    more: bool = True
    seconds: float = 0.0


@attrs.define
class Queue:
    """Files in order, the large ones in pieces, of which at most ``ahead`` are in progress or unwritten."""

    files: Sequence[str]
    ahead: int
    held: Mapping[str, str] = attrs.field(factory=dict)
    """The path of a file's bytes, if it has another name."""
    _begun: int = attrs.field(default=0, init=False)
    _open: dict[int, _Large] = attrs.field(factory=dict, init=False)
    _feeding: int | None = attrs.field(default=None, init=False)
    _results: deque[Result] = attrs.field(factory=deque, init=False)

    def waiting(self) -> int:
        """A lower bound of the tasks available now (of a large file in progress, as many as ``ahead`` allows)."""
        if self._feeding is None:
            return len(self.files) - self._begun
        large = self._open[self._feeding]
        return self.ahead - (large.given - large.taken)

    def next(self) -> Task | None:
        """The next task; ``None`` if there is none, or none before others are done."""
        while self.waiting():
            if self._feeding is not None:
                if (task := self._piece(self._feeding)) is not None:
                    return task
                continue
            number = self._begun
            self._begun += 1
            file = self.files[number]
            try:
                pieces = pieces_of(Path(self.held.get(file, file)), file)
            except UserError as problem:
                self._results.append(Result(number, file, None, Both(problem.en, problem.zh), 0.0))
                continue
            except (OSError, ValueError):  # the reader reports the reason
                pieces = None
            if pieces is None:
                return Task(number, file, self.held.get(file, file))
            self._open[number] = _Large(pieces, Joiner(file))
            self._feeding = number
        return None

    def _piece(self, number: int) -> Task | None:
        file, large = self.files[number], self._open[number]
        try:
            piece = next(large.pieces, None)
        except UserError as problem:
            self._fail(number, Both(problem.en, problem.zh))
            return None
        except OSError as problem:
            reason = problem.strerror or str(problem)
            self._fail(number, Both(f"{file}: {reason}", f"{file}：{reason}"))
            return None
        if piece is None:
            large.more, self._feeding = False, None
            self._end(number)
            return None
        large.given += 1
        return Task(number, file, self.held.get(file, file), piece, large.given - 1)

    def answer(self, task: Task, answer: Answer, seconds: float) -> None:
        """Receive the result of a task."""
        match answer:
            case Rows():
                self._results.append(Result(task.number, task.file, answer, None, seconds))
            case Both() if task.piece is None:
                self._results.append(Result(task.number, task.file, None, answer, seconds))
            case Both() if task.number in self._open:
                self._fail(task.number, answer)
            case Part() if (large := self._open.get(task.number)) is not None:
                large.seconds += seconds
                large.early[task.at] = answer
                while (part := large.early.pop(large.taken, None)) is not None:
                    large.taken += 1
                    self._results.append(Result(task.number, task.file, large.joiner.add(part), None, 0.0, last=False))
                self._end(task.number)

    def _fail(self, number: int, problem: Both) -> None:
        """Give up a file of which a piece failed."""
        large = self._open.pop(number)
        self._feeding = None if self._feeding == number else self._feeding
        self._results.append(Result(number, self.files[number], None, problem, large.seconds))

    def _end(self, number: int) -> None:
        large = self._open[number]
        if not large.more and large.taken == large.given:
            del self._open[number]
            self._results.append(Result(number, self.files[number], large.joiner.end(), None, large.seconds))

    def results(self) -> Iterator[Result]:
        """The results that are due now."""
        while self._results:
            yield self._results.popleft()
