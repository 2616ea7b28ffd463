"""Start-up: importing the package and asking for the version load nothing they do not need."""

import subprocess
import sys
from pathlib import Path

import pytest

MODULES = 228
"""What linting one string may load beyond the bare interpreter; when it must grow, say why in the commit."""
PATTERNS = 50
"""And how many regular expressions it may compile."""
CLASSES = 30
"""And how many classes of attrs it may make: each takes five times as long as a named tuple."""

HEAVY = {"lark", "attr", "attrs", "cattrs", "rich", "pdfplumber", "openpyxl", "pyarrow", "docx", "selectolax", "pandas"}


def loaded_by(script: str) -> set[str]:
    """The heavy modules that a fresh interpreter has loaded after ``script``."""
    report = "\nimport sys\nprint('\\n' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script + report], capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    return HEAVY & set(done.stdout.splitlines()[-1].split())


def test_importing_the_package_imports_nothing_else() -> None:
    """Each public name is loaded on first use (PEP 562)."""
    assert loaded_by("import budget_indicators") == set()


def test_listing_the_public_names_imports_nothing() -> None:
    """``dir()`` and ``__all__`` know the names without loading their modules."""
    assert loaded_by("import budget_indicators as b; assert 'parse_indicators' in dir(b)") == set()


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_version_and_help_are_light(argument: str) -> None:
    """Neither builds a grammar nor loads a printer of trees."""
    assert loaded_by(f"from budget_indicators.cli import main; assert main([{argument!r}]) == 0") == set()


def test_every_public_name_is_there() -> None:
    """All names of ``__all__`` load."""
    import budget_indicators

    for name in budget_indicators.__all__:
        assert getattr(budget_indicators, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As with any module."""
    import budget_indicators

    with pytest.raises(AttributeError, match="has no attribute 'parse_'"):
        _ = budget_indicators.parse_  # type: ignore[attr-defined]


def modules_after(script: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after ``script``."""
    done = subprocess.run(
        [sys.executable, "-c", f"{script}\nimport sys\nprint('\\n' + ' '.join(sys.modules))"],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def test_importing_the_package_costs_at_most_what_attrs_costs_twice() -> None:
    """Counted in modules beyond those of the bare interpreter."""
    bare = modules_after("pass")
    assert len(modules_after("import budget_indicators") - bare) <= 2 * len(modules_after("import attrs") - bare)


_STRING = "1、1-产出指标；11-数量指标；新建校舍；实施周期指标值:≥100平方米；年度指标值:50平方米以上。"
_LINT = f"from budget_indicators.cli import main; assert main(['lint', {_STRING!r}]) == 0"


def test_linting_a_short_file_is_light(tmp_path: Path) -> None:
    """No grammar, no printer of colours, no reader of tables, no data frames, no maker of JSON."""
    file = tmp_path / "string.txt"
    file.write_text(_STRING, encoding="utf-8", newline="")
    script = f"from budget_indicators.cli import main; assert main(['lint', {str(file)!r}]) == 0"
    assert loaded_by(script) <= {"attr", "attrs"}


@pytest.mark.parametrize("script", [_LINT, f"import budget_indicators as b; b.parse_indicators({_STRING!r})"])
def test_a_canonical_string_needs_no_lark_and_no_table(script: str) -> None:
    """Its entries are found by the pattern, its values are amounts with a unit."""
    assert loaded_by(script) <= {"attr", "attrs"}
    for layer in ("documents.table.forms", "documents.readers.text", "rules.across", "rules.evaluation", "tables"):
        assert f"budget_indicators.{layer}" not in modules_after(script)


def test_linting_a_string_stays_within_its_budget() -> None:
    """Counted, not timed: modules beyond those of the bare interpreter, and regular expressions compiled."""
    assert len(modules_after(_LINT)) - len(modules_after("pass")) <= MODULES
    count = (
        "import re, re._compiler as c\nmade = []\nwas = c.compile\n"
        "c.compile = lambda p, flags=0: made.append(p) or was(p, flags)\n"
        f"{_LINT}\nimport sys\nprint(len(made))"
    )
    done = subprocess.run([sys.executable, "-c", count], capture_output=True, encoding="utf-8")
    assert int(done.stdout.splitlines()[-1]) <= PATTERNS, done.stderr


def test_a_string_needs_few_classes_of_attrs() -> None:
    """Those of the tree, of rules and findings; what nobody outside sees is a named tuple or a plain class."""
    count = (
        f"{_LINT}\nimport sys\n"
        "named = {f'{one.__module__}.{one.__qualname__}' for module in [*sys.modules.values()]"
        " if module.__name__.startswith('budget_indicators') for one in vars(module).values()"
        " if isinstance(one, type) and '__attrs_attrs__' in vars(one)}\n"
        "print(len(named))"
    )
    done = subprocess.run([sys.executable, "-c", count], capture_output=True, encoding="utf-8")
    assert int(done.stdout.splitlines()[-1]) <= CLASSES, done.stderr


def test_the_collector_of_a_program_that_imports_this_package_is_its_own() -> None:
    """Only the command line, while it runs, and worker processes collect rarely."""
    import gc

    from budget_indicators import parse_many
    from budget_indicators.cli import main

    known = "(gc.get_threshold(), gc.get_freeze_count(), gc.isenabled(), len(gc.callbacks))"
    every = "import budget_indicators as b\nfor name in b.__all__: getattr(b, name)"
    fresh = f"import gc\nbefore = {known}\n{every}\nassert before == {known}"
    assert subprocess.run([sys.executable, "-c", fresh]).returncode == 0

    before, frozen = gc.get_threshold(), gc.get_freeze_count()  # Python 3.12 freezes some objects itself
    assert main(["value", "20次"]) == 0
    assert gc.get_threshold() == before
    assert list(parse_many([_STRING] * 3, jobs=1, then=_threshold)) == [before] * 3
    assert gc.get_freeze_count() == frozen
    assert min(parse_many([_STRING] * 2000, jobs=2, then=_threshold)) > before


def _threshold(_: object) -> tuple[int, int, int]:
    import gc

    return gc.get_threshold()
