"""Arrow record batches in, record batches out: strings of a column -> rows of indicators, for tables of any size.

``parse_table`` has the signature that PySpark's ``mapInArrow`` requires; Daft and others wrap it in a line.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from functools import cache, partial
from itertools import chain, count, islice, repeat
from math import ceil
from typing import TYPE_CHECKING, Any, TypeAlias

from ..errors import check_year
from ..extras import needs
from ..model.nodes import IndicatorTree
from ..parse import parse_indicators
from ..structure.canonical import Frame
from ..tables.canonical_rows import Findings, findings, levels, places
from ..tables.columnar import shared
from ..tables.columns import INDICATORS, NUMBER_PRECISION, NUMBER_SCALE, Column
from ..tables.rows import IndicatorCells, findings_of, indicator_cells, known_cells, place_of
from ..text.cleaning import clean
from ..tree.canonical_text import CanonicalValue, KnownEntry, canonical_text
from ..tree.unread import unread
from .processes import map_chunks

if TYPE_CHECKING:
    import pyarrow as pa

Row: TypeAlias = tuple[Any, ...]
_NAMES = tuple(column.name for column in INDICATORS)
COLUMNS: tuple[Column, ...] = (
    Column("indicator_number", "integer", "number of the indicator in its string, from 1"),
    *INDICATORS[_NAMES.index("ordinal") : _NAMES.index("findings") + 1],
    Column("span_start", "integer", "first code point of the indicator in the string"),
    Column("span_end", "integer", "code point after the last"),
)
"""The columns of an indicator: those of every table of indicators, and its position in its string."""

DIAGNOSTIC_COLUMNS: tuple[Column, ...] = (
    Column("code", "text", "code of the rule (budget-indicators rule CODE explains it)"),
    Column("name", "text", "name of the rule"),
    Column("severity", "text", "error, warning or info"),
    Column("message_en", "text", "the finding in English"),
    Column("message_zh", "text", "the finding in Chinese"),
    Column("span_start", "integer", "first code point in the string"),
    Column("span_end", "integer", "code point after the last"),
)
"""The columns of a diagnostic, in nested tables."""

_STRINGS = 2048  # strings read into one batch, at most: some ten thousand rows, which share many values


def parse_table(
    record_batches: Iterable[pa.RecordBatch],
    *,
    column: str | None = None,
    nested: bool = False,
    keep: Sequence[str] | None = None,
    year: int | str | None = None,
    jobs: int | None = 1,
) -> Iterator[pa.RecordBatch]:
    """Parse the strings of one column: one row per indicator out, with the other columns of its string beside it.

    ``record_batches`` is any iterable of Arrow record batches of one schema (a ``RecordBatchReader``, a dataset's
    ``to_batches()``); it is read lazily, and batches of a bounded number of rows come out as they are ready. ``column``
    is the one that holds the strings (default: ``text``, or else the first column of strings; plain, large, view and
    dictionary-encoded strings alike). ``keep`` names the columns to carry along (default: all but ``column``).

    Flat (the default), a string without indicators gives no row. ``nested=True`` gives one row for each string, with
    the columns ``indicators`` (a list of structs of the same columns, null where the string is null), ``diagnostics``
    and ``withheld``. ``table_schema`` gives the schema beforehand; it depends only on the input's schema.

    ``year`` is the budget year for dates that name none: a number, or the name of a column of years. ``jobs`` is the
    number of processes, 1 where something else (a cluster) runs many of them; ``None`` takes all processors.

    Needs ``pip install 'budget-indicators[arrow]'``.

    >>> import pyarrow as pa
    >>> text = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:4次；年度指标值:≥2次。"
    >>> batch = pa.record_batch({"id": [7, 8], "text": [text, None]})
    >>> rows, = parse_table([batch])
    >>> rows.select(["id", "level2", "name", "annual_low", "annual_unit"]).to_pylist()
    [{'id': 7, 'level2': '数量指标', 'name': '培训次数', 'annual_low': Decimal('2.0000000000'), 'annual_unit': '次'}]

    Raises:
        ValueError: ``column``, ``keep`` or ``year`` names no column of the right type, or a kept column has the name of
            a column of indicators.
        UserError: ``pyarrow`` is not installed.
    """
    needs("pyarrow", "arrow")
    if not isinstance(year, str):
        check_year(year)
    work = partial(_parsed, column=column, nested=nested, keep=keep, year=year)
    slices = _slices(record_batches)
    if jobs == 1:
        return map_chunks(work, slices, jobs=1)
    return _each_received(map_chunks(partial(_sent_back, work), map(_sent, slices), jobs=jobs))


def table_schema(
    schema: pa.Schema, *, column: str | None = None, nested: bool = False, keep: Sequence[str] | None = None
) -> pa.Schema:
    """The schema of what ``parse_table`` makes of batches of a schema; the parameters are the same.

    >>> import pyarrow as pa
    >>> table_schema(pa.schema({"id": pa.int64(), "text": pa.string()})).names[:4]
    ['id', 'indicator_number', 'ordinal', 'level1_code']
    """
    pa = needs("pyarrow", "arrow")
    return pa.schema([*(schema.field(name) for name in _kept(schema, column, keep, nested)), *_fields(nested)])


def _slices(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The batches in parts of about the same size."""
    for batch in batches:
        parts = max(1, ceil(batch.num_rows / _STRINGS))
        size = ceil(batch.num_rows / parts)
        for part in range(parts):
            yield batch.slice(part * size, size)


