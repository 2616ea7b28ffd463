"""Reports for continuous integration: GitHub annotations, GitLab code quality, JUnit XML."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

import attrs

from ...model.nodes import Severity
from ...patterns import lazy
from ..engine import Finding
from ..passages import Passage
from .base import Report, Summary, position
from .identity import Numbered
from .width import plain

_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_GITLAB: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


@attrs.define
class Github(Report):
    """Workflow commands that GitHub Actions shows beside the lines of a change."""

    def file(self, name: str, findings: Sequence[Finding]) -> None:
        """What concerns the whole file."""
        self._each(findings)

    def passage(self, passage: Passage, findings: Sequence[Finding]) -> None:
        """One command each."""
        self._each(findings)

    def _each(self, findings: Sequence[Finding]) -> None:
        for one in findings:
            place: dict[str, str | int | None] = {"file": one.file, "line": one.line, "endLine": one.end_line}
            place["col"] = one.column
            if one.line == one.end_line:
                place["endColumn"] = one.end_column
            place["title"] = f"{one.code} {self.called(one)}"
            fields = ",".join(
                f"{key}={_property(str(value))}" for key, value in place.items() if value not in ("", None)
            )
            self.out.write(f"::{_GITHUB[one.severity]} {fields}::{_data(self.told(one))}\n")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


@attrs.define
class Gitlab(Report):
    """A code quality report (Code Climate's JSON)."""

    first: bool = True
    numbered: Numbered = attrs.field(factory=Numbered)

    def begin(self) -> None:
        """The array opens."""
        self.out.write("[")

    def file(self, name: str, findings: Sequence[Finding]) -> None:
        """What concerns the whole file."""
        self._each(findings, None)

    def passage(self, passage: Passage, findings: Sequence[Finding]) -> None:
        """One issue each."""
        self._each(findings, passage)

    def end(self, summary: Summary) -> None:
        """The array closes."""
        self.out.write("]\n" if self.first else "\n]\n")

    def _each(self, findings: Sequence[Finding], passage: Passage | None) -> None:
        for one, mark, number in self.numbered.all(findings, passage):
            self.out.write("\n  " if self.first else ",\n  ")
            self.first = False
            issue = {
                "description": self.told(one),
                "check_name": f"{one.code} {self.called(one)}",
                "fingerprint": f"{mark}{number}",
                "severity": _GITLAB[one.severity],
                "location": {"path": one.file, "lines": {"begin": one.line or 1, "end": one.end_line or 1}},
            }
            self.out.write(json.dumps(issue, ensure_ascii=False))


_SPOOL = 1 << 20


def _spool() -> IO[str]:
    return tempfile.SpooledTemporaryFile(_SPOOL, "w+", encoding="utf-8", newline="")


@attrs.define
class Junit(Report):
    """JUnit XML: a suite for each file, a failed case for each finding, a passed one for each clean string."""

    name: str = ""
    cases: IO[str] = attrs.field(factory=_spool)
    tests: int = 0
    failures: int = 0

    def begin(self) -> None:
        """The root element opens."""
        self.out.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="budget-indicators">\n')

    def file(self, name: str, findings: Sequence[Finding]) -> None:
        """A suite begins."""
        self._close()
        self.name = name
        self._each(findings)

    def passage(self, passage: Passage, findings: Sequence[Finding]) -> None:
        """The cases of one string."""
        self._each(findings)
        if not findings:
            self._case(passage.project or passage.place.get(self.lang) or passage.file, None)

    def end(self, summary: Summary) -> None:
        """Everything closes."""
        self._close()
        self.cases.close()
        self.out.write("</testsuites>\n")

    def _each(self, findings: Sequence[Finding]) -> None:
        for one in findings:
            self._case(f"{one.code} {self.called(one)}", one)

    def _case(self, name: str, one: Finding | None) -> None:
        self.tests += 1
        head = f"  <testcase classname={_attribute(self.name)} name={_attribute(name)}"
        if one is None:
            self.cases.write(f"{head}/>\n")
            return
        self.failures += 1
        detail = "\n".join(part for part in (position(one), one.place.get(self.lang), one.project, one.text) if part)
        self.cases.write(
            f"{head}>\n    <failure type={_attribute(one.severity)} message={_attribute(one.message(self.lang))}>"
            f"{escape(_xml(detail))}</failure>\n  </testcase>\n"
        )

    def _close(self) -> None:
        if self.tests:
            counts = f'tests="{self.tests}" failures="{self.failures}" errors="0" skipped="0"'
            self.out.write(f" <testsuite name={_attribute(self.name)} {counts}>\n")
            self.cases.seek(0)
            shutil.copyfileobj(self.cases, self.out)
            self.out.write(" </testsuite>\n")
        self.cases.seek(0)
        self.cases.truncate()
        self.tests = self.failures = 0


_NOT_XML = lazy("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _xml(text: str) -> str:
    """``text`` without characters that XML cannot hold; they are shown by number."""
    return _NOT_XML.sub(lambda found: plain(found[0]), text)


def _attribute(text: str) -> str:
    return quoteattr(_xml(text))
