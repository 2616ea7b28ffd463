"""Rows of indicators of a large file as the worker that read them sends them: in columns, compressed.

Nobody touches a row on the way to a Parquet file: what only the whole file tells is put into its column.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from ..extras import needs


@attrs.frozen
class PackedColumns:
    """Rows of the table of indicators: ``rows`` is their number.

    They are of ``projects`` projects, which are counted from 1, ``before`` others in the file before them.
    """

    data: bytes
    rows: int
    projects: int
    before: int = 0
    fingerprint: str | None = None

    def batch(self) -> Any:
        """The rows as an Arrow record batch, as they are written."""
        pa = needs("pyarrow", "arrow")
        from pyarrow import compute

        with pa.ipc.open_stream(self.data) as stream:
            batch = stream.read_next_batch()
        arrays = dict(zip(batch.schema.names, batch.columns, strict=True))
        arrays["project_number"] = compute.add(arrays["project_number"], self.before)  # pyright: ignore[reportAttributeAccessIssue]  # made on import
        arrays["fingerprint"] = pa.repeat(pa.scalar(self.fingerprint, type=pa.string()), batch.num_rows)
        return pa.RecordBatch.from_arrays([*arrays.values()], schema=batch.schema)

    def cells(self) -> Iterator[tuple[Any, ...]]:
        """The same row by row."""
        return zip(*[column.to_pylist() for column in self.batch().columns], strict=True)


def packed(batch: Any, projects: int) -> PackedColumns:
    """A record batch of rows of the table of indicators, packed."""
    pa = needs("pyarrow", "arrow")
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_stream(sink, batch.schema, options=options) as stream:
        stream.write_batch(batch)
    return PackedColumns(sink.getvalue().to_pybytes(), batch.num_rows, projects)
