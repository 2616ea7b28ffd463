"""The overview as one HTML file: figures, the same numbers in tables, and as many rows behind them as fit.

It needs no network; its own short script only opens the list of rows that a link leads to. Everything that comes from a
document is escaped, and a content security policy lets nothing else run or load.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from .. import __version__
from ..lint.reports.self_contained import asset, escaped, head
from ..model.nodes import Language
from ..model.rule import Both
from .charts import ChartBar, bar_chart
from .database import Answer
from .figures import Figure, RowsOf
from .markup import address, column_head, short, short_names, table, with_code
from .overview import AnsweredFigure, AnsweredSection, Doubt, FigureLine, FileLine, Overview
from .repeated import Alike
from .wording import SO, amount, chart_amount, label, line_name, place, rule_name

if TYPE_CHECKING:
    from ..documents.readers.scan.crops import Crops

ROOM = 200_000
"""Bytes of a page about up to two hundred documents; each further document adds a thousand."""
_FOR_EACH = 1_000
_MOST_BARS = 15
_MOST_LISTED, _MOST_NAMED = 400, 40
_PIECES, _PIECES_ROOM = 40, 60_000  # pieces of scans: their number, and their bytes in all
_WIDEST, _HIGHEST = 480, 96  # dots of each
_MONEY = Both("万元", "万元")
_HEADS: dict[RowsOf, tuple[Both, ...]] = {
    "counted_projects": (Both("Project", "项目"), _MONEY),
    "counted_indicators": (Both("Project", "项目"), Both("Indicator", "指标"), Both("Target", "指标值")),
    "findings": (Both("Project", "项目"), Both("Finding", "问题")),
}


@attrs.define
class _Rows:
    """The rows behind a line of a figure, as HTML; ``left`` is the number of those not shown."""

    anchor: str
    title: str
    heads: str
    rows: list[str]
    count: int
    lang: Language

    def written(self, most: int) -> str:
        """The list with as many rows as it may show; empty if it may show none."""
        shown = self.rows[:most]
        if not shown:
            return ""
        left = self.count - len(shown)
        zh = self.lang == "zh"
        more = (f"另有{left:,}行，见工作簿。" if zh else f"{left:,} more rows are in the workbook.") if left > 0 else ""
        note = f"<p class=note>{more}</p>" if more else ""
        return (
            f'<details id="{self.anchor}"><summary>{self.title}</summary>{table(self.heads, shown)}{note}</details>\n'
        )


@attrs.define
class OverviewPage:
    """The page in one language; ``folder`` is where it will be saved, for the links to the documents."""

    overview: Overview
    lang: Language
    folder: Path
    _names: dict[str, str] = attrs.field(init=False)
    _numbers: dict[str, int] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Number and name the files."""
        files = [file.file for file in self.overview.files]
        self._names = short_names(files)
        self._numbers = {file: number for number, file in enumerate(files, 1)}

    def say(self, en: str, zh: str) -> str:
        """The text in the language of the page."""
        return zh if self.lang == "zh" else en

    def written(self) -> str:
        """The whole page."""
        parts: list[str | _Rows] = [*self._top()]
        for section in self.overview.sections:
            parts += self._section(section)
        parts += [*self._doubts(), *self._not_read(), *self._alike(), *self._files(), *self._how(), self._end()]
        return "".join(self._fitted(parts))

    def _fitted(self, parts: Sequence[str | _Rows]) -> Iterator[str]:
        """The parts, with as many rows behind each line as fit into the page."""
        fixed = sum(len(part.encode()) for part in parts if isinstance(part, str))
        room = ROOM + _FOR_EACH * max(0, len(self.overview.files) - 200) - fixed
        lists = [part for part in parts if isinstance(part, _Rows)]

        def needed(most: int) -> int:
            return sum(len(each.written(most).encode()) for each in lists)

        longest = max((len(each.rows) for each in lists), default=0)
        most = max(1, bisect_right(range(longest + 1), room, key=needed) - 1)
        for part in parts:
            yield part if isinstance(part, str) else part.written(most)

    # --- the top -----------------------------------------------------------------------------------------------------

    def _top(self) -> Iterator[str]:
        title = self.say("Overview of budget performance indicators", "绩效指标概览")
        style, script = (asset("budget_indicators.report", name) for name in ("report.css", "report.js"))
        yield head(title, self.say("en", "zh-CN"), style, script, pictures=bool(self.overview.doubts))
        yield f"<header><h1>{title}</h1>\n<p class=note>{self._about()}</p>\n<dl class=numbers>\n"
        for number, value in self.overview.numbers:
            yield (
                f'<div><dt>{number.title.get(self.lang)}</dt><dd><a href="#{number.figure}" '
                f'data-number="{number.key}">{amount(value, number.kind)}</a></dd></div>\n'
            )
        links = [(each.section.key, each.section.title.get(self.lang)) for each in self.overview.sections]
        links += [("scans", self.say("Scans", "扫描件"))] if self.overview.doubts else []
        links += [("unread", self.say("Not read", "无法读取")), ("twice", self.say("Repeated", "重复的表"))]
        links += [("files", self.say("Documents", "文件")), ("how", self.say("Check", "复核"))]
        listed = "".join(f'<li><a href="#{key}">{name}</a></li>' for key, name in links)
        yield f"</dl>\n<nav><ul>{listed}</ul></nav></header>\n<main>\n"

    def _about(self) -> str:
        read, failed, repeated = len(self.overview.read), len(self.overview.failed), len(self.overview.repeated)
        en = [f"{read:,} documents read."]
        zh = [f"读取了{read:,}个文件。"]
        if failed:
            en.append(f'<a href="#unread">{failed:,} could not be read</a> and are in no number.')
            zh.append(f'<a href="#unread">{failed:,}个无法读取</a>，不计入任何数字。')
        if repeated:
            en.append(f'<a href="#twice">{repeated:,} tables repeat another</a> and are counted once.')
            zh.append(f'<a href="#twice">{repeated:,}张表与其他文件重复</a>，只计一次。')
        en.append("Amounts are in 万元 (10,000 yuan).")
        zh.append("金额单位：万元。")
        return self.say(" ".join(en), "".join(zh))

    # --- figures -----------------------------------------------------------------------------------------------------

    def _section(self, answered: AnsweredSection) -> Iterator[str | _Rows]:
        section = answered.section
        yield f'<section id="{section.key}"><h2>{section.title.get(self.lang)}</h2>\n'
        if answered.is_empty:
            yield f"<p>{section.nothing.get(self.lang)}</p>\n"
        for each in answered.figures:
            if each.is_empty:
                yield f'<span id="{each.figure.key}"></span>'
            else:
                yield from self._figure(each)
        yield "</section>\n"

    def _figure(self, answered: AnsweredFigure) -> Iterator[str | _Rows]:
        figure = answered.figure
        title = escaped(figure.title.get(self.lang))
        bars = [self._bar(answered, at) for at, line in enumerate(answered.lines) if not line.together]
        yield f'<article id="{figure.key}"><h3>{title}</h3>\n'
        if note := figure.note.get(self.lang):
            yield f"<p class=note>{with_code(note)}</p>\n"
        chart = bar_chart(bars[:_MOST_BARS])
        yield f'<div class=pair><figure aria-label="{title}">{chart}</figure>\n{self._table(answered)}</div>\n'
        yield f"<details class=rows><summary>{self.say('Rows', '明细')}</summary>\n"
        for at in range(len(answered.lines)):
            yield self._rows_of(answered, at)
        yield "</details>\n"
        if not figure.outside:
            yield f"<details class=query><summary>SQL</summary><pre>{escaped(figure.query)};</pre></details>\n"
        yield "</article>\n"

    def _bar(self, answered: AnsweredFigure, at: int) -> ChartBar:
        line, first = answered.lines[at], answered.figure.amounts[0]
        largest = max(each.amounts[0] or Decimal(0) for each in answered.lines)
        shown = chart_amount(line.amounts[0], first.kind, largest)
        name = line_name(answered, line, self.lang)
        link = f"#{answered.figure.key}-{at + 1}" if line.rows else ""
        said = f"{name}: {amount(line.amounts[0], first.kind)} {first.title.get(self.lang)}"
        return ChartBar(name, float(line.amounts[0] or 0), shown, said, link)

    def _labels(self, figure: Figure, line: FigureLine) -> list[str]:
        return [label(each, column, self.lang) for each, column in zip(line.labels, figure.labels, strict=True)]

    def _table(self, answered: AnsweredFigure) -> str:
        figure = answered.figure
        heads = [column_head(column.title.get(self.lang)) for column in figure.labels]
        if figure.outside:
            heads.append(column_head(self.say("Name", "规则名称")))
        heads += [column_head(column.title.get(self.lang), number=True) for column in figure.amounts]
        return table(heads, (self._table_line(answered, at) for at in range(len(answered.lines))))

    def _table_line(self, answered: AnsweredFigure, at: int) -> str:
        line, figure = answered.lines[at], answered.figure
        if line.together:
            rest = self.say(f"{line.together:,} others", f"其余{line.together:,}项")
            cells = [f"<td colspan={len(figure.labels) + figure.outside}>{rest}"]
        else:
            names = [escaped(name) for name in self._labels(figure, line)]
            if line.rows:
                names[0] = f'<a href="#{figure.key}-{at + 1}">{names[0]}</a>'
            cells = [f"<th scope=row>{names[0]}", *(f"<td>{name}" for name in names[1:])]
            if figure.outside:
                cells.append(f"<td>{escaped(rule_name(str(line.labels[0]), self.lang))}")
        for each, column in zip(line.amounts, figure.amounts, strict=True):
            cells.append(f"<td class=n>{amount(each, column.kind)}")
        return f"<tr>{''.join(cells)}\n"

    # --- rows --------------------------------------------------------------------------------------------------------

    def _rows_of(self, answered: AnsweredFigure, at: int) -> _Rows:
        figure, line = answered.figure, answered.lines[at]
        heads = column_head(self.say("Where", "出处"))
        heads += "".join(column_head(title.get(self.lang), number=title == _MONEY) for title in _HEADS[figure.rows_of])
        write = {
            "counted_projects": self._project_row,
            "counted_indicators": self._indicator_row,
            "findings": self._finding_row,
        }[figure.rows_of]
        title = escaped(" · ".join(self._labels(figure, line)))
        rows = [f"<tr><td>{write(row)}\n" for row in line.rows]
        return _Rows(f"{figure.key}-{at + 1}", title, heads, rows, line.count, self.lang)

    def _project_row(self, row: Answer) -> str:
        file, page, sheet, table_row, line, who, unit, project, total = row
        where = self._where(file, place(page, sheet, table_row, line, self.lang))
        money = amount(None if total is None else Decimal(str(total)) / 10_000, "money")
        return f"{where}<td>{short(project or unit or who, 48)}<td class=n>{money}"

    def _indicator_row(self, row: Answer) -> str:
        file, page, sheet, table_row, line, who, project, name, text = row
        where = self._where(file, place(page, sheet, table_row, line, self.lang))
        return f"{where}<td>{short(project or who, 40)}<td>{short(name, 48)}<td>{short(text, 60)}"

    def _finding_row(self, row: Answer) -> str:
        file, place_en, place_zh, project, message_en, message_zh = row
        where = self._where(file, self.say(place_en, place_zh))
        return f"{where}<td>{short(project, 40)}<td>{short(self.say(message_en, message_zh), 120)}"

    def _where(self, file: str, at: str = "") -> str:
        """A file, by the shortest name that distinguishes it, and the place in it."""
        name = f"<a href=#d{self._numbers[file]}>{short(self._names[file], 40)}</a>"
        return f"{name} {escaped(at)}" if at else name

    # --- scans -------------------------------------------------------------------------------------------------------

    def _doubts(self) -> Iterator[str]:
        """The places that text recognition may have misread, each beside the piece of the picture."""
        if not self.overview.doubts:
            return
        from ..documents.readers.scan.crops import Crops

        crops = Crops(_PIECES, _PIECES_ROOM, _WIDEST, _HIGHEST)
        lines = [self._doubt_line(each, crops) for each in self.overview.doubts]
        count = self.overview.doubts_count
        note = self.say(
            f"Text recognition (OCR) may have misread {count:,} places: compare them with the scan.",
            f"文字识别（OCR）可能认错了{count:,}处，请与扫描件核对。",
        )
        yield f"<section id=scans><h2>{self.say('To compare with the scan', '请与扫描件核对')}</h2>\n<article>"
        yield f"<p class=note>{note}</p>\n"
        titles = (
            Both("Where", "出处"),
            Both("Project", "项目"),
            Both("Doubt", "疑点"),
            Both("In the scan", "扫描件原图"),
        )
        yield table([column_head(title.get(self.lang)) for title in titles], lines)
        if crops.left_out:
            yield f"<p class=note>{self._without_picture(crops.left_out)}</p>"
        if left := count - len(lines):
            more = self.say(
                f"{left:,} more are not shown; `lint --output-format html` shows those of a file.",
                f"另有{left:,}处未列出，可用 `lint --output-format html` 查看单个文件的全部疑点。",
            )
            yield f"<p class=note>{with_code(more)}</p>"
        yield "</article></section>\n"

    def _doubt_line(self, doubt: Doubt, crops: Crops) -> str:
        shown = crops.address(doubt.file, doubt.seen)
        alt = self.say("text in the scan", "扫描件中的原图")
        picture = f'<img class=seen src="{shown}" alt="{alt}">' if shown else "–"
        where = self._where(doubt.file, doubt.place.get(self.lang))
        said = short(doubt.message.get(self.lang), 160)
        return f"<tr><td>{where}<td>{short(doubt.project, 40)}<td>{said}<td>{picture}\n"

    def _without_picture(self, count: int) -> str:
        return self.say(
            f"{count:,} are without a picture: no more room in this page, or the scan or the extra ocr is not at hand.",
            f"其中{count:,}处没有原图：本页容量有限，或找不到扫描件，或未安装附加组件 ocr。",
        )

    # --- files -------------------------------------------------------------------------------------------------------

    def _not_read(self) -> Iterator[str]:
        failed = self.overview.failed
        yield f"<section id=unread><h2>{self.say('Unreadable documents', '无法读取的文件')}</h2>\n<article>"
        if failed:
            heads = (column_head(self.say("File", "文件")), column_head(self.say("Why", "原因")))
            lines = (
                f"<tr><td>{self._where(file.file)}<td>{short(_without(file.message, file.file), 120)}\n"
                for file in failed[:_MOST_LISTED]
            )
            yield table(heads, lines)
        else:
            yield f"<p>{self.say('All documents were read.', '全部文件都已读取。')}</p>"
        if passed := self.overview.passed_over:
            names = "、".join(short(os.path.basename(file), 40) for file in passed[:_MOST_NAMED])
            names += "…" if len(passed) > _MOST_NAMED else ""
            said = self.say(
                f"{len(passed):,} files are no documents, or were written by this program: ",
                f"另有{len(passed):,}个文件未读取（不是可读取的类型，或由本程序生成）：",
            )
            yield f"<p class=note>{said}{names}</p>"
        yield "</article></section>\n"

    def _alike(self) -> Iterator[str]:
        yield f"<section id=twice><h2>{self.say('Tables repeated in several files', '重复的表')}</h2>\n<article>"
        if self.overview.alike:
            note = self.say(
                "A table is left out if nearly all of its projects are in another file too, with the same unit, "
                "name and money, half of them or more word for word with the same indicators.",
                "一张表的项目几乎全部也出现在另一个文件中（单位、名称、金额相同，半数以上指标逐字相同）时，不再计入。",
            )
            titles = (Both("Table", "表"), Both("stands in", "也见于"), Both("Projects alike", "相同项目"))
            heads = [column_head(title.get(self.lang)) for title in (*titles, Both("So", "处理方式"))]
            lines = (self._alike_line(each) for each in self.overview.alike[:_MOST_LISTED])
            yield f"<p class=note>{note}</p>\n{table(heads, lines)}"
        else:
            yield f"<p>{self.say('No table is repeated.', '没有重复的表。')}</p>"
        yield "</article></section>\n"

    def _alike_line(self, each: Alike) -> str:
        own = self._where(each.file, f"“{each.sheet}”" if each.sheet else "")
        other = self._where(each.other, f"“{each.other_sheet}”" if each.other_sheet else "")
        so = SO[each.why].get(self.lang)
        return f"<tr><td>{own}<td>{other}<td>{each.same:,} / {each.projects:,}<td>{so}\n"

    def _files(self) -> Iterator[str]:
        yield f"<section id=files><h2>{self.say('Documents', '文件')}</h2>\n<article>"
        titles = (Both("Year", "年度"), Both("Projects", "项目数"), _MONEY, Both("Indicators", "指标数"))
        heads = [column_head(self.say("File", "文件"))]
        heads += [column_head(title.get(self.lang), number=True) for title in (*titles, Both("Findings", "问题数"))]
        yield table(heads, (self._file_line(file) for file in self.overview.files))
        yield "</article></section>\n"

    def _file_line(self, file: FileLine) -> str:
        name = short(self._names[file.file], 60)
        if (way := address(file.file, self.folder)) is not None:
            name = f'<a href="{way}">{name}</a>'
        start = f"<tr id=d{self._numbers[file.file]}><td>{name}"
        if file.message is not None:
            return f"{start}<td colspan=5>{self.say('not read', '无法读取')}\n"
        money = amount(file.money, "money")
        cells = (str(file.year or ""), f"{file.projects:,}", money, f"{file.indicators:,}")
        findings = self.say("not linted", "未检查") if file.findings is None else f"{file.findings:,}"
        return f"{start}<td>{'<td>'.join((*cells, findings))}\n"

    # --- the end -----------------------------------------------------------------------------------------------------

    def _how(self) -> Iterator[str]:
        said = self.say(
            "The numbers are those of the tables that `budget-indicators extract PATH -o tables.sqlite` writes. After "
            "these definitions the queries under the figures give them again; findings are those of "
            "`budget-indicators lint --statistics PATH`.",
            "各项数字与 `budget-indicators extract 路径 -o tables.sqlite` 写出的表一致。先执行以下定义，再执行各图下的 "
            "SQL，即可复核；问题数与 `budget-indicators lint --statistics 路径` 一致。",
        )
        queries = [f"-- {number.key}\n{number.query}" for number, _ in self.overview.numbers]
        code = "".join(f"{statement};\n" for statement in (*self.overview.definitions, *queries))
        yield f"<section id=how><h2>{self.say('How to check these numbers', '如何复核这些数字')}</h2>\n<article>"
        yield f"<p class=note>{with_code(said)}</p>\n"
        yield f"<details class=query><summary>SQL</summary><pre>{escaped(code)}</pre></details></article></section>\n"

    def _end(self) -> str:
        script = asset("budget_indicators.report", "report.js")
        foot = f"<footer>budget-indicators {__version__}</footer>"
        return f"</main>\n{foot}\n<script>{script}</script>\n</body>\n</html>\n"


def _without(message: str | None, file: str) -> str:
    """A message without the name of the file at its beginning, which is shown beside it."""
    return (message or "").removeprefix(file).lstrip(":： ")
