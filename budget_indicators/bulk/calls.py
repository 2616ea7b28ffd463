"""Calls that run in worker processes: a time and a memory limit for each, and no call can stop the program."""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from ..errors import UserError
from ..garbage_collection import in_a_worker
from .workers import Limits, end, limit_memory, obeying

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

Request = TypeVar("Request")
Answer = TypeVar("Answer")

_START_SECONDS = 60.0
# A worker is replaced after so many calls, which frees what libraries keep of past files.
_CALLS_PER_WORKER = 500


@attrs.define
class _Worker:
    process: SpawnProcess
    link: Connection
    calls: int = 0
    ready: bool = False


@attrs.define
class Calls(Generic[Request, Answer]):
    """Run ``function(request)`` in at most ``jobs`` worker processes; ``call`` may be used from many threads.

    ``function`` is a function of a module (workers import it). A call that takes longer than the limits allow, or that
    crashes its worker, raises ``UserError``; the next call gets a new worker. Workers start on demand and live until
    ``close``.
    """

    function: Callable[[Request], Answer]
    jobs: int
    limits: Limits
    _free: queue.LifoQueue[_Worker | None] = attrs.field(init=False, factory=queue.LifoQueue)
    _lock: threading.Lock = attrs.field(init=False, factory=threading.Lock)
    _all: list[_Worker] = attrs.field(init=False, factory=list)
    _closed: bool = attrs.field(init=False, default=False)

    def __attrs_post_init__(self) -> None:
        """Every worker is free, none has been started."""
        for _ in range(self.jobs):
            self._free.put(None)

    def start(self) -> None:
        """Start one worker ahead of the first call."""
        worker = self._free.get()
        self._free.put(worker if worker is not None else self._start())

    def call(self, request: Request) -> Answer:
        """The answer to one request; waits for a free worker."""
        worker = self._free.get()
        kept: _Worker | None = None
        try:
            if worker is None or not worker.process.is_alive():
                worker = self._start()
            answer = self._ask(worker, request)
            kept = worker if worker.calls < _CALLS_PER_WORKER else None
        finally:
            if kept is None and worker is not None:
                self._stop(worker)
            self._free.put(kept)
        if isinstance(answer, UserError):
            raise answer
        return answer

    def close(self) -> None:
        """End all workers, busy ones included."""
        with self._lock:
            self._closed = True
            workers = list(self._all)
        for worker in workers:
            self._stop(worker)

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.function, self.limits.megabytes), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        with self._lock:
            self._all.append(worker)
            closed = self._closed
        if closed:
            self._stop(worker)
        return worker

    def _stop(self, worker: _Worker) -> None:
        with self._lock:
            if worker not in self._all:
                return
            self._all.remove(worker)
        end(worker.process)
        with contextlib.suppress(OSError):
            worker.link.close()

    def _ask(self, worker: _Worker, request: Request) -> Answer | UserError:
        try:
            if not worker.ready:
                if not worker.link.poll(_START_SECONDS):
                    return _crashed(None)
                worker.link.recv()
                worker.ready = True
            worker.calls += 1
            worker.link.send(request)
            if not worker.link.poll(self.limits.seconds):
                worker.calls = _CALLS_PER_WORKER
                return _slow(self.limits.seconds)
            answer: Answer | UserError = worker.link.recv()
            return answer
        except (EOFError, OSError):
            worker.calls = _CALLS_PER_WORKER
            worker.process.join(1)
            return _crashed(worker.process.exitcode)


def _slow(seconds: float) -> UserError:
    return UserError(f"took longer than {seconds:g} seconds and was aborted", f"超过 {seconds:g} 秒仍未完成，已放弃")


def _crashed(code: int | None) -> UserError:
    return UserError(
        f"the reader crashed (exit code {code}); the file is damaged or hostile",
        f"读取程序崩溃（退出码 {code}），文件已损坏或有恶意内容",
    )


def _serve(link: Connection, function: Callable[[Any], Any], megabytes: int) -> None:
    """A worker: answer requests, one at a time, until the pipe is closed."""
    with obeying():
        limit_memory(megabytes)
        in_a_worker()
        link.send(None)
        while True:
            request = link.recv()
            answer: Any
            try:
                answer = function(request)
            except UserError as problem:
                answer = UserError(problem.en, problem.zh)
            except MemoryError:
                answer = UserError(
                    f"needs more than {megabytes} MB of memory and was aborted",
                    f"需要超过 {megabytes} MB 内存，已放弃",
                )
            except Exception as problem:
                what = " ".join(f"{type(problem).__name__}: {problem}".split())[:200]
                answer = UserError(
                    f"internal error ({what}); please report it", f"程序内部错误（{what}），请反馈给开发者"
                )
            link.send(answer)
            del request, answer
