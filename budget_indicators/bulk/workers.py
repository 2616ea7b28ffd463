"""Files read in worker processes: a time and a memory limit for each, and no file can stop the others."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ..documents.readers import Ocr
from ..documents.readers.progress import PageRead
from ..documents.readers.progress import on_page as page_read
from ..documents.readers.progress import threads as engine_threads
from ..errors import UserError
from ..garbage_collection import in_a_worker
from ..model.rule import Both
from ..tables.rows import Rows
from .large_tables import Part
from .tasks import Answer, Queue, Result, Task

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess
    from types import FrameType

# A worker is replaced after so many tasks, which frees what libraries keep of past files.
_TASKS_PER_WORKER = 200
_START_SECONDS = 60.0
_PUT_AWAY_SECONDS = 2.0  # seconds for a busy worker to end
_AHEAD = 3  # pieces of a large file for each process, in progress or waiting to be written
_READY = "ready"


@attrs.frozen
class Limits:
    """The limits of one file: seconds, and megabytes of memory of its worker (if the system can limit it)."""

    seconds: float = 120.0
    megabytes: int = 2048


ReadWhole: TypeAlias = Callable[[str, str, int | None, Ocr], Rows]
"""Reads a file, given its path, its name, the budget year, and the choice of text recognition."""


@attrs.frozen
class Options:
    """How files are read: with or without the detail of rows, the budget year, the choice of text recognition."""

    detail: bool = True
    year: int | None = None
    ocr: Ocr = "auto"
    columns: bool = False
    """Whether the rows of large texts are written to a file of columns, so that no rows are needed."""
    read: ReadWhole | None = None
    """What reads a file that is not read in pieces, in place of ``read_document`` and ``rows_of``: a function of a
    module, so that it can be sent to a process. It may give more than rows: an object of a class of its own."""


@attrs.define
class _Worker:
    process: SpawnProcess
    link: Connection
    task: Task | None = None
    began: float = 0.0
    done: int = 0
    ready: bool = False
    stopped: bool = False

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return not self.stopped and self.process.is_alive()

    def deadline(self, limits: Limits) -> float:
        """The time at which the worker's task times out."""
        return self.began + (limits.seconds if self.ready else _START_SECONDS)


def read_files(
    files: Sequence[str],
    *,
    jobs: int,
    limits: Limits,
    options: Options | None = None,
    on_page: Callable[[str, PageRead], None] | None = None,
    held: Mapping[str, str] | None = None,
) -> Iterator[Result]:
    """Read files in ``jobs`` processes; yields a result for every file as it is done.

    A large text is read in pieces, each with the limits of a file, by all processes; its results come in the order of
    its rows. ``on_page`` is called with each page that was read by text recognition; the limit of time then holds for
    each page. ``held`` are the paths of the bytes of inputs that are no files (``-``).
    """
    options = options or Options()
    queue = Queue(files, _AHEAD * jobs, held or {})
    threads = max(1, (os.cpu_count() or 1) // max(1, min(jobs, len(files))))
    workers: list[_Worker] = []
    try:
        while queue.waiting() or _busy(workers):
            while len(workers) < min(jobs, queue.waiting() + _busy(workers)):
                workers.append(_start(limits, options, threads))
            for worker in workers:
                if worker.ready and worker.task is None and (task := queue.next()) is not None:
                    _give(worker, task)
            yield from queue.results()
            for worker in _due(workers, limits):
                answer = _take(worker, limits, on_page)
                if answer is not None:
                    queue.answer(*answer)
                    yield from queue.results()
                if worker.task is None and (not worker.alive or worker.done >= _TASKS_PER_WORKER):
                    _stop(worker)
                    workers.remove(worker)
        yield from queue.results()
    finally:
        for worker in workers:
            _stop(worker)


def _busy(workers: Sequence[_Worker]) -> int:
    return sum(worker.task is not None for worker in workers)


def _start(limits: Limits, options: Options, threads: int) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, limits, options, threads), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, began=time.monotonic())


def _give(worker: _Worker, task: Task) -> None:
    worker.task = task
    worker.began = time.monotonic()
    with contextlib.suppress(OSError):  # a worker that just died is found on the next round
        worker.link.send(task)


def _due(workers: Sequence[_Worker], limits: Limits) -> list[_Worker]:
    """The workers that answered, died or timed out."""
    now = time.monotonic()
    soonest = min(
        (worker.deadline(limits) for worker in workers if worker.task is not None or not worker.ready), default=now
    )
    links = [worker.link for worker in workers]
    sentinels = [worker.process.sentinel for worker in workers]
    stirred = set(wait([*links, *sentinels], timeout=max(0.0, soonest - now)))
    now = time.monotonic()
    return [
        worker
        for worker in workers
        if worker.link in stirred
        or worker.process.sentinel in stirred
        or (worker.task is not None and now >= worker.deadline(limits))
    ]


