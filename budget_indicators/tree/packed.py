"""Trees as processes send them: as bytes, unpacked where somebody looks at a tree.

A tree of canonical entries is sent as these entries, and built of them again: pickling its indicators and diagnostics,
and loading them, takes more time than that. Any other tree is pickled.
"""

from __future__ import annotations

import pickle
from typing import Any, SupportsIndex

from ..model.later import later, put
from ..model.nodes import IndicatorTree
from ..model.taxonomy import BY_CODE
from ..structure.canonical import Canonical
from ..text.cleaning import Source
from .builder import Builder, as_entry
from .report import TreeReport


class Trees(list[IndicatorTree]):
    """Trees that are unpickled as bytes, each of which is unpacked on its first access."""

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        """Pickle them packed."""
        return _unpacked, ([(tree.source, _packed(tree)) for tree in self],)


def _packed(tree: IndicatorTree) -> bytes:
    """A tree without its text, if that can be."""
    entries: list[tuple[Any, ...]] = []
    source: Source | None = None
    year: int | None = None
    for indicator in tree.indicators:
        entry = as_entry(indicator)
        if entry is None or entry.source.left_out:
            return pickle.dumps(tree, pickle.HIGHEST_PROTOCOL)
        source, year, (start, end, number, level1, level2, *others), _, _ = entry
        entries.append((start, end, number, level1.code, level2.code, *others))
    if source is None:
        return pickle.dumps(tree, pickle.HIGHEST_PROTOCOL)
    cleaned = None if source.text is source.raw else source
    return pickle.dumps((cleaned, year, entries), pickle.HIGHEST_PROTOCOL)


def _unpacked(sent: list[tuple[str, bytes]]) -> Trees:
    return Trees(_later(text, data) for text, data in sent)


def _later(text: str, data: bytes) -> IndicatorTree:
    tree = later(IndicatorTree, _fields, (text, data))
    put(tree, "source", text)
    return tree


def _fields(text: str, data: bytes) -> tuple[object, ...]:
    sent: IndicatorTree | tuple[Source | None, int | None, list[tuple[Any, ...]]] = pickle.loads(data)
    if isinstance(sent, IndicatorTree):
        return sent.indicators, sent.diagnostics, sent.withheld, text
    source, year, entries = sent
    builder = Builder(TreeReport(source or Source(text, text), year))
    builder.build(
        Canonical(start, end, number, BY_CODE[code1], BY_CODE[code2], *others)
        for start, end, number, code1, code2, *others in entries
    )
    tree = builder.tree(text)
    return tree.indicators, tree.diagnostics, False, text
