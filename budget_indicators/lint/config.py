"""Settings: ``[tool.budget-indicators]`` of a ``pyproject.toml``, or a ``budget-indicators.toml``, found upwards.

The search starts in the folder of the linted file, then in the working directory; the first file found is used. An
unknown key is an error that names the nearest one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias, get_args

from ..catalogue.evaluation import OverLimit
from ..errors import UserError, unreadable
from ..rules.registry import choose
from .files import excluded
from .reports import FORMATS

OWN_FILE = "budget-indicators.toml"
SHARED_FILE = "pyproject.toml"
TABLE = "budget-indicators"
FilePath: TypeAlias = "str | os.PathLike[str]"


class Config(NamedTuple):
    """The settings of a run; ``path`` is the file they come from, ``''`` for the defaults.

    ``per_file_ignores`` are patterns with the rules to ignore in matching files; patterns, ``exclude`` and ``baseline``
    are relative to the folder of the settings file.
    """

    path: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    review: bool = False
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    baseline: str | None = None
    output_format: str = "full"
    year: int | None = None
    unsafe_fixes: bool = False
    lang: str | None = None
    score_over_limit: OverLimit = "either"

    def check_rules(self) -> None:
        """Raise ``UserError`` for an unknown rule, before anything is read."""
        per_file = tuple(word for _, words in self.per_file_ignores for word in words)
        choose(self.select, self.ignore + per_file, self.review)

    def ignored_in(self, file: str) -> tuple[str, ...]:
        """The rules to ignore in ``file`` besides those ignored everywhere."""
        base = os.path.dirname(os.path.abspath(self.path)) if self.path else os.getcwd()
        relative = os.path.relpath(os.path.abspath(file), base)
        return tuple(
            word for pattern, words in self.per_file_ignores if excluded(relative, (pattern,)) for word in words
        )


def find(paths: Sequence[str]) -> Config:
    """The settings for ``paths``."""
    real = [os.path.abspath(path) for path in paths if path != "-"]
    starts = [_folder(os.path.commonpath(real))] if real else []
    for start in (*starts, os.getcwd()):
        for folder in _upwards(start):
            if (found := _in(folder)) is not None:
                return found
    return Config()


def _folder(path: str) -> str:
    # A pattern's folder is the part before its first wildcard.
    return next((folder for folder in _upwards(path) if os.path.isdir(folder)), path)


def _upwards(folder: str) -> Iterator[str]:
    """A folder and those above it."""
    yield folder
    while (above := os.path.dirname(folder)) != folder:
        folder = above
        yield folder


def _in(folder: str) -> Config | None:
    own = os.path.join(folder, OWN_FILE)
    if os.path.isfile(own):
        return load(own)
    shared = os.path.join(folder, SHARED_FILE)
    if os.path.isfile(shared) and TABLE in _tool(_toml(shared)):
        return load(shared)
    return None


def load(path: FilePath) -> Config:
    """The settings of one file."""
    data = _toml(path)
    if os.path.basename(path) == SHARED_FILE:
        data = _tool(data).get(TABLE, {})
    if not isinstance(data, dict):
        raise _wrong(path, TABLE, "a table", "一个表")
    values: dict[str, Any] = {"path": str(path)}
    for key, value in data.items():
        if key not in _KEYS:
            import difflib

            nearest = difflib.get_close_matches(key, _KEYS, n=1, cutoff=0.0)[0]
            raise UserError(
                f"{path}: unknown key {key!r}; the nearest is {nearest!r}",
                f"{path}：没有“{key}”这个设置项，最接近的是“{nearest}”",
            )
        values[key.replace("-", "_")] = _KEYS[key](path, key, value)
    if values.get("baseline") is not None:
        values["baseline"] = os.path.join(os.path.dirname(path), values["baseline"])
    return Config(**values)


def _toml(path: FilePath) -> dict[str, Any]:
    import tomllib

    try:
        with open(path, encoding="utf-8-sig") as file:
            return tomllib.loads(file.read())
    except OSError as problem:
        raise unreadable(str(path), problem) from None
    except UnicodeDecodeError:
        raise UserError(f"{path}: settings are written in UTF-8", f"{path}：设置文件应存为 UTF-8 编码") from None
    except tomllib.TOMLDecodeError as problem:
        raise UserError(f"{path}: not valid TOML: {problem}", f"{path}：不是有效的 TOML 文件：{problem}") from None


def _tool(data: dict[str, Any]) -> dict[str, Any]:
    tool = data.get("tool", {})
    return tool if isinstance(tool, dict) else {}


def _wrong(path: FilePath, key: str, en: str, zh: str) -> UserError:
    return UserError(f"{path}: {key} must be {en}", f"{path}：{key} 应为{zh}")


def _words(path: FilePath, key: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(value)
    raise _wrong(path, key, "a list of strings", "字符串列表")


def _switch(path: FilePath, key: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _wrong(path, key, "true or false", " true 或 false")


def _text(path: FilePath, key: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    raise _wrong(path, key, "a string", "字符串")


def _one_of(known: Iterable[str]) -> Any:
    words = tuple(known)

    def check(path: FilePath, key: str, value: Any) -> str:
        if value in words:
            return str(value)
        raise _wrong(path, key, f"one of {', '.join(words)}", f"以下之一：{'、'.join(words)}")

    return check


def _year(path: FilePath, key: str, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2099:
        return value
    raise _wrong(path, key, "a year of four digits", "四位数的年份")


def _by_file(path: FilePath, key: str, value: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if isinstance(value, dict):
        return tuple((pattern, _words(path, f"{key}.{pattern}", words)) for pattern, words in value.items())
    raise _wrong(path, key, "a table of patterns and lists of rules", "“文件模式 = 规则列表”的表")


_KEYS: dict[str, Any] = {
    "select": _words,
    "ignore": _words,
    "review": _switch,
    "exclude": _words,
    "per-file-ignores": _by_file,
    "baseline": _text,
    "output-format": _one_of(FORMATS),
    "year": _year,
    "unsafe-fixes": _switch,
    "lang": _one_of(("zh", "en")),
    "score-over-limit": _one_of(get_args(OverLimit)),
}
