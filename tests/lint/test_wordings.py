"""The same faults in the words of many departments, and the strings of many fields that have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_indicators.lint import lint_indicators

from .cases import text_of

CASES = Path(__file__).parent / "cases"
AROUND = [
    "11|开展渔政执法巡查次数|≥360次|≥120次",
    "12|巡查问题整改率|≥98%|≥95%",
    "13|工单平均办理时间|≤5个工作日",
    "22|涉渔案件下降率|≥10%|≥5%",
    "31|渔民满意度|≥90%",
]


def _lines(name: str) -> list[str]:
    return (CASES / name).read_text(encoding="utf-8").splitlines()[1:]


def _fields(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    heading = ""
    for line in _lines(name):
        if line.startswith("# "):
            heading = line[2:]
        elif line:
            found[heading] = ["|".join(entry.split()) for entry in line.split("|")]
    return found


FIELDS = _fields("fields.txt")
MORE = [tuple(line.split("\t")) for line in _lines("wordings_more.tsv")]


@pytest.mark.parametrize("field", FIELDS)
def test_nothing_in_a_string_that_is_right(field: str) -> None:
    """No rule, the quality review included, finds anything in a sound string of any field of work."""
    text = text_of(FIELDS[field])
    assert [(one.code, one.span.of(text)) for one in lint_indicators(text, review=True)] == []


def test_nothing_in_many_more_strings_that_are_right() -> None:
    """The same of strings that were written before the rules were looked at."""
    found = {}
    for field, entries in _fields("fields_more.txt").items():
        text = text_of(entries)
        found[field] = [(one.code, one.span.of(text)) for one in lint_indicators(text, review=True)]
    assert {field: codes for field, codes in found.items() if codes} == {}


@pytest.mark.parametrize("line", _lines("wordings.tsv"))
def test_a_fault_in_other_words(line: str) -> None:
    """The rule finds the fault whatever the department, at its place, in a project that is right otherwise."""
    assert _is_found(*line.split("\t"))


@pytest.mark.parametrize("code", sorted({code for code, *_ in MORE}))
def test_faults_that_were_written_unseen(code: str) -> None:
    """The same of faults that were written before the rules were looked at."""
    assert [fault for fault in MORE if fault[0] == code and not _is_found(*fault)] == []


def _is_found(code: str, level2: str, name: str, cycle: str, annual: str, at: str) -> bool:
    around = [entry for entry in AROUND if entry.split("|")[1] != name]
    text = text_of([*around, f"{level2}|{name}|{cycle}|{annual}"])
    start = len(text_of(around))
    found = [one for one in lint_indicators(text, review=True) if one.span.start >= start]
    spans = [one.span.of(text) for one in found if one.code == code]
    return any(at in span or span in at for span in spans)


@pytest.mark.parametrize("line", _lines("pairs.tsv"))
def test_a_fault_between_indicators(line: str) -> None:
    """Values that were exchanged, an indicator in other words, a group that is missing, two frames."""
    code, *entries = line.split("\t")
    assert code in [one.code for one in lint_indicators(text_of(entries), review=True)]


def test_malformed_strings_that_were_written_unseen() -> None:
    """Each has the finding that was expected before the program was asked."""
    strings = [line.split("\t", 1) for line in _lines("malformed.tsv")]
    found = [(code, {one.code for one in lint_indicators(text.replace("\\n", "\n"))}) for code, text in strings]
    assert [(code, codes) for code, codes in found if code not in codes] == []


@pytest.mark.parametrize("line", _lines("near_misses.tsv"))
def test_what_only_looks_like_a_fault(line: str) -> None:
    """A rate over all that is no share, work against what nobody wants, a unit in brackets: no rule speaks."""
    entry = "|".join(line.split("\t"))
    text = text_of([one for one in AROUND if one.split("|")[1] != entry.split("|")[1]] + [entry])
    assert [(one.code, one.span.of(text)) for one in lint_indicators(text, review=True)] == []


def test_the_words_around_are_right() -> None:
    """What surrounds the faults has none itself."""
    assert lint_indicators(text_of(AROUND), review=True) == ()
