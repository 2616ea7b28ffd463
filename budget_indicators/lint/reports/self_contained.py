"""A page in one file: its own style and script, and a policy that blocks everything else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files

from .width import visible

GENERATOR = '<meta name="generator" content="budget-indicators">'
"""How a page says that this program wrote it."""


def escaped(text: str) -> str:
    """Escaped for element content and attributes; invisible characters are shown by number, line ends kept."""
    if not text.isprintable():
        text = "".join(char if char in "\n\t" or char.isprintable() else visible(char) for char in text)
    return escape(text, quote=True)


def head(title: str, lang: str, style: str, script: str, *, pictures: bool = False) -> str:
    """The beginning of the page, as far as ``<body>``; only this ``style`` and ``script`` have an effect in it.

    ``pictures``: the page holds pictures, as data; it may show these and no others.
    """
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'"
    policy += "; img-src data:" if pictures else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}; form-action \'none\'">\n'
        f'{GENERATOR}\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{style}</style>\n</head>\n<body>\n"
    )


@cache
def asset(package: str, name: str) -> str:
    """A file of the folder ``page`` of a package."""
    return files(package).joinpath("page", name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
