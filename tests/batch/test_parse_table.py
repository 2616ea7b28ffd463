"""Arrow batches in and out: one row per indicator or a list per string, whatever the strings' type."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from budget_indicators import parse_indicators, parse_table, table_schema
from budget_indicators.tables.columns import INDICATORS

pa = pytest.importorskip("pyarrow")

TWO = (
    "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:≥4次；年度指标值:每月不少于2次。"
    "2、1-产出指标；13-时效指标；完成时间；实施周期指标值:2026年12月31日前；年度指标值:按时完成。"
)
DAMAGED = "1、1-产出指标;11-质量指标；合格率；年度指标值:95%以上"


def parsed(batch: Any, **options: Any) -> list[dict[str, Any]]:
    """All rows that come out of one batch."""
    return [row for rows in parse_table([batch], **options) for row in rows.to_pylist()]


def test_one_row_per_indicator() -> None:
    """With what the string's row says beside it, exact amounts, dates, positions and findings."""
    batch = pa.record_batch({"id": ["a", "b", "c"], "text": [TWO, "涉密项目", DAMAGED]})
    first, second, third = parsed(batch)
    assert [first["id"], second["id"], third["id"]] == ["a", "a", "c"]
    assert [first["indicator_number"], second["indicator_number"], third["indicator_number"]] == [1, 2, 1]
    assert (first["ordinal"], first["level1_code"], first["level1"]) == (1, "1", "产出指标")
    assert (first["level2_code"], first["level2"], first["name"]) == ("11", "数量指标", "培训次数")
    assert (first["cycle_kind"], first["cycle_low"], first["cycle_high"]) == ("range", Decimal(4), None)
    assert (first["annual_low"], first["annual_unit"], first["annual_per"]) == (Decimal(2), "次", "每月")
    assert first["findings"] is None
    assert TWO[first["span_start"] : first["span_end"]] + TWO[second["span_start"] : second["span_end"]] == TWO
    assert (second["cycle_kind"], second["cycle_end"]) == ("date_range", datetime.date(2026, 12, 31))
    assert (second["annual_kind"], second["annual_text"]) == ("qualitative", "按时完成")
    assert third["cycle_kind"] == "missing"
    expected = dict.fromkeys(diagnostic.code for diagnostic in parse_indicators(DAMAGED).diagnostics)
    assert third["findings"] == " ".join(expected)
    assert len(expected) > 1


def test_the_columns_are_those_of_every_table_of_indicators() -> None:
    """One definition for files, frames and clusters."""
    names = [column.name for column in INDICATORS]
    made = table_schema(pa.schema({"text": pa.string()})).names
    shared = names[names.index("ordinal") : names.index("findings") + 1]
    assert made == ["indicator_number", *shared, "span_start", "span_end"]


@pytest.mark.parametrize("nested", [True, False])
def test_the_schema_is_known_beforehand(nested: bool) -> None:
    """Every batch has it, also one that holds nothing."""
    batch = pa.record_batch({"id": pa.array([1, 2], pa.int16()), "text": [TWO, None]})
    empty = batch.slice(0, 0)
    nothing = pa.record_batch({"id": pa.array([3], pa.int16()), "text": pa.array([None], pa.string())})
    expected = table_schema(batch.schema, nested=nested)
    found = list(parse_table([batch, empty, nothing], nested=nested))
    assert [rows.schema.equals(expected, check_metadata=True) for rows in found] == [True] * 3
    assert [rows.num_rows for rows in found] == ([2, 0, 1] if nested else [2, 0, 0])
    for rows in found:
        rows.validate(full=True)


def test_no_batches() -> None:
    """Nothing in, nothing out."""
    assert list(parse_table([])) == []


def test_nested_keeps_every_row() -> None:
    """One row per string: a list of indicators, the diagnostics, and null for null."""
    batch = pa.record_batch({"id": [1, 2, 3, 4], "text": [TWO, None, "涉密项目", DAMAGED]})
    one, two, three, four = parsed(batch, nested=True)
    assert [indicator["name"] for indicator in one["indicators"]] == ["培训次数", "完成时间"]
    assert (one["diagnostics"], one["withheld"]) == ([], False)
    assert two == {"id": 2, "indicators": None, "diagnostics": None, "withheld": None}
    assert (three["indicators"], three["withheld"]) == ([], True)
    tree = parse_indicators(DAMAGED)
    assert [(found["code"], found["span_start"]) for found in four["diagnostics"]] == [
        (found.code, found.span.start) for found in tree.diagnostics
    ]


@pytest.mark.parametrize(
    "type_",
    [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.dictionary(pa.int8(), pa.string()),
        pa.dictionary(pa.int32(), pa.large_string()),
    ],
    ids=str,
)
@pytest.mark.parametrize("nested", [True, False])
def test_every_type_of_string(type_: Any, nested: bool) -> None:
    """Plain, large, view and dictionary-encoded strings, nulls among them, also in a slice of a batch."""
    texts = ["别的", None, TWO, DAMAGED, TWO, None]
    column = (
        pa.array(texts).dictionary_encode().cast(type_) if pa.types.is_dictionary(type_) else pa.array(texts, type_)
    )
    batch = pa.RecordBatch.from_arrays([column, pa.array(range(6))], ["text", "n"]).slice(1, 4)
    plain = pa.record_batch({"text": texts[1:5], "n": range(1, 5)})
    assert parsed(batch, nested=nested) == parsed(plain, nested=nested)


