"""Start-up: importing the package and asking for the version load nothing they do not need."""

import subprocess
import sys
from pathlib import Path

import pytest

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


def modules_after(script: str) -> int:
    """How many modules a fresh interpreter has loaded after ``script``."""
    done = subprocess.run(
        [sys.executable, "-c", f"{script}\nimport sys\nprint(len(sys.modules))"], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_importing_the_package_costs_at_most_what_attrs_costs_twice() -> None:
    """Counted in modules beyond those of the bare interpreter."""
    bare = modules_after("pass")
    assert modules_after("import budget_indicators") - bare <= 2 * (modules_after("import attrs") - bare)


def test_linting_a_short_file_is_light(tmp_path: Path) -> None:
    """No printer of colours, no reader of documents, no data frames, no maker of JSON."""
    file = tmp_path / "string.txt"
    file.write_text(
        "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。", encoding="utf-8", newline=""
    )
    script = f"from budget_indicators.cli import main; assert main(['lint', {str(file)!r}]) == 0"
    assert loaded_by(script) <= {"lark", "attr", "attrs"}
