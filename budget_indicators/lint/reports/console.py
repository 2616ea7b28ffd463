"""Reports for people at a terminal: ``full`` with the piece of the string and a caret, ``concise`` one line each."""

from __future__ import annotations

from collections.abc import Sequence

from ...model.nodes import Edit, Fix
from ...model.rule import SEVERITIES
from ..engine import Finding
from ..passages import Passage
from .base import Report, Summary, position
from .width import plain, snippet

_COLOURS = {"error": "31", "warning": "33", "info": "36"}
_LONGEST_EDIT = 40
_SHOWN_EDITS = 3


class Console(Report):
    """Base of both: colour, the location of a finding, the final line."""

    def paint(self, text: str, code: str) -> str:
        """``text`` in a colour, if colour is enabled."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text

    def severity(self, one: Finding) -> str:
        """The severity in words."""
        return SEVERITIES[one.severity].get(self.lang)

    def where(self, one: Finding) -> str:
        """``file:line:column``, then page, row or cell, project and entry, as far as there are any."""
        parts = [plain(position(one))]
        if place := one.place.get(self.lang):
            parts.append(plain(place))
        if one.project:
            parts.append(self.say(f"project “{plain(one.project)}”", f"项目“{plain(one.project)}”"))
        if one.ordinal is not None:
            parts.append(self.say(f"entry {one.ordinal}", f"第{one.ordinal}条"))
        return "  ".join(parts)

    def end(self, summary: Summary) -> None:
        """The final line: the number of findings, and of repairable ones."""
        if self.quiet:
            return
        if fixed := summary.fixed.total():
            self._line(self.say(f"{fixed} repaired.", f"已修正 {fixed} 处。"))
        if not summary.projects and not summary.findings:
            text = self.say("Nothing was checked.", "什么都没有检查。")
        elif not summary.findings:
            text = self.say(
                f"No findings in {summary.projects} string(s).", f"已检查 {summary.projects} 个指标串，未发现问题。"
            )
        else:
            text = self.say(
                f"{summary.findings} finding(s) in {summary.projects} string(s), {summary.files} file(s).",
                f"{summary.files} 个文件、{summary.projects} 个指标串，发现 {summary.findings} 处问题。",
            )
            if summary.fixable:
                text += self.say(
                    f" {summary.fixable} can be repaired with --fix.", f"{summary.fixable} 处可用 --fix 修正。"
                )
            if summary.fixable_in_copies:
                text += self.say(
                    f" {summary.fixable_in_copies} can be repaired in copies with --fix --output-dir DIR.",
                    f"{summary.fixable_in_copies} 处可用 --fix --output-dir 文件夹 在副本中修正。",
                )
            if summary.fixable_unsafely:
                text += self.say(
                    f" {summary.fixable_unsafely} more with --unsafe-fixes.",
                    f"另有 {summary.fixable_unsafely} 处可用 --unsafe-fixes 修正（会改变内容）。",
                )
        if summary.in_baseline:
            text += self.say(
                f" {summary.in_baseline} known from the baseline.", f"基线中已有 {summary.in_baseline} 处。"
            )
        self._line(text)

    def _line(self, text: str) -> None:
        self.out.write(text + "\n")


class Concise(Console):
    """One line for each finding."""

    def file(self, name: str, findings: Sequence[Finding]) -> None:
        """What concerns the whole file."""
        self._each(findings)

    def passage(self, passage: Passage, findings: Sequence[Finding]) -> None:
        """One line each."""
        self._each(findings)

    def _each(self, findings: Sequence[Finding]) -> None:
        for one in findings:
            code = self.paint(one.code, f"1;{_COLOURS[one.severity]}")
            self._line(f"{self.where(one)}: {code} {self.called(one)}: {plain(one.message(self.lang))}")


class Full(Console):
    """The place, the rule and the message, the piece of the string with a caret under it, and what to do."""

    def file(self, name: str, findings: Sequence[Finding]) -> None:
        """What concerns the whole file has no piece of text to show."""
        for one in findings:
            self._head(one)
            self._help(one, None)

    def passage(self, passage: Passage, findings: Sequence[Finding]) -> None:
        """Each finding with its piece of the string."""
        for one in findings:
            self._head(one)
            shown = snippet(passage.text, one.span)
            bar = self.paint("|", "2")
            self._line(f"  {bar} {shown.text}")
            self._line(f"  {bar} {self.paint(shown.marks, _COLOURS[one.severity])}")
            self._help(one, passage)

    def _head(self, one: Finding) -> None:
        colour = _COLOURS[one.severity]
        self._line(
            f"{self.paint(one.code, f'1;{colour}')} {self.called(one)} [{self.severity(one)}] "
            f"{self.paint(plain(one.message(self.lang)), '1')}"
        )
        self._line(f"  {self.paint('-->', '2')} {self.where(one)}")

    def _help(self, one: Finding, passage: Passage | None) -> None:
        fix = one.fix
        if fix is not None and passage is not None:
            option = "--fix" if fix.safety == "safe" else "--fix --unsafe-fixes"
            if passage.start is None:
                option += self.say(" --output-dir DIR", " --output-dir 文件夹")
            done = self._edits(passage.text, fix)
            self._line(f"  = {self.say('repair', '修正')} ({option}): {done}")
        self._line(f"  = {self.say('help', '说明')}: budget-indicators rule {one.code}")
        self._line("")

    def _edits(self, text: str, fix: Fix) -> str:
        shown = [self._edit(text, edit) for edit in fix.edits[:_SHOWN_EDITS]]
        more = len(fix.edits) - len(shown)
        return self.say("; ", "；").join(shown) + (self.say(f"; {more} more", f"；另有{more}处") if more else "")

    def _edit(self, text: str, edit: Edit) -> str:
        old, new = plain(_shortened(edit.span.of(text))), plain(_shortened(edit.text))
        if not old:
            return self.say(f"insert “{new}”", f"插入“{new}”")
        if not new:
            return self.say(f"remove “{old}”", f"删去“{old}”")
        return self.say(f"“{old}” → “{new}”", f"“{old}”改为“{new}”")


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_EDIT else text[: _LONGEST_EDIT - 1] + "…"
