"""The worked notebook runs, and shows what it says it shows; its pages on the site are made from it.

The Chinese page has its words from the cells' metadata (``zh``).

``UPDATE_DOCS=1 pytest tests/test_notebook.py`` writes what is shown into all.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[1] / "docs"
NOTEBOOK = DOCS / "notebook.ipynb"
PAGES = {"en": DOCS / "notebook.md", "zh": DOCS / "notebook.zh-CN.md"}
SAME = {
    "en": "The same as a file for Jupyter: [notebook.ipynb](notebook.ipynb).",
    "zh": "供 Jupyter 打开的文件：[notebook.ipynb](notebook.ipynb)（说明为英文）。",
}
Cell = dict[str, Any]


def shown(cell: Cell, names: dict[str, Any]) -> list[Cell]:
    """Run a cell as a notebook does: what it prints, and its last expression as text and as HTML."""
    module = ast.parse("".join(cell["source"]))
    last = module.body.pop() if module.body and isinstance(module.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(module, "<cell>", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    outputs: list[Cell] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": lines(printed.getvalue())})
    if value is not None:
        data = {"text/html": lines(value._repr_html_())} if hasattr(value, "_repr_html_") else {}
        data["text/plain"] = lines(repr(value))
        number = cell["execution_count"]
        outputs.append({"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return outputs


def lines(text: str) -> list[str]:
    """A text as notebooks keep it."""
    return text.splitlines(keepends=True)


def page_of(notebook: Cell, lang: str) -> str:
    """The notebook as a page of the site, in one of its languages."""
    parts = []
    for cell in notebook["cells"]:
        source = "".join(cell["metadata"].get(lang, cell["source"]))
        parts.append(source if cell["cell_type"] == "markdown" else f"```python\n{source}\n```")
        for output in cell.get("outputs", ()):
            data = output.get("data", {"text/plain": output.get("text")})
            html, plain = data.get("text/html"), "".join(data["text/plain"]).rstrip()
            parts.append("".join(html) if html is not None else f"```text\n{plain}\n```")
    title, *rest = parts
    return "\n\n".join([title, SAME[lang], *rest]) + "\n"


def test_the_notebook_shows_what_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell is run, in order, from the folder the notebook is in."""
    pytest.importorskip("pyarrow")
    monkeypatch.chdir(DOCS)
    notebook = json.loads(NOTEBOOK.read_text("utf-8"))
    names: dict[str, Any] = {"__name__": "__main__"}
    made = json.loads(json.dumps(notebook))
    for number, cell in enumerate((each for each in made["cells"] if each["cell_type"] == "code"), 1):
        cell["execution_count"] = number
        cell["outputs"] = shown(cell, names)
    if os.environ.get("UPDATE_DOCS"):
        NOTEBOOK.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
        for lang, page in PAGES.items():
            page.write_text(page_of(made, lang), "utf-8")
    assert [cell.get("outputs") for cell in notebook["cells"]] == [cell.get("outputs") for cell in made["cells"]]
    assert {lang: page.read_text("utf-8") for lang, page in PAGES.items()} == {
        lang: page_of(made, lang) for lang in PAGES
    }


def test_the_notebook_is_short_and_names_no_machine() -> None:
    """What it keeps can be read and reviewed."""
    text = NOTEBOOK.read_text("utf-8")
    assert len(text) < 60_000
    assert json.loads(text)["nbformat"] == 4
    assert "/home/" not in text
    assert "/root" not in text
