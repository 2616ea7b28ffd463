"""The model as JSON and back, and the JSON Schema that describes it."""

import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_indicators import parse_indicators, read_document
from budget_indicators.documents import model as documents_model
from budget_indicators.documents.model import Document
from budget_indicators.model import nodes as model
from budget_indicators.model.json import from_dict, schema
from budget_indicators.model.nodes import (
    Category,
    DateRange,
    Details,
    Diagnostic,
    Edit,
    Fix,
    FreeText,
    Grade,
    Indicator,
    IndicatorTree,
    Number,
    OtherTarget,
    Range,
    Span,
    Target,
)

SAMPLES = Path(__file__).parent / "samples"
VALIDATOR = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())

LEVEL1 = Category("1", "产出指标")
LEVEL2 = Category("11", "数量指标", LEVEL1)
MEASURES = (
    Number(Decimal("120000"), "次", "每年", True, "12万次", Span(0, 4)),
    Range(Decimal("0.5"), None, False, True, "%", None, False, "＞0.5%", Span(5, 10)),
    DateRange(None, datetime.date(2025, 5, 31), "5月底前", Span(11, 15)),
    Number(Decimal(10), "%", None, False, "增长10%", Span(15, 20), "increase", "上年", "产量"),
    Range(None, Decimal(5), unit="工作日", relation="after", baseline="收到申请"),
)
EVERYTHING = IndicatorTree(
    (
        Indicator(
            1,
            LEVEL1,
            LEVEL2,
            "培训次数",
            Target("12万次", MEASURES[0], MEASURES, True, Span(0, 15)),
            Target("", FreeText("rank", "前5名"), (), False, Span(15, 15)),
            Span(0, 15),
        ),
        Indicator(None, None, Category("", "经济成本指标", Category("", "成本指标")), "", None, None, Span(15, 16)),
        Indicator(
            None,
            LEVEL1,
            None,
            "培训次数",
            None,
            Target("12万次", MEASURES[0], MEASURES[:1], False, Span(0, 4)),
            Span(0, 15),
            Details(
                weight=Decimal("7.5"),
                actual=Target("", FreeText("empty"), (), False, Span(15, 15)),
                score=Decimal(7),
                grades=(Grade("优", Target("12万次", MEASURES[0], MEASURES[:1], False, Span(0, 4))),),
                type="quantitative",
                direction="positive",
                recipient="甲县",
                others=(OtherTarget("last_year", "actual", "2024年实际值", Target("", FreeText("empty"))),),
                explanation="解释",
                scoring_rule="标准",
                basis="依据",
                reason="原因",
                remark="备注",
            ),
        ),
    ),
    (Diagnostic("M001", "wrong-separator", "warning", Span(0, 1), "en", "中", Fix((Edit(Span(0, 1), "；"),))),),
    False,
    "源文",
)


def test_every_kind_of_thing_goes_there_and_back() -> None:
    """Equal after a trip through real JSON, down to texts and spans that equality ignores."""
    data = json.loads(json.dumps(EVERYTHING.to_dict()))
    VALIDATOR.validate(data)
    back = from_dict(data)
    assert back == EVERYTHING
    assert back.to_dict() == EVERYTHING.to_dict()


def test_what_the_parts_look_like() -> None:
    """Amounts are strings without exponents, dates ISO, kinds tagged."""
    assert MEASURES[0].to_dict() == {
        "type": "number",
        "value": "120000",
        "unit": "次",
        "per": "每年",
        "approximate": True,
        "text": "12万次",
        "span": {"start": 0, "end": 4},
        "relation": None,
        "baseline": None,
        "about": None,
    }
    assert MEASURES[1].to_dict()["low"] == "0.5"
    assert MEASURES[1].to_dict()["high"] is None
    assert MEASURES[2].to_dict()["end"] == "2025-05-31"
    assert FreeText("formula").to_dict() == {"type": "free_text", "kind": "formula", "detail": None}
    assert Number(Decimal("1.2E+5")).to_dict()["value"] == "120000"


