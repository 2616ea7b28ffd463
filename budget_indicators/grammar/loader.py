"""Load the Lark grammars: their texts, parsers and terminals.

Building a LALR parser takes a hundred times as long as loading a saved one, so the parsers are saved at development
time (``save.py``) with Lark's own ``save``; a test checks that they are up to date. A parser saved by another version
of Lark, or from another grammar, is rebuilt.
"""

from __future__ import annotations

from functools import cache
from threading import RLock
from typing import TYPE_CHECKING, Literal, TypeAlias
from zlib import crc32

from . import saved

if TYPE_CHECKING:
    from lark import Lark

Name: TypeAlias = Literal["indicators", "targets", "prose"]
NAMES: tuple[Name, ...] = ("indicators", "targets", "prose")

_PACKAGE = __name__.rpartition(".")[0]
_BUILDING = RLock()  # threads that start together wait for the first instead of all building the same parser


def grammar_text(name: Name) -> str:
    """The text of ``grammar/<name>.lark``.

    A wheel contains the grammar folder; in a checkout (editable install) it is beside the package.
    """
    from importlib.resources import files
    from pathlib import Path

    packaged = files(_PACKAGE).joinpath(f"{name}.lark")
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).resolve().parents[2] / "grammar" / f"{name}.lark").read_text(encoding="utf-8")


def parser(name: Name) -> Lark:
    """The LALR parser of ``grammar/<name>.lark``, loaded once. Imports Lark.

    >>> tree = parser("indicators").parse("1、1-产出指标；11-数量指标；培训次数；年度指标值:1次。")
    >>> [str(token) for entry in tree.children for token in entry.children]
    ['1、', '1-产出指标', '11-数量指标', '年度指标值:']
    """
    with _BUILDING:
        return _parser(name)


def terminals(name: Name) -> dict[str, str]:
    """The regular expression of each terminal of a grammar, by the terminal's name. Does not import Lark."""
    return saved.TERMINALS[name]


def fingerprint(name: Name) -> int:
    """A hash of the text of a grammar."""
    return crc32(grammar_text(name).encode())


@cache
def _parser(name: Name) -> Lark:
    from importlib.resources import files

    import lark

    if lark.__version__ == saved.LARK and saved.GRAMMARS[name] == fingerprint(name):
        with files(_PACKAGE).joinpath(f"{name}.lalr").open("rb") as file:
            return lark.Lark.load(file)
    return build(name)


def build(name: Name) -> Lark:
    """Build the parser from the text of the grammar."""
    from lark import Lark

    return Lark(grammar_text(name), parser="lalr", maybe_placeholders=False)
