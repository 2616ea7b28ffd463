"""What a value says is a witness against recognition: misread values are recovered or doubted, none is silent."""

from __future__ import annotations

import attrs
import pytest
from documents_support import DOCUMENTS

from budget_indicators import Number, Range, parse_target, read_document
from budget_indicators.documents.checks import check_scan
from budget_indicators.documents.content import read_text_document
from budget_indicators.documents.misread import doubted
from budget_indicators.documents.model import Project, Where, bare_project
from budget_indicators.model.nodes import Indicator, IndicatorTree, Span


def project(*values: tuple[str, str]) -> Project:
    """A project whose indicators have these names and annual targets."""
    indicators = []
    at = 0
    for name, text in values:
        target = parse_target(text, name=name)
        indicators.append(Indicator(None, None, None, name, None, target, Span(at, at + len(text))))
        at += len(text) + 1
    tree = IndicatorTree(tuple(indicators), (), False, "\n".join(text for _, text in values))
    return bare_project(tree, Where())


def told(name: str, text: str) -> bool:
    """Whether a reader of the result is told: a guess of the parser's, or a doubt about a scan."""
    target = parse_target(text, name=name)
    codes = [each.code for each in doubted(project((name, text))).tree.diagnostics]
    return target.ambiguous or bool(codes) or _look_alike(text, name)


def _look_alike(text: str, name: str) -> bool:
    from budget_indicators import parse_indicators

    string = f"1、1-产出指标；11-数量指标；{name}；实施周期指标值:{text}；年度指标值:{text}。"
    return any(each.severity != "info" for each in parse_indicators(string).diagnostics)


PRINTED = ("≥98.5%", "100%", "1次", "10人", "0.5%", "≤3.2万元", "≥95%", "10‰", "101个")
# Printed, and what stands there after recognition: neighbours in look, measured or known from other engines.
SEEN = {
    "1": "lI|!丨", "0": "oO〇", "%": "9b°", "≥": "2二>", ".": ["", "，", "。", " "], "‰": ["%0", "%o"],
}  # fmt: skip


def _misreadings() -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for printed in PRINTED:
        for old, seen in SEEN.items():
            out += [(printed, printed.replace(old, new, 1)) for new in seen if old in printed]
    return out


@pytest.mark.parametrize(("printed", "seen"), _misreadings())
def test_a_misreading_is_recovered_or_told(printed: str, seen: str) -> None:
    """The value is the printed one all the same, or somebody is told."""
    was, found = parse_target(printed, name="完成率"), parse_target(seen, name="完成率")
    alike = seen.replace("〇", "0").replace(">", "≥")
    assert told("完成率", seen) or was.value == found.value or alike == printed or _known_loss(printed, seen)


def _known_loss(printed: str, seen: str) -> bool:
    """What no value can show: a count that lost its point, a % that became a digit. Sums or a second look may."""
    return (printed, seen) in {("≤3.2万元", "≤32万元"), ("0.5%", "0.59")}


def test_a_rate_among_rates_keeps_its_sign() -> None:
    """A % that was lost is seen among neighbours that have it, and only there."""
    rates = (("完成率", "95%"), ("合格率", "90%"), ("满意度", "98"))
    assert [each.code for each in doubted(project(*rates)).tree.diagnostics] == ["D074"]
    assert doubted(project(("完成率", "95"), ("合格率", "90"), ("满意度", "98"))).tree.diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        *("增长120%以上", "2025年12月底前", "2025年完成3次", "《办法》（2019）12号", "A级"),
        *("1+6+N", "第3季度前", "3.2万元", "1-3次", "95%以上"),
    ],
)
def test_what_is_in_order_is_not_doubted(text: str) -> None:
    """No false alarm for dates, documents, growth and grades."""
    assert doubted(project(("指标", text))).tree.diagnostics == ()


def test_hardly_any_value_of_real_documents_is_doubted() -> None:
    """Over the indicators of files with text, where nothing was misread."""
    count = doubts = 0
    for name in ("t000.xlsx", "t003.xlsx", "tort.xlsx"):
        for each in read_document(DOCUMENTS / name).projects:
            count += len(each.indicators)
            doubts += sum(one.code == "D074" for one in doubted(each).tree.diagnostics)
    assert count > 100
    assert doubts <= 0.01 * count


def test_a_lost_not_is_doubted() -> None:
    """不低于95% under a stamp becomes 低于95%, the opposite: seen in the matrix."""
    assert told("办结率", "办结率低于95%")
    for text in ("办结率不低于95%", "投诉率低于5%", "不得低于90%"):
        assert doubted(project(("办结率", text))).tree.diagnostics == ()


