"""The HTML report in a real browser: what it lists, its filter, its explanations, and that text stays text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from budget_indicators.lint.passages import Passage, findings
from budget_indicators.lint.reports import report
from budget_indicators.lint.reports.base import Summary
from budget_indicators.lint.reports.html import marked
from budget_indicators.rules import all_rules
from budget_indicators.rules.registry import choose

from .browser import Browser, chromium

PROGRAM = chromium()
ATTACK = '<img src=x onerror=alert(1)><script>alert("2")</script>\'"&lt;'
STRINGS = (
    ("培训经费", "1、1-产出指标;12-质量指标；验收合格率；实施周期指标值:120%；年度指标值:>=95%。"),
    (f"{ATTACK}", f"1、1-产出指标；11-数量指标；{ATTACK}；实施周期指标值:**；年度指标值:XX。"),
    ("宣传经费", "1、2-效益指标；22-社会效益；政法工作；实施周期指标值:按要求完成；年度指标值:按要求完成"),
    ("没有问题", "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"),
)


def html(lang: str = "zh") -> str:
    """The report on the four strings, the quality review included."""
    out = io.StringIO()
    made = report("html", out, lang, all_rules())  # type: ignore[arg-type]
    summary = Summary(files=1)
    made.begin()
    made.file("表.txt", ())
    for project, text in STRINGS:
        passage = Passage(text, "表.txt", project)
        found = findings(passage, choose(ignore=("Q021", "Q022", "markup", "M003", "M023"), review=True), None)
        summary.projects += 1
        summary.count(found)
        made.passage(passage, found)
    made.end(summary)
    return out.getvalue()


def test_marks_of_overlapping_findings() -> None:
    """Each stretch of the text carries all the findings that cover it, and the text itself is all there."""
    text = STRINGS[0][1]
    found = findings(Passage(text), choose(), None)
    said = marked(text, found, [f"f{at}" for at in range(len(found))], "en")
    assert said.count("<mark") == len(found)
    assert 'data-f="f1" tabindex="0" title="V002 “验收合格率” is a share and cannot be 120%">120%</mark>' in said


def test_no_markup_of_the_text_survives() -> None:
    """Names, projects and values are escaped in element content and in attributes."""
    page = html()
    assert "<img" not in page
    assert page.count("<script>") == 1
    assert "alert(" in page
    assert "http" not in page.replace("http-equiv", "")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The report, open in the browser."""
    if PROGRAM is None:
        pytest.skip("no Chromium on this machine")
    folder = tmp_path_factory.mktemp("browser")
    file = folder / "report.html"
    file.write_text(html(), encoding="utf-8")
    browser = Browser(PROGRAM, folder / "profile")
    browser.open(file)
    yield browser
    browser.close()


@pytest.fixture
def fresh(page: Browser) -> Browser:
    """The page as it was opened."""
    page.run("document.querySelector('#dialog').close(); document.querySelector('#reset').click()")
    return page


def _visible(page: Browser, selector: str) -> list[str]:
    shown: list[str] = page.run(
        f"[...document.querySelectorAll({selector!r})].filter(e => e.checkVisibility())"
        ".map(e => e.innerText || e.textContent)"
    )
    return shown


def _codes(page: Browser) -> list[str]:
    return _visible(page, ".finding a")


def test_everything_is_listed(fresh: Browser) -> None:
    """Strings with findings, their findings, and the counts by rule and project."""
    assert _codes(fresh) == ["M001", "V002", "M029", "M064", "V006", "V006", "Q001", "M033"]
    assert _visible(fresh, ".string h3") == ["培训经费", ATTACK, "宣传经费"]
    assert _visible(fresh, "tr[data-rule]")[0].split("\t")[0] == "V006"
    assert [row.split("\t") for row in _visible(fresh, "tr[data-project]")] == [
        [ATTACK, "表.txt", "3"],
        ["培训经费", "表.txt", "3"],
        ["宣传经费", "表.txt", "2"],
    ]


def test_the_text_is_shown_as_it_is(fresh: Browser) -> None:
    """Each string stands on the page character for character, its findings marked where they are."""
    texts = fresh.run("[...document.querySelectorAll('.text')].map(e => e.textContent)")
    assert texts == [text for _, text in STRINGS[:3]]
    assert fresh.run("document.querySelectorAll('mark')[1].textContent") == "120%"


def test_nothing_of_a_text_runs_or_loads(fresh: Browser) -> None:
    """A script or image in a name does nothing, and the page asks for nothing but itself."""
    assert fresh.dialogs == []
    assert [one.rpartition("/")[2] for one in fresh.requests] == ["report.html"]
    assert fresh.run("document.images.length") == 0


def test_the_policy_stops_what_would_slip_through(fresh: Browser) -> None:
    """Even a script put into the page does not run."""
    fresh.run("document.body.insertAdjacentHTML('beforeend', '<img src=\"data:x\" onerror=\"window.bad = 1\">')")
    fresh.run("new Promise(done => setTimeout(done, 100))")
    assert fresh.run("window.bad") is None
    fresh.run("document.querySelector('img').remove()")


def test_search(fresh: Browser) -> None:
    """Typing narrows the list to strings that hold the words."""
    fresh.type("#search", "宣传")
    assert _codes(fresh) == ["Q001", "M033"]
    assert fresh.run("document.querySelector('#shown').textContent") == "2"


def test_filter_by_rule_project_and_severity(fresh: Browser) -> None:
    """A click on a rule, then on a project, shows what belongs to both; a second click takes the choice back."""
    fresh.click("tr[data-rule=V006] button")
    assert _codes(fresh) == ["V006", "V006"]
    fresh.click("tr[data-project=p0] button")
    assert _codes(fresh) == []
    fresh.click("tr[data-rule=V006] button")
    assert _codes(fresh) == ["M001", "V002", "M029"]
    fresh.click(".bar input[value=error]")
    assert _codes(fresh) == ["M001", "M029"]
    fresh.click("#reset")
    assert len(_codes(fresh)) == 8


def test_a_click_explains(fresh: Browser) -> None:
    """A click on a mark opens the explanation of its rule and shows which finding it is."""
    fresh.click("mark.error")
    assert fresh.run("document.querySelector('#dialog').open") is True
    assert "V002 占比超过100%" in _visible(fresh, "#explained")[0]
    assert "占比类指标" in _visible(fresh, "#explained")[0]
    assert [text.split("\n")[0] for text in _visible(fresh, ".finding.lit")] == ["V002"]
    fresh.click("#close")
    assert fresh.run("document.querySelector('#dialog').open") is False


def test_screenshot(fresh: Browser, tmp_path: Path) -> None:
    """The page paints something: a picture of its size, not of one colour."""
    picture = tmp_path / "report.png"
    fresh.screenshot(picture)
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) > 20_000
