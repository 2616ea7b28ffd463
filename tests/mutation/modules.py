"""Which modules are checked, and which tests belong to them: few enough that one fault takes seconds."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[2] / "budget_indicators"
_STRINGS = [
    "tests/test_damaged_by_hand.py",
    "tests/test_search.py",
    "tests/test_mutants.py",
    "tests/test_structure.py",
    "tests/test_strings_by_hand.py",
    "tests/test_labels.py",
    "tests/test_sample_diagnostics.py",
    "tests/test_samples.py",
    "tests/test_whole_texts.py",
    "tests/test_prose.py",
    "tests/test_doubt.py",
]
_TESTS: dict[str, list[str]] = {
    "structure": [*_STRINGS, "tests/test_damage.py"],
    "repair": [*_STRINGS, "tests/test_damage.py"],
    "tree": [*_STRINGS, "tests/test_damage.py"],
    "values": [
        "tests/test_mutants.py",
        "tests/targets/test_by_hand.py",
        "tests/targets/test_columns.py",
        "tests/targets/test_shapes.py",
        "tests/targets/test_promises.py",
        "tests/targets/test_values.py",
        "tests/number_formats",
        "tests/targets/test_docs.py",
        "tests/targets/test_meeting.py",
    ],
}

MODULES = tuple(
    f"{room}/{path.name}"
    for room in _TESTS
    for path in sorted((_PACKAGE / room).glob("*.py"))
    if path.name != "__init__.py"
)


_FIRST = {
    "structure/value_end.py": ["tests/test_value_end.py"],
    "structure/quoted.py": ["tests/test_round_trip.py"],
    "repair/straight.py": ["tests/test_straight.py"],
    "tree/builder.py": ["tests/test_later.py"],
    "tree/trimming.py": ["tests/test_trimming.py"],
}


def tests_of(module: str) -> list[str]:
    """The tests that must notice a fault of a module, those of its own first."""
    return [*_FIRST.get(module, []), *_TESTS[module.partition("/")[0]]]
