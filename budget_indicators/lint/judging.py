"""The findings of one source: made here, by other processes, or taken from a cache that is keyed by content."""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from .. import __version__
from ..errors import UserError
from ..rules.across.folder import FolderProject, entries_of
from ..rules.registry import Selection, registry
from .engine import Finding, document_findings
from .files import replace
from .passages import Passage, findings
from .sources import LintInput
from .suppression import open_unmarked

if TYPE_CHECKING:
    from concurrent.futures import Future

    from ..rules.evaluation.scoring import OverLimit

_WAITING = 8
"""Sources in flight for each process: while one reads a long file, the others go on with what comes after it."""


@attrs.frozen
class Judged:
    """What was found in one source.

    ``whole`` concerns all of it, ``passages`` are its strings, each with the share of the source that ends with it and
    what is wrong with it; ``entries`` is what the rules across documents need to know of it.
    """

    whole: tuple[Finding, ...]
    passages: Iterable[tuple[float, Passage, tuple[Finding, ...]]]
    entries: tuple[FolderProject, ...] = ()


def judge(source: LintInput, selection: Selection, year: int | None, cache: Cache | None = None) -> Judged:
    """Read a source and lint it; its strings are linted as they are asked for, unless there is a cache to fill.

    Raises ``UserError`` for a source that cannot be read.
    """
    if cache is None:
        return _judged(source, selection, year)
    key = cache.key(source, selection, year)
    known = cache.get(key)
    if known is None:
        known = _whole(_judged(source, selection, year))
        cache.put(key, known)
    return known


def _judged(source: LintInput, selection: Selection, year: int | None) -> Judged:
    opened, suppressed = open_unmarked(source)
    document = opened.document
    whole: tuple[Finding, ...] = ()
    entries: tuple[FolderProject, ...] = ()
    if document is not None:
        found = (attrs.evolve(one, file=source.name) for one in document_findings(document, selection))
        whole = tuple(one for one in found if not suppressed.whole(one.code))
        entries = entries_of(document, source.name)
    each = (
        (share, passage, suppressed.left(findings(passage, selection, year), passage))
        for share, passage in opened.passages()
    )
    return Judged(whole, each, entries)


def _whole(judged: Judged) -> Judged:
    return attrs.evolve(judged, passages=tuple(judged.passages))


def judged_by_processes(
    sources: Sequence[LintInput],
    selection: Callable[[str], Selection],
    year: int | None,
    jobs: int,
    cache: Cache | None,
) -> Iterator[tuple[LintInput, Callable[[], Judged]]]:
    """Each source, in order, with what gives its findings: they are found ahead by ``jobs`` processes."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=min(jobs, len(sources))) as pool:
        waiting: deque[tuple[LintInput, Future[Judged]]] = deque()
        ahead = iter(sources)
        for source in ahead:
            chosen = selection(source.name)
            codes, over_limit = chosen.codes, chosen.over_limit
            waiting.append((source, pool.submit(_in_process, source, codes, over_limit, year, cache)))
            if len(waiting) >= jobs * _WAITING:
                first, made = waiting.popleft()
                yield first, made.result
        while waiting:
            first, made = waiting.popleft()
            yield first, made.result


def _in_process(
    source: LintInput, codes: frozenset[str], over_limit: OverLimit, year: int | None, cache: Cache | None
) -> Judged:
    # The checks themselves are functions of this process; only their codes were sent.
    checks = tuple(each for each in registry().checks if each.rule.code in codes)
    return _whole(judge(source, Selection(codes, checks, over_limit), year, cache))


_PLAIN = {("datetime", "date"): datetime.date, ("decimal", "Decimal"): Decimal}
_PACKAGE = __name__.partition(".")[0]


class _Reader(pickle.Unpickler):
    """Reads kept findings: makes our own frozen classes, dates and decimals, and nothing else.

    A cache folder may have been written by somebody else; what asks for any other class or function is refused.
    """

    def find_class(self, module: str, name: str) -> Any:
        """One of the classes findings are made of."""
        plain = _PLAIN.get((module, name))
        if plain is not None:
            return plain
        if module.partition(".")[0] == _PACKAGE and "." not in name:
            found = getattr(sys.modules.get(module), name, None)
            if isinstance(found, type) and attrs.has(found) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a finding")


@attrs.frozen
class Cache:
    """A folder of findings, one file for each content and choice of rules; a damaged one is made anew."""

    folder: str

    def key(self, source: LintInput, selection: Selection, year: int | None) -> str:
        """What the findings depend on: the program, the rules, the name and every byte of the source."""
        told = hashlib.sha256()
        for part in (
            __version__,
            _code_of_the_rules(),
            source.name,
            str(year),
            selection.over_limit,
            *sorted(selection.codes),
        ):
            told.update(part.encode("utf-8", "surrogatepass") + b"\0")
        told.update(_content(source))
        return told.hexdigest()

    def get(self, key: str) -> Judged | None:
        """The findings kept under a key."""
        try:
            kept = _Reader(io.BytesIO(self._path(key).read_bytes())).load()
        except Exception:  # no such file, or one that another version or a broken disk left behind
            return None
        return kept if isinstance(kept, Judged) else None

    def put(self, key: str, judged: Judged) -> None:
        """Keep findings; a folder that cannot be written to is a ``UserError``."""
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            replace(str(self._path(key)), pickle.dumps(judged))
        except OSError as problem:
            raise UserError(
                f"{self.folder}: the cache cannot be written: {problem.strerror}",
                f"{self.folder}：无法写入缓存：{problem.strerror}",
            ) from None

    def _path(self, key: str) -> Path:
        return Path(self.folder) / f"{key}.lint"


def _content(source: LintInput) -> bytes:
    if source.data is not None:
        return source.data
    if source.text is not None:
        return source.text.encode("utf-8", "surrogatepass")
    try:
        return hashlib.sha256(Path(str(source.path)).read_bytes()).digest()
    except OSError:
        return b""  # reading it will say why


@once
def _code_of_the_rules() -> str:
    """Changes whenever the program's own code does: a cache must not outlive what filled it."""
    package = Path(__file__).resolve().parent.parent
    stamps = sorted(f"{path.relative_to(package)}:{path.stat().st_mtime_ns}" for path in package.rglob("*.py"))
    return hashlib.sha256("\n".join(stamps).encode()).hexdigest()
