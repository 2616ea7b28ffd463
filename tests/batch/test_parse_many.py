"""Many strings: the same trees whatever the number of processes, lazily, and no exception lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from budget_indicators import IndicatorTree, parse_indicators, parse_many
from budget_indicators.bulk.processes import map_chunks

TEXT = "1、1-产出指标；11-数量指标；培训{}次数；实施周期指标值:{}次；年度指标值:{}%。"
TEXTS = [*(TEXT.format(n, n, n) for n in range(320)), "", "涉密项目", "没有指标的文字", TEXT[:40]]


def number_of(tree: IndicatorTree) -> str:
    """A light result."""
    return tree.source[-8:]


def refuse(tree: IndicatorTree) -> None:
    """A function that fails for one string."""
    if "300" in tree.source:
        raise RuntimeError("not this one")


@pytest.mark.parametrize("jobs", [1, 2, None])
def test_the_trees_are_those_of_parse_indicators(jobs: int | None) -> None:
    """In the order of the strings, here or in other processes."""
    assert list(parse_many(TEXTS, jobs=jobs, year=2024)) == [parse_indicators(text, year=2024) for text in TEXTS]


def test_unordered_gives_every_tree_once() -> None:
    """In whatever order they are done."""
    found = parse_many(TEXTS, jobs=2, ordered=False)
    assert sorted(tree.source for tree in found) == sorted(TEXTS)


@pytest.mark.parametrize("jobs", [1, 2])
def test_light_results(jobs: int) -> None:
    """``then`` is applied where the tree is made; only its result comes back."""
    assert list(parse_many(TEXTS, jobs=jobs, then=number_of)) == [text[-8:] for text in TEXTS]


def test_nothing_in_nothing_out() -> None:
    """No strings, no trees, and no processes."""
    assert list(parse_many([])) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_lazy_and_bounded(jobs: int) -> None:
    """An endless iterable is read only a little ahead of what is asked for."""
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        for number in count():
            read += 1
            yield f"{number}"

    found = parse_many(endless(), jobs=jobs)
    assert read == 0
    assert [tree.source for tree in islice(found, 10)] == [f"{number}" for number in range(10)]
    assert read <= 256 * 2 * jobs
    found.close()


def test_long_strings_make_small_chunks() -> None:
    """A chunk is bounded in characters as well as in strings."""
    read = 0

    def long() -> Iterator[str]:
        nonlocal read
        for _ in range(1000):
            read += 1
            yield "字" * 60_000

    next(parse_many(long(), jobs=1))
    assert read == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_of_the_iterable_comes_in_its_turn(jobs: int) -> None:
    """Every string before it has been parsed and given out."""

    def failing() -> Iterator[str]:
        yield from TEXTS[:300]
        raise OSError("the file ended early")

    found = parse_many(failing(), jobs=jobs)
    assert [tree.source for tree in islice(found, 300)] == TEXTS[:300]
    with pytest.raises(OSError, match="ended early"):
        next(found)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_of_then_is_raised(jobs: int) -> None:
    """Also when it happened in another process."""
    with pytest.raises(RuntimeError, match="not this one"):
        list(parse_many(TEXTS, jobs=jobs, then=refuse))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_no_string_is_a_type_error_in_its_turn(jobs: int) -> None:
    """The strings before it are parsed."""
    found = parse_many([*TEXTS[:3], None], jobs=jobs)  # type: ignore[list-item]
    assert [tree.source for tree in islice(found, 3)] == TEXTS[:3]
    with pytest.raises(TypeError, match="not of NoneType"):
        next(found)


def test_no_jobs_at_all_is_an_error() -> None:
    """Said at once, not at the first result."""
    with pytest.raises(ValueError, match="at least 1, not 0"):
        parse_many(TEXTS, jobs=0)


@pytest.mark.parametrize("ordered", [True, False])
def test_the_iterator_can_be_dropped_early(ordered: bool) -> None:
    """What is under way is given up."""
    found = map_chunks(len, (["x"] * n for n in range(1, 1_000_000)), jobs=2, ordered=ordered)
    assert next(found) >= 1
    found.close()


def test_processes_that_share_nothing(tmp_path: Path) -> None:
    """With the start method of macOS and Windows: each process begins from a fresh interpreter."""
    script = tmp_path / "many.py"
    script.write_text(
        f"""
import multiprocessing
from budget_indicators import parse_indicators, parse_many

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    texts = [{TEXT!r}.format(n, n, n) for n in range(260)]
    assert list(parse_many(texts, jobs=2)) == [parse_indicators(text) for text in texts]
    print("same")
""",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, encoding="utf-8", cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("same\n", "")
