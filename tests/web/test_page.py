"""The page as a user has it: in a browser, with keyboard and mouse."""

from __future__ import annotations

import csv
import io
import os
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .browser import drop
from .program import Program

PANEL = "[role=tabpanel]:not([hidden])"
DOCUMENTS = Path(__file__).parent.parent / "documents"
STRING = "1、1-产出指标;11-数量指标；培训次数；实施周期指标值:1次；年度指标值:>=1次。"
FIXED = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:≥1次。"
UNSAFE = "1、1-产出指标；11-数量指标；办理案件；实施周期指标值:12-6宗；年度指标值:12-6宗。"
MANY = "".join(
    f"{n}、1-产出指标;11-数量指标；第{n}类事项办理数量；实施周期指标值:{n}件；年度指标值:>={n}件。"
    for n in range(1, 60)
)


@pytest.fixture
def page(browser: Any, program: Program) -> Iterator[Any]:
    """A fresh page; whatever it asks for, it asks of the program, and nothing in it fails."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=program.origin)
    page = context.new_page()
    page.set_default_timeout(20_000)
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda problem: failed.append(str(problem)))
    page.on("console", lambda said: failed.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: (failed.append(dialog.message), dialog.dismiss()))
    page.goto(program.url)
    page.wait_for_selector("body[data-ready]")
    page.failed = failed
    yield page
    here = {urllib.parse.urlsplit(url).netloc for url in asked if not url.startswith(("blob:", "data:"))}
    assert here == {program.host}
    assert [line for line in failed if "422" not in line] == []
    context.close()


def paste(page: Any, text: str) -> None:
    """Put a text into the field, and wait for what is said about it."""
    page.fill("textarea", text)
    settled(page)


def settled(page: Any) -> None:
    """Wait until nothing is being worked on."""
    page.wait_for_function(
        "() => !/…|检查中|Checking/.test(document.querySelector('[role=tabpanel]:not([hidden]) .sum').textContent)"
    )


def codes(page: Any) -> list[str]:
    """The findings that are listed."""
    found: list[str] = [text.split(" · ")[0] for text in page.locator(f"{PANEL} .finding .meta").all_inner_texts()]
    return found


def value(page: Any) -> str:
    """The text in the field."""
    text: str = page.input_value(f"{PANEL} textarea >> nth=0")
    return text


def downloaded(page: Any, name: str) -> tuple[str, bytes]:
    """Click a button that gives a file: its name and its bytes."""
    with page.expect_download() as waiting:
        page.click(f"{PANEL} .{name}")
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_paste_fix_undo_copy(page: Any) -> None:
    """From a pasted string to its canonical form."""
    paste(page, STRING)
    assert codes(page) == ["M001", "M029"]
    assert page.locator(".behind mark").all_inner_texts() == [";", ">="]
    assert page.inner_text("tr.leaf").split() == ["1", "培训次数", "1次", ">=1次", "≥1次"]
    page.click(".finding >> nth=1")
    assert "为什么" in page.inner_text(".finding.open")
    page.click(".fix-one")
    settled(page)
    assert value(page) == STRING.replace(">=", "≥")
    page.click(".fix-all")
    settled(page)
    assert value(page) == FIXED
    assert codes(page) == []
    page.click(".undo")
    page.click(".undo")
    settled(page)
    assert value(page) == STRING
    page.click(".redo")
    settled(page)
    assert value(page) == STRING.replace(">=", "≥")
    page.click(".copy")
    page.wait_for_function("() => document.querySelector('.sum').textContent.includes('已复制')")
    assert page.evaluate("navigator.clipboard.readText()") == FIXED


def test_typing_is_followed(page: Any) -> None:
    """Findings come while one types, at the place where they are; Ctrl-Z takes typing back."""
    page.click("textarea")
    page.keyboard.insert_text(FIXED)
    settled(page)
    assert codes(page) == []
    page.keyboard.type("2、")
    page.wait_for_selector(".finding")
    page.keyboard.press("Control+z")
    page.wait_for_function("(text) => document.querySelector('textarea').value === text", arg=FIXED)
    settled(page)
    assert codes(page) == []


def test_a_click_on_an_underline_explains(page: Any) -> None:
    """The finding under the mouse opens, with its rule and its repair before and after."""
    paste(page, STRING)
    box = page.locator(".behind mark >> nth=1").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    opened = page.inner_text(".finding.open")
    assert "M029" in opened
    assert "应写" in opened
    assert page.locator(".finding.open del").all_inner_texts() == [">="]
    assert page.locator(".finding.open ins").all_inner_texts() == ["≥"]
    assert page.locator("mark.lit").all_inner_texts() == [">="]


def test_keyboard_alone(page: Any) -> None:
    """F8 goes from finding to finding; Tab and Enter reach and make the repair; the focus stays near."""
    paste(page, STRING)
    page.focus("textarea")
    page.keyboard.press("F8")
    page.keyboard.press("F8")
    page.wait_for_selector(".finding.open")
    page.wait_for_selector("#said:has-text('M001'), #said:has-text('M029')", state="attached")
    page.focus(".finding > button >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector(".finding >> nth=0 >> .fix-one")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    settled(page)
    assert value(page) == STRING.replace(";", "；")
    assert page.evaluate("document.activeElement.closest('.finding') !== null")


def test_an_unsafe_repair_is_shown_before_it_is_made(page: Any) -> None:
    """It says so, is not among the safe ones, and is made one by one."""
    paste(page, UNSAFE)
    assert page.is_disabled(".fix-all")
    page.click(".finding:has-text('V001') >> nth=0")
    assert "会改变内容" in page.inner_text(".finding.open")
    assert page.locator(".finding.open ins").all_inner_texts() == ["6-12宗"]
    page.click(".fix-one")
    settled(page)
    assert "6-12宗" in value(page)


def test_every_one_of_a_kind_and_ignoring(page: Any) -> None:
    """All findings of a rule at once; one that is ignored stays as it is."""
    paste(page, MANY)
    assert page.locator(".finding").count() == 60
    page.click(".finding >> nth=1")
    page.click(".ignore")
    page.wait_for_selector(".finding.off")
    page.click(".finding >> nth=3")
    page.click(".fix-kind")
    settled(page)
    text = value(page)
    assert text.count(">=") == 1
    assert text.count("指标;") == 59
    page.click(".fix-all")
    settled(page)
    assert value(page).count(">=") == 1
    assert "忽略 1 处" in page.inner_text(".sum")


@pytest.mark.parametrize("name", ["t000.xlsx", "t000.xls", "t000.docx", "t000.html", "t000.gb18030.csv", "t000_rl.pdf"])
def test_files_are_dropped(page: Any, name: str) -> None:
    """Each format opens in a tab of its own, with a card for each string."""
    drop(page, DOCUMENTS / name)
    page.wait_for_selector(".card.file")
    settled(page)
    assert page.inner_text(".tab[aria-selected=true]") == name
    assert "20 个项目" in page.inner_text(f"{PANEL} .sum")
    page.click(".close")
    assert page.locator(".tab").count() == 1


def test_a_file_is_corrected(page: Any, tmp_path: Path) -> None:
    """Everything safe in all strings of a file, undone and made again, and the copy read anew."""
    file = tmp_path / "指标串.txt"
    file.write_text(f"{STRING}\r\n{STRING}\r\n", encoding="gb18030", newline="")
    drop(page, file)
    page.wait_for_selector(".card.file")
    settled(page)
    assert page.locator(".card.file").count() == 2
    page.click(f"{PANEL} .fix-all")
    settled(page)
    page.click(f"{PANEL} .undo")
    settled(page)
    assert len(codes(page)) == 4
    page.click(f"{PANEL} .redo")
    settled(page)
    name, data = downloaded(page, "corrected")
    assert name.startswith("指标串")
    if name.endswith(".txt"):
        assert data.decode("gb18030") == f"{FIXED}\r\n{FIXED}\r\n"


def test_tables_and_report(page: Any) -> None:
    """What is downloaded can be read again."""
    from openpyxl import load_workbook

    drop(page, DOCUMENTS / "t000.docx")
    page.wait_for_selector(".card.file")
    settled(page)
    name, data = downloaded(page, "csv")
    assert name == "t000.指标.csv"
    assert len(list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))) == 120
    name, data = downloaded(page, "xlsx")
    assert name == "t000.指标.xlsx"
    assert load_workbook(io.BytesIO(data))["指标"].max_row == 121
    name, data = downloaded(page, "report")
    assert name == "t000.检查报告.html"
    assert "Content-Security-Policy" in data.decode()


def test_both_languages(page: Any) -> None:
    """All words change, the text stays."""
    paste(page, STRING)
    page.click(".finding >> nth=0")
    page.click("#lang")
    assert page.evaluate("document.documentElement.lang") == "en"
    shown = page.inner_text("body")
    assert "Everything stays on this machine" in shown
    assert "separates the parts" in shown
    left = page.evaluate(
        "[...document.querySelectorAll('[data-t], .acts button, .bar button, .label, h3')]"
        ".map(e => e.textContent).filter(t => /[\\u4e00-\\u9fff]/.test(t))"
    )
    assert left == []
    page.click("#lang")
    assert "全部在本机处理" in page.inner_text("body")
    assert value(page) == STRING


def test_narrow_and_dark(page: Any) -> None:
    """At 360 px nothing sticks out; dark mode is dark."""
    page.set_viewport_size({"width": 360, "height": 800})
    paste(page, STRING + UNSAFE.replace("1、", "2、", 1))
    page.click(".finding >> nth=0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.emulate_media(color_scheme="dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(map(int, ground.strip("rgb()").split(","))) < 150


HOSTILE = '<img src=x onerror=alert(1)><script>alert(2)</script>"\u202e\u0000'


def test_markup_and_turned_text_stay_text(page: Any, tmp_path: Path) -> None:
    """In a name, a value, a project and the name of a file."""
    paste(page, f"1、1-产出指标;11-数量指标；{HOSTILE}；实施周期指标值:{HOSTILE}；年度指标值:XX。")
    for at in range(page.locator(".finding > button").count()):
        page.click(f".finding > button >> nth={at}")
    assert page.evaluate("document.images.length + document.querySelectorAll('main script').length") == 0
    assert "\u202e" not in page.inner_text(".tree") + page.inner_text(".findings")
    file = tmp_path / "<b>x‮txt.csv"
    file.write_text(
        f'项目名称,总计,绩效目标,绩效指标\r\n"{HOSTILE.replace(chr(34), "")}",1,x,{STRING}\r\n', encoding="utf-8"
    )
    drop(page, file)
    page.wait_for_selector(".card.file, .banner:not([hidden])")
    assert "\u202e" not in page.inner_text("header, #tabs")
    assert page.evaluate("document.images.length") == 0


def test_a_script_put_into_the_page_does_not_run(page: Any) -> None:
    """The policy stops what would slip through."""
    stopped = page.evaluate(
        "(() => { try { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=bad()>'); return 'no' }"
        " catch (problem) { return problem.name } })()"
    )
    assert stopped == "TypeError"
    blocked = page.evaluate(
        "fetch('https://example.com/').then(() => 'sent', () => 'blocked')",
    )
    assert blocked == "blocked"
    page.failed.clear()


def test_a_long_paste_stays_usable(page: Any) -> None:
    """One megabyte: answered, typed in, fixed and undone."""
    text = "\n".join([MANY] * (1_000_000 // len(MANY.encode()) + 1))
    assert len(text.encode()) > 1_000_000
    page.evaluate(
        "(text) => { const a = document.querySelector('textarea'); a.value = text;"
        " a.dispatchEvent(new Event('input')) }",
        text,
    )
    settled(page)
    assert page.locator(".finding").count() <= 62
    page.click("textarea")
    page.keyboard.press("Control+End")
    page.keyboard.type("2、")
    assert value(page).endswith("2、")
    settled(page)
    page.click(".finding >> nth=5")
    page.click(".fix-one")
    page.click(".undo")
    assert value(page) == text + "2、"


def test_a_hostile_file_and_a_broken_one(page: Any, tmp_path: Path) -> None:
    """One line that says what is wrong; the page goes on."""
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04" + os.urandom(0) + b"\0" * 200)
    drop(page, broken)
    page.wait_for_selector(f"{PANEL} .banner:not([hidden])")
    assert "坏.xlsx" in page.inner_text(f"{PANEL} .banner")
    page.click("#tabs .tab >> nth=0")
    paste(page, STRING)
    assert codes(page) == ["M001", "M029"]


def test_a_second_tab(page: Any, program: Program) -> None:
    """Another tab of the browser works beside the first."""
    other = page.context.new_page()
    other.goto(program.url)
    other.wait_for_selector("body[data-ready]")
    paste(other, STRING)
    paste(page, UNSAFE)
    assert codes(other) == ["M001", "M029"]
    assert other.is_hidden("#gone")
    other.close()
    paste(page, STRING)
    assert codes(page) == ["M001", "M029"]


def test_ignoring_stays_with_the_file(page: Any, tmp_path: Path) -> None:
    """The corrected copy remembers what was ignored: opened again, it is still ignored."""
    drop(page, DOCUMENTS / "t000.xlsx")
    page.wait_for_selector(".card.file")
    settled(page)
    page.click(f"{PANEL} .finding >> nth=0")
    page.click(f"{PANEL} .ignore")
    name, data = downloaded(page, "corrected")
    copy = tmp_path / name
    copy.write_bytes(data)
    page.click(f"{PANEL} .close")
    drop(page, copy)
    page.wait_for_selector(".card.file")
    settled(page)
    assert page.locator(f"{PANEL} .finding.off").count() == 1
    assert "忽略 1 处" in page.inner_text(f"{PANEL} .sum")


def test_corrected_office_files(page: Any) -> None:
    """What was repaired on the page stands in the copy, with comments; other kinds give an annotated workbook."""
    from openpyxl import load_workbook

    drop(page, DOCUMENTS / "t000.xlsx")
    page.wait_for_selector(".card.file")
    settled(page)
    page.click(f"{PANEL} .fix-all")
    settled(page)
    name, data = downloaded(page, "corrected")
    assert name == "t000.xlsx"
    sheet = load_workbook(io.BytesIO(data))["表10"]
    assert sheet["G7"].comment.text.count("【已修正】M031") == 3
    assert "完成。；" not in sheet["G7"].value
    drop(page, DOCUMENTS / "t000.html")
    page.wait_for_function("() => document.querySelectorAll('.tab').length === 3")
    settled(page)
    name, data = downloaded(page, "corrected")
    assert name == "t000.html.批注.xlsx"
    assert load_workbook(io.BytesIO(data)).sheetnames == ["指标串", "问题"]


def grave(axe: Any, page: Any) -> list[tuple[str, str]]:
    """What axe calls serious or worse."""
    found = axe.run(page).response
    assert len(found["passes"]) > 15
    return [
        (one["id"], one["nodes"][0]["html"][:200])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def test_axe_finds_nothing_serious(page: Any) -> None:
    """With findings, a rule and a file open, in both languages and both colours."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    paste(page, STRING + UNSAFE.replace("1、", "2、", 1))
    page.click(".finding >> nth=0")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert grave(axe, page) == []
    page.click("#lang")
    drop(page, DOCUMENTS / "t003.xlsx")
    page.wait_for_selector(".card.file")
    settled(page)
    assert grave(axe, page) == []
