"""Where the grammars are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def grammar_text(name: str) -> str:
    """The text of ``grammar/<name>.lark``.

    In a wheel the grammar folder travels inside the package; in a checkout (editable install) it stands beside it.
    """
    packaged = files(__package__).joinpath(f"{name}.lark")
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).resolve().parents[2] / "grammar" / f"{name}.lark").read_text(encoding="utf-8")
