"""Rules of one's own as the guide shows them, the page of all rules, and the hooks for pre-commit."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from budget_indicators.cli.main import main
from budget_indicators.model.nodes import Language
from budget_indicators.rules.page import page
from budget_indicators.rules.registry import own_rules

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = (ROOT / "docs" / "lint.md").read_text("utf-8")
SHORT = "1、1-产出指标；11-数量指标；次数；实施周期指标值:1次；年度指标值:1次。"


def _block(language: str, holding: str) -> str:
    blocks = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    return next(block for block in blocks if holding in block)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder that looks like an environment with the guide's package installed."""
    entry = _block("toml", "budget_indicators.rules")
    group, line = re.findall(r'entry-points."([\w.]+)"\]\n(.+)', entry)[0]
    info = tmp_path / "house_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{group}]\n{line.replace(chr(34), '')}\n")
    (tmp_path / "house_rules.py").write_text(_block("python", "# house_rules.py"), "utf-8")
    return tmp_path


def _run(installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "budget_indicators", *words],
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{installed}", "LANG": "en_US.UTF-8", "LC_ALL": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_rule_of_ones_own(installed: Path) -> None:
    """The guide's rule is found by its entry point, listed, explained, off and on with its group."""
    found = _run(installed, "lint", "--select", "X001", "--output-format", "jsonl", SHORT)
    assert found.returncode == 1, found.stderr
    assert [json.loads(line)["message"] for line in found.stdout.splitlines()] == ["the name “次数” says too little"]
    explained = _run(installed, "rule", "short-name")
    assert explained.stdout.startswith("X001 short-name  [review · warning · off by default (--review)]")
    assert _run(installed, "lint", "--ignore", "M", SHORT).returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code="X001"', 'code="V002"', "two rules are called 'v002'"),
        ("@check(SHORT_NAME)", "", "could not be loaded"),
        ("if 0 < len", "if 0 < missing", "the check of rule X001 failed: NameError"),
    ],
    ids=["taken", "no check", "failing"],
)
def test_a_rule_that_cannot_be_used(installed: Path, old: str, new: str, said: str) -> None:
    """A code that is taken, an entry point that is no check, a check that fails: one line says which."""
    module = installed / "house_rules.py"
    module.write_text(module.read_text("utf-8").replace(old, new), "utf-8")
    found = _run(installed, "lint", "--review", SHORT)
    assert found.returncode == 2
    assert said in found.stderr
    assert found.stderr.count("\n") == 1


@pytest.mark.parametrize(("lang", "name"), [("en", "rules.md"), ("zh", "rules.zh-CN.md")])
def test_the_pages_of_rules_are_up_to_date(lang: Language, name: str) -> None:
    """They are what the declarations say (``python -m budget_indicators.rules --lang zh > docs/rules.zh-CN.md``)."""
    written = page(own_rules(), lang)
    path = ROOT / "docs" / name
    if os.environ.get("UPDATE_DOCS"):
        path.write_text(written, "utf-8")
    assert path.read_text("utf-8") == written
    assert re.findall(r"^### (\w+) ", written, re.MULTILINE) == [rule.code for rule in own_rules()]


def test_the_settings_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings the guide shows are understood."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text(_block("toml", "[tool.budget-indicators]"), "utf-8")
    (tmp_path / "baseline.json").write_text('{"version": 1, "findings": []}')
    (tmp_path / "s.txt").write_text(SHORT, "utf-8")
    assert main(["lint", "s.txt"]) == 0


def test_the_hooks_are_commands_that_exist() -> None:
    """Each hook of ``.pre-commit-hooks.yaml`` runs this program's linter."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert re.findall(r"^- id: (\S+)$", text, re.MULTILINE) == [
        "budget-indicators",
        "budget-indicators-fix",
        "budget-indicators-documents",
    ]
    assert re.findall(r"^  entry: (.+)$", text, re.MULTILINE) == [
        "budget-indicators lint",
        "budget-indicators lint --fix",
        "budget-indicators lint",
    ]
