"""The page's requests: who is let in, what is answered, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .program import Program

HERE = Path(__file__).parent
DOCUMENTS = HERE.parent / "documents"
STRING = "1、1-产出指标;11-数量指标；培训次数；实施周期指标值:1次；年度指标值:>=1次。"


def test_lint(program: Program) -> None:
    """A text is answered with findings at their places and what was understood."""
    data = program.api("lint", {"text": STRING}).json
    assert [(one["code"], one["start"], one["end"]) for one in data["findings"]] == [("M001", 8, 9), ("M029", 39, 41)]
    assert data["findings"][0]["fix"]["edits"] == [{"start": 8, "end": 9, "text": "；"}]
    (string,) = data["strings"]
    assert string["canonical"] == "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:>=1次。"
    (indicator,) = string["indicators"]
    assert indicator["annual"]["value"] == "≥1次"


def test_positions_are_those_of_javascript(program: Program) -> None:
    """A character outside the basic plane counts two."""
    text = f"1、1-产出指标；11-数量指标；𠮷次数;实施周期指标值:1次；年度指标值:1次。{STRING.replace('1、', '2、', 1)}"
    data = program.api("lint", {"text": text}).json
    wide = text.encode("utf-16-le")
    for one in data["findings"]:
        assert wide[2 * one["start"] : 2 * one["end"]].decode("utf-16-le") in (";", ">=")
    assert len(data["findings"]) == 3


def test_halves_of_characters(program: Program) -> None:
    """A text cut in the middle of a character is looked at like any other."""
    answer = program.ask(f"/{program.token}/api/lint", b'{"text": "1\\u3001\\ud842"}')
    assert answer.status == 200


def test_many_strings_in_one_text(program: Program) -> None:
    """Positions count in the whole text, and a repair leaves what stands between the strings."""
    text = f"{STRING}\n\n  {STRING}\n"
    data = program.api("lint", {"text": text}).json
    assert len(data["strings"]) == 2
    assert [text[one["start"] : one["end"]] for one in data["findings"]] == [";", ">=", ";", ">="]
    fixed = program.api("fix", {"text": text}).json["text"]
    clean = STRING.replace(";", "；").replace(">=", "≥")
    assert fixed == f"{clean}\n\n  {clean}\n"


def test_fix_of_one_kind_and_without_what_is_ignored(program: Program) -> None:
    """Only the findings of a rule; never those the user ignores."""
    marks = {one["code"]: one["mark"] for one in program.api("lint", {"text": STRING}).json["findings"]}
    only = program.api("fix", {"text": STRING, "code": "M029"}).json["text"]
    assert only == STRING.replace(">=", "≥")
    rest = program.api("fix", {"text": STRING, "ignored": [marks["M029"]]}).json["text"]
    assert rest == STRING.replace(";", "；")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost:1"}, 403),
        ({"Host": ""}, 400),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": ""}, 200),
        ({}, 200),
    ],
)
def test_only_the_page_itself_is_let_in(program: Program, headers: dict[str, str], status: int) -> None:
    """Another host name (DNS rebinding), another origin, another site: refused, whatever the token."""
    assert program.api("lint", {"text": STRING}, headers=headers).status == status


@pytest.mark.parametrize("path", ["/", "/api/rules", "/x/api/rules", "//api/rules", "/%2e%2e/api/rules", "/é/"])
def test_without_the_token_there_is_nothing(program: Program, path: str) -> None:
    """A wrong token or none gives nothing away."""
    answer = program.ask(path.replace("é", "%C3%A9"))
    assert (answer.status, answer.body) == (404, b"not found\n")


def test_nearly_the_token(program: Program) -> None:
    """One character more, less or other is as wrong as any."""
    for token in (program.token[:-1], program.token + "a", program.token.swapcase()):
        assert program.ask(f"/{token}/").status == 404


def test_a_page_of_another_origin_cannot_read_by_get(program: Program) -> None:
    """Not even with the token."""
    assert program.ask(f"/{program.token}/", headers={"Sec-Fetch-Site": "cross-site"}).status == 403
    assert program.ask(f"/{program.token}/api/rules", headers={"Origin": "http://127.0.0.1:1"}).status == 403


def test_every_answer_has_the_policy(program: Program) -> None:
    """The browser runs and loads nothing but the page's own files, and keeps nothing."""
    for answer in (program.ask(f"/{program.token}/"), program.api("rules"), program.ask("/nothing")):
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in policy
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in answer.headers


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"text": 1}', b'{"ignored": [1]}', b'{"ignored": "x"}', b"[" * 100_000, b'{"text": "\xff"}'],
)
def test_malformed_bodies(program: Program, body: bytes) -> None:
    """One line in both languages, and the program goes on."""
    answer = program.ask(f"/{program.token}/api/fix", body)
    assert answer.status == 400
    assert set(answer.json) == {"en", "zh"}


