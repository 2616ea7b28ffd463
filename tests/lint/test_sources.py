"""Rules say truly where they come from: "observed" only where a sample of the project has an instance."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from budget_indicators.catalogue.declare import OBSERVED
from budget_indicators.lint.config import Config
from budget_indicators.lint.reports.base import Report
from budget_indicators.lint.run import LintInput, Run
from budget_indicators.rules import all_rules

HERE = Path(__file__).parent
INSTANCES: dict[str, list[str]] = tomllib.loads((HERE / "instances.toml").read_text("utf-8"))


class _Kept(Report):
    kept: set[tuple[str, str, str]]

    def file(self, name: str, findings: object) -> None:
        self.kept |= {(one.code, Path(one.file).stem, one.text) for one in findings}  # type: ignore[attr-defined]

    def passage(self, passage: object, findings: object) -> None:
        self.file("", findings)


@pytest.fixture(scope="module")
def found() -> set[tuple[str, str, str]]:
    """Code, sample and piece of every finding in the samples."""
    report = _Kept(None, "en", ())  # type: ignore[arg-type]
    report.kept = set()
    samples = sorted((HERE.parent / "samples").glob("*.txt"))
    Run(Config(review=True), report).lint([LintInput(str(path), str(path)) for path in samples], failed=print)
    return report.kept


def test_observed_rules_have_an_instance() -> None:
    """Every rule that claims an observation names one, and no other does."""
    claiming = {rule.code for rule in all_rules() if OBSERVED.en in rule.source.en}
    assert claiming == set(INSTANCES)


@pytest.mark.parametrize("code", sorted(INSTANCES))
def test_the_instance_is_found(code: str, found: set[tuple[str, str, str]]) -> None:
    """The named instance stands in the sample, and the rule finds it."""
    sample, piece = INSTANCES[code]
    assert (code, sample, piece) in found


def test_every_rule_has_a_chinese_name_and_a_source() -> None:
    """Chinese output shows Chinese names."""
    for rule in all_rules():
        assert rule.name_zh, rule.code
        assert not rule.name_zh.isascii()
        assert rule.source.en, rule.code
        assert rule.source.zh, rule.code
    names = [rule.name_zh for rule in all_rules()]
    assert len(set(names)) == len(names)


QUOTES = (
    "绩效目标从数量、质量、成本和时效等方面进行细化,尽量进行定量表述。不能以量化形式表述的,可以采用定性的分级分档形式表述",
    "定量三级指标中设置指标性质、单位",
    "三年总体指标和年度指标分别填列 … 年度指标是对年度目标的细化和量化",
    "财力、人力和物力等投入数量不能作为绩效目…",
    "总数不得少于3个",
    "属于定量指标的,要说明考核计算公式",
    "质量指标与效益指标混淆 … 长期目标与年度目标混淆 … 将满意度指标代替效益指标",
)
"""What was read, word for word: the first by the Ministry of Finance, four filling instructions, an article."""


def test_quotes_are_word_for_word() -> None:
    """Whatever a source has in quotes stands in what was read, whole, and in both languages."""
    for rule in all_rules():
        for told in (rule.source.en, rule.source.zh):
            for quote in re.findall("“([^”]*)”", told):
                assert quote in QUOTES, (rule.code, quote)
