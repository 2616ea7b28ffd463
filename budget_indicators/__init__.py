"""Budget performance indicators of Chinese government departments (预算绩效指标): read, check, repair.

>>> from budget_indicators import parse_indicators
>>> tree = parse_indicators("1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。")
>>> tree.indicators[0].name, str(tree.indicators[0].annual.value)
('培训次数', '1次')

Importing this package imports nothing else: each name is loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .bulk.arrow import parse_table as parse_table
    from .bulk.arrow import table_schema as table_schema
    from .bulk.file_table import extract_schema as extract_schema
    from .bulk.file_table import extract_table as extract_table
    from .bulk.processes import parse_many as parse_many
    from .documents.model import Document as Document
    from .documents.model import Project as Project
    from .documents.open import read_document as read_document
    from .errors import UserError as UserError
    from .format import format_indicators as format_indicators
    from .lint import fix_indicators as fix_indicators
    from .lint import lint_document as lint_document
    from .lint import lint_indicators as lint_indicators
    from .model.nodes import Category as Category
    from .model.nodes import DateRange as DateRange
    from .model.nodes import Details as Details
    from .model.nodes import Diagnostic as Diagnostic
    from .model.nodes import Diagnostics as Diagnostics
    from .model.nodes import Edit as Edit
    from .model.nodes import Fix as Fix
    from .model.nodes import FreeText as FreeText
    from .model.nodes import Grade as Grade
    from .model.nodes import Indicator as Indicator
    from .model.nodes import IndicatorTree as IndicatorTree
    from .model.nodes import Number as Number
    from .model.nodes import OtherTarget as OtherTarget
    from .model.nodes import Range as Range
    from .model.nodes import Span as Span
    from .model.nodes import Stray as Stray
    from .model.nodes import Target as Target
    from .parse import parse_indicators as parse_indicators
    from .tables.frames import documents_to_arrow as documents_to_arrow
    from .tables.frames import documents_to_pandas as documents_to_pandas
    from .tables.frames import documents_to_polars as documents_to_polars
    from .values import parse_target as parse_target

__version__ = "0.6.0"

_HOME = {
    "Document": "documents.model",
    "Project": "documents.model",
    "UserError": "errors",
    "documents_to_arrow": "tables.frames",
    "extract_schema": "bulk.file_table",
    "extract_table": "bulk.file_table",
    "documents_to_pandas": "tables.frames",
    "documents_to_polars": "tables.frames",
    "read_document": "documents.open",
    "fix_indicators": "lint",
    "format_indicators": "format",
    "lint_document": "lint",
    "lint_indicators": "lint",
    "parse_indicators": "parse",
    "parse_many": "bulk.processes",
    "parse_table": "bulk.arrow",
    "parse_target": "values",
    "table_schema": "bulk.arrow",
    **dict.fromkeys(
        (
            "Category",
            "DateRange",
            "Details",
            "Diagnostic",
            "Diagnostics",
            "Edit",
            "Fix",
            "FreeText",
            "Grade",
            "Indicator",
            "IndicatorTree",
            "Number",
            "OtherTarget",
            "Range",
            "Span",
            "Stray",
            "Target",
        ),
        "model.nodes",
    ),
}

__all__ = ["__version__", *sorted(_HOME)]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use (PEP 562)."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return __all__
