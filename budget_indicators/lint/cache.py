"""Cache findings between runs, keyed by everything they depend on."""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import pickle
import sys
from decimal import Decimal
from functools import cache as once
from pathlib import Path
from typing import Any

import attrs

from .. import __version__
from ..errors import UserError
from ..model.nodes import Diagnostics
from ..rules.across import folder as folder  # _Reader must find its classes
from ..rules.registry import Selection
from .files import replace
from .input_findings import InputFindings
from .inputs import LintInput

_PLAIN = {("datetime", "date"): datetime.date, ("decimal", "Decimal"): Decimal}
_PACKAGE = __name__.partition(".")[0]


class _Reader(pickle.Unpickler):
    """Reads cached findings: creates only our own frozen classes, dates and decimals.

    A cache folder may have been written by somebody else; any other class or function is refused.
    """

    def find_class(self, module: str, name: str) -> Any:
        """Return one of the classes that findings consist of."""
        plain = _PLAIN.get((module, name))
        if plain is not None:
            return plain
        if module.partition(".")[0] == _PACKAGE and "." not in name:
            found = getattr(sys.modules.get(module), name, None)
            if isinstance(found, type) and (attrs.has(found) or found is Diagnostics) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a field of a finding")


@attrs.frozen
class Cache:
    """A folder of findings, one file for each content and selection of rules; a damaged file is recreated."""

    folder: str

    def key(self, source: LintInput, selection: Selection, year: int | None) -> str:
        """The cache key: a hash of the program, the rules, the name and every byte of the input."""
        told = hashlib.sha256()
        for part in (
            __version__,
            _code_of_the_rules(),
            source.name,
            str(year),
            selection.over_limit,
            *sorted(selection.codes),
        ):
            told.update(part.encode("utf-8", "surrogatepass") + b"\0")
        told.update(_content(source))
        return told.hexdigest()

    def get(self, key: str) -> InputFindings | None:
        """The findings cached under a key."""
        try:
            kept = _Reader(io.BytesIO(self._path(key).read_bytes())).load()
        except Exception:  # a missing file, or one of another version or a broken disk
            return None
        return kept if isinstance(kept, InputFindings) else None

    def put(self, key: str, linted: InputFindings) -> None:
        """Cache findings; raises ``UserError`` if the folder cannot be written to."""
        try:
            os.makedirs(self.folder, mode=0o700, exist_ok=True)
            replace(str(self._path(key)), pickle.dumps(linted))
        except OSError as problem:
            raise UserError(
                f"{self.folder}: the cache cannot be written: {problem.strerror}",
                f"{self.folder}：无法写入缓存：{problem.strerror}",
            ) from None

    def _path(self, key: str) -> Path:
        return Path(self.folder) / f"{key}.lint"


def _content(source: LintInput) -> bytes:
    if source.data is not None:
        return source.data
    if source.text is not None:
        return source.text.encode("utf-8", "surrogatepass")
    try:
        return hashlib.sha256(Path(str(source.path)).read_bytes()).digest()
    except OSError:
        return b""  # reading it will report the reason


@once
def _code_of_the_rules() -> str:
    """A key that changes with the program's own code: a cache must not outlive the version that filled it."""
    package = Path(__file__).resolve().parent.parent
    stamps = sorted(f"{path.relative_to(package)}:{path.stat().st_mtime_ns}" for path in package.rglob("*.py"))
    return hashlib.sha256("\n".join(stamps).encode()).hexdigest()