def test_three_digits_are_no_year() -> None:
    """二〇二五年 loses its 〇 (measured in two of five fonts)."""
    assert told("完成时间", "二二五年底前")
    assert doubted(project(("完成时间", "二〇二五年底前"))).tree.diagnostics == ()


def test_numbers_of_both_kinds_are_what_is_tested() -> None:
    """The printed values are read as numbers at all."""
    assert all(isinstance(parse_target(each).value, Number | Range) for each in PRINTED)


AMOUNTS = ("128.50", "36.00", "1204.75", "9.30")


def _table(amounts: tuple[str, ...], total: str) -> str:
    string = "1、1-产出指标；11-数量指标；次数；实施周期指标值:1次；年度指标值:1次。"
    rows = [f"项目{name}\t{amount}\t{string}" for name, amount in zip("甲乙丙丁", amounts, strict=True)]
    return "\n".join(["单位：万元", "项目名称\t总计\t绩效指标", f"合计\t{total}\t", *rows])


@pytest.mark.parametrize(
    ("at", "seen"),
    [
        (0, "123.50"),
        (0, "1285.0"),
        (1, "86.00"),
        (2, "1204.15"),
        (2, "204.75"),
        (2, "12047.5"),
        (3, "930"),
        (3, "9.80"),
    ],
)
def test_a_sum_names_the_amount_that_was_misread(at: int, seen: str) -> None:
    """One digit read as another or lost, or a point: the amount is named, with what it would have to be."""
    whole = read_text_document(_table(AMOUNTS, "1378.55"))
    assert check_scan(whole, {1}) == ()
    misread = (*AMOUNTS[:at], seen, *AMOUNTS[at + 1 :])
    found = [each.message("en") for each in check_scan(read_text_document(_table(misread, "1378.55")), {1})]
    assert any(f"项目{'甲乙丙丁'[at]}" in each and f"{float(AMOUNTS[at]):,.2f}" in each for each in found)
    assert len(found) <= 5


def test_a_misread_total_is_named_too() -> None:
    """And a document with text of its own is none of recognition's business."""
    spoilt = read_text_document(_table(AMOUNTS, "1388.55"))
    assert any("合计" in each.message("en") and "1,378.55" in each.message("en") for each in check_scan(spoilt, {1}))
    assert check_scan(spoilt, set()) == ()


def _periods(*values: tuple[str, str]) -> list[str]:
    """The annual targets that are doubted of indicators with these targets of the period and the year."""
    indicators = []
    for at, (cycle, annual) in enumerate(values):
        targets = [parse_target(text, name="完成情况") for text in (cycle, annual)]
        placed = attrs.evolve(targets[1], span=Span(at, at + 1))
        indicators.append(Indicator(None, None, None, "完成情况", targets[0], placed, Span(at, at + 1)))
    tree = IndicatorTree(tuple(indicators), (), False, "x" * len(values))
    found = doubted(bare_project(tree, Where())).tree.diagnostics
    return [values[each.span.start][1] for each in found if "other period" in each.message("en")]


SAME = (("≥95%", "≥95%"), ("12次", "12次"), ("100%", "100%"), ("3篇", "3篇"))


@pytest.mark.parametrize(
    ("cycle", "annual"), [("≥98%", "≥90%"), ("17次", "11次"), ("≥95%", "95%"), ("9.5分", "95分"), ("120次", "10次")]
)
def test_one_character_between_the_periods_is_doubted(cycle: str, annual: str) -> None:
    """Digits that look alike, and what may be lost, where the other indicators have the same target twice."""
    assert _periods(*SAME, (cycle, annual)) == [annual]


@pytest.mark.parametrize(
    ("cycle", "annual"),
    [
        ("36次", "12次"),
        ("30次", "10次"),
        ("15篇", "3篇"),
        ("≥95%", "≥93%"),
        ("50人", "10人"),
        ("100人", "10人"),
        ("9人", "8次"),
    ],
)
def test_targets_of_several_years_are_not(cycle: str, annual: str) -> None:
    """What a period of years reaches, digits that do not look alike, two characters."""
    assert _periods(*SAME, (cycle, annual)) == []


def test_tables_whose_periods_differ_are_left_alone() -> None:
    """Most of its indicators have two targets of their own."""
    assert _periods(("≥98%", "≥90%"), ("8次", "6次"), ("3篇", "8篇"), ("7人", "1人")) == []
