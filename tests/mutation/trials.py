"""Faults are tried in forked processes that have the tests collected already.

The tests are collected once, and run once without a fault to see which of them reach which line. Then each fault is
tried in a fork: the changed code is put into the functions that are there, and only the tests that reach the fault run,
the quickest first, up to the first failure. A fault in what runs when its module is loaded is tried with everything
loaded anew (:func:`_anew`).
"""

from __future__ import annotations

import ast
import gc
import importlib
import importlib.abc
import importlib.machinery
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import TypeVar

import attrs
import coverage
import pytest

from .faults import Fault

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
PACKAGE = "budget_indicators"
_QUIETLY = ("-qq", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no")
_PASSED_OVER = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # hypothesis is loaded already
_TIMES = 8.0  # a fault that makes the tests run this many times as long as without is noticed
_LEAST_TIME = 20.0  # seconds


@attrs.frozen
class Trial:
    """What became of a fault: whether it was ``noticed``, and by how many tests it is reached."""

    module: str
    fault: Fault
    noticed: bool
    reached_by: int


@attrs.frozen
class _First:
    """The first trial of a fault: its module, its place among those drawn, and the tests that reach it, by id.

    ``loading``: it is in what runs when the module is loaded, so this trial tells nothing.
    """

    module: str
    at: int
    noticed: bool
    loading: bool
    tests: tuple[str, ...]
    limit: float


class TestsFailError(Exception):
    """The tests fail, or cannot be run, without any fault."""


def trials(drawn: dict[str, list[Fault]], tests: list[str]) -> Iterator[Trial]:
    """Try the faults drawn of each module, with the tests of these files."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _silence()
        first = _FirstTrials(drawn, writer)
        os._exit(int(pytest.main([*_QUIETLY, *_PASSED_OVER, *tests], plugins=[first])))
    os.close(writer)
    with os.fdopen(reader, "rb") as answers:
        for _ in range(sum(map(len, drawn.values()))):
            try:
                first_trial: _First = pickle.load(answers)
            except EOFError:
                raise TestsFailError from None
            fault = drawn[first_trial.module][first_trial.at]
            noticed = _anew(first_trial, fault) if first_trial.loading else first_trial.noticed
            yield Trial(first_trial.module, fault, noticed, len(first_trial.tests))
    os.waitpid(child, 0)


def _dotted(module: str) -> str:
    return f"{PACKAGE}.{module.removesuffix('.py').replace('/', '.')}"


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _fails(run: Callable[[], bool], limit: float) -> bool:
    """Whether ``run``, in a process of its own, says so, raises, or takes longer than ``limit`` seconds."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            failed = run()
        except BaseException:
            failed = True
        os._exit(int(failed))
    end = time.monotonic() + limit
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


class _FirstTrials:
    """A plugin of pytest: in place of running the tests collected, it tries the faults with them."""

    def __init__(self, drawn: dict[str, list[Fault]], answers: int) -> None:
        self.drawn, self.answers = drawn, answers
        self.files = {module: str(ROOT / PACKAGE / module) for module in drawn}
        self.codes = {
            file: compile(Path(file).read_text(encoding="utf-8"), file, "exec") for file in self.files.values()
        }
        counter = _counter([*self.files.values()])
        counter.start()
        for module in drawn:
            importlib.import_module(_dotted(module))
        counter.stop()
        self.loading = {module: {*(counter.get_data().lines(file) or ())} for module, file in self.files.items()}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """See which tests reach what, then try each fault with those that reach it."""
        files = self.files
        reach: _Reach | None = _in_a_fork(lambda: _reach(session, list(files.values())))
        if reach is None:
            os._exit(1)
        functions = [
            each
            for each in gc.get_objects()
            if isinstance(each, FunctionType) and each.__code__.co_filename in files.values()
        ]
        for memory in _memories():
            memory.cache_clear()
        with os.fdopen(self.answers, "wb") as answers:
            for module, drawn in self.drawn.items():
                for at, fault in enumerate(drawn):
                    numbers = reach.tests_at(files[module], fault)
                    limit = max(_LEAST_TIME, _TIMES * sum(reach.seconds[number] for number in numbers))

                    def run(fault: Fault = fault, file: str = files[module], numbers: list[int] = numbers) -> bool:
                        _put_in(fault, self.codes[file], functions)
                        return _one_fails(session, numbers)

                    ids = tuple(session.items[number].nodeid for number in numbers)
                    loading = fault.line in self.loading[module]
                    noticed = not loading and _fails(run, limit)
                    pickle.dump(_First(module, at, noticed, loading, ids, limit), answers)
                    answers.flush()
        return True


def _one_fails(session: pytest.Session, numbers: list[int]) -> bool:
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        then = None if following is None else session.items[following]
        session.config.hook.pytest_runtest_protocol(item=session.items[number], nextitem=then)
        if session.testsfailed:
            return True
    return False


@attrs.frozen
class _Reach:
    """For each file, the tests that reach a line, by number; and the seconds that each test takes."""

    lines: dict[str, dict[int, list[int]]]
    seconds: list[float]

    def tests_at(self, file: str, fault: Fault) -> list[int]:
        """The tests that reach a fault, the quickest first.

        Not every line has code of its own: then those that reach its function, or, outside functions, its module.
        """
        lines = self.lines[file]
        found = set(lines.get(fault.line, ()))
        if not found:
            around = [
                range(node.lineno + 1, (node.end_lineno or node.lineno) + 1)
                for node in ast.walk(fault.tree)
                if isinstance(node, ast.FunctionDef) and node.lineno < fault.line <= (node.end_lineno or 0)
            ]
            found = {test for line in (around[-1] if around else ()) for test in lines.get(line, ())}
        found = found or {test for tests in lines.values() for test in tests}
        return sorted(found, key=lambda number: self.seconds[number])


def _in_a_fork(run: Callable[[], T]) -> T:
    """What ``run`` returns in a process of its own, so that it leaves nothing behind in this one."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        with os.fdopen(writer, "wb") as answer:
            pickle.dump(run(), answer)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        returned: T = pickle.load(answer)
    os.waitpid(child, 0)
    return returned


def _reach(session: pytest.Session, files: list[str]) -> _Reach | None:
    """Run every test once and see which lines of the files it reaches; none if a test fails."""
    memories = [memory for memory in _memories() if (memory.cache_parameters()["maxsize"] or 0) > 1]
    counter = _counter(files)
    seconds: list[float] = []
    counter.start()
    for number in range(len(session.items)):
        for memory in memories:  # a text that was read in an earlier test is read again
            memory.cache_clear()
        counter.switch_context(str(number))
        begun = time.process_time()
        if _one_fails(session, [number]):
            return None
        seconds.append(time.process_time() - begun)
    counter.stop()
    data = counter.get_data()
    return _Reach(
        {
            file: {
                line: [int(one) for one in contexts if one] for line, contexts in data.contexts_by_lineno(file).items()
            }
            for file in files
        },
        seconds,
    )


def _counter(files: list[str]) -> coverage.Coverage:
    return coverage.Coverage(data_file=None, include=files, config_file=False, messages=False)


def _memories() -> list[_lru_cache_wrapper[object]]:
    """What functions of the package remember, except the grammars."""
    return [
        each
        for each in gc.get_objects()
        if isinstance(each, _lru_cache_wrapper)
        and str(each.__module__).startswith(PACKAGE)
        and not str(each.__module__).startswith(f"{PACKAGE}.grammar")
    ]


def _put_in(fault: Fault, module: CodeType, functions: list[FunctionType]) -> None:
    """Give the functions of a module the code that they have with the fault."""
    changed = dict(_codes(module, compile(fault.changed, module.co_filename, "exec")))
    for function in functions:
        code = changed.get(function.__code__)
        if code is not None:
            function.__code__ = code


def _codes(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The codes of a module and all within, and what each of them has become."""
    yield old, new
    inner_old, inner_new = ([each for each in code.co_consts if isinstance(each, CodeType)] for code in (old, new))
    if len(inner_old) == len(inner_new):  # otherwise the fault has removed one of them with what used it
        for before, after in zip(inner_old, inner_new, strict=True):
            yield from _codes(before, after)


def _anew(first: _First, fault: Fault) -> bool:
    """Whether the tests notice a fault when all modules and tests are loaded with it."""

    def run() -> bool:
        _silence()
        sys.meta_path.insert(0, _Faulty(_dotted(first.module), fault.source))
        files = list(dict.fromkeys(test.partition("::")[0] for test in first.tests))
        return pytest.main([*_QUIETLY, *_PASSED_OVER, "-x", *files], plugins=[_Only(first.tests)]) != 0

    return bool(first.tests) and _fails(run, first.limit + _LEAST_TIME)


@attrs.frozen
class _Only:
    """A plugin of pytest: only these tests, in this order."""

    ids: tuple[str, ...]

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out all others."""
        order = {test: at for at, test in enumerate(self.ids)}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])


@attrs.frozen
class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module with a fault in it; all others are found as ever."""

    name: str
    source: str

    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        """The module, if it is the one."""
        if name != self.name:
            return None
        file = str(ROOT / Path(*name.split("."))) + ".py"
        return importlib.machinery.ModuleSpec(name, self, origin=file)

    def exec_module(self, module: ModuleType) -> None:
        """Run the source with the fault."""
        exec(compile(self.source, f"<{self.name} with a fault>", "exec"), module.__dict__)