def _sent(batch: pa.RecordBatch) -> pa.Buffer:
    """A batch in the form in which it is sent to another process.

    A pickled slice would contain the whole batch, and every column by itself.
    """
    pa = needs("pyarrow", "arrow")
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return sink.getvalue()


def _received(sent: pa.Buffer) -> pa.RecordBatch:
    pa = needs("pyarrow", "arrow")
    with pa.ipc.open_stream(sent) as stream:
        return stream.read_next_batch()


def _each_received(made: Generator[pa.Buffer, None, None]) -> Iterator[pa.RecordBatch]:
    with closing(made):
        yield from map(_received, made)


def _sent_back(work: Callable[[pa.RecordBatch], pa.RecordBatch], sent: pa.Buffer) -> pa.Buffer:
    return _sent(work(_received(sent)))


def _parsed(
    batch: pa.RecordBatch,
    column: str | None,
    nested: bool,
    keep: Sequence[str] | None,
    year: int | str | None,
) -> pa.RecordBatch:
    pa = needs("pyarrow", "arrow")
    kept = _kept(batch.schema, column, keep, nested)
    texts = _strings(batch.column(_place(batch.schema, _text_column(batch.schema, column))))
    years = _years(batch, year)
    fields = _fields(nested)
    carried = [batch.column(_place(batch.schema, name)) for name in kept]
    if nested:
        arrays = pa.array([*map(_one_nested, texts, years)], type=pa.struct(fields)).flatten()
    else:
        arrays, origins = _flat(texts, years, fields)
        carried = [_taken(array, origins) for array in carried]
    schema = pa.schema([*(batch.schema.field(name) for name in kept), *fields])
    return pa.RecordBatch.from_arrays([*carried, *arrays], schema=schema)


def _taken(array: pa.Array, places: pa.Array) -> pa.Array:
    """The cells at these places; Arrow itself takes none from a view of strings."""
    pa = needs("pyarrow", "arrow")
    if array.type == pa.string_view():
        return array.cast(pa.large_string()).take(places).cast(array.type)
    return array.take(places)


# The columns that come in --------------------------------------------------------------------------------------


def _place(schema: pa.Schema, name: str) -> int:
    """The number of a column."""
    if name not in schema.names:
        raise ValueError(f"no column {name!r}; there are {', '.join(map(repr, schema.names)) or 'none'}")
    place: int = schema.get_field_index(name)
    if place < 0:
        raise ValueError(f"more than one column is called {name!r}")
    return place


