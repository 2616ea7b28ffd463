"""Find and repair problems of an indicator string or a document.

>>> from budget_indicators import lint_indicators
>>> text = "1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:100%。"
>>> [(found.code, found.span.of(text)) for found in lint_indicators(text)]
[('V002', '120%')]
"""

from __future__ import annotations

from .document import lint_document
from .engine import Finding, lint_indicators
from .fixes import Fixed, fix_indicators

__all__ = ["Finding", "Fixed", "fix_indicators", "lint_document", "lint_indicators"]
