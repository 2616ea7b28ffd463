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


WORDINGS = (CASES / "wordings.tsv").read_text(encoding="utf-8").splitlines()[1:]


def _fields() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    heading = ""
    for line in (CASES / "fields.txt").read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("# "):
            heading = line[2:]
        elif line:
            found[heading] = ["|".join(entry.split()) for entry in line.split("|")]
    return found


FIELDS = _fields()


@pytest.mark.parametrize("field", FIELDS)
def test_nothing_in_a_string_that_is_right(field: str) -> None:
    """No rule, the quality review included, finds anything in a sound string of any field of work."""
    text = text_of(FIELDS[field])
    assert [(one.code, one.span.of(text)) for one in lint_indicators(text, review=True)] == []


@pytest.mark.parametrize("line", WORDINGS)
def test_a_fault_in_other_words(line: str) -> None:
    """The rule finds the fault whatever the department, at its place, in a project that is right otherwise."""
    code, level2, name, cycle, annual, at = line.split("\t")
    around = [entry for entry in AROUND if entry.split("|")[1] != name]
    text = text_of([*around, f"{level2}|{name}|{cycle}|{annual}"])
    start = len(text_of(around))
    found = [one for one in lint_indicators(text, review=True) if one.span.start >= start]
    assert code in [one.code for one in found]
    spans = [one.span.of(text) for one in found if one.code == code]
    assert any(at in span or span in at for span in spans)


@pytest.mark.parametrize("line", (CASES / "near_misses.tsv").read_text(encoding="utf-8").splitlines()[1:])
def test_what_only_looks_like_a_fault(line: str) -> None:
    """A rate over all that is no share, work against what nobody wants, a unit in brackets: no rule speaks."""
    entry = "|".join(line.split("\t"))
    text = text_of([one for one in AROUND if one.split("|")[1] != entry.split("|")[1]] + [entry])
    assert [(one.code, one.span.of(text)) for one in lint_indicators(text, review=True)] == []


def test_the_words_around_are_right() -> None:
    """What surrounds the faults has none itself."""
    assert lint_indicators(text_of(AROUND), review=True) == ()
