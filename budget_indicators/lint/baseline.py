"""A baseline: the accepted findings of an existing corpus, so that only new ones are reported.

Findings are identified by rule, project and content, not by line: a file may be rewrapped, renamed or extended, and its
old findings stay known. The file is JSON with one line for each kind of finding, sorted, so that it can be kept under
version control.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from ..errors import UserError, unreadable
from .engine import Finding
from .files import replace
from .passages import Passage
from .reports.identity import fingerprint

VERSION = 1


@attrs.define
class Baseline:
    """The known findings that were not yet found in this run, counted by kind."""

    left: Counter[str] = attrs.field(factory=Counter)

    @classmethod
    def load(cls, path: str) -> Baseline:
        """Read a baseline file; raises ``UserError`` if it is missing or no baseline."""
        try:
            data: Any = json.loads(Path(path).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise UserError(
                f"{path}: no such baseline; make one with --write-baseline {path}",
                f"{path}：没有这个基线文件，可用 --write-baseline {path} 生成",
            ) from None
        except OSError as problem:
            raise unreadable(path, problem) from None
        except ValueError:  # neither UTF-8 nor JSON
            raise UserError(f"{path}: not a baseline of this program", f"{path}：不是本程序的基线文件") from None
        if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("findings"), list):
            raise UserError(f"{path}: not a baseline of this program", f"{path}：不是本程序的基线文件")
        known: Counter[str] = Counter()
        for row in data["findings"]:
            match row:
                case {"fingerprint": str() as mark, "count": int() as count}:
                    known[mark] += count
                case _:
                    raise UserError(f"{path}: damaged baseline", f"{path}：基线文件已损坏")
        return cls(known)

    def new(self, findings: Sequence[Finding], passage: Passage | None) -> tuple[Finding, ...]:
        """The unknown findings; each known one is counted once."""
        fresh: list[Finding] = []
        for one in findings:
            mark = fingerprint(one, passage)
            if self.left[mark] > 0:
                self.left[mark] -= 1
            else:
                fresh.append(one)
        return tuple(fresh)


@attrs.define
class Recorder:
    """Collects the findings of a run for a new baseline."""

    rows: dict[str, tuple[str, str, str]] = attrs.field(factory=dict)
    counts: Counter[str] = attrs.field(factory=Counter)

    def add(self, findings: Sequence[Finding], passage: Passage | None) -> None:
        """Record findings."""
        for one in findings:
            mark = fingerprint(one, passage)
            self.rows.setdefault(mark, (one.code, one.project, one.text[:40]))
            self.counts[mark] += 1

    def write(self, path: str) -> None:
        """Write the baseline file."""
        order = sorted(self.rows, key=lambda mark: (*self.rows[mark], mark))
        rows = [
            {
                "code": self.rows[mark][0],
                "project": self.rows[mark][1],
                "text": self.rows[mark][2],
                "fingerprint": mark,
                "count": self.counts[mark],
            }
            for mark in order
        ]
        lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
        body = f"[\n{lines}\n ]" if rows else "[]"
        text = f'{{"version": {VERSION},\n "findings": {body}\n}}\n'
        try:
            replace(path, text.encode("utf-8", "backslashreplace"))
        except OSError as problem:
            raise UserError(
                f"{path}: not written: {problem.strerror}", f"{path}：无法写入：{problem.strerror}"
            ) from None
