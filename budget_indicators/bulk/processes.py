"""Many strings: parsed lazily, in chunks, by several processes if that is faster, in bounded memory.

>>> texts = ["1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。", "涉密项目"]
>>> [(len(tree.indicators), tree.withheld) for tree in parse_many(texts)]
[(1, False), (0, True)]
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar, overload

import attrs

from ..errors import check_year
from ..garbage_collection import in_a_worker
from ..model.nodes import IndicatorTree

if TYPE_CHECKING:
    from concurrent.futures import Future

In = TypeVar("In")
Out = TypeVar("Out")

# A chunk is read by one process at a time: large enough that sending it costs little beside reading it, small enough
# that a few of them in memory do not matter.
_STRINGS = 256
_CHARACTERS = 100_000
_WAITING = 2  # chunks in flight for each process


@overload
def parse_many(
    texts: Iterable[str], *, jobs: int | None = None, ordered: bool = True, year: int | None = None
) -> Generator[IndicatorTree, None, None]: ...


@overload
def parse_many(
    texts: Iterable[str],
    *,
    jobs: int | None = None,
    ordered: bool = True,
    year: int | None = None,
    then: Callable[[IndicatorTree], Out],
) -> Generator[Out, None, None]: ...


def parse_many(
    texts: Iterable[str],
    *,
    jobs: int | None = None,
    ordered: bool = True,
    year: int | None = None,
    then: Callable[[IndicatorTree], Out] | None = None,
) -> Generator[IndicatorTree, None, None] | Generator[Out, None, None]:
    """Parse many strings, each as ``parse_indicators`` does; the trees come as they are ready.

    ``texts`` is read lazily and only a bounded number of strings and trees is held at a time, so it may be endless.
    ``jobs`` is the number of processes (``None``: one for each processor this process may use; 1: no process is
    started). Few strings are parsed without starting any. ``ordered=False`` gives the trees as they are finished;
    ``tree.source`` identifies them. ``year`` is the budget year, for dates without a year.

    ``then`` is applied to each tree in the process that parsed it, and only its results are sent back. Without it trees
    are sent and filled here on first access, which is slower. With processes ``then`` must be picklable.

    An exception in ``texts`` or ``then`` is raised here, in place of its result. As always with processes, a
    script must start them under ``if __name__ == "__main__":``.

    Raises:
        TypeError: ``texts`` is one string, not many (at once); one of them is no ``str`` (when its turn comes);
            ``year`` is no ``int`` (at once).
        ValueError: ``jobs`` is less than 1, or ``year`` has not four digits.
    """
    if isinstance(texts, str | bytes | bytearray):
        raise TypeError(
            f"parse_many() takes many strings, such as a list of str, not one {type(texts).__name__}; "
            "parse_indicators() reads one（参数应为多个字符串的列表，单个字符串请用 parse_indicators()）"
        )
    work = partial(_parsed, year=check_year(year), then=then)
    return _each(map_chunks(work, _chunked(texts), jobs=jobs, ordered=ordered))


def _each(chunks: Generator[list[Out], None, None]) -> Generator[Out, None, None]:
    with closing(chunks):
        for chunk in chunks:
            yield from chunk


def _parsed(texts: list[str], year: int | None, then: Callable[[IndicatorTree], Out] | None) -> list[Any]:
    from ..parse import parse_indicators
    from ..tree.packed import Trees

    if then is None:
        return Trees(parse_indicators(text, year=year) for text in texts)
    return [then(parse_indicators(text, year=year)) for text in texts]


def _chunked(texts: Iterable[str]) -> Iterator[list[str]]:
    """Lists of a bounded number of strings and characters (except for one longer string)."""
    chunk: list[str] = []
    room = _CHARACTERS
    try:
        for text in texts:
            if not isinstance(text, str):
                raise TypeError(f"parse_many() takes an iterable of str, not of {type(text).__name__}")
            chunk.append(text)
            room -= len(text)
            if len(chunk) >= _STRINGS or room <= 0:
                yield chunk
                chunk, room = [], _CHARACTERS
    except Exception:
        if chunk:  # what came before it is not lost
            yield chunk
        raise
    if chunk:
        yield chunk


def map_chunks(
    work: Callable[[In], Out], chunks: Iterable[In], *, jobs: int | None = None, ordered: bool = True
) -> Generator[Out, None, None]:
    """Apply ``work`` to each chunk, in ``jobs`` processes, with a bounded number of chunks in progress.

    A single chunk is processed here. Processes end when the generator does, or when it is closed.
    """
    if jobs is not None and jobs < 1:
        raise ValueError(f"jobs is a number of processes, at least 1, not {jobs}")
    return _mapped(work, iter(chunks), jobs or processors(), ordered)


def _mapped(work: Callable[[In], Out], chunks: Iterator[In], jobs: int, ordered: bool) -> Generator[Out, None, None]:
    if jobs > 1:
        feed = _Feed(chunks)
        first = [*islice(feed, 2)]
        if len(first) > 1:
            yield from _pooled(work, chain(first, feed), jobs, ordered)
        else:
            yield from map(work, first)
        feed.check()
    else:
        yield from map(work, chunks)


@attrs.define
class _Feed(Iterator[In]):
    """The chunks up to the first exception, which ``check`` raises after the results before it."""

    chunks: Iterator[In]
    problem: Exception | None = None

    def __next__(self) -> In:
        if self.problem is not None:
            raise StopIteration
        try:
            return next(self.chunks)
        except StopIteration:
            raise
        except Exception as problem:
            self.problem = problem
            raise StopIteration from None

    def check(self) -> None:
        if self.problem is not None:
            raise self.problem


def _pooled(work: Callable[[In], Out], chunks: Iterator[In], jobs: int, ordered: bool) -> Generator[Out, None, None]:
    from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait

    pool = ProcessPoolExecutor(jobs, initializer=in_a_worker)
    under_way: deque[Future[Out]] = deque()
    try:
        while True:
            for chunk in islice(chunks, jobs * _WAITING - len(under_way)):
                under_way.append(pool.submit(work, chunk))
            if not under_way:
                return
            if ordered:
                done = under_way.popleft()
            else:
                done = next(iter(wait(under_way, return_when=FIRST_COMPLETED).done))
                under_way.remove(done)
            yield done.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def processors() -> int:
    """The number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
