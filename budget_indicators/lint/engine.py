"""The linter: the parser's diagnostics and the findings of the selected checks, in text order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import attrs

from ..catalogue.across import RULES as _ACROSS
from ..catalogue.evaluation import RULES as _EVALUATION
from ..catalogue.review import MIXED_FRAMES
from ..errors import UserError, check_year
from ..model.nodes import NOWHERE, Diagnostic, Diagnostics, IndicatorTree, Span
from ..model.rule import Both
from ..parse import parse_indicators
from ..rules.check import Check, Subject
from ..rules.precedence import believable, one_for_each_fault
from ..rules.registry import Selection, choose
from ..rules.review.project import is_new_frame
from .verified_fixes import with_verified_fixes

if TYPE_CHECKING:
    from ..documents.model import Document, InPicture, Project, Where
    from ..rules.across.found import Found


def lint_indicators(
    text: str,
    *,
    select: Iterable[str] | None = (),
    ignore: Iterable[str] | None = (),
    review: bool = False,
    year: int | None = None,
) -> Diagnostics[Diagnostic]:
    """The findings of one indicator string, in text order: a tuple, shown as a table in a notebook.

    ``select`` and ``ignore`` name rules by code, code prefix, name or group; without ``select`` all rules except those
    of the quality review are used, ``review=True`` adds these. ``year`` is the budget year. Never raises for the
    content of the text; raises ``UserError`` for an unknown rule, ``TypeError`` for anything but ``str``.

    >>> text = "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:4次；年度指标值:6次。"
    >>> [found.message() for found in lint_indicators(text, select=["annual-stricter"])]
    ['the year must reach 6次, the whole period only 4次']
    """
    if not isinstance(text, str):
        raise TypeError(f"lint_indicators() takes a str, not {type(text).__name__}")
    selection = choose(words_of(select), words_of(ignore), review)
    check_year(year)
    return Diagnostics(lint_subject(Subject(parse_indicators(text, year=year), year), selection))


def lint_subject(subject: Subject, selection: Selection) -> tuple[Diagnostic, ...]:
    """The findings in one parsed string, in text order, with verified fixes."""
    return with_verified_fixes(subject, find(subject, selection))


def find(subject: Subject, selection: Selection) -> tuple[Diagnostic, ...]:
    """The findings in one parsed string, in text order, with the fixes of their rules."""
    found = [one for one in subject.tree.diagnostics if one.code in selection.codes]
    for check in selection.checks:
        if not check.of_questions or subject.in_question.indicators:
            found += _run(check, subject)
    if not found:
        return ()
    found = believable(one_for_each_fault(found, subject), subject.tree)
    # An entry without a level or without a target is left unchanged.
    left_alone = [Span(one.start, one.end) for one in subject.glances if not one.understood]
    if left_alone:
        found = [_without_fix_in(left_alone, one) for one in found]
    return _once(found)


def _once(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings in text order, each once; hashing is expensive, so only those at one position are compared."""
    found.sort(key=_order)
    each: list[Diagnostic] = []
    for _, alike in groupby(found, key=_order):
        together = list(alike)
        each += together if len(together) == 1 else dict.fromkeys(together)
    return tuple(each)


def _order(one: Diagnostic) -> tuple[int, int, str]:
    return one.span.start, one.span.end, one.code


def _without_fix_in(spans: list[Span], one: Diagnostic) -> Diagnostic:
    """The diagnostic, without its fix if that overlaps one of ``spans`` (in order, disjoint)."""
    for edit in one.fix.edits if one.fix is not None else ():
        last = bisect_left(spans, edit.span.end, key=lambda span: span.start) - 1
        if last >= 0 and edit.span.start <= spans[last].end:
            return attrs.evolve(one, fix=None)
    return one


def _run(check: Check, subject: Subject) -> list[Diagnostic]:
    try:
        return [*check.find(subject)]
    except Exception as problem:
        raise UserError(
            f"the check of rule {check.rule.code} failed: {type(problem).__name__}: {problem}",
            f"规则 {check.rule.code} 的检查程序出错：{type(problem).__name__}：{problem}",
        ) from problem


ACROSS = frozenset(rule.code for rule in _ACROSS)
EVALUATION = frozenset(rule.code for rule in _EVALUATION)
NO_PLACE = Both("", "")


@attrs.frozen(kw_only=True, repr=False)
class Finding(Diagnostic):
    """A diagnostic with its location: file, project and entry, cell or line.

    ``span`` is a position in the project's own text. ``line`` and ``column`` (both from 1; columns are code points) are
    positions in the text file that contains the text; ``None`` if there is none. ``where`` is the page, the row or the
    cell, and ``place`` the same in words, without the line. ``text`` is the piece of text in question. ``seen`` is the
    place in the picture of a scan to compare; ``None`` unless recognition was in doubt.
    """

    file: str = ""
    project: str = ""
    ordinal: int | None = None
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    place: Both = NO_PLACE
    where: Where | None = None
    text: str = ""
    seen: InPicture | None = None

    def shown_place(self) -> str:
        """The location for a table: project, place or line, number of the entry, and the piece of text."""
        entry = "" if self.ordinal is None else f"{self.ordinal}、"
        line = "" if self.line is None else f"第{self.line}行" if self.column is None else f"{self.line}:{self.column}"
        parts = (self.project, self.place.zh or line, f"{entry}{self.text}")
        return "\n".join(part for part in parts if part)


