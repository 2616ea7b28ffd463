"""Which modules are checked, and which tests must notice a fault in them."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[2] / "budget_indicators"

_STRINGS = (
    "tests/batch/test_packed.py",
    "tests/test_budget_year.py",
    "tests/test_canonical_pattern.py",
    "tests/test_damage.py",
    "tests/test_damaged_by_hand.py",
    "tests/test_digits.py",
    "tests/test_doubt.py",
    "tests/test_evidence.py",
    "tests/test_fast_way.py",
    "tests/test_labels.py",
    "tests/test_later.py",
    "tests/test_left_out.py",
    "tests/test_mutants.py",
    "tests/test_ordinals.py",
    "tests/test_plain.py",
    "tests/test_prefixes.py",
    "tests/test_prose.py",
    "tests/test_residue.py",
    "tests/test_round_trip.py",
    "tests/test_sample_diagnostics.py",
    "tests/test_samples.py",
    "tests/test_search.py",
    "tests/test_shortcuts.py",
    "tests/test_spelling.py",
    "tests/test_straight.py",
    "tests/test_strings_by_hand.py",
    "tests/test_strings_of_a_text.py",
    "tests/test_structure.py",
    "tests/test_trimming.py",
    "tests/test_value_end.py",
    "tests/test_whole_texts.py",
)
_VALUES = (
    "tests/targets/test_apart.py",
    "tests/targets/test_by_hand.py",
    "tests/targets/test_columns.py",
    "tests/targets/test_docs.py",
    "tests/targets/test_meeting.py",
    "tests/targets/test_nothing_lost.py",
    "tests/targets/test_numerals.py",
    "tests/targets/test_promises.py",
    "tests/targets/test_scopes.py",
    "tests/targets/test_shapes.py",
    "tests/targets/test_values.py",
    "tests/number_formats",
    "tests/test_damaged_by_hand.py",
    "tests/test_mutants.py",
)
_TESTS = {"structure": _STRINGS, "repair": _STRINGS, "tree": _STRINGS, "values": _VALUES}

MODULES = tuple(
    f"{folder}/{path.name}"
    for folder in _TESTS
    for path in sorted((_PACKAGE / folder).glob("*.py"))
    if path.name != "__init__.py"
)


def room(module: str) -> str:
    """The folder of a module."""
    return module.partition("/")[0]


def tests_of(module: str) -> tuple[str, ...]:
    """The tests that must notice a fault of a module."""
    return _TESTS[room(module)]
