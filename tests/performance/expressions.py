"""Every regular expression of the package and every terminal of its grammars, and texts that are hard for each."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import attrs

import budget_indicators
from budget_indicators.grammar.loader import terminals
from budget_indicators.patterns import LazyPattern

GRAMMARS = ("indicators", "targets", "prose")
FRAGMENTS = ("1", "，", "（", "1-", "。…1次", "（续）", "1-产出指标；", "年度", "a ", "<a", "2023年", "至", " ", "第一")
"""Pieces of the language."""
SUFFIXES = ("\x00", "1次-")
"""What lets a match fail that came so far."""
_SAMPLES = 4
SHORT = {
    "rules.review.fit._NOTHING": 40,
    "structure.value_end._FOREIGN": 80,
    "values.headline._TIDY": 200,
    "values.promises._BEHIND": 200,
}
"""Expressions that see no more than so many characters: where they stand the text is cut."""
_METHODS = {"search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"}


@attrs.frozen
class Expression:
    """A regular expression: the package that holds it, what it is called there, and the methods it is used by."""

    package: str
    name: str
    source: str
    flags: int
    ways: frozenset[str]

    @property
    def longest(self) -> int | None:
        """The longest text that it sees; ``None`` where any may come."""
        return SHORT.get(self.name)

    def compiled(self) -> re.Pattern[str]:
        """The expression, ready for use."""
        return re.compile(self.source, self.flags)

    def fragments(self) -> tuple[str, ...]:
        """Pieces of the language, and pieces of what the expression itself matches; a few of each."""
        tree = _parse(self.source, self.flags)
        rng = Random(ascii(self.source))
        found = dict.fromkeys(FRAGMENTS)
        for _ in range(_SAMPLES):
            sample = _sample(tree, rng)
            found |= dict.fromkeys((sample, sample[:-1], sample[1:], sample[: len(sample) // 2]))
        for body in _bodies(tree):
            found |= dict.fromkeys((_sample(body, rng), _sample(body, rng)))
        return tuple(fragment[:60] for fragment in found if fragment)


def expressions() -> list[Expression]:
    """All of them, each once: in a module's globals, in tables and classes there, behind functions that keep one."""
    found: dict[tuple[str, int], Expression] = {}
    for module in pkgutil.walk_packages(budget_indicators.__path__, "budget_indicators."):
        try:
            names = vars(importlib.import_module(module.name))
        except ImportError:  # of an extra that is not installed
            continue
        where = module.name.removeprefix("budget_indicators.")
        for name, value in list(names.items()):
            for source, flags in _held(value, module.name):
                one = Expression(where.split(".")[0], f"{where}.{name}", source, flags, _ways(where, name))
                found.setdefault((source, flags), one)
    for grammar in GRAMMARS:
        for name, source in terminals(grammar).items():
            found.setdefault(
                (source, 0), Expression("grammar", f"{grammar}.lark {name}", source, 0, frozenset({"match"}))
            )
    return sorted(found.values(), key=lambda one: (one.package, one.name))


def _held(value: object, module: str, deep: int = 3) -> Iterator[tuple[str, int]]:
    """The expressions that a name of a module stands for."""
    if isinstance(value, re.Pattern | LazyPattern):
        if isinstance(value.pattern, str):
            yield value.pattern, (value.flags & ~re.UNICODE.value)
    elif isinstance(value, tuple | list | set | frozenset | dict):
        if deep:
            for item in (*value, *value.values()) if isinstance(value, dict) else value:
                yield from _held(item, module, deep - 1)
    elif getattr(value, "__module__", None) != module:
        return
    elif inspect.isclass(value):
        for item in vars(value).values():
            if isinstance(item, re.Pattern | LazyPattern | tuple | list | dict):
                yield from _held(item, module, deep - 1)
    elif attrs.has(type(value)) and deep:
        for field in attrs.fields(type(value)):
            yield from _held(getattr(value, field.name, None), module, deep - 1)
    elif hasattr(value, "cache_info") and callable(value):  # made on first use
        made = inspect.unwrap(value)
        if not inspect.signature(made).parameters and "Pattern" in str(made.__annotations__.get("return", "")):
            yield from _held(value(), module, deep - 1)


