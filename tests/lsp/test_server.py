"""The server as an editor meets it: started as a process, spoken to over standard input and output."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

pytest.importorskip("pygls")

from lsprotocol import types

from .editor import ROOT, Editor, shared_editor, with_own_editor

WRONG = "1、1-产出指标;11-数量指标；培训次数；实施周期指标值:1次；年度指标值:不少于1次。"
SHARE = "1、1-产出指标；12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:100%。"
URI = "untitled:Untitled-1"
Runs: TypeAlias = Callable[[Callable[[Editor], Awaitable[None]]], None]

with_editor = pytest.fixture(scope="module")(shared_editor)


def test_open_type_fix_hover_format_ignore_close(with_editor: Runs) -> None:
    """What a person does, in order."""

    async def work(editor: Editor) -> None:
        editor.open(URI, f"{WRONG}\n{SHARE}\n")
        assert await editor.codes(URI) == [("M001", ";"), ("V002", "120%")]
        assert editor.found[URI].diagnostics[0].message == "; separates the parts; write ；"
        assert editor.found[URI].diagnostics[1].severity == types.DiagnosticSeverity.Error
        assert {one.source for one in editor.found[URI].diagnostics} == {"budget-indicators"}
        # type
        at = editor.texts[URI].text.index("。")
        editor.type(URI, at, at + 1, "")
        assert ("M001", ";") in await editor.codes(URI)
        editor.type(URI, at, at, "。")
        assert await editor.codes(URI) == [("M001", ";"), ("V002", "120%")]
        # fix
        at = editor.texts[URI].text.index(";")
        fix, *ignore = await editor.actions(URI, at, at)
        assert (fix.title, fix.kind, fix.is_preferred) == ("M001: “;” → “；”", types.CodeActionKind.QuickFix, True)
        assert [one.code for one in fix.diagnostics or ()] == ["M001"]
        assert all(one.edit is not None and one.command is None for one in (fix, *ignore))
        editor.accept(URI, fix.edit.changes[URI])
        assert await editor.codes(URI) == [("V002", "120%")]
        # ignore this one
        at = editor.texts[URI].text.index("120%")
        titles = {one.title: one for one in await editor.actions(URI, at, at + 2)}
        assert list(titles) == [
            "Ignore V002 (share-over-100) on this line",
            "Ignore V002 (share-over-100) in this file",
        ]
        text = editor.accept(URI, titles["Ignore V002 (share-over-100) on this line"].edit.changes[URI])
        assert text.endswith("年度指标值:100%。  # budget-indicators: ignore V002\n")
        assert await editor.codes(URI) == []
        # hover
        shown = await editor.hover(URI, text.index("不少于") + 2)
        assert shown == "培训次数 · target of the year\n不少于1次\nvalue: ≥1次  (range)\nlow: 1 (included)\nunit: 次"
        assert await editor.hover(URI, len(text)) is None
        # format
        editor.type(URI, 0, 0, f"{WRONG}\n\n")
        assert editor.apply(URI, await editor.format(URI)) == f"{WRONG.replace(';', '；')}\n\n{text}"
        assert await editor.format(URI, len(WRONG) + 3, len(WRONG) + 4) == []
        # close
        editor.close(URI)
        await asyncio.sleep(0.5)
        assert editor.found[URI].diagnostics == ()
        assert editor.messages == []

    with_editor(work)


@pytest.mark.parametrize(("name", "language"), [("Untitled-1", "csv"), ("a.csv", "plaintext"), ("表.tsv", "tsv")])
def test_tables(name: str, language: str, with_editor: Runs) -> None:
    """CSV and TSV, by their name or by what the editor calls them; quotes and cells stay what they are."""
    cells = [["项目名称", "总计", "绩效目标", "绩效指标"], ["培训", "1.0", "办好，培训", WRONG]]
    if "tsv" in name:
        text = "\r\n".join("\t".join(row) for row in cells)
    else:
        text = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in cells)

    async def work(editor: Editor) -> None:
        uri = f"untitled:{name}"
        editor.open(uri, text, language)
        codes = await editor.codes(uri)
        assert [one for one in codes if not one[0].startswith("D")] == [("M001", ";")]
        at = text.index(";")
        fix, ignore, *_ = await editor.actions(uri, at, at)
        assert editor.apply(uri, fix.edit.changes[uri]) == text.replace(";", "；")
        assert editor.apply(uri, await editor.format(uri)) == text.replace(";", "；")
        assert "≥1次" in str(await editor.hover(uri, text.index("不少于")))
        editor.accept(uri, ignore.edit.changes[uri])
        assert [one for one in await editor.codes(uri) if not one[0].startswith("D")] == []

    with_editor(work)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_positions_in_the_units_that_were_agreed_on(encoding: str) -> None:
    """Beyond the basic plane, after characters that other programs take for line ends, with each line end."""

    async def work() -> None:
        editor = Editor()
        await editor.start(encodings=[encoding, "utf-16"])
        assert editor.encoding == encoding
        for number, end in enumerate(("\n", "\r\n", "\r")):
            await _positions(editor, f"file:///tmp/%E6%8C%87%E6%A0%87{number}.txt", end)
        assert await editor.stop() == 0

    asyncio.run(work())


async def _positions(editor: Editor, uri: str, end: str) -> None:
    name = "𠀀培\u2028训\x0c😀次数"
    text = end.join([f"说明😀\x85{SHARE}", WRONG.replace("培训次数", name), WRONG.replace("1、", "2、"), ""])

    async def found() -> list[tuple[str, str]]:
        return [one for one in await editor.codes(uri) if one[0] in ("M001", "V002")]

    wanted = [("V002", "120%"), ("M001", ";"), ("M001", ";")]
    editor.open(uri, text)
    assert await found() == wanted
    at = text.index(";")
    before = ";"
    for new in ("；", "；😀", "；", ";"):  # change by change, behind all of these
        editor.type(uri, at, at + len(before), new)
        before = new
    assert await found() == wanted
    fix, *_ = await editor.actions(uri, at, at + 1)
    assert editor.apply(uri, fix.edit.changes[uri]) == text[:at] + "；" + text[at + 1 :]
    assert "≥1次" in str(await editor.hover(uri, text.index("不少于") + 2))


def test_utf_16_where_nothing_was_agreed_on(with_editor: Runs) -> None:
    """As the protocol has it."""

    async def work(editor: Editor) -> None:
        assert editor.encoding == "utf-16"
        editor.open(URI, f"😀{WRONG}")
        (found, *_) = [one for one in await editor.diagnostics(URI) if one.code == "M001"]
        assert found.range.start == types.Position(0, len("1、1-产出指标") + 2)

    with_editor(work)


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"locale": "zh-cn"}, "zh"),
        ({"locale": "en-US"}, "en"),
        ({"locale": "en", "settings": {"lang": "zh"}}, "zh"),
        ({"locale": "zh", "settings": {"lang": "klingon"}}, "zh"),
        ({"locale": "zh", "settings": ["lang"]}, "zh"),
    ],
)
def test_the_language_is_the_clients(options: dict[str, Any], wanted: str) -> None:
    """Asked for, else the editor's, else the system's; one that does not exist is not asked for."""

    async def work(editor: Editor) -> None:
        editor.open(URI, WRONG)
        (found,) = await editor.diagnostics(URI)
        assert ("应" in found.message) == (wanted == "zh")
        assert ("下限" in str(await editor.hover(URI, WRONG.index("不少于")))) == (wanted == "zh")

    with_own_editor(work, **options)


def test_settings_are_those_of_lint(tmp_path: Path, with_editor: Runs) -> None:
    """Rules, language and the budget year from the settings file; one that is wrong is said, and does not hinder."""
    settings = tmp_path / "budget-indicators.toml"
    settings.write_text('ignore = ["M001"]\nlang = "zh"\nyear = 2025\n', "utf-8")
    text = WRONG.replace("不少于1次", "5月底前")

    async def work(editor: Editor) -> None:
        uri = (tmp_path / "a.txt").as_uri()
        editor.open(uri, text)
        assert [one.code for one in await editor.diagnostics(uri)] == []
        assert "2025-05-31" in str(await editor.hover(uri, text.index("5月") + 1))
        settings.write_text('ignore = ["M0O1"]\n', "utf-8")
        editor.type(uri, len(text), len(text), "\n")
        said = await editor.diagnostics(uri)
        assert "M001" in [one.code for one in said]
        assert [one.range.start for one in said if one.code is None] == [types.Position(0, 0)]
        assert "'M0O1'" in next(one.message for one in said if one.code is None)

    with_editor(work)


def test_changed_settings_are_heard_of(tmp_path: Path, with_editor: Runs) -> None:
    """In every open text, without a key being pressed: by the watched file, by what the editor sets, by saving."""
    settings = tmp_path / "budget-indicators.toml"
    uris = [(tmp_path / name).as_uri() for name in ("a.txt", "b.txt")]

    async def work(editor: Editor) -> None:
        async def become(codes: list[str]) -> None:
            def all_are() -> bool:
                return all([one.code for one in editor.found[uri].diagnostics] == codes for uri in uris)

            async with editor.news:
                await asyncio.wait_for(editor.news.wait_for(all_are), 60)

        for uri in uris:
            editor.open(uri, WRONG)
            assert [one.code for one in await editor.diagnostics(uri)] == ["M001"]
        (asked,) = editor.watched
        assert [each["globPattern"] for each in watchers(asked)] == ["**/budget-indicators.toml", "**/pyproject.toml"]
        settings.write_text('ignore = ["M001"]\n', "utf-8")
        event = types.FileEvent(settings.as_uri(), types.FileChangeType.Created)
        editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        await become([])
        settings.unlink()
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams({}))
        await become(["M001"])
        settings.write_text('ignore = ["M001"]\n', "utf-8")
        which = types.TextDocumentIdentifier(uris[0])
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(which))
        await become([])

    with_editor(work)


def watchers(asked: types.Registration) -> list[dict[str, Any]]:
    """What an editor was asked to watch, as it came over the wire."""
    options = json.loads(json.dumps(asked.register_options, default=lambda each: vars(each)))
    return [*options["watchers"]]


def test_two_texts_renamed_reopened_out_of_order_and_without_words(with_editor: Runs) -> None:
    """What editors do beside typing; each text has its own findings, and the last word counts."""

    async def work(editor: Editor) -> None:
        one, other, renamed = "file:///x/a.txt", "file:///x/b.txt", "file:///x/c.txt"
        editor.open(one, WRONG)
        editor.open(other, SHARE)
        assert [each.code for each in await editor.diagnostics(one)] == ["M001"]
        assert [each.code for each in await editor.diagnostics(other)] == ["V002"]
        editor.close(one)  # renamed: closed under one name, opened under another
        editor.open(renamed, WRONG)
        assert [each.code for each in await editor.diagnostics(renamed)] == ["M001"]
        assert editor.found[one].diagnostics == ()
        editor.open(one, SHARE)  # and another under the old name
        while not editor.found[one].diagnostics:
            await asyncio.sleep(0.05)
        assert [each.code for each in editor.found[one].diagnostics] == ["V002"]
        editor.versions[one] = 7
        editor.change(one, types.TextDocumentContentChangeWholeDocument(WRONG))
        editor.versions[one] = 2  # an editor that counts backwards
        editor.change(one, types.TextDocumentContentChangeWholeDocument(SHARE))
        assert [each.code for each in await editor.diagnostics(one)] == ["V002"]
        for empty in ("", "   \n\t \r\n", "\ufeff", "\0"):
            editor.open(URI, empty)
            assert await editor.format(URI) == []
            assert await editor.hover(URI, 0) is None
            assert await editor.actions(URI, 0, 0) == []

    with_editor(work)


def test_a_line_of_half_a_megabyte(with_editor: Runs) -> None:
    """Without a line end: found, hovered over, repaired and formatted at its own place."""
    text = "".join(WRONG.replace("1、", f"{n}、", 1) for n in range(1, 4_400))
    assert len(text.encode()) > 500_000

    async def work(editor: Editor) -> None:
        editor.open(URI, text)
        found = await editor.codes(URI)
        assert found[0] == ("M001", ";")
        assert len(found) == 2_001
        at = text.index("不少于", len(text) // 2)
        assert "≥1次" in str(await editor.hover(URI, at))
        assert ";" not in editor.apply(URI, await editor.format(URI))

    with_editor(work)


def test_all_safe_repairs_and_versions() -> None:
    """As an action of its own kind, for the version it was made for, where the editor asks for that."""

    async def work(editor: Editor) -> None:
        editor.open(URI, f"{WRONG}\n{WRONG}\n{SHARE}")
        await editor.diagnostics(URI)
        (action,) = await editor.actions(URI, 0, 0, ["source.fixAll"])
        assert action.kind == "source.fixAll.budget-indicators"
        (change,) = action.edit.document_changes
        assert (change.text_document.uri, change.text_document.version) == (URI, 1)
        right = WRONG.replace(";", "；")
        assert editor.accept(URI, change.edits) == f"{right}\n{right}\n{SHARE}"
        assert await editor.actions(URI, 0, 0, ["source.fixAll.budget-indicators"]) == []
        assert await editor.actions(URI, 0, 0, ["refactor"]) == []

    with_own_editor(work, versioned=True)


def test_changes_that_make_no_sense(with_editor: Runs) -> None:
    """Positions beyond everything, inside a character, the wrong way round; whole texts; texts nobody opened."""

    async def work(editor: Editor) -> None:
        editor.open(URI, "")
        assert await editor.diagnostics(URI) == []
        far = types.Position(10**9, 10**9)
        start = types.Position(0, 0)
        part = types.TextDocumentContentChangePartial
        editor.change(URI, part(types.Range(far, far), "😀"), part(types.Range(far, far), f"\r{WRONG}"))
        assert [one.code for one in await editor.diagnostics(URI)] == ["M001"]
        inside = types.Position(0, 1)
        editor.change(URI, part(types.Range(inside, inside), "x"), part(types.Range(far, start), ""))
        assert [one.code for one in await editor.diagnostics(URI)] == ["M001"]
        editor.change(URI, types.TextDocumentContentChangeWholeDocument(SHARE))
        assert [one.code for one in await editor.diagnostics(URI)] == ["V002"]
        editor.versions["file:///nobody.txt"] = 1
        editor.change("file:///nobody.txt", types.TextDocumentContentChangeWholeDocument("x"))
        editor.close("file:///nobody.txt")
        editor.open(URI, WRONG)  # twice
        assert [one.code for one in await editor.diagnostics(URI)] == ["M001"]
        editor.open("untitled:", "\ufeff" + WRONG)
        assert [one.code for one in await editor.diagnostics("untitled:")] == ["M001"]
        editor.open("vscode-vfs://github/a/b%20c.csv?x#y", WRONG)
        assert [one.code for one in await editor.diagnostics("vscode-vfs://github/a/b%20c.csv?x#y")] == ["M001"]
        assert editor.messages == []

    with_editor(work)


def test_halves_of_characters(with_editor: Runs) -> None:
    """JSON may hold halves of a UTF-16 pair: alone, and one sent after the other."""

    async def work(editor: Editor) -> None:
        editor.open(URI, f"\ud83d{WRONG}\udc00")
        assert ("M001", ";") in await editor.codes(URI)
        at = editor.texts[URI].text.index("训")
        editor.type(URI, at, at, "\ud83d")
        editor.type(URI, at + 1, at + 1, "\ude00")
        assert ("M001", ";") in await editor.codes(URI)
        assert "😀" in str(await editor.hover(URI, at))

    with_editor(work)


def megabyte() -> str:
    """A million bytes of strings, no two alike."""
    lines, size, at = [], 0, 0
    while size < 1_000_000:
        at += 1
        lines.append(
            "".join(
                f"{n}、1-产出指标;11-数量指标；培训{at}次数；实施周期指标值:{at}次；年度指标值:{at}次。"
                for n in range(1, 7)
            )
        )
        size += len(lines[-1].encode()) + 1
    return "\n".join(lines)


def test_a_megabyte_answers_while_typing(with_editor: Runs) -> None:
    """Each question is answered before the check of the text is, about the text as it is at that moment."""
    text = megabyte()

    async def work(editor: Editor) -> None:
        editor.open(URI, text)
        *sent, last = await editor.diagnostics(URI)
        assert len(sent) == 2_000
        assert last.message.endswith(" more findings from here on are not shown")
        middle = text.index("\n", len(text) // 2) + 1
        for typed in range(5):
            editor.type(URI, middle, middle, "；")
            now = editor.texts[URI].text
            at = now.index("指标值:", middle + 1_000)
            shown = str(await editor.hover(URI, at + 4))
            assert now[at + 4 : now.index("；", at)] in shown
            assert editor.found[URI].version == 1, "the answer came after a check"
            at = now.index(";", at)
            fix, *_ = await editor.actions(URI, at, at + 1)
            assert editor.apply(URI, fix.edit.changes[URI]) == f"{now[:at]}；{now[at + 1 :]}"
            assert editor.found[URI].version == 1 or typed
        assert len(await editor.diagnostics(URI)) == 2_001
        editor.type(URI, middle, middle, "；")
        editor.close(URI)  # while it is checked
        await asyncio.sleep(1)
        assert editor.found[URI].diagnostics == ()

    with_editor(work)


# --- without a client


def message(**fields: Any) -> bytes:
    """A message as it goes over the wire."""
    return framed(json.dumps({"jsonrpc": "2.0", **fields}).encode())


def framed(body: bytes) -> bytes:
    """A body with its header."""
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


HELLO = message(id=1, method="initialize", params={"capabilities": {}, "processId": None, "rootUri": None})
GOODBYE = message(id=2, method="shutdown") + message(method="exit")


def spoken(*words: bytes) -> tuple[int, list[dict[str, Any]], str]:
    """What the server makes of some bytes: its exit code, its answers, its log."""
    done = subprocess.run(
        [sys.executable, "-m", "budget_indicators", "lsp", "--stdio"],
        input=b"".join(words),
        capture_output=True,
        cwd=ROOT,
        timeout=60,
    )
    answers, rest = [], done.stdout
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        length = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
        answers.append(json.loads(rest[:length]))
        rest = rest[length:]
    return done.returncode, answers, done.stderr.decode()


def test_broken_messages_break_nothing() -> None:
    """What is no JSON, no object, no message, or asks for nothing there is: the next question is answered."""
    place = {"textDocument": {"uri": URI}, "position": {"line": -1, "character": -1}}
    code, answers, log = spoken(
        b"Garbage: yes\r\n\r\n",
        HELLO,
        *map(framed, (b"{nonsense", b"[]", b"5", b"null", b"\xff\xfe", b"{}", b"[" * 50_000)),
        message(method="initialized", params={}),
        message(id=3, method="textDocument/hover", params={}),
        message(id=4, method="textDocument/hover"),
        message(id=5, method="textDocument/hover", params=place),
        message(id=6, method="no/such", params={}),
        message(method="no/such", params={}),
        message(id=7, result=None),
        message(id=8, method="textDocument/formatting", params={"textDocument": {"uri": URI}, "options": {}}),
        message(method="$/cancelRequest", params={"id": 99}),
        GOODBYE,
    )
    assert code == 0
    by_id = {one.get("id"): one for one in answers}
    assert set(by_id) >= {1, 2, 3, 4, 5, 6, 8}
    assert all("error" in by_id[number] for number in (3, 4, 5, 6, 8))
    assert by_id[2]["result"] is None
    assert "Traceback" not in log


def test_an_editor_that_leaves_without_a_word() -> None:
    """The end of input, or exit without shutdown: the server ends, and says so by its exit code."""
    assert spoken(HELLO)[0] == 1
    assert spoken(HELLO, message(method="exit"))[0] == 1
    assert spoken()[0] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_it_ends_when_it_is_told_to() -> None:
    """A signal ends it at once, though it waits for input."""
    process = subprocess.Popen(
        [sys.executable, "-m", "budget_indicators", "lsp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(HELLO)
        process.stdin.flush()
        process.stdout.readline()
        time.sleep(0.1)
        process.terminate()
        assert process.wait(20) == 128 + 15
    process.stdout.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_the_extra_one_line_says_what_to_install(lang: str) -> None:
    """And exit code 2."""
    script = (
        "import sys; sys.modules['pygls'] = None; from budget_indicators.cli import main; "
        f"sys.exit(main(['lsp', '--lang', {lang!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", cwd=ROOT)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "pip install 'budget-indicators[lsp]'" in done.stderr
