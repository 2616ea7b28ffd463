"""Reports of a lint run; each format in its own module, loaded when it is asked for."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from ...model.nodes import Language
    from ...model.rule import Rule
    from .base import Report

FORMATS = ("full", "concise", "json", "jsonl", "csv", "sarif", "github", "gitlab", "junit", "html")
"""The formats of reports."""


def report(
    format: str, out: IO[str], lang: Language, rules: tuple[Rule, ...], *, colour: bool = False, quiet: bool = False
) -> Report:
    """A report in one of ``FORMATS``, or ``"silent"``, written to ``out``."""
    kind = _kind(format)
    return kind(out, lang, rules, colour, quiet)


def _kind(format: str) -> type[Report]:
    match format:
        case "silent":
            from .base import Report

            return Report
        case "full" | "concise":
            from ..reports import console

            return console.Full if format == "full" else console.Concise
        case "json" | "jsonl" | "csv":
            from ..reports import data

            return {"json": data.Json, "jsonl": data.Jsonl, "csv": data.Csv}[format]
        case "sarif":
            from .sarif import Sarif

            return Sarif
        case "github" | "gitlab" | "junit":
            from ..reports import ci

            return {"github": ci.Github, "gitlab": ci.Gitlab, "junit": ci.Junit}[format]
        case "html":
            from .html import Html

            return Html
    raise ValueError(f"no such format: {format}")