def _take(
    worker: _Worker, limits: Limits, on_page: Callable[[str, PageRead], None] | None
) -> tuple[Task, Answer, float] | None:
    """The result of a worker that answered, died or timed out."""
    task = worker.task
    seconds = time.monotonic() - worker.began
    answer: object = None
    if worker.link.poll():
        try:
            answer = worker.link.recv()
        except (EOFError, OSError):
            answer = None
    if answer == _READY:
        worker.ready = True
        return None
    if isinstance(answer, PageRead) and task is not None:  # its time starts again
        worker.began = time.monotonic()
        if on_page is not None:
            on_page(task.name, answer)
        return None
    if not worker.ready and not worker.alive:
        raise UserError(
            "a worker process could not be started (too little memory? try a larger --memory)",
            "无法启动工作进程（内存不足？可调大 --memory）",
        )
    if task is None:
        return None
    worker.task = None
    worker.done += 1
    if isinstance(answer, Rows | Part | Both):
        return task, answer, seconds
    alive, code = worker.alive, worker.process.exitcode
    _stop(worker)
    return task, _slow(task, limits) if alive else _crashed(task, code), seconds


def _slow(task: Task, limits: Limits) -> Both:
    took = f"{limits.seconds:g}"
    return Both(
        f"{task.name}: took longer than {took} seconds and was aborted (--timeout sets the limit)",
        f"{task.name}：超过 {took} 秒仍未读完，已放弃（可用 --timeout 调整）",
    )


def _crashed(task: Task, code: int | None) -> Both:
    return Both(
        f"{task.name}: the reader crashed on it (exit code {code}); the file is damaged or hostile",
        f"{task.name}：读取程序崩溃（退出码 {code}），文件已损坏或有恶意内容",
    )


def _stop(worker: _Worker) -> None:
    if worker.stopped:
        return
    worker.stopped = True
    worker.link.close()
    end(worker.process)
    with contextlib.suppress(ValueError):
        worker.process.close()


def end(process: SpawnProcess) -> None:
    """End a worker, which has a moment to remove its temporary files and end the programs that it started."""
    if process.is_alive():
        process.terminate()
        process.join(_PUT_AWAY_SECONDS)
    if process.is_alive():
        process.kill()
    process.join()


@contextlib.contextmanager
def obeying() -> Iterator[None]:
    """In a worker: end without output when the parent says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        try:
            yield
        finally:
            signal.signal(signal.SIGTERM, _passed_over)  # it is ending already; it would only print a traceback


def _passed_over(_signal: int, _frame: FrameType | None) -> None:
    """Not ``SIG_IGN``: of a signal that has just come, Python would print that it is ignored."""


def _serve(link: Connection, limits: Limits, options: Options, threads: int) -> None:
    """A worker: do tasks, one at a time, until the pipe is closed; ``threads`` is the engine's number of threads."""
    with obeying():
        limit_memory(limits.megabytes)
        in_a_worker()
        engine_threads.set(threads)
        page_read.set(link.send)
        link.send(_READY)
        while True:
            task: Task = link.recv()
            answer: Answer
            try:
                answer = _read(task, options)
            except UserError as problem:
                answer = Both(problem.en, problem.zh)
            except MemoryError:
                answer = _out_of_memory(task, limits)
            except Exception as problem:
                answer = _unexpected(task, problem)
            link.send(answer)
            del answer


def _read(task: Task, options: Options) -> Rows | Part:
    from ..documents.open import read_document
    from ..tables.rows import rows_of
    from .large_tables import read_piece

    if task.piece is not None:
        return read_piece(task.piece, task.file, year=options.year, detail=options.detail, columns=options.columns)
    if options.read is not None:
        return options.read(task.path, task.file, options.year, options.ocr)
    document = read_document(task.path, name=task.file, year=options.year, ocr=options.ocr)
    return rows_of(document, task.file, detail=options.detail)


def _out_of_memory(task: Task, limits: Limits) -> Both:
    return Both(
        f"{task.name}: needs more than {limits.megabytes} MB of memory and was aborted (--memory sets the limit)",
        f"{task.name}：需要超过 {limits.megabytes} MB 内存，已放弃（可用 --memory 调整）",
    )


def _unexpected(task: Task, problem: Exception) -> Both:
    what = " ".join(f"{type(problem).__name__}: {problem}".split())[:200]
    return Both(
        f"{task.name}: could not be read ({what}); please report it", f"{task.name}：读取失败（{what}），请反馈给开发者"
    )


def limit_memory(megabytes: int) -> None:
    """Limit the memory of this process, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    most = megabytes * 1024 * 1024
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
