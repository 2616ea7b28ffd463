"""One HTML file for a browser: counts, a filter, and each string with its findings marked in place.

It needs no network, and all document text is escaped. A content security policy allows only this report's own script
and style, so that no document content can run.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

import attrs

from ...model.nodes import Language, Severity
from ...model.rule import SEVERITIES, Rule
from ..engine import Finding
from ..passages import Passage
from .base import Report, Summary
from .self_contained import asset, head
from .self_contained import escaped as _e
from .width import plain

if TYPE_CHECKING:
    from ...documents.readers.scan.crops import Crops

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
_SPOOL = 1 << 20


def _spool() -> IO[str]:
    return tempfile.SpooledTemporaryFile(_SPOOL, "w+", encoding="utf-8", errors="backslashreplace", newline="")


@attrs.define
class Html(Report):
    """The page. Strings are written to a temporary file as they come; the counts precede them in the result."""

    strings: IO[str] = attrs.field(factory=_spool)
    by_rule: Counter[str] = attrs.field(factory=Counter)
    by_project: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    numbers: dict[tuple[str, str], int] = attrs.field(factory=dict)
    findings: int = 0
    crops: Crops | None = None

    def file(self, name: str, findings: Sequence[Finding]) -> None:
        """Findings about the whole file are a card without a text."""
        if findings:
            self._card(name, "", findings, None)

    def passage(self, passage: Passage, findings: Sequence[Finding]) -> None:
        """A string with findings is a card; one without is only counted."""
        if findings:
            self._card(passage.file, passage.project, findings, passage)

    def end(self, summary: Summary) -> None:
        """The page itself."""
        style, script = (asset("budget_indicators.lint.reports", name) for name in ("report.css", "report.js"))
        title = self.say("Lint report: budget indicators", "绩效指标检查报告")
        write = self.out.write
        write(head(title, self.say("en", "zh-CN"), style, script, pictures=self.crops is not None))
        counted = self.say(
            f"{summary.findings} finding(s) in {summary.projects} string(s), {summary.files} file(s)",
            f"{summary.files} 个文件，{summary.projects} 个指标串，{summary.findings} 处问题",
        )
        write(f'<div class="top"><h1>{title}</h1>\n<p class="sum">{counted}</p>\n<div class="counts">\n')
        self._rule_table()
        self._project_table()
        write("</div>\n</div>\n<main>\n")
        self._bar()
        self.strings.seek(0)
        shutil.copyfileobj(self.strings, self.out)
        self.strings.close()
        self._pieces_left_out()
        if not self.findings:
            write(f"<p>{self.say('Nothing found.', '未发现问题。')}</p>\n")
        else:
            write(f"<h2>{self.say('The rules', '规则说明')}</h2>\n")
        for code in sorted(self.by_rule):
            if (rule := self.rule(code)) is not None:
                write(self._rule_section(rule))
        close = self.say("Close", "关闭")
        write(
            f'</main>\n<dialog id="dialog"><button id="close" type="button">{close}</button>'
            f'<div id="explained"></div></dialog>\n<footer>budget-indicators</footer>\n'
            f"<script>{script}</script>\n</body>\n</html>\n"
        )

    # --- the head of the page ------------------------------------------------------------------------------------

    def _rule_table(self) -> None:
        heads = (self.say("Rule", "规则"), self.say("What", "内容"), self.say("Findings", "数量"))
        self._table_head(self.say("By rule", "按规则"), heads)
        for code, n in sorted(self.by_rule.items(), key=lambda item: (-item[1], item[0])):
            rule = self.rule(code)
            summary = rule.summary.get(self.lang) if rule is not None else ""
            button = f'<button type="button" data-choose="rule" data-value="{_e(code)}">{_e(code)}</button>'
            self.out.write(
                f'<tr data-rule="{_e(code)}"><td>{button}</td><td>{_e(summary)}</td><td class="n">{n}</td></tr>\n'
            )
        self.out.write("</tbody></table></div>\n")

    def _project_table(self) -> None:
        heads = (self.say("Project", "项目"), self.say("File", "文件"), self.say("Findings", "数量"))
        self._table_head(self.say("By project", "按项目"), heads)
        for (file, project), n in sorted(self.by_project.items(), key=lambda item: (-item[1], item[0])):
            number = self.numbers[file, project]
            name = _e(project) if project else self.say("(no name)", "（未命名）")
            button = f'<button type="button" data-choose="project" data-value="p{number}">{name}</button>'
            self.out.write(
                f'<tr data-project="p{number}"><td>{button}</td><td>{_e(file)}</td><td class="n">{n}</td></tr>\n'
            )
        self.out.write("</tbody></table></div>\n")

    def _table_head(self, caption: str, heads: tuple[str, str, str]) -> None:
        cells = (
            f'<th scope="col">{heads[0]}</th><th scope="col">{heads[1]}</th><th scope="col" class="n">{heads[2]}</th>'
        )
        self.out.write(
            f'<div class="scroll"><table><caption>{caption}</caption><thead><tr>{cells}</tr></thead><tbody>\n'
        )

    def _bar(self) -> None:
        search = self.say("Search text, project, file", "搜索原文、项目、文件")
        boxes = "".join(
            f'<label><input type="checkbox" value="{key}" checked> {called.get(self.lang)}</label>'
            for key, called in SEVERITIES.items()
        )
        shown = self.say(
            f'<span id="shown">{self.findings}</span> of {self.findings} shown',
            f'显示 <span id="shown">{self.findings}</span> / {self.findings}',
        )
        self.out.write(
            f'<div class="bar" hidden><input type="search" id="search" placeholder="{search}" aria-label="{search}">'
            f'{boxes}<button type="button" id="reset">{self.say("Reset", "重置")}</button>'
            f'<span class="note" role="status">{shown}</span></div>\n'
        )

    # --- strings -----------------------------------------------------------------------------------------------

    def _card(self, file: str, project: str, findings: Sequence[Finding], passage: Passage | None) -> None:
        self.by_rule.update(one.code for one in findings)
        self.by_project[file, project] += len(findings)
        number = self.numbers.setdefault((file, project), len(self.numbers))
        ids = [f"f{self.findings + at}" for at in range(len(findings))]
        self.findings += len(findings)
        heading = (
            project or self.say("Indicator string", "指标串")
            if passage is not None
            else self.say("Document", "文件整体")
        )
        place = passage.place.get(self.lang) if passage is not None else ""
        where = " · ".join(part for part in (file, place) if part)
        write = self.strings.write
        write(
            f'<article class="string" data-project="p{number}"><h3>{_e(heading)}</h3><p class="where">{_e(where)}</p>\n'
        )
        if passage is not None:
            write(f'<p class="text" lang="zh-CN">{marked(passage.text, findings, ids, self.lang)}</p>\n')
        write('<ol class="findings">\n')
        for one, id in zip(findings, ids, strict=True):
            write(self._finding(one, id, place, self._seen(one)))
        write("</ol></article>\n")

    def _finding(self, one: Finding, id: str, known: str, seen: str) -> str:
        """A finding, with its location if that differs from the ``known`` one of its string; ``seen``: its picture."""
        severity = SEVERITIES[one.severity].get(self.lang)
        own = one.place.get(self.lang)
        parts = [own] if own != known else []
        if one.line is not None:
            parts.append(f"{one.line}:{one.column}" if one.column is not None else str(one.line))
        if one.ordinal is not None:
            parts.append(self.say(f"entry {one.ordinal}", f"第{one.ordinal}条"))
        note = f' <span class="note">{_e(" ".join(parts))}</span>' if parts else ""
        return (
            f'<li class="finding" id="{id}" data-code="{_e(one.code)}" data-severity="{one.severity}">'
            f'<a href="#rule-{_e(one.code)}">{_e(one.code)}</a><span class="tag {one.severity}">{severity}</span>'
            f"<span>{_e(one.message(self.lang))}{note}{self._repair(one)}{seen}</span></li>\n"
        )

    def _seen(self, one: Finding) -> str:
        """The piece of a scan's picture to be compared for a finding."""
        if one.seen is None:
            return ""
        if self.crops is None:
            from ...documents.readers.scan.crops import Crops

            self.crops = Crops()
        address = self.crops.address(one.file, one.seen)
        alt = self.say("text in the scan", "扫描件中的原图")
        return f'<br><img class="seen" src="{address}" alt="{alt}">' if address else ""

    def _pieces_left_out(self) -> None:
        if self.crops is not None and (count := self.crops.left_out):
            note = self.say(
                f"{count} pieces of scans are not shown: no more room in this page, or the scan is not at hand.",
                f"有 {count} 处扫描件原图未显示：本页容量有限，或找不到扫描件。",
            )
            self.out.write(f'<p class="note">{note}</p>\n')

    def _repair(self, one: Finding) -> str:
        if one.fix is None or len(one.fix.edits) != 1:
            return ""
        (edit,) = one.fix.edits
        at = edit.span.start - one.span.start
        if at < 0 or edit.span.end > one.span.end or len(edit.text) > 80 or len(edit.span) > 80:
            return ""
        old, new = one.text[at : at + len(edit.span)], edit.text
        if old.isspace():  # a struck-out blank would be invisible
            old = plain(old).replace(" ", "␣").replace("\u3000", "␣")
        shown = (f"<del>{_e(old)}</del> " if old else "") + (f"<ins>{_e(new)}</ins>" if new else "")
        return f' <span class="note">{self.say("repair:", "修正：")} {shown}</span>'

    def _rule_section(self, rule: Rule) -> str:
        parts = [
            f"<h3>{_e(rule.code)} {_e(rule.called(self.lang))}</h3><p><b>{_e(rule.summary.get(self.lang))}</b></p>"
        ]
        parts.append(f"<p>{_e(rule.why.get(self.lang))}</p>")
        if rule.bad:
            parts.append(
                f'<p class="note">{self.say("Instead of", "不要写")}</p><pre lang="zh-CN">{_e(rule.bad)}</pre>'
            )
        if rule.good:
            parts.append(f'<p class="note">{self.say("write", "应写")}</p><pre lang="zh-CN">{_e(rule.good)}</pre>')
        if source := rule.source.get(self.lang):
            parts.append(f'<p class="note">{_e(source)}</p>')
        return f'<section class="rule" id="rule-{_e(rule.code)}">{"".join(parts)}</section>\n'