def _text_column(schema: pa.Schema, column: str | None) -> str:
    if column is None:
        texts = [field.name for field in schema if _is_text(field.type)]
        if not texts:
            raise ValueError(f"no column of strings; there are {', '.join(map(repr, schema.names)) or 'none'}")
        column = "text" if "text" in texts else texts[0]
    elif not _is_text(schema.field(_place(schema, column)).type):
        raise ValueError(f"column {column!r} holds no strings but {schema.field(column).type}")
    return column


def _is_text(type_: pa.DataType) -> bool:
    from pyarrow import types

    if types.is_dictionary(type_):
        return _is_text(type_.value_type)
    return bool(
        types.is_string(type_) or types.is_large_string(type_) or types.is_string_view(type_) or types.is_null(type_)
    )


def _strings(array: pa.Array) -> list[str | None]:
    from pyarrow import types

    if types.is_dictionary(array.type):
        words = array.dictionary.to_pylist()
        return [None if at is None else words[at] for at in array.indices.to_pylist()]
    found: list[str | None] = array.to_pylist()
    return found


def _kept(schema: pa.Schema, column: str | None, keep: Sequence[str] | None, nested: bool) -> list[str]:
    text = _text_column(schema, column)
    kept = [name for name in schema.names if name != text] if keep is None else list(keep)
    for name in kept:
        _place(schema, name)
    made = {field.name for field in _fields(nested)}
    clash = [name for name in kept if name in made]
    if clash:
        raise ValueError(
            f"the columns {', '.join(map(repr, clash))} have names of columns to be made: rename them, "
            "or leave them out by naming the others in keep="
        )
    return kept


def _years(batch: pa.RecordBatch, year: int | str | None) -> Sequence[int | None]:
    if not isinstance(year, str):
        return [year] * batch.num_rows
    from pyarrow import types

    years = batch.column(_place(batch.schema, year))
    if not (types.is_integer(years.type) or types.is_null(years.type)):
        raise ValueError(f"the column of years {year!r} holds no whole numbers but {years.type}")
    found: list[int | None] = years.to_pylist()
    return found


# The columns that are made -------------------------------------------------------------------------------------


def _fields(nested: bool) -> Sequence[pa.Field]:
    """The columns that parsing adds."""
    pa = needs("pyarrow", "arrow")
    flat = _arrow_fields(COLUMNS)
    if not nested:
        return flat
    return [
        pa.field("indicators", pa.list_(pa.struct(flat)), metadata={"doc": "the indicators of the string"}),
        pa.field(
            "diagnostics",
            pa.list_(pa.struct(_arrow_fields(DIAGNOSTIC_COLUMNS))),
            metadata={"doc": "what was malformed or guessed"},
        ),
        pa.field("withheld", pa.bool_(), metadata={"doc": "whether the string only says that all is secret"}),
    ]


@cache
def _arrow_fields(columns: tuple[Column, ...]) -> tuple[pa.Field, ...]:
    pa = needs("pyarrow", "arrow")
    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.decimal128(NUMBER_PRECISION, NUMBER_SCALE),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    return tuple([pa.field(column.name, types[column.type], metadata={"doc": column.doc}) for column in columns])


