"""The same measurements with pytest-benchmark, to compare runs: ``pytest -m benchmarks tests/benchmarks``.

``--benchmark-save=NAME`` and ``--benchmark-compare`` keep and compare runs. Nothing is asserted about time.
"""

from __future__ import annotations

from typing import Any

import pytest

from . import ours, rivals
from .strings import KINDS, long_text

pytestmark = pytest.mark.benchmarks

STRINGS = 100


@pytest.mark.parametrize("work", [ours.full, ours.structure, ours.lint, rivals.regex_script], ids=lambda f: f.__name__)
@pytest.mark.parametrize("kind", ["clean", "as published", "damaged"])
def test_strings(benchmark: Any, kind: str, work: Any) -> None:
    """A hundred strings that nobody has seen, in each round."""
    benchmark.group = kind
    seeds = iter(range(1, 1_000_000))

    def fresh() -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (KINDS[kind](STRINGS, next(seeds)).texts,), {}

    def read(texts: tuple[str, ...]) -> None:
        for text in texts:
            work(text)

    benchmark.pedantic(read, setup=fresh, rounds=10, warmup_rounds=1)


def test_values(benchmark: Any) -> None:
    """Target values that nobody has seen, in each round."""
    benchmark.group = "values"
    seeds = iter(range(1, 1_000_000))

    def read(texts: tuple[str, ...]) -> None:
        for text in texts:
            ours.value(text)

    benchmark.pedantic(
        read, setup=lambda: ((KINDS["values"](STRINGS, next(seeds)).texts,), {}), rounds=10, warmup_rounds=1
    )


@pytest.mark.parametrize("indicators", [10, 100, 1_000])
@pytest.mark.parametrize("kind", ["clean", "damaged", "hostile"])
def test_growth(benchmark: Any, kind: str, indicators: int) -> None:
    """One text that grows."""
    benchmark.group = f"growth: {kind}"
    seeds = iter(range(1, 1_000_000))
    benchmark.pedantic(
        ours.full, setup=lambda: ((long_text(kind, indicators, next(seeds)),), {}), rounds=3, warmup_rounds=0
    )
