"""Optional libraries, each installed by an extra of the package."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .errors import UserError


def needs(module: str, extra: str) -> Any:
    """Import an optional library; if it is missing, raise an error that says how to install it."""
    try:
        return import_module(module)
    except ImportError:
        command = f"pip install 'budget-indicators[{extra}]'"
        raise UserError(
            f"an extra library is needed; install it with: {command}",
            f"需要附加组件，请先安装：{command}",
        ) from None
