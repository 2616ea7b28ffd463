"""The house is in order: no module needs one that needs it, a class name stands once, nothing is half merged."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from budget_indicators.model.rule import SEVERITIES

PACKAGE = Path(__file__).parents[1] / "budget_indicators"
ROOT = PACKAGE.parent
_CONFLICT = re.compile(rb"^(?:<{7} |={7}\r?$|>{7} |\|{7} )", re.MULTILINE)
_TEXTS = {".py", ".md", ".lark", ".toml", ".yaml", ".css", ".js", ".html", ".tsv", ".csv", ".txt", ".json", ".lalr"}


def test_no_module_needs_one_that_needs_it() -> None:
    """No import cycle, imports inside functions and for type checkers included."""
    grimp = pytest.importorskip("grimp")
    graph = grimp.build_graph("budget_indicators", cache_dir=None)
    needs = {module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules}
    while True:  # take away what needs nothing that is left, and what nothing that is left needs
        needed = {other for others in needs.values() for other in others}
        kept = {module: others & needs.keys() for module, others in needs.items() if module in needed and others}
        kept = {module: others & kept.keys() for module, others in kept.items()}
        if kept == needs:
            break
        needs = kept
    assert not needs


def test_a_class_name_stands_for_one_thing() -> None:
    """A reader who searches for one finds one; those a module keeps to itself (``_Name``) may repeat."""
    homes: dict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(path.relative_to(PACKAGE).as_posix())
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def test_no_merge_was_left_half_done() -> None:
    """No text of the repository holds the marks that a merge leaves where it could not decide."""
    folders = ("budget_indicators", "grammar", "docs", "tests", ".ci")
    paths = [path for name in folders for path in (ROOT / name).rglob("*") if path.suffix in _TEXTS]
    paths += [path for path in ROOT.iterdir() if path.is_file() and path.suffix in _TEXTS]
    assert len(paths) > 100
    assert [str(path) for path in paths if _CONFLICT.search(path.read_bytes())] == []


def test_the_top_of_the_repository_holds_what_it_should() -> None:
    """Nothing that a program wrote beside the sources was committed with them."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no repository here")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    top = {path.split("/")[0] for path in listed.split("\0") if path}
    assert {name for name in top if not name.startswith(".")} == {
        "CHANGELOG.md", "LICENSE", "README.md", "README.zh-CN.md",
        "budget_indicators", "docs", "grammar", "pyproject.toml", "tests",
    }  # fmt: skip


def test_severities_have_one_name() -> None:
    """The page's own script calls them as everything else does."""
    words = (PACKAGE / "web" / "page" / "words.js").read_text(encoding="utf-8")
    for severity, both in SEVERITIES.items():
        assert re.findall(rf'^    {severity}: "(.*)",$', words, re.MULTILINE) == [both.zh, both.en]


@pytest.mark.parametrize("room", ["text", "structure", "repair", "tree"])
def test_the_page_about_the_architecture_names_every_module_of_the_parser(room: str) -> None:
    """A newcomer finds there what each is for; no module is named that no longer exists."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = {path.name for path in (PACKAGE / room).glob("*.py") if path.name != "__init__.py"}
    assert {name for name in modules if f"`{name}`" not in page and f"`{room}/{name}`" not in page} == set()


def test_the_page_about_the_architecture_names_no_module_that_is_gone() -> None:
    """Every path and every name of a module on the page exists."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_/]+\.py)`", page))
    paths = [
        path.relative_to(ROOT).as_posix()
        for folder in ("budget_indicators", "tests")
        for path in (ROOT / folder).rglob("*.py")
    ]
    assert {name for name in named if not any(path.endswith(f"/{name}") or path == name for path in paths)} == set()
