"""The linter as a library: which rules run, what comes back, and what is not its fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_indicators import Diagnostic, lint_document, lint_indicators
from budget_indicators.catalogue.across import RULES as ACROSS
from budget_indicators.documents.content import read_text_document
from budget_indicators.errors import UserError
from budget_indicators.lint.engine import lint_subject
from budget_indicators.parse import parse_indicators
from budget_indicators.rules import Both, Rule, Subject, all_rules, check, find_rule
from budget_indicators.rules.registry import Selection, choose, registry

FAULTY = "1、1-产出指标;12-质量指标；验收合格率；实施周期指标值:按要求完成；年度指标值:120%。"
CANONICAL = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"


def _codes(text: str, **options: object) -> list[str]:
    return [one.code for one in lint_indicators(text, **options)]  # type: ignore[arg-type]


def test_default_is_all_but_the_review() -> None:
    """Malformed strings and impossible values are reported; vague words only when asked for."""
    assert _codes(FAULTY) == ["M001", "V002"]
    assert _codes(FAULTY, review=True) == ["Q021", "Q022", "M001", "Q001", "V002"]


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        (["V002"], [], ["V002"]),
        (["v002"], [], ["V002"]),
        (["share-over-100"], [], ["V002"]),
        (["impossible"], [], ["V002"]),
        (["V"], [], ["V002"]),
        (["M00"], [], ["M001"]),
        (["all"], [], ["Q021", "Q022", "M001", "Q001", "V002"]),
        (["all"], ["review", "wrong-separator"], ["V002"]),
        (["Q001", "V"], [], ["Q001", "V002"]),
        ([], ["malformed"], ["V002"]),
        (["V002"], ["V"], []),
        ("V002,Q001", (), ["Q001", "V002"]),
    ],
)
def test_rules_are_chosen_by_code_prefix_name_and_group(select: list[str], ignore: list[str], codes: list[str]) -> None:
    """``select`` and ``ignore`` understand codes, beginnings of codes, names and groups; ignoring wins."""
    assert _codes(FAULTY, select=select, ignore=ignore) == codes


def test_an_unknown_rule_names_the_nearest() -> None:
    """A slip in a rule's name is an error that helps, in both languages."""
    with pytest.raises(UserError, match="nearest is 'share-over-100'") as caught:
        lint_indicators("", select=["share-over-10"])
    assert "最接近的是“share-over-100”" in caught.value.zh
    with pytest.raises(UserError, match="nearest is 'V002'"):
        find_rule("V0O2")


def test_only_strings_are_linted() -> None:
    """Anything but a string is a mistake of the caller."""
    with pytest.raises(TypeError):
        lint_indicators(None)  # type: ignore[arg-type]


@given(st.text(alphabet="1、产出指标；数量实施周期年度值:。120%次≥涉密项目XX\n <p>&", max_size=80))
def test_no_text_is_too_broken(text: str) -> None:
    """Any text gives findings inside its bounds and in its order, all rules on."""
    found = lint_indicators(text, select=["all"], year=2025)
    assert all(0 <= one.span.start <= one.span.end <= len(text) for one in found)
    assert list(found) == sorted(found, key=lambda one: (one.span, one.code))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_declarations_are_complete(rule: Rule) -> None:
    """Each rule says in both languages what it finds, why, and where it comes from, and shows what it means."""
    for text in (rule.summary, rule.message, rule.why, rule.source):
        assert text.en
        assert text.zh
        assert any("一" <= char <= "鿿" for char in text.zh)
    assert rule.summary.zh.endswith("。") or rule.group == "documents"


def test_clauses_are_quoted_only_where_they_were_read() -> None:
    """Only the rules that come from a clause quote one."""
    quoting = {
        rule.code for rule in all_rules() if "filling instruction" in rule.source.en or "art. 14" in rule.source.en
    }
    assert quoting == {"Q001", "Q002", "Q003", "Q008", "Q009", "Q022", "Q025", "Q030", "Q031", "Q037", "Q043"}


@pytest.mark.parametrize(
    "rule",
    [rule for rule in all_rules() if rule.group in ("impossible", "review") and rule not in ACROSS],
    ids=lambda rule: rule.code,
)
def test_examples_are_true(rule: Rule) -> None:
    """The bad example has the fault, the good one has not, and neither is malformed."""
    assert rule.code in _codes(rule.bad, select=[rule.code])
    assert _codes(rule.good, select=[rule.code]) == []
    if "成本指标；经济" not in rule.bad:
        assert _codes(rule.good, select=["malformed"]) == []


def test_a_check_that_fails_is_named() -> None:
    """An error in a rule somebody wrote ends in one line that names the rule."""
    rule = Rule(
        code="X001",
        name="broken",
        group="review",
        severity="info",
        summary=Both("s", "s"),
        message=Both("m", "m"),
        why=Both("w", "w"),
    )

    @check(rule)
    def broken(subject: Subject) -> list[Diagnostic]:
        raise KeyError("oops")

    with pytest.raises(UserError, match="rule X001 failed: KeyError"):
        lint_subject(Subject(parse_indicators(CANONICAL)), Selection(frozenset({"X001"}), (broken,)))


def test_only_chosen_checks_run() -> None:
    """Rules that are off cost nothing."""
    assert {one.rule.code for one in choose(("V002",)).checks} == {"V002"}
    assert choose(("malformed",)).checks == ()
    assert len(choose(("all",)).checks) == len(registry().checks)


def test_a_document_gives_findings_with_their_places() -> None:
    """Findings of a document know project and entry; what concerns all of it comes first."""
    rows = [
        "单位：万元",
        "项目名称\t总计\t绩效目标\t绩效指标",
        "合计\t9.00\t\t",
        f"培训\t1.50\t办好\t{CANONICAL}",
        f"宣传\t1.50\t办好\t{FAULTY}",
    ]
    found = lint_document(read_text_document("\n".join(rows), source="表.txt"))
    assert [(one.code, one.project, one.ordinal, one.text) for one in found] == [
        ("D001", "", None, ""),
        ("M001", "宣传", 1, ";"),
        ("V002", "宣传", 1, "120%"),
    ]
    assert {one.file for one in found} == {"表.txt"}
    assert all(isinstance(one, Diagnostic) for one in found)
    assert found[1].to_dict()["project"] == "宣传"


def test_projects_of_two_frames_in_one_document() -> None:
    """A table whose projects use the legacy and the 2021 taxonomy is told once, at the first of the second kind."""
    old = "1、1-产出指标；14-成本指标；总成本；实施周期指标值:5万元；年度指标值:5万元。"
    new = "1、成本指标；经济成本指标；总成本；实施周期指标值:5万元；年度指标值:5万元。"
    rows = ["单位：万元", "项目名称\t总计\t绩效目标\t绩效指标"]
    rows += [f"{name}\t1.50\t办好\t{text}" for name, text in (("甲项目", old), ("乙项目", new), ("丙项目", new))]
    found = lint_document(read_text_document("\n".join(rows)), select=["Q023"])
    assert [(one.code, one.project) for one in found] == [("Q023", "乙项目")]
    same = [row.replace(old, new) for row in rows]
    assert lint_document(read_text_document("\n".join(same)), select=["Q023"]) == ()


def test_withheld_entries_are_not_judged() -> None:
    """A row that may not be published has no vague values and lacks no group."""
    text = (
        "1、1-产出指标；11-数量指标；保密项目；实施周期指标值:保密项目信息不宜公开；年度指标值:保密项目信息不宜公开。"
    )
    assert _codes(text, review=True) == ["Q024"]
    assert _codes("涉密项目") == []
