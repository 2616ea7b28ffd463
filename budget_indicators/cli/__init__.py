"""The command line: ``budget-indicators COMMAND …``. ``main`` is the entry point; each command has a module."""

from .main import main

__all__ = ["main"]
