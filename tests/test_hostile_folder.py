"""A folder of all kinds of files, hostile ones included: each is read or named. Slow, so only in the deep profile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.benchmarks.hostile_folder import extract, make, unnamed

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"


@pytest.mark.skipif(not DEEP, reason="takes most of a minute: in the deep profile")
def test_each_file_is_read_or_named(tmp_path: Path) -> None:
    """The good ones give rows, the others a line, and nothing outside the folder is touched."""
    folder = tmp_path / "in"
    folder.mkdir()
    good, others = make(folder)
    out, errors = tmp_path / "out.csv", tmp_path / "errors.csv"
    code, said = extract(folder, out, errors)
    assert code == 1
    assert "Traceback" not in said
    table = out.read_text(encoding="utf-8-sig")
    assert unnamed(good, table) == set()
    assert unnamed(others, table + said + errors.read_text(encoding="utf-8")) == set()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["errors.csv", "in", "out.csv"]