def document_findings(document: Document, selection: Selection) -> Iterator[Finding]:
    """What concerns a document as a whole: what was found while it was read, and frames that differ between "
    "projects."""
    for one in document.diagnostics:
        if one.code in selection.codes:
            yield located(_without_place(one, one.where), file=document.source, seen=one.seen, **at(one.where))
    if MIXED_FRAMES.code in selection.codes:
        yield from _mixed_frames(document)
    if not ACROSS.isdisjoint(selection.codes):
        from ..rules.across.document import in_document

        yield from (of_found(one, document.source) for one in in_document(document) if _chosen(one, selection))
    if not EVALUATION.isdisjoint(selection.codes):
        from ..rules.evaluation import in_evaluation

        yield from (
            of_found(one, document.source)
            for one in in_evaluation(document, selection.over_limit)
            if _chosen(one, selection)
        )


def of_found(found: Found, file: str) -> Finding:
    """A finding about a project, or about a whole document, with its location."""
    project, one = found.project, found.indicator
    if project is None:
        return located(found.diagnostic, file=file)
    span = found.diagnostic.span
    return located(
        found.diagnostic,
        file=file,
        project=project.name or project.unit,
        ordinal=one.ordinal if one is not None else None,
        text=" ".join(span.of(project.text).split()) if one is not None else "",
        **at(project.where if one is None else cell_of(project, span)),
    )


def at(where: Where) -> dict[str, Any]:
    """The fields of a finding for its place in a file; the words leave out the line."""
    where = attrs.evolve(where, file="")
    words = attrs.evolve(where, line=None)
    return {"where": where, "place": Both(str(words), words.zh), "line": where.line, "end_line": where.line}


def cell_of(project: Project, span: Span) -> Where:
    """The cell of a part of a project's text; for a whole row of a table the cell of the name."""
    if project.form == "columns":
        row = next((one for one in project.indicators if one.span == span), None)
        if row is not None:
            name = project.text.find(row.name[:1], project.text.find("\t", project.text.find("\t", span.start) + 1))
            span = Span(max(name, span.start), span.end)
    return project.where_of(span)


def _without_place(one: Diagnostic, where: Where) -> Diagnostic:
    """A diagnostic whose message does not repeat the place that is stated separately."""
    bare = attrs.evolve(where, file="")
    en, zh = one.en, one.zh
    for each in (where, bare):
        if each_en := str(each):
            en, zh = en.removeprefix(f"{each_en}: "), zh.removeprefix(f"{each.zh}：")
    return one if en == one.en else attrs.evolve(one, en=en, zh=zh)


def _chosen(found: Found, selection: Selection) -> bool:
    return found.diagnostic.code in selection.codes


def _mixed_frames(document: Document) -> Iterator[Finding]:
    """The first project that uses the second of two frames; a project that mixes both is reported with its string."""
    first: bool | None = None
    for project in document.projects:
        frames = {is_new_frame(one.level1, one.level2) for one in project.indicators} - {None}
        if len(frames) > 1:
            return
        for frame in frames:
            if first is None:
                first = frame
            elif frame is not first:
                name = project.name or project.unit
                yield located(MIXED_FRAMES.at(NOWHERE), file=document.source, project=name, **at(project.where))
                return


def located(one: Diagnostic, **where: Any) -> Finding:
    """A diagnostic with its location."""
    return Finding(**_fields(one), **where)


def ordinal_at(tree: IndicatorTree, span: Span) -> int | None:
    """The ordinal of the entry that contains ``span``; ``None`` if it is between entries."""
    at = bisect_right(tree.indicators, span.start, key=lambda one: one.span.start) - 1
    if at < 0:
        return None
    holder = tree.indicators[at]
    # What is missing at the end of an entry (an empty span there) belongs to it too.
    return holder.ordinal if span.start < holder.span.end + (not len(span)) else None


def _fields(one: Diagnostic) -> dict[str, Any]:
    return {field.name: getattr(one, field.name) for field in attrs.fields(Diagnostic)}


def words_of(words: Iterable[str] | None) -> tuple[str, ...]:
    """Names of rules as a tuple: one string may contain several, separated by commas or blanks.

    Raises ``TypeError`` for anything but strings.
    """
    if words is None:
        return ()
    if isinstance(words, str):
        return tuple(words.replace(",", " ").split())
    named = tuple(words) if isinstance(words, Iterable) else (words,)
    for word in named:
        if not isinstance(word, str):
            raise TypeError(f"rules are named by strings such as 'V002', not by {type(word).__name__}")
    return named
