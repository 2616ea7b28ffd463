"""The language of messages: ``--lang``, else the locale. One choice for a whole run."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["en", "zh"]

_chosen: ContextVar[Language] = ContextVar("language", default="en")


def language() -> Language:
    """The language of this run."""
    return _chosen.get()


def use(chosen: Language) -> None:
    """Set the language of this run."""
    _chosen.set(chosen)


def say(en: str, zh: str) -> str:
    """The text in the language of this run."""
    return zh if _chosen.get() == "zh" else en


def choose(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> Language:
    """The language asked for by ``--lang`` in ``argv``, else that of the locale.

    Needed before the arguments are parsed: help and errors of the parser itself are in that language too.

    >>> choose(["parse", "--lang=zh", "x"], {}), choose([], {"LANG": "zh_CN.UTF-8"}), choose([], {"LANG": "C"})
    ('zh', 'zh', 'en')
    """
    for at, word in enumerate(argv):
        if word == "--":
            break
        given = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and at + 1 < len(argv):
            given = argv[at + 1]
        if given in ("en", "zh"):
            return "zh" if given == "zh" else "en"
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if name := environ.get(variable):
            return "zh" if name.lower().startswith("zh") else "en"
    if sys.platform != "win32":
        return "en"
    import locale

    if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")):
        return "zh"
    return "en"
