"""The layouts of ``layouts/`` as people copy them: without cells, in several ways, with rates for each.

Borders are lost here, so not every row can come back; but nearly every row that differs carries a warning.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from layouts_support import NAMES, Made, load, wanted

from budget_indicators.documents.content import read_text_document
from budget_indicators.documents.model import Project
from budget_indicators.model.nodes import Indicator

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"


def rows(made: Made, *, empty: bool = False) -> Iterator[list[str]]:
    """The cells of each row that begin there; with ``empty`` also those without text."""
    for r, anchors in enumerate(made.anchors()):
        cells = [made.text(place).replace("\n", "") for c, place in enumerate(anchors) if place == (r, c)]
        yield cells if empty else [cell for cell in cells if cell]


def joined(separator: str, *, empty: bool = False) -> Callable[[Made], str]:
    """A way to write a layout: its rows on lines, their cells with something between them."""
    return lambda made: "\n".join(
        [*made.lines, *(separator.join(cells) for cells in rows(made, empty=empty) if any(cells))]
    )


WAYS: dict[str, tuple[Callable[[Made], str], float]] = {
    "a cell a line": (joined("\n"), 0.70),
    "blanks": (joined(" "), 0.66),
    "wide blanks": (joined("    "), 0.70),
    "tabs, merged cells left out": (joined("\t"), 0.77),
    "copied from a browser": (joined("\t", empty=True), 0.77),
    "bars": (lambda made: joined(" | ")(made).replace("\n", " |||\n"), 0.75),
    "one line": (lambda made: joined(" ")(made).replace("\n", " "), 0.70),
}
DEFAULT = ("a cell a line", "blanks", "tabs, merged cells left out")


def doubted(project: Project, indicator: Indicator) -> bool:
    """Whether a warning stands on the indicator."""
    return any(
        each.severity != "info" and each.span.start <= indicator.span.end and each.span.end >= indicator.span.start
        for each in project.tree.diagnostics
    ) or any(target is not None and target.ambiguous for target in (indicator.cycle, indicator.annual))


@pytest.mark.parametrize("way", WAYS if DEEP else DEFAULT)
def test_most_rows_come_back_and_what_differs_is_doubted(way: str) -> None:
    """Recall, at most 3 % of the rows wrong in silence, at most 10 % of the right ones doubted."""
    write, recall = WAYS[way]
    count = read = returned = unneeded = 0
    silent: list[str] = []
    for name in NAMES:
        made = load(name)
        left = [(row[2], row[3], row[4]) for row in wanted(made)]
        count += len(left)
        for project in read_text_document(write(made)).projects:
            for each in project.indicators:
                returned += 1
                cycle, annual = (target.text if target else "" for target in (each.cycle, each.annual))
                row = ("".join(each.name.split()), cycle, annual)
                if row in left:
                    left.remove(row)
                    read += 1
                    unneeded += doubted(project, each)
                elif not doubted(project, each):
                    silent.append(f"{name}: {row}")
    assert read >= recall * count, f"{read} of {count}"
    assert len(silent) <= 0.03 * returned, silent
    assert unneeded <= 0.1 * read, f"{unneeded} of {read} right, but doubted"