def marked(text: str, findings: Sequence[Finding], ids: Sequence[str], lang: Language) -> str:
    """The text with its findings marked; where several overlap, one mark carries them all."""
    spans = [(max(0, one.span.start), min(len(text), one.span.end)) for one in findings]
    cuts = sorted({0, len(text), *(at for span in spans for at in span)})
    points: dict[int, list[int]] = {}
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for at, (start, end) in enumerate(spans):
        if start >= end:
            points.setdefault(start, []).append(at)
        else:
            opening.setdefault(start, []).append(at)
            closing.setdefault(end, []).append(at)
    out: list[str] = []
    held: dict[int, None] = {}
    for at, cut in enumerate(cuts):
        for finding in closing.get(cut, ()):
            held.pop(finding, None)
        if cut in points:
            out.append(_mark("", points[cut], findings, ids, lang))
        held |= dict.fromkeys(opening.get(cut, ()))
        piece = text[cut : cuts[at + 1]] if at + 1 < len(cuts) else ""
        if piece:
            out.append(_mark(piece, list(held), findings, ids, lang) if held else _e(piece))
    return "".join(out)


def _mark(piece: str, held: list[int], findings: Sequence[Finding], ids: Sequence[str], lang: Language) -> str:
    worst = min((findings[at] for at in held), key=lambda finding: _RANK[finding.severity]).severity
    title = "\n".join(f"{findings[at].code} {findings[at].message(lang)}" for at in held)
    point = " point" if not piece.strip() else ""
    named = " ".join(ids[at] for at in held)
    return f'<mark class="{worst}{point}" data-f="{named}" tabindex="0" title="{_e(title)}">{_e(piece)}</mark>'
