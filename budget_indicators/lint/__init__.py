"""Find and repair problems of an indicator string or a document.

>>> from budget_indicators import lint_indicators
>>> text = "1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:100%。"
>>> [(found.code, found.span.of(text)) for found in lint_indicators(text)]
[('V002', '120%')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .document import lint_document
    from .engine import Finding, lint_indicators
    from .fixes import Fixed, fix_indicators

_HOME = {
    "lint_document": "document",
    "Finding": "engine",
    "lint_indicators": "engine",
    "Fixed": "fixes",
    "fix_indicators": "fixes",
}

__all__ = ["Finding", "Fixed", "fix_indicators", "lint_document", "lint_indicators"]


def __getattr__(name: str) -> Any:
    """Load a name from its module on first use: linting a string needs no reader of documents."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