def _flat(
    texts: Iterable[str | None], years: Iterable[int | None], fields: Sequence[pa.Field]
) -> tuple[list[pa.Array], pa.Array]:
    """The columns of the indicators of some strings, and the place of each one's string."""
    pa = needs("pyarrow", "arrow")
    entries: list[IndicatorCells | KnownEntry] = []
    told: list[Findings] = []
    starts: list[int] = []
    ends: list[int] = []
    counts: list[int] = []
    for text, year in zip(texts, years, strict=True):
        before = len(entries)
        if text is None:
            pass
        elif (read := canonical_text(clean(text, escapes=True), year)) is None:
            cells, codes, begins, stops = _of_tree(parse_indicators(text, year=year))
            entries += cells
            told += [(each, 0) for each in codes]
            starts += begins
            ends += stops
        else:
            begins, stops = places(read)
            entries += read.entries
            told += findings(read, begins, stops)
            starts += begins
            ends += stops
        counts.append(len(entries) - before)
    if not entries:
        return [_array((), field) for field in fields], pa.array((), type=pa.int64())
    ordinals, frames, names, cycles, annuals = islice(zip(*entries, strict=False), 5)
    of_number, of_ordinal, code1, level1, code2, level2, of_name, *others = fields
    *of_targets, of_codes, of_start, of_end = others
    numbers = [*chain.from_iterable(map(range, repeat(1), [many + 1 for many in counts]))]
    origins = [*chain.from_iterable(map(repeat, count(), counts))]
    targets = [_by_name(cycles, names), _by_name(annuals, names)]
    arrays = [
        *(_array(numbers, of_number), _array(ordinals, of_ordinal)),
        *shared([frames], (code1, level1, code2, level2), _array, _level_cells),
        _array(names, of_name),
        *shared(targets, of_targets[: len(of_targets) // 2], _array, _target_cells),
        *(_array([codes for codes, _ in told], of_codes), _array(starts, of_start), _array(ends, of_end)),
    ]
    return arrays, pa.array(origins, type=pa.int64())


def _level_cells(group: Row | Frame) -> Row:
    return levels(group) if isinstance(group, Frame) else group


def _target_cells(group: Row | CanonicalValue) -> Row:
    return known_cells(group.known, "") if isinstance(group, CanonicalValue) else group


def _by_name(values: Sequence[Row | CanonicalValue], names: Sequence[str]) -> Sequence[Row | CanonicalValue]:
    """The targets, those by their cells whose cells depend on the indicator's name."""
    several = {value for value in {*values} if isinstance(value, CanonicalValue) and len(value.known.measures) > 1}
    return [
        known_cells(value.known, name) if value in several else value for value, name in zip(values, names, strict=True)
    ]


def _array(cells: Sequence[Any], field: pa.Field) -> pa.Array:
    pa = needs("pyarrow", "arrow")
    try:
        return pa.array(cells, type=field.type)
    except pa.ArrowInvalid:  # an amount with more places
        return pa.array(_exact(cells), type=field.type)


def indicator_rows(tree: IndicatorTree) -> list[Row]:
    """The rows of a tree's indicators, in the order of ``COLUMNS``."""
    rows = enumerate(zip(*_of_tree(tree), strict=True), 1)
    return [
        (number, *_exact((ordinal, *levels, name, *cycle, *annual, codes)), start, end)
        for number, ((ordinal, levels, name, cycle, annual), codes, start, end) in rows
    ]


def _of_tree(tree: IndicatorTree) -> tuple[list[IndicatorCells], list[str | None], list[int], list[int]]:
    """The cells of a tree's indicators, the codes of their findings, where they start and where they end."""
    indicators = unread(tree)
    found = [*map(place_of, indicators)]
    starts, ends = [start for start, _ in found], [end for _, end in found]
    return [*map(indicator_cells, indicators)], findings_of(tree.diagnostics, found), starts, ends


def _exact(cells: Sequence[Any]) -> Row:
    """The cells, without amounts that have more places than their column."""
    return tuple([None if isinstance(cell, Decimal) and not _is_exact(cell) else cell for cell in cells])


def _is_exact(amount: Decimal) -> bool:
    """Whether an amount has no more places than its column."""
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -NUMBER_SCALE


def _one_nested(text: str | None, year: int | None) -> dict[str, Any]:
    if text is None:
        return {"indicators": None, "diagnostics": None, "withheld": None}
    tree = parse_indicators(text, year=year)
    names = [column.name for column in COLUMNS]
    return {
        "indicators": [dict(zip(names, row, strict=True)) for row in indicator_rows(tree)],
        "diagnostics": [
            {
                "code": each.code,
                "name": each.name,
                "severity": each.severity,
                "message_en": each.en,
                "message_zh": each.zh,
                "span_start": each.span.start,
                "span_end": each.span.end,
            }
            for each in tree.diagnostics
        ],
        "withheld": tree.withheld,
    }
