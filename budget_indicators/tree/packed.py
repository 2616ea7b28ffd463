"""Trees in the form in which processes send them, unpacked on first access.

A tree of canonical entries only is sent as its text, because reading that again is as fast as loading its indicators
and diagnostics from a pickle. Any other tree is pickled.
"""

from __future__ import annotations

import pickle
from typing import Any, SupportsIndex

from ..model.later import later, put
from ..model.nodes import IndicatorTree
from .canonical_text import text_of, tree_of_text


class Trees(list[IndicatorTree]):
    """Trees that are unpickled as texts and bytes, each of which is unpacked on its first access."""

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        """Pickle them packed."""
        return _unpacked, ([_packed(tree) for tree in self],)


def _packed(tree: IndicatorTree) -> tuple[str, int | None, bytes | None]:
    """The text of a tree and its year; the tree without its text, unless it is read from it again."""
    text = text_of(tree)
    if text is not None:
        return tree.source, text.year, None
    return tree.source, None, pickle.dumps(tree, pickle.HIGHEST_PROTOCOL)


def _unpacked(sent: list[tuple[str, int | None, bytes | None]]) -> Trees:
    return Trees(tree_of_text(text, year) if data is None else _later(text, data) for text, year, data in sent)


def _later(text: str, data: bytes) -> IndicatorTree:
    tree = later(IndicatorTree, _fields, (text, data))
    put(tree, "source", text)
    return tree


def _fields(text: str, data: bytes) -> tuple[object, ...]:
    sent: IndicatorTree = pickle.loads(data)
    return sent.indicators, sent.diagnostics, sent.withheld, text