def test_too_much_is_refused(program: Program) -> None:
    """A text beyond the limit is refused before it is read."""
    assert program.api("lint", {"text": "1" * 9_000_000}).status == 413


def _open(program: Program, name: str, data: bytes) -> Any:
    from urllib.parse import quote

    return program.api(f"files?name={quote(name)}", data)


@pytest.mark.parametrize(
    "name", ["t000.xlsx", "t000.xls", "t000.docx", "t000.html", "t000.gb18030.csv", "t000_lodocx.pdf", "t003.xlsx"]
)
def test_files_of_every_format(program: Program, name: str) -> None:
    """A file gives its strings with their places; forgotten, it is gone."""
    answer = _open(program, name, (DOCUMENTS / name).read_bytes())
    data = answer.json
    assert data["head"]["name"] == name
    assert data["head"]["cards"] >= 1
    assert data["head"]["indicators"] > 5
    assert "budget-indicators-" not in answer.body.decode()
    number = data["file"]
    assert program.api(f"files/{number}?from=0").json["cards"] == data["cards"]
    assert program.api(f"files/{number}", method="DELETE").status == 204
    assert program.api(f"files/{number}?from=0").status == 404


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("空.xlsx", b""),
        ("坏.xlsx", b"PK\x03\x04" + b"\0" * 100),
        ("图.png", b"\x89PNG\r\n"),
        ("../../etc/passwd.xlsx", b"PK"),
        ("<script>alert(1)</script>.pdf", b"%PDF-1.7 nothing"),
    ],
)
def test_files_that_cannot_be_read(program: Program, name: str, data: bytes) -> None:
    """One line that calls the file by its own name, and none of ours."""
    answer = _open(program, name, data)
    assert answer.status == 422
    assert name in answer.json["zh"]
    assert "/file." not in answer.json["zh"]
    assert program.api("lint", {"text": STRING}).status == 200


def test_the_corrected_text_file(program: Program) -> None:
    """The user's strings stand in a copy that is otherwise the same, encoding included."""
    raw = (DOCUMENTS / "t000.gb18030.csv").read_bytes()
    data = _open(program, "表.csv", raw).json
    number = next(at for at, card in enumerate(data["cards"]) if "；" in card["text"])
    text = data["cards"][number]["text"]
    changed = text.replace("；", ";", 1)
    answer = program.api(
        "export", {"kind": "corrected", "file": data["file"], "texts": [[number, changed]], "lang": "zh"}
    )
    assert answer.body.decode("gb18030") == raw.decode("gb18030").replace(
        text.replace("\n", "\r\n") if "\r\n" in raw.decode("gb18030") and "\n" in text else text, changed, 1
    )


def test_tables_and_report_of_a_text(program: Program) -> None:
    """A pasted text gives a table and a report, too."""
    import csv
    import io

    table = program.api("export", {"kind": "csv", "text": STRING, "lang": "en"})
    assert table.headers["content-disposition"] == "attachment; filename*=UTF-8''indicators.indicators.csv"
    rows = list(csv.DictReader(io.StringIO(table.body.decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["培训次数"]
    report = program.api("export", {"kind": "report", "text": STRING, "lang": "zh"})
    assert "M029" in report.body.decode()
    assert program.api("export", {"kind": "exe", "text": STRING}).status == 400


def test_the_rules(program: Program) -> None:
    """Every rule, in both languages."""
    rules = program.api("rules").json
    assert {"M001", "V002"} <= {rule["code"] for rule in rules}
    assert all(rule["why"]["zh"] and rule["why"]["en"] for rule in rules)


def test_every_kind_of_value_has_a_word() -> None:
    """The page calls each kind of free text in both languages."""
    from typing import get_args

    from budget_indicators.model.nodes import FreeTextKind

    words = (HERE.parent.parent / "budget_indicators" / "web" / "page" / "words.js").read_text(encoding="utf-8")
    missing = [kind for kind in get_args(FreeTextKind) if words.count(f" {kind}: ") < 2]
    assert missing == []


def test_both_languages_say_the_same() -> None:
    """The page has each word in both."""
    import re

    words = (HERE.parent.parent / "budget_indicators" / "web" / "page" / "words.js").read_text(encoding="utf-8")
    zh, en = (re.findall(r"^    (\w+):", part, re.MULTILINE) for part in words.split("\n  en: {"))
    assert zh == en
