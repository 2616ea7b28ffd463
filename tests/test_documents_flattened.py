"""Another district's table flattened in many ways: widths, blank lines, indentation, page heads, missing full stops."""

from __future__ import annotations

import random
from itertools import islice

import pytest
from documents_support import MADE, expected, squeezed

from budget_indicators.documents.content import read_text_document

HEAD = "项目名称（资金使用单位） 总计 财政拨款 财政专户拨款 其他资金 绩效目标 绩效指标"
TOP = ["项目支出绩效目标表（含转移支付项目）", "部门名称：广州市天河区城市管理和综合执法局 单位：万元", HEAD]
NAMES = ["行财09", "“三同步”及新媒体建设专项经费", "党建", "农村公路“四好”示范创建（一期）", "大学生村官", "普查"]


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of so many Han characters, as a column of that width breaks it."""
    lines, line, used = [], "", 0
    for char in text:
        wide = 2 if ord(char) > 0x2000 else 1
        if used + wide > 2 * width:
            lines.append(line)
            line, used = "", 0
        line += char
        used += wide
    return [*lines, line]


def varied(chance: random.Random) -> list[list[str]]:
    """The district's rows with other names, secret projects, half-width separators, full stops left out."""
    rows = [list(row) for row in expected(MADE / "tianhe.json")["rows"]]
    for row in rows:
        if not row[6]:
            continue
        match chance.randrange(10):
            case 0 | 1:
                row[6] = row[6].rstrip("。")
            case 2:
                row[6] = row[6].replace("；", ";")
            case 3:
                row[0] = row[5] = row[6] = "涉密项目"
            case 4 | 5 | 6:
                row[0] = chance.choice(NAMES)
        if chance.random() < 0.3:
            row[5] = row[5].rstrip("。")
    return rows


def flattened(rows: list[list[str]], chance: random.Random) -> str:
    """The rows as the text of a PDF gives them."""
    names, goals, strings = chance.choice([14, 17, 20]), chance.choice([20, 23, 26]), chance.choice([32, 36, 40])
    indent = " " * chance.choice([4, 4, 2, 0])
    last_with_amounts = chance.random() < 0.3
    out = list(TOP)
    page = 1
    for row in rows:
        amounts = " ".join(cell for cell in row[1:5] if cell)
        first, *rest = wrapped(row[0], names)
        lead = indent if row[6] else ""
        if not rest:
            out.append(f"{lead}{first} {amounts}")
        elif last_with_amounts:
            out += [lead + first, *rest[:-1], f"{rest[-1]} {amounts}"]
        else:
            out += [lead + first, *rest, amounts]
        if row[6]:
            out += wrapped(row[5], goals) + wrapped(row[6], strings)
        if chance.random() < 0.15 and not set(out[-3:]) & set(TOP):
            tail = [out.pop() for _ in range(chance.randrange(1, 4))]
            out += [f"第 {page} 页", *TOP, *reversed(tail)]
            page += 1
    match chance.randrange(3):
        case 0:
            return "\n\n".join(out)
        case 1:
            lines = iter(out)
            blocks = iter(lambda: list(islice(lines, chance.choice([3, 4, 5]))), [])
            return "\n\n".join("\n".join(block) for block in blocks)
        case _:
            return "\n".join(out)


@pytest.mark.parametrize("seed", range(24))
def test_flattened_tables(seed: int) -> None:
    """Every name, goal and string is put together again, every unit is known."""
    chance = random.Random(seed)
    rows = varied(chance)
    found = read_text_document(flattened(rows, chance))
    projects = [row for row in rows if row[6]]
    assert [squeezed(line.name) for line in found.sums] == [squeezed(row[0]) for row in rows if not row[6]]
    assert [squeezed(project.name) for project in found.projects] == [squeezed(row[0]) for row in projects]
    assert [squeezed(project.goal) for project in found.projects] == [squeezed(row[5]) for row in projects]
    assert [squeezed(project.text) for project in found.projects] == [squeezed(row[6]) for row in projects]
    assert [project.total for project in found.projects] == [
        project.total for project in read_text_document("\n".join([*TOP[:2], *tabbed(rows)])).projects
    ]


def tabbed(rows: list[list[str]]) -> list[str]:
    """The same rows with tabs between their cells."""
    return ["\t".join(HEAD.split()), *("\t".join(row) for row in rows)]
