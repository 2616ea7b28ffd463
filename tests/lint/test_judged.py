"""What lint finds in published tables, judged one by one: ``judged.tsv`` says of each finding whether it is right.

A finding is named by its file, place, rule and text. A new one fails the test until somebody has judged it; of all
that are listed fewer than one in a hundred may be false. ``UPDATE_JUDGED=1`` adds what is new (to be judged) and drops
what is gone.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

from budget_indicators.lint.config import Config
from budget_indicators.lint.engine import Finding
from budget_indicators.lint.passages import Passage
from budget_indicators.lint.reports.base import Report
from budget_indicators.lint.reports.width import plain
from budget_indicators.lint.run import LintInput, Run

TESTS = Path(__file__).parent.parent
JUDGED = Path(__file__).parent / "judged.tsv"
FILES = (
    *("samples/baiyun-projects.txt", "samples/huangpu-projects.txt", "samples/liwan-projects.txt"),
    *("samples/panyu-department.txt", "samples/panyu-projects.txt", "documents/t003.xlsx", "documents/tort.xlsx"),
    *sorted(f"documents/found/{path.name}" for path in (TESTS / "documents" / "found").glob("*.txt")),
)
READER = ("D01", "D03", "D05", "D06", "D07")
"""What the readers say of their own work is judged in their tests."""
MOST_FALSE = 0.01


class Listed(Report):
    """Keeps each finding as file, place, rule and text."""

    rows: list[tuple[str, str, str, str]]

    def _keep(self, findings: tuple[Finding, ...]) -> None:
        for one in findings:
            if one.code.startswith(READER):
                continue
            line = "" if one.line is None else f"{one.line}:{one.column or ''}".rstrip(":")
            place = " ".join(part for part in (line, one.place.en) if part)
            said = plain(one.text) or one.zh.replace(str(TESTS) + "/", "")
            self.rows.append((str(Path(one.file).relative_to(TESTS)), place, one.code, " ".join(said.split())[:60]))

    def file(self, name: str, findings: object) -> None:
        """What concerns the whole file."""
        self._keep(findings)  # type: ignore[arg-type]

    def passage(self, passage: Passage, findings: object) -> None:
        """What concerns one string."""
        self._keep(findings)  # type: ignore[arg-type]


def found() -> list[tuple[str, str, str, str]]:
    """All findings, the quality review included; each file by itself, as a folder is not judged here."""
    listed = Listed(None, "zh", ())  # type: ignore[arg-type]
    listed.rows = []
    for file in FILES:
        path = str(TESTS / file)
        Run(Config(review=True), listed).lint([LintInput(path, path)], failed=_raise)
    return sorted(listed.rows)


def _raise(problem: Exception) -> None:
    raise problem


def judged() -> Iterator[tuple[tuple[str, str, str, str], str, str]]:
    """Each judged finding, the judgement (``true`` or ``false``) and the reason."""
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row and not row[0].startswith("#"):
                yield (row[0], row[1], row[2], row[3]), row[4], row[5]


def test_every_finding_was_judged() -> None:
    """Nothing is found that nobody judged, and nothing judged is lost."""
    known = {row: (word, why) for row, word, why in judged()}
    now = found()
    if os.environ.get("UPDATE_JUDGED"):
        head = "# file\tplace\trule\ttext or message\tjudgement\treason\n"
        lines = ["\t".join((*row, *known.get(row, ("", "")))) + "\n" for row in dict.fromkeys(now)]
        JUDGED.write_text(head + "".join(lines), "utf-8")
        known = {row: (word, why) for row, word, why in judged()}
    assert sorted(known) == sorted(set(now))
    assert all(word in ("true", "false") and why for word, why in known.values())


def test_fewer_than_one_in_a_hundred_is_false() -> None:
    """Of the default rules, and of all."""
    words = [(row[2][0] != "Q", word) for row, word, _ in judged()]
    for every in (words, [each for each in words if each[0]]):
        wrong = sum(word == "false" for _, word in every)
        assert wrong < MOST_FALSE * len(every), (wrong, len(every))
