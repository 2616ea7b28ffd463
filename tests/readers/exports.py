"""What a reader's result is compared by: each project with its money and its indicators on one line, and all codes."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from budget_indicators import Document, read_document

BORING = {"D003", "D010", "D011", "D015"}
"""Reported that do not say that something may have been read wrongly."""


@attrs.frozen
class Export:
    """A file as people export it, and what is right of it.

    ``rows`` is ``None`` where a finding is right, whatever was read; ``code`` is a finding that has to be among all.
    """

    data: bytes
    rows: Sequence[str] | None
    code: str = ""
    name: str = "表.csv"


def shown(document: Document) -> list[str]:
    """``河道保洁 1205000 | 保洁河道条数 ≥36条``: name, amount in 元 and the indicators of each project."""
    rows: list[str] = []
    for project in document.projects:
        money = "-" if project.total is None else f"{project.total.normalize():f}"
        rows.append(f"{project.name} {money}")
        for each in project.indicators:
            target = each.annual or each.cycle
            rows[-1] += f" | {each.name} {target.text if target else '-'}"
    return rows


def codes_of(document: Document) -> set[str]:
    """The codes of all findings that are more than a note, those of the document and of its trees."""
    found = {each.code for each in document.diagnostics}
    for project in document.projects:
        found |= {each.code for each in project.tree.diagnostics if each.severity != "info"}
        targets = [target for each in project.indicators for target in (each.cycle, each.annual)]
        found |= {"ambiguous" for target in targets if target is not None and target.ambiguous}
    return found


def check(export: Export) -> None:
    """The rows are right, the finding is there."""
    document = read_document(export.data, name=export.name)
    codes = codes_of(document)
    if export.rows is None:
        assert codes - BORING, shown(document)
    else:
        assert shown(document) == list(export.rows)
    assert not export.code or export.code in codes
