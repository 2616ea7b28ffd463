"""One program for all tests of the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .program import Program, start


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program, with a folder of its own for temporary files."""
    pytest.importorskip("starlette")
    pytest.importorskip("uvicorn")
    running = start(environment={"TMPDIR": str(tmp_path_factory.mktemp("session"))})
    yield running
    assert running.stop() == 0