@pytest.mark.parametrize(
    "file", sorted({p["file"] for p in json.loads((SAMPLES / "expected.json").read_text("utf-8"))})
)
def test_real_output_fits_the_schema(file: str) -> None:
    """Every project of a sample, and the whole document as one text, validates and comes back equal."""
    texts = [p["raw"] for p in json.loads((SAMPLES / "expected.json").read_text("utf-8")) if p["file"] == file]
    for text in (*texts, (SAMPLES / file).read_text("utf-8")):
        tree = parse_indicators(text)
        data = tree.to_dict()
        VALIDATOR.validate(data)
        assert from_dict(data) == tree


@pytest.mark.parametrize("file", sorted(path.name for path in SAMPLES.glob("*.txt")))
def test_real_documents_fit_the_schema(file: str) -> None:
    """Documents go there and back too, money and places included."""
    document = read_document(SAMPLES / file)
    data = json.loads(json.dumps(document.to_dict()))
    jsonschema.Draft202012Validator(schema(Document)).validate(data)
    assert from_dict(data, Document) == document


def test_what_has_no_schema_is_refused() -> None:
    """Rather than a schema of something else."""
    with pytest.raises(ValueError, match="no schema for Path"):
        schema(Path)


@given(st.text(alphabet="1、-产出指标；数量实施周期年度值:。2 \n%≥9以上\ud800\x00", max_size=60))
def test_whatever_was_parsed_fits_the_schema(text: str) -> None:
    """Also for text that is hardly an indicator string at all."""
    tree = parse_indicators(text)
    data = json.loads(json.dumps(tree.to_dict()))
    VALIDATOR.validate(data)
    assert from_dict(data) == tree


def objects(node: Any) -> list[dict[str, Any]]:
    """Every object type in the schema."""
    if isinstance(node, dict):
        own = [node] if node.get("type") == "object" else []
        return own + [found for value in node.values() for found in objects(value)]
    return [found for value in node for found in objects(value)] if isinstance(node, list) else []


def test_the_schema_is_valid_and_strict() -> None:
    """No key may be missing, none may be added."""
    jsonschema.Draft202012Validator.check_schema(schema())
    found = objects(schema())
    assert len(found) == 25
    for thing in found:
        assert thing["additionalProperties"] is False
        assert sorted(thing["required"]) == sorted(thing["properties"])


@pytest.mark.parametrize(
    "name", sorted(set(schema()["$defs"]) - {"Amount", "Date", "Level1", "Level2", "Value", "Measure"})
)
def test_the_schema_knows_every_field(name: str) -> None:
    """A field added to a class must be added to the schema."""
    kind = getattr(model, name, None) or getattr(documents_model, name)
    fields = {field.name for field in attrs.fields(kind)}
    tag = set() if "type" in fields else {"type"}
    assert set(schema()["$defs"][name]["properties"]) - tag == fields


@pytest.mark.parametrize(
    "path_and_value",
    [
        ("withheld", "yes"),
        ("extra", 1),
        ("indicators.0.ordinal", "1"),
        ("indicators.0.extra", None),
        ("indicators.0.cycle.value.type", "amount"),
        ("indicators.0.cycle.value.value", 120000),
        ("indicators.0.cycle.value.value", "many"),
        ("indicators.0.cycle.measures.2.end", "31.5.2025"),
        ("indicators.0.annual.value.kind", "vague"),
        ("diagnostics.0.severity", "fatal"),
    ],
)
def test_wrong_data_is_refused_by_both(path_and_value: tuple[str, object]) -> None:
    """The schema and ``from_dict`` agree about what is no tree."""
    path, value = path_and_value
    data = json.loads(json.dumps(EVERYTHING.to_dict()))
    *way, last = path.split(".")
    place: Any = data
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(ValueError, match="not the data of IndicatorTree"):
        from_dict(data)


@pytest.mark.parametrize("data", [{}, [], "x", None, {"indicators": []}])
def test_no_tree_at_all_is_refused(data: Any) -> None:
    """With a ``ValueError``, whatever it is."""
    with pytest.raises(ValueError, match="not the data of IndicatorTree"):
        from_dict(data)
