"""Arrow batches of files (path, content) -> record batches of a table's rows: documents on a cluster.

``extract_table`` has the signature that PySpark's ``mapInArrow`` requires; Daft and others wrap it in a line.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ..errors import check_year
from ..extras import needs
from ..tables.columns import TABLES, TableName, check_table
from ..tables.fingerprint import fingerprint_of
from ..tables.rows import Row, Rows, failed_rows
from ..tables.writers.parquet import batches, schema
from .workers import Limits, Options, read_files

if TYPE_CHECKING:
    import pyarrow as pa

File: TypeAlias = tuple[str, bytes | None]

ERROR = "error"
"""The column behind those of the table: the reason why a file could not be read, else empty."""
_UNNAMED = "unnamed"
_FILES = 64
_BYTES = 256 << 20
"""The most bytes written to disk at once, for the workers to read."""


def extract_table(
    record_batches: Iterable[pa.RecordBatch],
    table: TableName = "indicators",
    *,
    path: str = "path",
    content: str = "content",
    year: int | None = None,
    jobs: int = 1,
    timeout: float = 120.0,
    memory: int = 2048,
) -> Iterator[pa.RecordBatch]:
    """Read the files of record batches: the rows of one table out, as ``extract`` writes them.

    ``record_batches`` is any iterable of Arrow record batches with a column of names (``path``) and one of bytes
    (``content``), such as Spark's ``binaryFile`` gives; it is read lazily. ``table`` is one of those that ``extract``
    writes, and the columns are its columns, and ``error`` behind them.

    A file that cannot be read never fails the job: it gives one row with its name and the reason in ``error``, in
    English and in Chinese. So does a file that takes longer than ``timeout`` seconds or more than ``memory``
    megabytes, or that crashes its reader: each is read by one of ``jobs`` separate processes. A file without rows for
    the table gives none.

    ``extract_schema(table)`` gives the schema beforehand. Needs ``pip install 'budget-indicators[arrow]'`` and the
    extras of the files' formats.

    >>> import pyarrow as pa
    >>> text = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:4次；年度指标值:≥2次。"
    >>> batch = pa.record_batch({"path": ["a.txt", "b.pdf"], "content": [text.encode(), b""]})
    >>> rows, = extract_table([batch])
    >>> rows.column("name").to_pylist(), [error and error[:17] for error in rows.column("error").to_pylist()]
    (['培训次数', None], [None, 'b.pdf: empty file'])

    Raises:
        ValueError: there is no such table, or no columns ``path`` and ``content`` of text and bytes.
        UserError: ``pyarrow`` is not installed.
    """
    needs("pyarrow", "arrow")
    form = extract_schema(table)
    options = Options(detail=table in {"projects", "measures", "diagnostics"}, year=check_year(year))
    limits = Limits(timeout, memory)
    return _extracted(record_batches, table, form, path, content, jobs, limits, options)


def extract_schema(table: TableName = "indicators") -> pa.Schema:
    """The schema of what ``extract_table`` gives for a table.

    >>> extract_schema("projects").names[-1]
    'error'
    """
    pa = needs("pyarrow", "arrow")
    check_table(table)
    return schema(table).append(pa.field(ERROR, pa.string(), metadata={"doc": "why the file could not be read"}))


def _extracted(
    record_batches: Iterable[pa.RecordBatch],
    table: TableName,
    form: pa.Schema,
    path: str,
    content: str,
    jobs: int,
    limits: Limits,
    options: Options,
) -> Iterator[pa.RecordBatch]:
    pa = needs("pyarrow", "arrow")
    for files in _portions(_files(record_batches, path, content)):
        rows: list[Row] = []
        errors: list[str | None] = []
        for of_file, error in _read(files, table, jobs, limits, options):
            rows += of_file
            errors += [error] * len(of_file)
        done = 0
        for batch in batches(table, rows):
            beside = pa.array(errors[done : done + batch.num_rows], type=pa.string())
            done += batch.num_rows
            yield pa.RecordBatch.from_arrays([*batch.columns, beside], schema=form)


def _files(record_batches: Iterable[pa.RecordBatch], path: str, content: str) -> Iterator[File]:
    for batch in record_batches:
        names, contents = (_column(batch, name, kinds) for name, kinds in ((path, _TEXT), (content, _BINARY)))
        for at in range(batch.num_rows):
            yield names[at].as_py() or _UNNAMED, contents[at].as_py()


_TEXT = ("is_string", "is_large_string", "is_string_view")
_BINARY = ("is_binary", "is_large_binary", "is_binary_view", "is_fixed_size_binary")


def _column(batch: pa.RecordBatch, name: str, kinds: Sequence[str]) -> pa.Array:
    from pyarrow import types

    if batch.schema.names.count(name) != 1:
        raise ValueError(f"not one column {name!r}; there are {', '.join(map(repr, batch.schema.names)) or 'none'}")
    array = batch.column(name)
    if not (types.is_null(array.type) or any(getattr(types, kind)(array.type) for kind in kinds)):
        wanted = "bytes" if kinds is _BINARY else "text"
        raise ValueError(f"column {name!r} holds no {wanted} but {array.type}")
    return array


def _portions(files: Iterable[File]) -> Iterator[list[File]]:
    """The files in portions of bounded size, no name twice in one of them."""
    portion: list[File] = []
    names: set[str] = set()
    size = 0
    for name, data in files:
        length = len(data or b"")
        if portion and (len(portion) == _FILES or size + length > _BYTES or name in names):
            yield portion
            portion, names, size = [], set(), 0
        portion.append((name, data))
        names.add(name)
        size += length
    if portion:
        yield portion


def _read(
    files: Sequence[File], table: TableName, jobs: int, limits: Limits, options: Options
) -> Iterator[tuple[list[Row], str | None]]:
    """Each file's rows of the table, in the order of the files, or the one row of a file that could not be read."""
    with tempfile.TemporaryDirectory(prefix="budget-indicators-") as folder:
        held: dict[str, str] = {}
        prints: dict[str, str | None] = {}
        for number, (name, data) in enumerate(files):
            if data is not None:
                held[name] = str(Path(folder) / str(number))
                Path(held[name]).write_bytes(data)
                prints[name] = fingerprint_of(held[name])
        found: dict[str, Rows] = {}
        errors = {name: "no content（没有内容）" for name, data in files if data is None}
        for result in read_files(list(held), jobs=jobs, limits=limits, options=options, held=held):
            if result.problem is not None:
                errors[result.file] = f"{result.problem.en} ({result.problem.zh})"
            elif result.rows is not None:
                found[result.file] = _joined(found.get(result.file), result.rows)
    for name, _ in files:
        if name in errors:
            yield _failed(name, errors[name]).of(table), errors[name]
        else:
            yield found[name].stamped(prints[name]).of(table), None


def _joined(before: Rows | None, rows: Rows) -> Rows:
    """The rows of the pieces of a large file together."""
    if before is None:
        return rows
    for table in TABLES:
        before.of(table).extend(rows.of(table))
    return before


def _failed(name: str, error: str) -> Rows:
    """A row for the file in each table, with its name only."""
    rows = Rows(documents=failed_rows(name, error).documents)
    for table in TABLES:
        if table != "documents":
            rows.of(table).append((name, *[None] * (len(TABLES[table]) - 2)))
    return rows.stamped(None)
