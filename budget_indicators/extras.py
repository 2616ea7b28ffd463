"""Libraries that only some users need: an extra of the package installs each."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .errors import UserError


def needs(module: str, extra: str) -> Any:
    """A library that an extra installs, or the one line that says how to install it."""
    try:
        return import_module(module)
    except ImportError:
        command = f"pip install 'budget-indicators[{extra}]'"
        raise UserError(
            f"an extra library is needed; install it with: {command}",
            f"需要附加组件，请先安装：{command}",
        ) from None
