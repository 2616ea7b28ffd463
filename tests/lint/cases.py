"""Reads the cases of the rules: TOML files where a string may be written as a list of short entries."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from budget_indicators.model.taxonomy import BY_CODE

HERE = Path(__file__).parent / "cases"


def text_of(written: str | list[str]) -> str:
    """The text a case means: itself, or canonical entries for ``level2|name|cycle|annual``."""
    if isinstance(written, str):
        return written
    return "".join(_entry(number, line) for number, line in enumerate(written, 1))


def _entry(number: int, line: str) -> str:
    code, name, cycle, *annual = line.split("|")
    level2 = BY_CODE[code]
    return f"{number}、{level2.parent}；{level2}；{name}；实施周期指标值:{cycle}；年度指标值:{(annual or [cycle])[0]}。"


@attrs.frozen
class Case:
    """One case: ``kind`` is pass, fail or fix."""

    kind: str
    code: str
    text: str
    at: str = ""
    nth: int = 1
    after: str = ""
    safety: str = "safe"
    year: int | None = None

    def __str__(self) -> str:
        return f"{self.code}-{self.kind}-{self.text[-40:]}"


def cases(group: str) -> Iterator[Case]:
    """All cases of a group."""
    data: dict[str, Any] = tomllib.loads((HERE / f"{group}.toml").read_text(encoding="utf-8"))
    for rule in data["rule"]:
        code = rule["code"]
        for written in rule.get("pass", []):
            yield Case("pass", code, text_of(written))
        for fail in rule.get("fail", []):
            yield Case("fail", code, text_of(fail["text"]), fail["at"], fail.get("nth", 1), year=fail.get("year"))
        for fix in rule.get("fix", []):
            before, after = text_of(fix["before"]), text_of(fix["after"])
            yield Case("fix", code, before, after=after, safety=fix.get("safety", "safe"))
