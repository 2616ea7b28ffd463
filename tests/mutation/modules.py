"""Which modules are checked, and which tests belong to them: few enough that one fault takes seconds."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

_PACKAGE = Path(__file__).parents[2] / "budget_indicators"
Stages: TypeAlias = tuple[list[str], list[str]]
"""The tests that notice most faults quickly, and the others, which run only if the first pass."""

_STRINGS: Stages = (
    ["tests/test_damaged_by_hand.py", "tests/test_mutants.py"],
    [
        "tests/test_search.py",
        "tests/test_structure.py",
        "tests/test_strings_by_hand.py",
        "tests/test_labels.py",
        "tests/test_sample_diagnostics.py",
        "tests/test_samples.py",
        "tests/test_whole_texts.py",
        "tests/test_prose.py",
        "tests/test_doubt.py",
        "tests/test_damage.py",
    ],
)
_VALUES: Stages = (
    ["tests/targets/test_by_hand.py", "tests/test_mutants.py"],
    [
        "tests/targets/test_nothing_lost.py",
        "tests/targets/test_scopes.py",
        "tests/targets/test_columns.py",
        "tests/targets/test_shapes.py",
        "tests/targets/test_promises.py",
        "tests/targets/test_values.py",
        "tests/number_formats",
        "tests/targets/test_docs.py",
        "tests/targets/test_meeting.py",
        "tests/test_damaged_by_hand.py",
    ],
)
_TESTS = {"structure": _STRINGS, "repair": _STRINGS, "tree": _STRINGS, "values": _VALUES}

MODULES = tuple(
    f"{room}/{path.name}"
    for room in _TESTS
    for path in sorted((_PACKAGE / room).glob("*.py"))
    if path.name != "__init__.py"
)

_OWN = {
    "structure/doubt.py": ["tests/test_doubt.py"],
    "structure/labels.py": ["tests/test_left_out.py"],
    "structure/residue.py": ["tests/test_residue.py"],
    "structure/value_end.py": ["tests/test_value_end.py"],
    "structure/quoted.py": ["tests/test_round_trip.py"],
    "repair/keys.py": ["tests/test_evidence.py"],
    "repair/levels.py": ["tests/test_evidence.py"],
    "repair/ordinals.py": ["tests/test_evidence.py", "tests/test_ordinals.py"],
    "repair/region.py": ["tests/test_evidence.py"],
    "repair/spelling.py": ["tests/test_spelling.py"],
    "repair/straight.py": ["tests/test_straight.py"],
    "tree/builder.py": ["tests/test_later.py"],
    "tree/digits.py": ["tests/test_digits.py"],
    "tree/plain.py": ["tests/test_plain.py"],
    "tree/trimming.py": ["tests/test_trimming.py"],
    "values/apart.py": ["tests/targets/test_apart.py"],
    "values/numerals.py": ["tests/targets/test_numerals.py"],
    "values/clauses.py": ["tests/targets/test_scopes.py"],
    "values/scopes.py": ["tests/targets/test_scopes.py"],
    "values/subjects.py": ["tests/targets/test_scopes.py"],
    "values/shapes.py": ["tests/targets/test_shapes.py"],
}


def tests_of(module: str) -> Stages:
    """The tests that must notice a fault of a module, those of its own first."""
    first, others = _TESTS[module.partition("/")[0]]
    return [*_OWN.get(module, []), *first], others