def test_a_column_of_nothing() -> None:
    """A column whose type is null holds no strings, but could."""
    batch = pa.record_batch({"text": pa.nulls(3)})
    assert parsed(batch) == []
    assert len(parsed(batch, nested=True)) == 3


def test_which_column_holds_the_strings() -> None:
    """``text``, else the first of strings, else the one that is named; dropped from the output unless kept."""
    batch = pa.record_batch({"n": [1], "other": ["x"], "text": [TWO]})
    assert len(parsed(batch)) == 2
    assert len(parsed(batch.rename_columns(["n", "cell", "remark"]))) == 0
    rows = parsed(batch.rename_columns(["n", "cell", "remark"]), column="remark")
    assert [(row["n"], row["cell"], "remark" in row) for row in rows] == [(1, "x", False)] * 2
    rows = parsed(batch, keep=["text"])
    assert [(row["text"], "n" in row) for row in rows] == [(TWO, False)] * 2


def test_a_year_for_all_or_a_year_for_each() -> None:
    """Dates that name no year take the budget year of their row."""
    text = "1、1-产出指标；13-时效指标；完成时间；实施周期指标值:6月30日前；年度指标值:6月30日前。"
    batch = pa.record_batch({"year": pa.array([2024, 2025, None], pa.int32()), "text": [text] * 3})
    by_row = [row["annual_end"] for row in parsed(batch, year="year")]
    assert by_row == [datetime.date(2024, 6, 30), datetime.date(2025, 6, 30), None]
    assert {row["annual_end"] for row in parsed(batch, year=2023)} == {datetime.date(2023, 6, 30)}


@pytest.mark.parametrize(
    ("columns", "options", "message"),
    [
        ({"n": [1]}, {}, "no column of strings"),
        ({"text": ["x"]}, {"column": "cell"}, "no column 'cell'; there are 'text'"),
        ({"n": [1], "text": ["x"]}, {"column": "n"}, "'n' holds no strings but int64"),
        ({"name": ["x"], "text": ["x"]}, {}, "'name' have names of columns to be made"),
        ({"text": ["x"]}, {"keep": ["id"]}, "no column 'id'"),
        ({"text": ["x"]}, {"year": "text"}, "'text' holds no whole numbers but string"),
    ],
)
def test_columns_that_cannot_be(columns: dict[str, Any], options: dict[str, Any], message: str) -> None:
    """One sentence that says what is wrong and what there is."""
    with pytest.raises(ValueError, match=message):
        list(parse_table([pa.record_batch(columns)], **options))


def test_amounts_that_do_not_fit_are_left_out() -> None:
    """Never rounded: the text still says them."""
    text = "1、1-产出指标；11-数量指标；面积；实施周期指标值:{}亩；年度指标值:{}亩。"
    large, fine = "9" * 30, "0.123456789012"
    (row,) = parsed(pa.record_batch({"text": [text.format(large, fine)]}))
    assert (row["cycle_low"], row["annual_low"]) == (None, None)
    assert (row["cycle_text"], row["annual_text"]) == (f"{large}亩", f"{fine}亩")


def test_several_processes() -> None:
    """Rows in the same order, whoever made them; a large batch becomes several."""
    batch = pa.record_batch({"n": range(2050), "text": [TWO.replace("培训", f"培训{n}") for n in range(2050)]})
    here = pa.Table.from_batches(parse_table([batch]))
    assert here.num_rows == 4100
    found = list(parse_table([batch], jobs=2))
    assert [part.num_rows for part in found] == [2050, 2050]
    assert pa.Table.from_batches(found).equals(here)


@pytest.mark.parametrize("jobs", [1, 2])
def test_columns_of_any_type_of_string_are_carried_along(jobs: int) -> None:
    """Also those of which Arrow itself takes no cells."""
    kept = {"plain": pa.string(), "large": pa.large_string(), "view": pa.string_view()}
    columns = {name: pa.array(["甲", None, "乙" * 20], type=form) for name, form in kept.items()}
    columns["words"] = columns["plain"].dictionary_encode()
    batch = pa.record_batch({"text": [TWO, TWO, "涉密项目"], **columns})
    found = pa.Table.from_batches(parse_table([batch, batch], jobs=jobs)).select(list(columns))
    assert found.to_pydict() == dict.fromkeys(columns, ["甲", "甲", None, None] * 2)
    assert found.schema.types == [column.type for column in columns.values()]


def test_what_is_sent_of_a_batch_is_the_slice() -> None:
    """Pickled, each slice would be sent with the whole batch: a million strings a thousand times."""
    from budget_indicators.bulk.arrow import _sent

    whole = pa.record_batch({"id": [*range(1_000)], "text": ["培训次数" * 50] * 1_000})
    sent = _sent(whole.slice(100, 10))
    assert len(sent) < whole.nbytes / 50
    assert pa.ipc.open_stream(sent).read_next_batch().equals(whole.slice(100, 10))
