"""Test set-up: deterministic property tests by default, a deep profile for long runs.

``HYPOTHESIS_PROFILE=deep pytest`` searches far longer and at random.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.register_profile(
    "deep", deadline=None, max_examples=20_000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One headless browser for all tests in a process: two at once cannot be driven."""
    from web.browser import running_browser

    yield from running_browser()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print how many strings and values were compared by the tests that compare."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, value in report.user_properties:
            if name == "compared":
                terminalreporter.write_line(f"Compared {value}.")