def _ways(module: str, name: str) -> frozenset[str]:
    """How the package calls an expression, by the methods behind its name; all matches where nothing shows it."""
    source = _source(module if name.startswith("_") else "")
    names = [re.escape(name)]
    for loop in re.findall(rf"\bfor ([\w, ]+) in {names[0]}\b", source):
        names += loop.split(", ")
    called: set[str] = set()
    for each in names:
        called.update(re.findall(rf"\b{each}(?:\(\))?\.([a-z]+)\(", source))
        called.update(re.findall(rf"\([^()\n]*\b{each}\b[^()\n]*\)\.([a-z]+)\(", source))
    if called & {"findall", "sub", "subn", "split"} or not called & _METHODS:
        called.add("finditer")
    return frozenset(called & {"search", "match", "fullmatch", "finditer"})


@cache
def _source(module: str) -> str:
    """The source of a module, or of the whole package: a private name is used where it stands."""
    package = Path(budget_indicators.__path__[0])
    path = package / module.replace(".", "/")
    paths = (
        package.rglob("*.py") if not module else [path / "__init__.py" if path.is_dir() else path.with_suffix(".py")]
    )
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


# What an expression matches ------------------------------------------------------------------------------------------

_sre: Any = importlib.import_module("re._parser")
_LETTERS = "字a1 ；，。-（\n\x00"


def _parse(source: str, flags: int) -> Any:
    return _sre.parse(source, flags)


def _bodies(tree: Any) -> Iterator[Any]:
    """What is repeated without a limit in an expression."""
    for operation, argument in tree:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            if argument[1] is _sre.MAXREPEAT:
                yield argument[2]
            yield from _bodies(argument[2])
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from _bodies(branch)
        elif name in ("SUBPATTERN", "ASSERT", "ASSERT_NOT", "ATOMIC_GROUP"):
            yield from _bodies(argument if name == "ATOMIC_GROUP" else argument[-1])


def _sample(tree: Any, rng: Random) -> str:
    """A text that an expression matches, but for what it must not match."""
    return "".join(_one(str(operation), argument, rng) for operation, argument in tree)


def _one(name: str, argument: Any, rng: Random) -> str:
    match name:
        case "LITERAL":
            return chr(argument)
        case "NOT_LITERAL":
            return next(char for char in _LETTERS if ord(char) != argument)
        case "ANY":
            return rng.choice(_LETTERS[:4])
        case "IN":
            return _member(argument, rng)
        case "BRANCH":
            return _sample(rng.choice(argument[1]), rng)
        case "SUBPATTERN" | "ASSERT":
            return _sample(argument[-1], rng)
        case "ATOMIC_GROUP":
            return _sample(argument, rng)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, body = argument
            return "".join(_sample(body, rng) for _ in range(min(most, max(least, rng.choice((least, 1, 2))))))
        case "GROUPREF_EXISTS":
            return _sample(argument[1], rng)
        case _:
            return ""


def _member(items: Any, rng: Random) -> str:
    """A character of a set."""
    if str(items[0][0]) == "NEGATE":
        others = [char for char in _LETTERS if not any(_holds(str(kind), value, char) for kind, value in items[1:])]
        return rng.choice(others or ["￼"])
    kind, value = rng.choice(items)
    match str(kind):
        case "LITERAL":
            return chr(value)
        case "RANGE":
            return chr(rng.randint(*value))
        case _:
            return next((char for char in _LETTERS if _holds(str(kind), value, char)), "字")


def _holds(kind: str, value: Any, char: str) -> bool:
    if kind == "LITERAL":
        return ord(char) == value
    if kind == "RANGE":
        low, high = value
        return bool(low <= ord(char) <= high)
    name = str(value).removeprefix("CATEGORY_")
    plain = name.removeprefix("NOT_")
    found = {"DIGIT": char.isdigit(), "SPACE": char.isspace(), "WORD": char.isalnum() or char == "_"}[plain]
    return found is (plain == name)
