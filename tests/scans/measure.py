"""What was read from a scan against what the printed file holds: exact, in doubt, wrong in silence."""

from __future__ import annotations

from collections import Counter

import attrs

from budget_indicators import Document, Indicator, Project

_ONE_FORM = str.maketrans("，；：！？（）％＝＞＜～", ",;:!?()%=><~")


@attrs.frozen
class Outcome:
    """Indicators of a scan: how many exact, how many of these doubted, how many wrong, how many of these in silence.

    ``expected`` is how many the printed file holds.
    """

    expected: int
    exact: int
    doubted: int
    wrong: int
    silent: int


def key(indicator: Indicator) -> tuple[str, ...]:
    """What an indicator says, marks of either width alike."""
    targets = (indicator.cycle, indicator.annual)
    texts = (indicator.name, *(target.text if target else "" for target in targets))
    levels = (indicator.level1, indicator.level2)
    return (*(level.name if level else "" for level in levels), *map(folded, texts))


def compared(printed: Document, found: Document) -> Outcome:
    """Compare a scan with the file that was printed."""
    left = Counter(map(key, printed.indicators))
    exact = doubted = wrong = silent = 0
    for project in found.projects:
        for indicator in project.indicators:
            in_doubt = _in_doubt(project, indicator)
            if left[key(indicator)]:
                left[key(indicator)] -= 1
                exact += 1
                doubted += in_doubt
            else:
                wrong += 1
                silent += not in_doubt
    return Outcome(len(printed.indicators), exact, doubted, wrong, silent)


def _in_doubt(project: Project, indicator: Indicator) -> bool:
    span = indicator.span
    return any(
        each.severity != "info" and each.span.start <= span.end and each.span.end >= span.start
        for each in project.tree.diagnostics
    )


def folded(text: str) -> str:
    """A text without white space, marks of either width alike."""
    return "".join(text.translate(_ONE_FORM).split())
