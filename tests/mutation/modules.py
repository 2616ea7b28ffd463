"""Which modules are checked, and which tests belong to them: few enough that one fault takes seconds."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[2] / "budget_indicators"
_STRINGS = [
    "tests/test_structure.py",
    "tests/test_samples.py",
    "tests/test_sample_diagnostics.py",
    "tests/test_damage.py",
]
_TESTS: dict[str, list[str]] = {
    "structure": [*_STRINGS, "tests/test_fast_way.py", "tests/test_whole_texts.py"],
    "repair": [*_STRINGS, "tests/test_prefixes.py", "tests/test_whole_texts.py"],
    "tree": [*_STRINGS, "tests/test_whole_texts.py"],
    "values": ["tests/test_mutants.py", "tests/targets", "tests/test_samples.py"],
}

MODULES = tuple(
    f"{room}/{path.name}"
    for room in _TESTS
    for path in sorted((_PACKAGE / room).glob("*.py"))
    if path.name != "__init__.py"
)


_FIRST = {"structure/value_end.py": ["tests/test_value_end.py"]}


def tests_of(module: str) -> list[str]:
    """The tests that must notice a fault of a module, those of its own first."""
    return [*_FIRST.get(module, []), *_TESTS[module.partition("/")[0]]]
