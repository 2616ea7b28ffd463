"""The tables of target values: each row, exactly."""

import re
from pathlib import Path

import pytest

from budget_indicators import FreeText, parse_target
from budget_indicators.values import read_value

from .notation import HERE, Case, cases, summary, written

_SAMPLES = [
    tuple(line.split("\t"))
    for line in (HERE / "values.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
_TABLES = sorted((HERE / "cases").glob("*.tsv"))


def test_the_samples_are_all_there() -> None:
    """The table of real values has its 104 rows."""
    assert len(_SAMPLES) == 104


@pytest.mark.parametrize(
    ("text", "unread", "measures"),
    [
        ("1次\n3\n", "3", "=1次 =3"),
        ("1次\n12\n30次", "12", "=1次 =12 =30次"),
        ("95%\n5\n", "5", "=95% =5"),
        ("1\n0次", "", "=10次"),
        ("≥9\n5\n%", "", ">=95%"),
        ("培训\n3\n次", "", "=3次"),
    ],
)
def test_a_number_on_a_line_of_its_own(text: str, unread: str, measures: str) -> None:
    """Behind a whole amount it is a page number, if anything, and reported; elsewhere the cell is narrow."""
    reading = read_value(text)
    assert " ".join(map(written, reading.measures)) == measures
    assert [text[one.span.start : one.span.end] for one in reading.remarks] == ([unread] if unread else [])


@pytest.mark.parametrize(("text", "expected"), _SAMPLES)
def test_a_real_value(text: str, expected: str) -> None:
    """Measures in order, bounds, inclusivity, units and headline of a real value; optional measures may be absent."""
    words = [] if expected == "-" else expected.split()
    needed = [word.lstrip("*") for word in words if not word.startswith("?")]
    optional = [word[1:] for word in words if word.startswith("?")]
    headline = [word[1:] for word in words if word.startswith("*")]

    target = parse_target(text)

    bare = [re.split("[@↑↓∝→]", written(measure))[0] for measure in target.measures]
    found = [word for word in bare if word in needed or word not in optional]
    assert found == needed
    if headline:
        assert re.split("[@↑↓∝→]", written(target.value))[0] == headline[0]
        assert not target.ambiguous
    if not needed:
        assert isinstance(target.value, FreeText)


@pytest.mark.parametrize("case", [case for path in _TABLES for case in cases(path)], ids=lambda case: case.text)
def test_a_case(case: Case) -> None:
    """A row of our own tables says exactly what the value means."""
    assert summary(parse_target(case.text, name=case.name, year=case.year)) == case.expected


@pytest.mark.parametrize("path", _TABLES, ids=lambda path: path.stem)
def test_no_row_is_there_twice(path: Path) -> None:
    """A table does not repeat itself."""
    rows = [(case.text, case.name, case.year) for case in cases(path)]
    assert sorted(set(rows), key=str) == sorted(rows, key=str)


def test_a_scope_in_brackets_is_a_measure_of_its_own() -> None:
    """What a bracket says 每季度 of is counted there, and every measure has its surface."""
    target = parse_target("4次（每季度1次）")
    assert [(str(measure), measure.text) for measure in target.measures] == [("4次", "4次"), ("每季度1次", "1次")]
    assert (str(target.value), target.ambiguous) == ("4次", False)


def test_the_headlines() -> None:
    """Headlines written by hand before the program saw the values; ``!``: never without a doubt."""
    wrong = []
    for case in cases(HERE / "headlines.tsv"):
        target = parse_target(case.text, name=case.name, year=case.year)
        if case.expected == "!":
            if not target.ambiguous and not read_value(target.text, case.name, case.year).remarks:
                wrong.append((case.text, "in silence", written(target.value)))
            continue
        found = re.sub(r"\(([a-z_]+):.*", r"(\1)", re.split("[↑↓∝→]", written(target.value))[0])
        found = re.sub(r"(\.\d*?)0+(?=\D|$)", lambda match: match[1].rstrip("."), found)
        if found != case.expected:
            wrong.append((case.text, case.expected, found))
    assert not wrong
