"""What the server makes of a text, without a server: checks, what is carried on, repairs, marks, canonical form."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from budget_indicators import format_indicators, parse_indicators, read_document
from budget_indicators.lint.config import Config
from budget_indicators.lint.inputs import LintInput
from budget_indicators.lint.lint_input import lint_input
from budget_indicators.lsp.check import CheckedText, RememberedFindings, check
from budget_indicators.lsp.edits import TextChange, formatted, proposals, repaired
from budget_indicators.lsp.explain import explain
from budget_indicators.lsp.text import EditorText
from budget_indicators.rules.registry import choose

SAMPLES = Path(__file__).parents[1] / "samples"
WRONG = "1、1-产出指标;11-数量指标；培训次数；实施周期指标值:1次；年度指标值:不少于1次。"
SHARE = "1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:100%。"
HEAD = "项目名称\t总计\t绩效目标\t绩效指标"
TABLE = f"{HEAD}\n培训\t1.0\t办好培训\t{WRONG}\n验收\t2.0\t做好验收\t{SHARE}\n"
CSV = f'项目名称,总计,绩效目标,绩效指标\n培训,1.0,办好"培训",{WRONG}\n验收,2.0,做好验收,"{SHARE}"\n'
COLUMNS = (
    "项目名称,一级指标,二级指标,三级指标,指标值\n培训,产出指标,数量指标,次数,3次\n培训,产出指标,质量指标,合格率,120%\n"
)
STRINGS = [format_indicators(project.tree) for project in read_document(SAMPLES / "liwan-projects.txt").projects]


def checked(text: str, name: str = "a.txt", **settings: object) -> CheckedText:
    """The check of a text."""
    made = check(EditorText(text), name, Config(**settings), RememberedFindings({}), lambda: True)  # type: ignore[arg-type]
    assert made is not None
    return made


def found(one: CheckedText) -> list[tuple[str, int, int]]:
    """Codes and places of all findings."""
    every = [*one.whole, *(each for string in one.strings for each in string.findings)]
    return sorted((each.finding.code, each.start, each.end) for each in every)


def changed(text: str, changes: tuple[TextChange, ...]) -> str:
    """The text after changes."""
    pieces, at = [], 0
    for one in sorted(changes, key=lambda one: one.start):
        assert one.start >= at
        pieces += [text[at : one.start], one.text]
        at = one.end
    return "".join((*pieces, text[at:]))


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("a.txt", f"{WRONG}\n{SHARE}", [("M001", ";"), ("V002", "120%")]),
        ("Untitled-1", f"{WRONG}\r\n{SHARE}", [("M001", ";"), ("V002", "120%")]),
        ("a.txt", f"\ufeff{WRONG}\r{SHARE}", [("M001", ";"), ("V002", "120%")]),
        ("a.tsv", TABLE, [("M001", ";"), ("V002", "120%")]),
        ("a.csv", CSV, [("M001", ";"), ("V002", "120%")]),
        ("a.csv", COLUMNS, [("V002", "120%")]),
        ("a.txt", "", []),
        ("a.csv", "\r\n\t \n", []),
        ("a.txt", "涉密项目", []),
    ],
)
def test_findings_stand_where_lint_finds_them(name: str, text: str, codes: list[tuple[str, str]]) -> None:
    """The same decision about what a text is, the same findings, each at its piece of the text."""
    one = checked(text, name)
    pieces = [(code, text[start:end]) for code, start, end in found(one) if not code.startswith("D")]
    assert pieces == codes
    if text.strip():
        linted = lint_input(LintInput(name, data=text.encode()), choose(), None)
        lint = [each.code for each in linted.whole] + [each.code for _, _, every in linted.passages for each in every]
        assert sorted(lint) == [code for code, _, _ in found(one)]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*-*.txt")), ids=lambda path: path.name)
def test_samples_are_judged_as_lint_does(path: Path) -> None:
    """All findings of the published documents."""
    text = path.read_text("utf-8")
    linted = lint_input(LintInput(path.name, data=path.read_bytes()), choose(), None)
    lint = [each.code for each in linted.whole] + [each.code for _, _, every in linted.passages for each in every]
    assert sorted(lint) == [code for code, _, _ in found(checked(text, path.name))]


@pytest.mark.parametrize("name", ["a.txt", "b.tsv"])
def test_what_is_remembered_is_what_would_be_found_anew(name: str) -> None:
    """Random changes: the check that remembers finds the same as one that does not, and so does what is carried on."""
    dice = random.Random(name)
    strings = [f"项目{at}\t{at}.0\t目标\t{each}" for at, each in enumerate(STRINGS)] if "tsv" in name else STRINGS
    text = EditorText("\n".join([HEAD, *strings] if "tsv" in name else strings))
    known = RememberedFindings({})
    last = check(text, name, Config(), known, lambda: True)
    for _ in range(25):
        assert last is not None
        at = dice.randrange(len(text.text))
        new = dice.choice(["；", ";", "x", "\n", "", "\n\n", "😀", "120%", "。"])
        text = text.replaced(text.text[:at] + new + text.text[at + dice.choice([0, 0, 1, 3]) :])
        carried = last.carried_to(text)
        known = RememberedFindings(known.now)
        last = check(text, name, Config(), known, lambda: True)
        assert last is not None
        assert found(last) == found(checked(text.text, name))
        now = {(one.start, one.end): one.findings for one in last.strings}
        for string in carried.strings:  # what is carried on is at its place, and as it would be found now
            assert string.is_unchanged_in(text.text)
            if (string.start, string.end) in now:
                assert [each.finding.code for each in string.findings] == [
                    each.finding.code for each in now[string.start, string.end]
                ]
        assert len(carried.strings) >= len(last.strings) - 4


def test_a_check_that_is_not_wanted_is_given_up() -> None:
    """After the string it is at; what it found is remembered."""
    calls = iter([True, True, False])
    known = RememberedFindings({})
    assert check(EditorText("\n".join(STRINGS)), "a.txt", Config(), known, lambda: next(calls)) is None
    assert len(known.now) == 3


@pytest.mark.parametrize(("name", "text"), [("a.txt", f"{WRONG}\r\n{SHARE}"), ("a.tsv", TABLE), ("a.csv", CSV)])
def test_each_repair_repairs_and_each_mark_silences(name: str, text: str) -> None:
    """Every proposal, made in the text: its finding is gone, and nothing new is there."""
    one = checked(text, name)
    before = [code for code, _, _ in found(one)]
    made = 0
    for code, start, end in found(one):
        for proposal in proposals(one, start, end, "en"):
            after = [each for each, _, _ in found(checked(changed(text, proposal.changes), name))]
            named = proposal.finding.finding.code
            assert after == [each for each in before if each != named]
            made += code == named
    assert made >= 5


@pytest.mark.parametrize("name", ["readme.txt", "Untitled-1", "numbers.csv", "notes.md"])
@pytest.mark.parametrize("text", ["会议记录\n1. 讨论\n2. 决定\n", "a,b\n1,2\n3,4\n", "Nothing to see here; move on.\n"])
def test_a_text_without_indicators_is_none_of_our_business(name: str, text: str) -> None:
    """An editor shows all its texts to the server."""
    assert found(checked(text, name)) == []


def test_titles_say_what_is_done() -> None:
    """In both languages."""
    one = checked(WRONG)
    (_, start, end), *_ = found(one)
    assert [each.title for each in proposals(one, start, end, "zh")] == [
        "M001：“;” → “；”",
        "本行忽略 M001（分隔符不规范）",
        "本文件忽略 M001（分隔符不规范）",
    ]
    assert next(iter(proposals(one, start, end, "en"))).title == "M001: “;” → “；”"


def test_all_safe_repairs_are_those_of_lint() -> None:
    """And a mark keeps what it names."""
    mark = "  # budget-indicators: ignore M001"
    text = f"{WRONG}{mark}\n{WRONG}"
    after = changed(text, repaired(checked(text), lambda: True))
    assert after == f"{WRONG}{mark}\n{WRONG.replace(';', '；')}"
    assert repaired(checked(text), lambda: False) == ()


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        ("a.txt", WRONG, WRONG.replace(";", "；")),
        ("a.txt", WRONG.replace("培训", "培训\n").replace("；", "；\r\n"), WRONG.replace(";", "；")),
        ("a.txt", f"某单位说明：{WRONG}", f"某单位说明：{WRONG}"),  # would drop words
        ("a.txt", f"{WRONG}  # budget-indicators: ignore M001", f"{WRONG}  # budget-indicators: ignore M001"),
        ("a.txt", "涉密项目", "涉密项目"),
        ("a.txt", "没有指标的文字", "没有指标的文字"),
        ("a.txt", "", ""),
        ("a.tsv", TABLE, TABLE.replace(WRONG, WRONG.replace(";", "；"))),
        ("a.csv", CSV, CSV.replace(WRONG, WRONG.replace(";", "；"))),
        ("a.csv", COLUMNS, COLUMNS),
    ],
)
def test_canonical_form(name: str, text: str, after: str) -> None:
    """Only strings are written anew, only where nothing is lost, and twice is once."""
    one = checked(text, name)
    assert changed(text, formatted(one, 0, len(text), lambda: True)) == after
    assert formatted(checked(after, name), 0, len(after), lambda: True) == ()


def test_quotes_and_tabs_of_a_table_stay() -> None:
    """Also of one that is so damaged that its cells were not told apart."""
    wrapped = WRONG.replace("培训次数", "培\r\n\t训次数").replace("；年度", "；年\r\n\t度")
    text = f'项目名称,绩效指标\r\n项目0,"{wrapped}"\r\n项目1,"{SHARE}"'
    after = changed(text, formatted(checked(text, "a.csv"), 0, len(text), lambda: True))
    assert after.count('"') == 4
    assert "".join(after.split()) in ("".join(text.split()), "".join(text.replace(";", "；").split()))


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*-*.txt")), ids=lambda path: path.name)
def test_formatting_changes_no_meaning(path: Path) -> None:
    """The published documents: the same indicators before and after."""
    text = path.read_text("utf-8")
    after = changed(text, formatted(checked(text, path.name), 0, len(text), lambda: True))
    before, now = read_document(text.encode(), name=path.name), read_document(after.encode(), name=path.name)
    for one, other in zip(before.projects, now.projects, strict=True):
        assert [
            (each.ordinal, each.level2, each.name, each.annual and each.annual.value) for each in one.indicators
        ] == [(each.ordinal, each.level2, each.name, each.annual and each.annual.value) for each in other.indicators]


def test_a_range_formats_the_strings_it_touches() -> None:
    """And no other."""
    text = f"{WRONG}\n{WRONG}\n{WRONG}"
    at = text.index("\n") + 3
    lines = changed(text, formatted(checked(text), at, at, lambda: True)).split("\n")
    assert lines == [WRONG, WRONG.replace(";", "；"), WRONG]


def test_what_a_value_means() -> None:
    """Over a value, over the rest of an indicator, over nothing."""
    text = f"😀\n{WRONG}\n\n"
    one = checked(text)
    said = explain(one, text.index("不少于") + 1, "zh")
    assert said is not None
    assert said.text == "培训次数 · 年度指标值\n不少于1次\n值：≥1次  (区间)\n下限：1 (含)\n单位：次"
    assert text[said.start : said.end] == "不少于1次"
    said = explain(one, text.index("培训"), "en")
    assert said is not None
    assert said.text.split("\n")[:2] == ["培训次数", "1-产出指标 › 11-数量指标"]
    said = explain(one, text.index(";"), "zh")
    assert said is not None
    assert "M001 分隔符不规范：" in said.text
    assert explain(one, len(text), "zh") is None
    assert explain(checked(""), 0, "zh") is None


def test_quotes_in_a_csv_cell_are_counted_once() -> None:
    """In a cell in quotes they are doubled; places and repairs are those of the file."""
    string = WRONG.replace("培训次数", '"培训"次数').replace("次；年度", "次，；年度")
    text = f'项目名称,绩效指标\n培训,"{string.replace(chr(34), chr(34) * 2)}"\n'
    one = checked(text, "a.csv")
    assert ("M001", ";") in [(code, text[start:end]) for code, start, end in found(one)]
    said = explain(one, text.index("不少于") + 1, "zh")
    assert said is not None
    assert text[said.start : said.end] == "不少于1次"


def test_settings_a_text_cannot_be_read_with_and_damage() -> None:
    """A problem is said and nothing breaks: control characters, halves of characters, binary data, year and rules."""
    assert found(checked("\x00\x01\x02" * 100)) == []
    assert checked("%PDF-1.7\n指标").problem is not None
    assert [code for code, _, _ in found(checked(f"\x00{WRONG}\ud800"))].count("M001") == 1
    assert [code for code, _, _ in found(checked(WRONG, select=("V",)))] == []
    assert [code for code, _, _ in found(checked(WRONG.replace("不少于1次", "5月底前"), year=2025))] == ["M001"]


def test_a_baseline_holds_in_the_editor_too(tmp_path: Path) -> None:
    """What an old text has and keeps is not reported while it is edited."""
    from budget_indicators.cli.main import main

    path, baseline = tmp_path / "a.txt", tmp_path / "known.json"
    path.write_text(WRONG, "utf-8")
    assert main(["lint", "--isolated", "--write-baseline", str(baseline), str(path)]) == 0
    one = check(
        EditorText(f"{SHARE}\n{WRONG}"), str(path), Config(baseline=str(baseline)), RememberedFindings({}), lambda: True
    )
    assert one is not None
    assert [code for code, _, _ in found(one)] == ["V002"]


def test_nothing_is_hidden_by_position() -> None:
    """Each finding of a long text is found again at its place."""
    text = "\n".join(each.replace("；", ";", 1) for each in STRINGS)
    one = checked(text)
    marks = [start for code, start, _ in found(one) if code == "M001"]
    assert len(marks) == len(STRINGS)
    assert all(text[start] == ";" for start in marks)
    assert len(parse_indicators(text)) > 10
