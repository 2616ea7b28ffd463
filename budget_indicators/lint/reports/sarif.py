"""SARIF 2.1.0, the exchange format of static analysis: for code hosts and their viewers.

Written as the findings come. Nothing in it depends on the time or the machine: two runs over the same files give the
same bytes. Columns count code points, and each result carries a fingerprint of its rule and content.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

import attrs

from ... import __version__
from ...model.nodes import Severity
from ...model.rule import Rule
from ..engine import Finding
from ..passages import Passage
from .base import Report, Summary
from .identity import Numbered

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "budgetIndicators/v1"
MOST_RESULTS = 25_000
LARGEST = 10_000_000
"""The limits of code hosts: results of one run, and bytes of one file."""
_CLOSING_SIZE = 2_000
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def uri(file: str) -> str:
    """A file's URI: relative to the working directory where it lies below it, otherwise absolute.

    >>> uri("预算/一 月.txt")
    '%E9%A2%84%E7%AE%97/%E4%B8%80%20%E6%9C%88.txt'
    """
    path = PurePath(os.path.normpath(file))
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return Path(path).as_uri()
    return quote(path.as_posix(), safe="/")


def rule_data(rule: Rule) -> dict[str, Any]:
    """A rule as SARIF describes it, in English and, as markdown help, with its examples."""
    parts = [rule.why.en]
    if rule.bad:
        parts.append(f"Example:\n\n```text\n{rule.bad}\n```")
    if rule.good:
        parts.append(f"Write:\n\n```text\n{rule.good}\n```")
    if rule.source.en:
        parts.append(f"Source: {rule.source.en}")
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary.en},
        "fullDescription": {"text": rule.why.en},
        "help": {"text": "\n\n".join(parts), "markdown": "\n\n".join(parts)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.group], "summary_zh": rule.summary.zh, "explanation_zh": rule.why.zh},
    }


def left_out_message(count: int) -> tuple[str, str]:
    """The message if the report contains only a part of the findings."""
    return (
        (
            f"{count} finding(s) are not in this report: code hosts take at most {MOST_RESULTS} results "
            f"and {LARGEST} bytes; "
            "narrow the run with --select, or lint fewer files at a time"
        ),
        (
            f"本报告未收入 {count} 处问题：代码托管平台最多接收 {MOST_RESULTS} 条结果、{LARGEST} 字节；"
            "可用 --select 缩小范围，或分批检查"
        ),
    )


def _known(where: dict[str, Any]) -> dict[str, Any]:
    """The known parts of a place in its file."""
    return {key: value for key, value in where.items() if value not in (None, "")}


@attrs.define
class Sarif(Report):
    """A SARIF log with one run."""

    first: bool = True
    numbered: Numbered = attrs.field(factory=Numbered)
    results: int = 0
    size: int = 0

    def begin(self) -> None:
        """Log, tool and rules; the results stay open."""
        driver = {
            "name": "budget-indicators",
            "semanticVersion": __version__,
            "rules": [rule_data(rule) for rule in self.rules],
        }
        head = {
            "tool": {"driver": driver},
            "language": "zh-CN" if self.lang == "zh" else "en-US",
            "columnKind": "unicodeCodePoints",
        }
        text = json.dumps(head, ensure_ascii=False, indent=1)
        begin = f'{{"$schema": "{SCHEMA}",\n"version": "2.1.0",\n"runs": [{text[:-2]},\n "results": ['
        self.size = len(begin.encode("utf-8", "backslashreplace")) + _CLOSING_SIZE
        self.out.write(begin)

    def file(self, name: str, findings: Sequence[Finding]) -> None:
        """What concerns the whole file."""
        self._each(findings, None)

    def passage(self, passage: Passage, findings: Sequence[Finding]) -> None:
        """One result each."""
        self._each(findings, passage)

    def end(self, summary: Summary) -> None:
        """Everything closes."""
        notes = []
        if self.left_out:
            notes.append({"level": "warning", "message": {"text": self.say(*left_out_message(self.left_out))}})
        done = {"executionSuccessful": True, "toolExecutionNotifications": notes}
        self.out.write(f'],\n "invocations": [{json.dumps(done, ensure_ascii=False)}]}}]}}\n')

    def _each(self, findings: Sequence[Finding], passage: Passage | None) -> None:
        for one, mark, number in self.numbered.all(findings, passage):
            text = json.dumps(self._result(one, passage, f"{mark}:{number}"), ensure_ascii=False)
            size = len(text.encode("utf-8", "backslashreplace")) + 2
            if self.results >= MOST_RESULTS or self.size + size > LARGEST:
                self.left_out += 1
                continue
            self.results += 1
            self.size += size
            self.out.write(("\n" if self.first else ",\n") + text)
            self.first = False

    @cached_property
    def _index(self) -> dict[str, int]:
        return {rule.code: at for at, rule in enumerate(self.rules)}

    def _result(self, one: Finding, passage: Passage | None, mark: str) -> dict[str, Any]:
        artifact = {"uri": uri(one.file or "stdin")}
        physical: dict[str, Any] = {"artifactLocation": artifact}
        in_text = passage is not None and passage.start is not None
        if passage is not None and in_text:
            physical["region"] = {
                "startLine": one.line,
                "startColumn": one.column,
                "endLine": one.end_line,
                "endColumn": one.end_column,
                "charOffset": passage.offset(one.span.start),
                "charLength": len(passage.written(one.text)),
                "snippet": {"text": one.text},
            }
        elif one.line is not None:
            physical["region"] = {"startLine": one.line}
        location: dict[str, Any] = {"physicalLocation": physical}
        names = [name for name in (one.project, one.place.get(self.lang)) if name]
        if names:
            location["logicalLocations"] = [{"name": " / ".join(names), "kind": "element"}]
        if one.where is not None and (known := _known(one.where.to_dict())):
            location["properties"] = {"where": known}
        result: dict[str, Any] = {"ruleId": one.code}
        if one.code in self._index:
            result["ruleIndex"] = self._index[one.code]
        result |= {
            "level": _LEVELS[one.severity],
            "message": {"text": one.message(self.lang)},
            "locations": [location],
            "partialFingerprints": {FINGERPRINT: mark},
        }
        if passage is not None and in_text and one.fix is not None:
            result["fixes"] = [
                {
                    "description": {"text": self.say(f"{one.fix.safety} repair", "修正")},
                    "artifactChanges": [
                        {
                            "artifactLocation": artifact,
                            "replacements": [self._replacement(passage, edit) for edit in one.fix.edits],
                        }
                    ],
                }
            ]
        return result

    def _replacement(self, passage: Passage, edit: Any) -> dict[str, Any]:
        start, end = passage.position(edit.span.start), passage.position(edit.span.end)
        assert start is not None
        assert end is not None
        region = {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}
        return {"deletedRegion": region, "insertedContent": {"text": passage.written(edit.text)}}
