"""Files read in worker processes: a time and a memory limit for each, and no file can stop the others."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

import attrs

from ..errors import UserError
from ..rule import Both
from ..tables.rows import Rows

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

# A worker is replaced after so many files: what libraries keep of past files is given back.
_FILES_PER_WORKER = 200
_START_SECONDS = 60.0
_READY = "ready"


@attrs.frozen
class Limits:
    """What one file may take: seconds, and megabytes of memory of its worker (where the system can limit it)."""

    seconds: float = 120.0
    megabytes: int = 2048


@attrs.frozen
class Result:
    """A file read (``rows``) or not (``problem`` says why); ``number`` is its place in the list."""

    number: int
    file: str
    rows: Rows | None
    problem: Both | None
    seconds: float


@attrs.define
class _Worker:
    process: SpawnProcess
    link: Connection
    number: int | None = None
    began: float = 0.0
    done: int = 0
    ready: bool = False
    stopped: bool = False

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return not self.stopped and self.process.is_alive()

    def deadline(self, limits: Limits) -> float:
        """When the worker has had its time."""
        return self.began + (limits.seconds if self.ready else _START_SECONDS)


def read_files(files: Sequence[str], *, jobs: int, limits: Limits) -> Iterator[Result]:
    """Read files in ``jobs`` processes; results come as they are done, one for every file."""
    waiting = deque(range(len(files)))
    workers: list[_Worker] = []
    try:
        while waiting or any(worker.number is not None for worker in workers):
            while len(workers) < min(jobs, len(waiting) + _busy(workers)):
                workers.append(_start(limits))
            for worker in workers:
                if worker.ready and worker.number is None and waiting:
                    _give(worker, waiting.popleft(), files)
            for worker in _stirring(workers, limits):
                result = _take(worker, files, limits)
                if result is not None:
                    yield result
                if worker.number is None and (not worker.alive or worker.done >= _FILES_PER_WORKER):
                    _stop(worker)
                    workers.remove(worker)
    finally:
        for worker in workers:
            _stop(worker)


def _busy(workers: Sequence[_Worker]) -> int:
    return sum(worker.number is not None for worker in workers)


def _start(limits: Limits) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, limits), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, began=time.monotonic())


def _give(worker: _Worker, number: int, files: Sequence[str]) -> None:
    worker.number = number
    worker.began = time.monotonic()
    with contextlib.suppress(OSError):  # a worker that just died is found dead by the next look at it
        worker.link.send(files[number])


def _stirring(workers: Sequence[_Worker], limits: Limits) -> list[_Worker]:
    """The workers with an answer, dead, or over their time."""
    now = time.monotonic()
    soonest = min(
        (worker.deadline(limits) for worker in workers if worker.number is not None or not worker.ready), default=now
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
        or (worker.number is not None and now >= worker.deadline(limits))
    ]


def _take(worker: _Worker, files: Sequence[str], limits: Limits) -> Result | None:
    """What a worker that stirred has to say."""
    number = worker.number
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
    if not worker.ready and not worker.alive:
        raise UserError(
            "a worker process could not be started (too little memory? try a larger --memory)",
            "无法启动工作进程（内存不足？可调大 --memory）",
        )
    if number is None:
        return None
    worker.number = None
    worker.done += 1
    match answer:
        case Rows():
            return Result(number, files[number], answer, None, seconds)
        case Both():
            return Result(number, files[number], None, answer, seconds)
    alive, code = worker.alive, worker.process.exitcode
    _stop(worker)
    if alive:
        took = f"{limits.seconds:g}"
        return Result(
            number,
            files[number],
            None,
            Both(
                f"{files[number]}: took longer than {took} seconds and was given up (--timeout sets the limit)",
                f"{files[number]}：超过 {took} 秒仍未读完，已放弃（可用 --timeout 调整）",
            ),
            seconds,
        )
    return Result(
        number,
        files[number],
        None,
        Both(
            f"{files[number]}: the reader crashed on it (exit code {code}); the file is damaged or hostile",
            f"{files[number]}：读取程序崩溃（退出码 {code}），文件已损坏或有恶意内容",
        ),
        seconds,
    )


def _stop(worker: _Worker) -> None:
    if worker.stopped:
        return
    worker.stopped = True
    worker.link.close()
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()
    with contextlib.suppress(ValueError):
        worker.process.close()


def _serve(link: Connection, limits: Limits) -> None:
    """A worker: read the files it is given, one at a time, until nobody gives any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    _limit_memory(limits.megabytes)
    from ..tables.rows import rows_of
    from .read import read_document

    try:
        link.send(_READY)
        while True:
            file = link.recv()
            answer: Rows | Both
            try:
                answer = rows_of(read_document(file), file)
            except UserError as problem:
                answer = Both(problem.en, problem.zh)
            except MemoryError:
                answer = _out_of_memory(file, limits)
            except Exception as problem:
                answer = _unexpected(file, problem)
            link.send(answer)
            del answer
    except (EOFError, OSError, KeyboardInterrupt):
        return


def _out_of_memory(file: str, limits: Limits) -> Both:
    return Both(
        f"{file}: needs more than {limits.megabytes} MB of memory and was given up (--memory sets the limit)",
        f"{file}：需要超过 {limits.megabytes} MB 内存，已放弃（可用 --memory 调整）",
    )


def _unexpected(file: str, problem: Exception) -> Both:
    what = " ".join(f"{type(problem).__name__}: {problem}".split())[:200]
    return Both(f"{file}: could not be read ({what}); please report it", f"{file}：读取失败（{what}），请反馈给开发者")


def _limit_memory(megabytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    most = megabytes * 1024 * 1024
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
