"""What a console and a notebook show of the model: short lines, safe tables, ``len`` and iteration."""

from __future__ import annotations

import datetime
import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import budget_indicators as b
from budget_indicators.model.html_table import MOST_ROWS
from budget_indicators.model.plain import Plain

SAMPLES = Path(__file__).parent / "samples"
DOCUMENTS = [b.read_document(path) for path in sorted(SAMPLES.glob("*-*.txt"))]
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></tr></table><iframe src='javascript:alert(1)'>",
    "&lt;b&gt;&#60;i&#62;",
    "\ud800\x00\x1b[31m\u202e\ufeff",
    "名" * 100_000,
    "'" * 3_000,
    "\U000e0041" * 3_000,
]


def everything(thing: Any) -> list[Any]:
    """An object of the model and all in it."""
    if isinstance(thing, tuple):
        return [one for part in thing for one in everything(part)]
    if not isinstance(thing, Plain):
        return []
    return [thing, *(one for field in attrs.fields(type(thing)) for one in everything(getattr(thing, field.name)))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: Path(document.source).name)
def test_no_repr_of_a_sample_is_long(document: b.Document) -> None:
    """The document, every object in it, and what lint finds."""
    found = b.lint_document(document, review=True)
    assert found
    for one in (found, document.diagnostics, *everything(document), *everything(found)):
        assert len(repr(one)) <= 1_000
        assert "\n" not in repr(one)


def fields_of(kind: Any, text: str) -> Any:
    """An object with ``text`` in each field that is a text, also inside the objects it holds."""
    span = b.Span(10**9, 10**9)
    target = b.Target(text, b.FreeText("qualitative", text), (b.Number(Decimal("1E+30"), text, text, text=text),) * 9)
    level = b.Category(text, text, b.Category(text, text))
    diagnostic = b.Diagnostic(text, text, "error", span, text, text, b.Fix((b.Edit(span, text),) * 50))
    indicator = b.Indicator(1, level, level, text, target, target, span)
    tree = b.IndicatorTree((indicator,) * 20, (diagnostic,) * 20, False, text)
    known: dict[Any, Any] = {
        "Span": span, "Target": target, "Category": level, "Diagnostic": diagnostic, "Indicator": indicator,
        "IndicatorTree": tree, "Diagnostics": tree.diagnostics, "FreeText": target.value, "Edit": b.Edit(span, text),
        "Number": target.measures[0], "Range": b.Range(Decimal("1E+500"), Decimal("-1E-500"), unit=text, text=text),
        "DateRange": b.DateRange(text=text), "Fix": diagnostic.fix, "Grade": b.Grade(text, target),
        "OtherTarget": b.OtherTarget("other", "actual", text, target), "Stray": b.Stray(text, span),
        "Details": b.Details(actual=target, grades=(b.Grade(text, target),) * 9, recipient=text, explanation=text,
                             scoring_rule=text, basis=text, reason=text, remark=text, weight=Decimal("1E+900")),
    }  # fmt: skip
    project = b.Project(
        unit=text,
        name=text,
        total=Decimal("1E+90"),
        fiscal=None,
        special_account=None,
        other=None,
        goal=text,
        tree=tree,
    )
    known["Project"] = project
    known["Document"] = b.Document(
        title=text, department=text, money_unit=text, projects=(project,) * 300, source=text, diagnostics=(diagnostic,)
    )
    return known[kind.__name__]


PUBLIC = [
    one for name in b.__all__ if isinstance(one := getattr(b, name), type) and issubclass(one, Plain | b.Diagnostics)
]


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_repr_is_long_whatever_the_texts(kind: type, text: str) -> None:
    """Every public class, with long and strange texts in it and in what it holds."""
    assert 0 < len(repr(fields_of(kind, text))) <= 1_000


@given(st.text("0123456789.-≥%次个月年前日完成优良至", max_size=12))
def test_a_small_value_shows_what_makes_it(text: str) -> None:
    """``eval`` of what a value shows gives an equal one, where its amounts are whole numbers."""
    for target in (b.parse_target(text), b.parse_target(text, year=2025)):
        assert len(repr(target)) <= 1_000
        for value in (target.value, *target.measures):
            shown = repr(value)
            if "…" not in shown and not re.search(r"\d\.\d", shown):
                assert eval(shown, {"datetime": datetime, **{name: getattr(b, name) for name in b.__all__}}) == value


