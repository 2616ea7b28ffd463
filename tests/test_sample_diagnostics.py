"""The diagnostics of the real strings, each looked at and right: no false alarm, none missing.

``samples/diagnostics.tsv`` lists every one by string, rule and place. A word on each kind:

* M001 (Huangpu): the whole district separates with half-width ``;`` and puts ``:`` between the levels; one diagnostic
  for each entry.
* M003, M004 (Huangpu): ``。;`` at the end of an entry; ``;`` behind a key in place of the colon.
* M011 (Huangpu): 社会效益 and 可持续影响 filed under 1-产出指标.
* M026 (Liwan, Baiyun): the line breaks of PDF columns, once for each entry they cut.
* M027 (Baiyun): a full-width space in ``提高　。``.
* M030 (Liwan): 不少6次 for 不少于6次.
* M031: ``按要求完成。；`` (Panyu, Huangpu, Liwan), ``意识，;`` and a name that ends with 。 (Huangpu), ``比例%``
  (Baiyun).
* M050 (Panyu): 不发生重大故障3次: none, or up to three?
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from budget_indicators import parse_indicators

SAMPLES = Path(__file__).parent / "samples"
PROJECTS = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
with (SAMPLES / "diagnostics.tsv").open(encoding="utf-8", newline="") as file:
    EXPECTED: dict[int, list[tuple[str, int, int]]] = {}
    for number, code, start, end in csv.reader(file, delimiter="\t"):
        EXPECTED.setdefault(int(number), []).append((code, int(start), int(end)))


@pytest.mark.parametrize("number", range(len(PROJECTS)))
def test_the_diagnostics_of_a_real_string(number: int) -> None:
    """A real string has exactly the diagnostics it deserves, at their places."""
    tree = parse_indicators(PROJECTS[number]["raw"])
    found = [(d.code, d.span.start, d.span.end) for d in tree.diagnostics]
    assert found == EXPECTED.get(number, [])


def test_clean_strings_have_none() -> None:
    """The strings of Panyu that are typed as the system prints them are beyond reproach."""
    clean = [p for n, p in enumerate(PROJECTS) if p["file"] == "panyu-projects.txt" and n not in EXPECTED]
    assert len(clean) == 17
    assert [d for p in clean for d in parse_indicators(p["raw"]).diagnostics] == []
