"""``docs/accuracy.md`` from what was measured, version by version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import cattrs

from .sets import Measured
from .tally import Tally, interval

HERE = Path(__file__).parent
RESULTS = HERE / "results"
FIRST_CONTACT = HERE / "first_contact.tsv"
SCANS = HERE / "scans.tsv"
PAGE = HERE.parent.parent / "docs" / "accuracy.md"
_MANY = 24
"""Kinds of a set that are shown at once; more are folded."""

_HEAD = """\
# Accuracy

<!-- Written by `python -m tests.accuracy`; do not edit. -->

How often the program is right, how often it says that it is not sure, and how often it is **wrong in silence**, on
the project's own sets.

- **Right**: as a careful person reads it, all of it.
- **Doubted**: wrong, with a finding on it. **Refused**: not read, with a finding that says so.
- **Silent**: wrong or missing, and nothing says so.
- The **interval** holds the true share of the right ones with 95 % confidence (Wilson's score).

Most sets are tests: the errors that they showed were mended, so these shares say what does not break again, and not how
a new file fares. For that, see [First contact](#first-contact): material that was written with its expectation before
the program saw it, and counted once, before anything was mended. The strings of the damage sets are made with seeds
that no test uses.
"""
_FIRST_CONTACT = """\
Each round was written, with its expectations, before the program was run on it; then the errors were mended by their
kind. New layouts of tables were read right in 87 to 94 % of their rows, new kinds of damage in 53 to 92 % of the
entries; of new faults lint found 78 to 99 %. The share depends on how far a round is from everything before it.
"""


@attrs.frozen
class Results:
    """What one version of the program did, and when it was measured."""

    version: str
    date: str
    sets: list[Measured]


def store(results: Results) -> Path:
    """Keep the results of a version; measured again, it replaces what was kept."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{results.version}.json"
    data = cattrs.unstructure(results)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def kept() -> list[Results]:
    """The results of all versions, the newest first."""
    paths = sorted(RESULTS.glob("*.json"), key=lambda path: [int(part) for part in path.stem.split(".")], reverse=True)
    return [cattrs.structure(json.loads(path.read_text(encoding="utf-8")), Results) for path in paths]


def page(versions: list[Results]) -> str:
    """The page: the newest version in full, the others in one table."""
    newest = versions[0]
    parts = [_HEAD, f"Measured with version {newest.version} on {newest.date}.\n", _summary(newest.sets)]
    parts += ["## First contact\n", _FIRST_CONTACT, _folded("Every round", _tsv(FIRST_CONTACT))]
    parts += ["## Scans\n", _tsv(SCANS)]
    parts += ["\n".join(_section(each)) for each in newest.sets]
    parts += ["## Versions\n", _versions(versions)]
    return "\n".join(parts)


def _summary(sets: Iterable[Measured]) -> str:
    lines = ["| set | of | right | interval | doubted | refused | silent |", "|---|---:|---:|---|---:|---:|---:|"]
    lines += [f"| {each.name} {_row(each.total)}" for each in sets]
    return "\n".join(lines) + "\n"


def _section(each: Measured) -> Iterator[str]:
    yield f"## {each.name}\n\n{each.what[0].upper()}{each.what[1:]}.\n"
    if each.others:
        yield "| by | of | right | interval | doubted | refused | silent |\n|---|---:|---:|---|---:|---:|---:|"
        yield f"| this program {_row(each.total)}"
        yield from (f"| {name} {_row(counts)}" for name, counts in each.others.items())
        yield ""
    if each.kinds:
        rows = [f"| {kind} {_row(counts)}" for kind, counts in each.kinds.items()]
        head = ["| kind | of | right | interval | doubted | refused | silent |", "|---|---:|---:|---|---:|---:|---:|"]
        folded = len(rows) > _MANY
        if folded:
            yield f'??? note "{len(rows)} kinds"\n'
        yield from (f"    {line}" if folded else line for line in (*head, *rows))
        yield ""


def _row(counts: Tally) -> str:
    low, high = interval(counts.right, counts.all)
    share = counts.right / counts.all if counts.all else 0.0
    numbers = " | ".join(map(str, (counts.doubted, counts.refused, counts.silent)))
    return f"| {counts.all} | {share:.1%} | {low:.1%}–{high:.1%} | {numbers} |"


def _tsv(path: Path) -> str:
    """A table kept by hand: its first line is the head, ``##`` a remark below it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("##")]
    head = ["| " + " | ".join(rows[0]) + " |", "|" + "---|" * len(rows[0])]
    notes = [line.removeprefix("##").strip() for line in lines if line.startswith("##")]
    return "\n".join([*head, *("| " + " | ".join(row) + " |" for row in rows[1:]), "", *notes]) + "\n"


def _folded(title: str, table: str) -> str:
    """A table that is shown on a click."""
    lines = [f"    {line}".rstrip() for line in table.splitlines()]
    return "\n".join([f'??? note "{title}"\n', *lines, ""])


def _versions(versions: list[Results]) -> str:
    names = [each.name for each in versions[0].sets]
    lines = ["| set | " + " | ".join(each.version for each in versions) + " |", "|---|" + "---:|" * len(versions)]
    for name in names:
        found = [next((each.total for each in one.sets if each.name == name), None) for one in versions]
        cells = ["" if one is None else f"{one.right / one.all:.1%}, {one.silent} silent" for one in found]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