def test_amounts_show_in_digits() -> None:
    """What the docs show of numbers, ranges and targets."""
    assert repr(b.parse_target("20次").value) == "Number(20, '次', text='20次', span=Span(0, 3))"
    assert repr(b.Category("11", "数量指标", b.Category("1", "产出指标"))) == (
        "Category('11', '数量指标', Category('1', '产出指标'))"
    )
    tree = b.parse_indicators("1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。")
    assert (
        repr(tree)
        == "<IndicatorTree: 1 indicator, '1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1…'>"
    )
    assert repr(tree.indicators[0]) == "<Indicator 1: 11-数量指标 '培训次数', cycle '1次', annual '1次'>"
    assert repr(b.parse_indicators("涉密项目")) == "<IndicatorTree: withheld, '涉密项目'>"


def test_trees_and_documents_have_a_length_and_can_be_gone_through() -> None:
    """Over indicators and projects."""
    document = DOCUMENTS[0]
    assert len(document) == len(document.projects) > 1
    assert tuple(document) == document.projects
    tree = document.projects[0].tree
    assert len(tree) == len(tree.indicators) > 1
    assert tuple(tree) == tree.indicators
    assert tree.indicators[0] in tree


class _Page(HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.open: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attributes)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def page_of(thing: Any) -> _Page:
    """What a notebook gets, read again; it can be kept as JSON and in UTF-8."""
    html = thing._repr_html_()
    json.dumps(html, ensure_ascii=False).encode("utf-8")
    page = _Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


@pytest.mark.parametrize("name", ["IndicatorTree", "Diagnostics", "Document", "Project"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_tables_hold_hostile_texts_as_texts(name: str, text: str) -> None:
    """No tag or attribute but those of the table, the text itself readable, and bounded in size."""
    thing = fields_of(getattr(b, name), text)
    page = page_of(thing)
    assert page.tags <= {"div", "table", "thead", "tbody", "tr", "th", "td"}
    assert {name for name, _ in page.attributes} <= {"style", "dir"}
    assert len(thing._repr_html_()) < 4_000_000
    if text.isprintable() and len(text) < 100:
        assert any(text in found for found in page.texts)


def test_a_long_document_shows_its_first_rows_and_how_many_are_left() -> None:
    """A notebook keeps what it shows."""
    document = fields_of(b.Document, "x")
    html = document._repr_html_()
    assert html.count("<tr>") <= MOST_ROWS + 3
    assert f"… {300 - MOST_ROWS} more" in html


def test_what_a_table_shows() -> None:
    """Levels, names, values; codes, places and messages in both languages."""
    text = "1、1-产出指标;12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:95%。"
    tree = " ".join(page_of(b.parse_indicators(text)).texts)
    for wanted in ("1 indicator", "1-产出指标", "12-质量指标", "验收合格率", "120%", "95%", "M001", "write ；"):
        assert wanted in tree
    found = " ".join(page_of(b.lint_indicators(text)).texts)
    assert "V002 share-over-100" in found
    start = text.index("120%")
    assert f"{start}–{start + 4}" in found
    lines = " ".join(page_of(b.lint_document(DOCUMENTS[-1])).texts)
    assert "各镇街流动人口信息采集补助经费 第37行 6、标准：年度计划数" in " ".join(lines.split())


def test_bad_arguments_name_what_would_be_good() -> None:
    """One string in place of many, a table there is not; ``UserError`` is the package's own."""
    for one in ("1、1-产出指标", b"1"):
        with pytest.raises(TypeError, match=r"parse_many\(\) takes many strings.*parse_indicators"):
            b.parse_many(one)  # type: ignore[arg-type]
    with pytest.raises(b.UserError, match="no such file"):
        b.read_document("missing.txt")
    pytest.importorskip("pyarrow")
    with pytest.raises(ValueError, match=r"no table 'project': choose one of 'documents', 'projects', 'indicators'"):
        b.documents_to_arrow(DOCUMENTS, "project")  # type: ignore[arg-type]
