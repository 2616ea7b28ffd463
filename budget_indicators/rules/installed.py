"""The checks of other installed packages, found by their entry points."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from ..errors import UserError
from .check import Check

ENTRY_POINTS = "budget_indicators.rules"
"""The entry point group: each entry is a ``Check`` or an iterable of them."""


def installed_checks() -> Iterator[Check]:
    """The checks that installed packages offer, by the names of their entry points."""
    if not _is_offered():
        return
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name):
        try:
            found = entry.load()
            checks = (found,) if isinstance(found, Check) else tuple(found)
        except Exception as problem:
            raise UserError(
                f"the rules of entry point {entry.name!r} could not be loaded: {problem}",
                f"入口点“{entry.name}”的规则无法加载：{problem}",
            ) from problem
        for check in checks:
            if not isinstance(check, Check):
                raise UserError(
                    f"entry point {entry.name!r} offers {check!r}, which is not a check",
                    f"入口点“{entry.name}”提供的 {check!r} 不是检查规则",
                )
            yield check


def _is_offered() -> bool:
    """Whether any package on the path may offer checks.

    ``importlib.metadata`` would be certain, but importing it and reading the metadata of every installed package takes
    longer than linting a string. If the names of files do not decide, the answer is yes.
    """
    return any(_may_offer(folder or ".") for folder in dict.fromkeys(sys.path))


def _may_offer(folder: str) -> bool:
    try:
        with os.scandir(folder) as found:
            names = [one.name for one in found if one.name.endswith(_ABOUT)]
    except NotADirectoryError:
        return True  # a zip file of packages
    except OSError:
        return False
    return any(_mentions(os.path.join(folder, name, "entry_points.txt")) for name in names)


_ABOUT = (".dist-info", ".egg-info", "EGG-INFO")
"""The suffixes of the folders that contain packages' metadata."""


def _mentions(file: str) -> bool:
    try:
        with open(file, "rb") as text:
            return ENTRY_POINTS.encode() in text.read()
    except OSError:
        return False
