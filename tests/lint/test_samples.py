"""What the default rules find in the five published samples, looked at one by one.

``samples.toml`` holds every finding, and for each kind a word on why it is right. ``UPDATE_SAMPLES=1 pytest
tests/lint/test_samples.py`` writes what is found now; then each change is to be looked at.
"""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

from budget_indicators.lint.config import Config
from budget_indicators.lint.engine import Finding
from budget_indicators.lint.passages import Passage
from budget_indicators.lint.reports.base import Report
from budget_indicators.lint.reports.width import plain
from budget_indicators.lint.run import LintInput, Run
from budget_indicators.rules import find_rule

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
SNAPSHOT = Path(__file__).parent / "samples.toml"


class Collected(Report):
    """Keeps every finding as one line."""

    lines: dict[str, list[str]]

    def _keep(self, findings: tuple[Finding, ...]) -> None:
        for one in findings:
            name = Path(one.file).stem
            where = f"{name}:{one.line}:{one.column} {plain(one.text)[:40]}" if one.text else f"{name}: {one.zh}"
            self.lines.setdefault(one.code, []).append(where.replace(one.file, name))

    def file(self, name: str, findings: object) -> None:
        """What concerns the whole file."""
        self._keep(findings)  # type: ignore[arg-type]

    def passage(self, passage: Passage, findings: object) -> None:
        """What concerns one string."""
        self._keep(findings)  # type: ignore[arg-type]


def _found() -> dict[str, list[str]]:
    collected = Collected(None, "en", ())  # type: ignore[arg-type]
    collected.lines = {}
    sources = [LintInput(str(path), str(path)) for path in SAMPLES]
    Run(Config(), collected).lint(sources, failed=lambda problem: (_ for _ in ()).throw(problem))
    return dict(sorted(collected.lines.items()))


def _snapshot() -> dict[str, dict[str, object]]:
    loaded: dict[str, dict[str, object]] = tomllib.loads(SNAPSHOT.read_text("utf-8")) if SNAPSHOT.exists() else {}
    return loaded


def _write(found: dict[str, list[str]]) -> None:
    known = _snapshot()
    parts = ["# Written by test_samples.py but for the words on each kind.\n"]
    for code, lines in found.items():
        word = known.get(code, {}).get("right", "")
        parts.append(f"[{code}]  # {find_rule(code).name}\nright = {json.dumps(word, ensure_ascii=False)}\nfound = [")
        parts += [f"    {json.dumps(line, ensure_ascii=False)}," for line in lines]
        parts.append("]\n")
    SNAPSHOT.write_text("\n".join(parts), "utf-8")


def test_findings_of_the_samples() -> None:
    """Nothing is found in the samples but what was looked at and is right."""
    assert len(SAMPLES) == 5
    found = _found()
    if os.environ.get("UPDATE_SAMPLES"):
        _write(found)
    snapshot = _snapshot()
    assert found == {code: kind["found"] for code, kind in snapshot.items()}
    assert all(kind["right"] for kind in snapshot.values())
