"""The overview in a real browser: figures, labels, links to rows, narrow, dark, printed, and without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from budget_indicators.cli.main import main

from .conftest import MadeFolder
from .test_command import HOSTILE


@pytest.fixture
def page(browser: Any, made: MadeFolder) -> Iterator[Any]:
    """The overview of two hundred documents, on a machine without a network."""
    yield from opened(browser, made.page)


def opened(browser: Any, path: Path, **options: Any) -> Iterator[Any]:
    """A page that must ask for nothing but itself, and in which nothing may fail."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, offline=True, **options)
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda problem: failed.append(str(problem)))
    page.on("console", lambda said: failed.append(said.text))
    page.on("dialog", lambda dialog: (failed.append(dialog.message), dialog.dismiss()))
    page.goto(path.as_uri())
    yield page
    assert {url.partition("#")[0] for url in asked} == {path.as_uri()}
    assert failed == []
    context.close()


def test_the_figures_are_drawn(page: Any, made: MadeFolder) -> None:
    """Each has bars with a length, and labels in Chinese that lie inside the picture."""
    drawn = page.evaluate(
        """() => [...document.querySelectorAll('figure svg')].map(svg => {
            const box = svg.getBoundingClientRect();
            const texts = [...svg.querySelectorAll('text')];
            return {
                width: box.width,
                bars: [...svg.querySelectorAll('path')].filter(bar => bar.getBoundingClientRect().width > 1).length,
                texts: texts.map(text => text.textContent).join(' '),
                font: getComputedStyle(texts[0]).fontFamily,
                outside: texts.filter(text => {
                    const own = text.getBoundingClientRect();
                    return own.left < box.left - 1 || own.right > box.right + 1;
                }).map(text => text.textContent),
            };
        })"""
    )
    assert len(drawn) == made.html.count("<figure")
    assert len(drawn) >= 12
    for figure in drawn:
        assert figure["width"] > 300
        assert figure["bars"] >= 1
        assert figure["outside"] == []
        assert "PingFang SC" in figure["font"]
    assert any("服务对象满意度指标" in figure["texts"] for figure in drawn)


def test_a_bar_leads_to_its_rows(page: Any) -> None:
    """A click opens the list; its rows name the document, which the table of documents leads to."""
    page.click("#withheld svg a >> nth=0")
    page.wait_for_selector("#withheld-1[open] tbody tr", state="visible")
    row = page.locator("#withheld-1 tbody tr").first
    assert "涉密项目" in row.inner_text()
    row.locator("a").click()
    name = page.evaluate("document.querySelector('tr:target a').textContent")
    assert name in page.evaluate("document.querySelector('tr:target a').href.split('/').map(decodeURIComponent).pop()")


def test_every_link_leads_somewhere(page: Any) -> None:
    """Inside the page."""
    lost = page.evaluate(
        """() => [...document.querySelectorAll('a')].map(a => a.getAttribute('href') || a.getAttribute('xlink:href'))
            .filter(href => href.startsWith('#') && !document.getElementById(href.slice(1)))"""
    )
    assert lost == []


def test_each_line_of_a_figure_leads_to_its_rows(page: Any) -> None:
    """And there are as many as the table says, or it is said how many more there are."""
    wrong = page.evaluate(
        """() => [...document.querySelectorAll('.pair tbody th a')].filter(link => {
            const list = document.querySelector(link.getAttribute('href'));
            return !list || !list.querySelector('tbody tr');
        }).length"""
    )
    assert wrong == 0
    counts = page.evaluate(
        """() => [...document.querySelectorAll('#satisfaction .pair tbody tr')].map(row => {
            const link = row.querySelector('a'), cells = row.querySelectorAll('td');
            if (!link) return null;
            const list = document.querySelector(link.getAttribute('href'));
            const more = list.querySelector('.note');
            const left = more ? Number(more.textContent.replace(/\\D/g, '')) : 0;
            return [Number(cells[0].textContent.replace(/,/g, '')), list.querySelectorAll('tbody tr').length + left];
        }).filter(Boolean)"""
    )
    assert counts
    assert all(said == listed for said, listed in counts)


@pytest.mark.parametrize("width", [360, 800, 1600])
def test_nothing_scrolls_sideways(page: Any, width: int) -> None:
    """On a telephone as on a wide screen."""
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_mode(browser: Any, made: MadeFolder) -> None:
    """The ground is dark, and text and bars are light on it."""
    for page in opened(browser, made.page, color_scheme="dark"):
        colours = page.evaluate(
            """() => ['body', 'figure text', 'figure path'].map(name => {
                const style = getComputedStyle(document.querySelector(name));
                const colour = name === 'body' ? style.backgroundColor : style.fill;
                return colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
            })"""
        )
        ground, text, bar = colours
        assert ground < 150
        assert text > 500
        assert bar > 300


def test_printed(page: Any, tmp_path: Path) -> None:
    """Figures and tables are on the paper, lists of rows and queries are not."""
    page.emulate_media(media="print")
    assert page.locator("figure svg").first.is_visible()
    assert not page.locator("nav").is_visible()
    assert not page.locator(".rows").first.is_visible()
    assert not page.locator(".query").first.is_visible()
    page.pdf(path=tmp_path / "p.pdf", format="A4")
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")


def test_it_is_accessible(page: Any) -> None:
    """As far as axe can tell."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page)
    assert [each["id"] for each in found.response["violations"]] == []


def test_hostile_names_do_nothing(browser: Any, tmp_path: Path) -> None:
    """Markup in a document is text on the page."""
    (tmp_path / "a.txt").write_text(
        f"1、1-产出指标；11-数量指标；{HOSTILE}；实施周期指标值:1次；年度指标值:{HOSTILE}。\n", encoding="utf-8"
    )
    out = tmp_path / "r.html"
    assert main(["report", str(tmp_path / "a.txt"), "-o", str(out), "--quiet"]) == 0
    for page in opened(browser, out):
        assert page.evaluate("window.bad") is None
        assert page.evaluate("document.images.length") == 0
        assert page.evaluate("document.scripts.length") == 1
