"""Save the parsers and terminals of the grammars: ``python -m budget_indicators.grammar.save``.

Run it after a change to ``grammar/*.lark``; it writes ``saved.py`` and one ``<name>.lalr`` for each grammar.
"""

from __future__ import annotations

from pathlib import Path

import lark

from .loader import NAMES, build, fingerprint

_HERE = Path(__file__).parent


def saved_module() -> str:
    """The text of ``saved.py``: what a saved parser was made from, and the terminals of each grammar."""
    lines = [
        '"""Made by ``python -m budget_indicators.grammar.save`` from ``grammar/*.lark``: do not edit."""',
        "",
        "# ruff: noqa: E501, RUF100",
        "# fmt: off",
        "",
        f'LARK = "{lark.__version__}"',
        "GRAMMARS = {" + ", ".join([f'"{name}": {fingerprint(name)}' for name in NAMES]) + "}",
        "TERMINALS: dict[str, dict[str, str]] = {",
    ]
    for name in NAMES:
        lines.append(f'    "{name}": {{')
        for terminal in sorted(build(name).terminals, key=lambda one: one.name):
            lines.append(f'        "{terminal.name}": {terminal.pattern.to_regexp()!r},')
        lines.append("    },")
    return "\n".join([*lines, "}", ""])


def main() -> None:
    """Write the files."""
    for name in NAMES:
        with (_HERE / f"{name}.lalr").open("wb") as file:
            build(name).save(file)
    (_HERE / "saved.py").write_text(saved_module(), encoding="utf-8")


if __name__ == "__main__":
    main()
