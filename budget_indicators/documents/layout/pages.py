"""Choose how to read a page's tables, by all, some or none of their rules; give its lines and tables."""

from __future__ import annotations

from collections.abc import Sequence

from .aligned import Columns, aligned_blocks, find_columns
from .grid import Block
from .page import Char, blocks_of_page
from .ruling import Edge, tables


def blocks_and_columns(
    chars: Sequence[Char], edges: Sequence[Edge], number: int, columns: Columns | None
) -> tuple[list[Block], Columns | None]:
    """The page's lines and tables; and, where its table has not all of its rules, the columns it was read by.

    ``columns`` are those of the page before: a table without rules goes on in them.
    """
    ruled = tables(edges)
    if ruled:
        return blocks_of_page(chars, ruled, number), None
    chars = [char for char in chars if char.text]  # ink that could not be read makes no column
    own = find_columns(chars)
    if own is not None:
        return aligned_blocks(chars, edges, number, own, goes_on=False), own
    if columns is not None:
        return aligned_blocks(chars, edges, number, columns, goes_on=True), columns
    return blocks_of_page(chars, (), number), None
