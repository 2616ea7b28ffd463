"""Every set that is measured, in the order of the page, and what others make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs
from layouts_support import NAMES

from . import evaluation, strings, tables, values
from .tally import Judged, Tally, by_kind, tally


@attrs.frozen
class Measured:
    """A set: what it is, the counts over all and of each kind, and the counts of what one would use instead."""

    name: str
    what: str
    total: Tally
    kinds: dict[str, Tally]
    others: dict[str, Tally]


def _set(name: str, what: str, judged: Iterable[Judged], **others: Iterable[Judged]) -> Measured:
    ones = list(judged)
    beside = {each.replace("_", " "): tally(theirs) for each, theirs in others.items()}
    return Measured(name, what, tally(ones), by_kind(ones), beside)


def measured(scale: int = 1, log: Callable[[str], None] = lambda _: None) -> Iterator[Measured]:
    """Measure all sets; ``scale`` multiplies the number of made strings."""
    log("strings as published")
    yield _set(
        "Published strings",
        "the indicators of 48 published cells of five departments, line wraps included; by department",
        strings.published(),
        a_regular_expression=strings.published_by_script(),
    )
    for depth in (1, 2, 3):
        log(f"damaged strings, {depth} at once")
        others = {"a_tolerant_regular_expression": strings.damaged_by_script(440 * scale)} if depth == 1 else {}
        yield _set(
            f"Damaged strings, {('one damage', 'two damages', 'three damages')[depth - 1]} at once",
            "entries of made strings with seeds that no test uses; by kind of damage",
            strings.damaged(depth, 440 * scale),
            **others,
        )
    log("composed kinds of damage")
    yield _set(
        "Damage composed of tables",
        "mark × place, wrapper × part, order, escape, look-alike; by family",
        strings.composed(400 * scale),
    )
    log("kinds of damage written beforehand")
    yield _set(
        "Damage written before the parser was looked at",
        "kept as tests since, and mended: see first contact below; by family",
        strings.unseen(),
    )
    log("values")
    what = (
        "the tables of cases, everything a row states; by table. They are what must not be lost: `attached` and "
        "`sound` hold only rows in which the reading agreed with what was written beforehand, or doubted it; what new "
        "values may expect is under First contact"
    )
    yield _set("Target values", what, values.values())
    log("amounts, by other tools")
    yield _amounts()
    log("tables")
    rows = list(tables.tables())
    yield _set(
        "Tables, by format",
        f"the rows of {len(NAMES)} layouts, each as a web page, workbook, Word file and PDF",
        (attrs.evolve(one, kind=form) for _, form, one in rows),
        a_script_over_the_workbook=tables.by_script(),
    )
    yield _set("Tables, by province", "the same rows", (one for _, _, one in rows))
    yield _set("Tables, by layout", "the same rows", (attrs.evolve(one, kind=name) for name, _, one in rows))
    log("self-evaluation")
    yield _set(
        "Self-evaluation",
        "sheets of three forms, right ones and one fault in each",
        evaluation.evaluations(),
    )
    yield _set(
        "Self-evaluation, scores of rows",
        "faults in a row's score (S001, S002, S003) and findings too many",
        evaluation.scores(),
        the_usual_formula=evaluation.by_formula(),
    )


def _amounts() -> Measured:
    others = {
        "the first digits": values.first_number,
        "cn2an and the first digits": values.chinese_numerals(),
        "Recognizers-Text": values.recognizers(),
    }
    ones = list(values.by_others(values.own))
    beside = {name: tally(values.by_others(read)) for name, read in others.items() if read is not None}
    what = "the rows that state one amount: its number alone, without bound and unit"
    return Measured("The number of a value", what, tally(ones), {}, beside)
