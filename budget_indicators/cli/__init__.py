"""The command line: ``budget-indicators COMMAND …``. ``main`` is its door; each command is a module beside it."""

from .main import main

__all__ = ["main"]
