"""How things are measured: processor time, the best of some rounds, each round on strings nobody has seen."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from resource import RUSAGE_CHILDREN, getrusage

import attrs

from .strings import KINDS, Corpus

Work = Callable[[str], object]


@attrs.frozen
class Subject:
    """Something that reads a text: ``make`` builds it (not measured), ``share`` is the part of the strings it gets."""

    name: str
    make: Callable[[], Work]
    share: float = 1.0
    ours: bool = True


@attrs.frozen
class Speed:
    """What reading took."""

    subject: Subject
    microseconds: float
    """per indicator (or per value)"""
    characters: float
    """per second"""
    peak: int
    """bytes beyond what was there before, at most, while the strings were read one by one and the results dropped"""


def seconds(work: Work, texts: Sequence[str]) -> float:
    """Processor time of this process."""
    gc.collect()
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def speeds(
    kind: str, subjects: Sequence[Subject], *, strings: int, rounds: int, log: Callable[[str], None]
) -> list[Speed]:
    """Measure the subjects side by side on the same strings; those that cannot be had are left out."""
    ready: list[tuple[Subject, Work]] = []
    for subject in subjects:
        try:
            work = subject.make()
        except ImportError as problem:
            log(f"{subject.name}: not measured, {problem}")
            continue
        ready.append((subject, work))
    warm = KINDS[kind](20, 0)
    for subject, work in ready:
        for text in warm.texts[: max(1, int(20 * subject.share))]:
            work(text)
    best: dict[str, tuple[float, float]] = {}
    for number in range(1, rounds + 1):
        for place, (subject, work) in enumerate(ready):
            log(f"{kind}, round {number}: {subject.name}")
            # Strings of its own for each: what one of ours remembers must not help the next.
            part = _part(KINDS[kind](strings, 1000 * place + number), subject.share)
            took = seconds(work, part.texts)
            before = best.get(subject.name, (float("inf"), 0.0))
            best[subject.name] = (
                min(before[0], took / part.indicators * 1e6),
                max(before[1], part.characters / max(took, 1e-9)),
            )
    last = KINDS[kind](strings, 999)
    return [
        Speed(subject, *best[subject.name], _peak(work, _part(last, subject.share / 2).texts))
        for subject, work in ready
    ]


def _part(corpus: Corpus, share: float) -> Corpus:
    if share >= 1:
        return corpus
    size = max(1, round(len(corpus.texts) * share))
    texts = corpus.texts[:size]
    # The indicators of a part, by the marks every entry has; for values it is their number.
    whole = sum(map(len, corpus.texts))
    return Corpus(texts, max(1, round(corpus.indicators * sum(map(len, texts)) / whole)))


def _peak(work: Work, texts: Sequence[str]) -> int:
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for text in texts:
            work(text)
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


def kept_bytes(work: Work, corpus: Corpus) -> float:
    """Bytes per indicator of the results, when all are kept; the texts themselves not counted."""
    for text in corpus.texts:
        work(text)
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        results = [work(text) for text in corpus.texts]
        gc.collect()
        after = tracemalloc.get_traced_memory()[0]
        return (after - before - sys.getsizeof(results)) / corpus.indicators
    finally:
        tracemalloc.stop()


def start_up(arguments: Sequence[str], times: int = 9) -> float:
    """Milliseconds of processor time that a fresh interpreter takes, at best."""
    best = float("inf")
    for _ in range(times):
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=False, capture_output=True, stdin=subprocess.DEVNULL)
        after = getrusage(RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best * 1e3
