"""The findings of checks across rows: a diagnostic of a project, and the names of places."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import attrs

from ...documents.model import Document, Project
from ...model.nodes import Diagnostic, Indicator, Target
from ...patterns import lazy
from ..wording import amount
from ..words import bare, letters


class Found(NamedTuple):
    """A finding about a project (``None``: about the whole document), and the indicator it is about."""

    diagnostic: Diagnostic
    project: Project | None = None
    indicator: Indicator | None = None


def place_of(project: Project, file: str = "") -> tuple[str, str]:
    """The location of a project, in English and Chinese: ``2024.xlsx, sheet 表10, row 7``."""
    where = attrs.evolve(project.where, file=file)
    return str(where) or project.name or project.unit, where.zh or project.name or project.unit


def money(value: Decimal, document: Document) -> str:
    """An amount in 元 as the document writes amounts: ``100万元``."""
    scale = {"亿元": 100_000_000, "百万元": 1_000_000, "万元": 10_000, "千元": 1_000}.get(document.money_unit, 1)
    return f"{amount(value / scale)}{document.money_unit if scale != 1 else '元'}"


_SPACES = lazy(r"\s+")
_OF_YEAR = lazy(r"(?<!\d)20\d\d\s?(?:年度?)?|(?:本|当)?年度")
_NOT_THE_NAME = lazy("(?:续|(?:专项)?(?:项目|经费|资金)){1,6}$")


def name_in_any_year(name: str) -> str:
    """A project's name without punctuation and the year.

    >>> name_in_any_year("2025年免费开放"), name_in_any_year("免费开放（2024年度）")
    ('免费开放', '免费开放')
    """
    return letters(_OF_YEAR.sub("", name))


def name_of_project(name: str) -> str:
    """A project's name without punctuation, year and what any project may add to its name.

    >>> name_of_project("2025年康复服务（续）"), name_of_project("康复服务项目"), name_of_project("项目经费")
    ('康复服务', '康复服务', '项目经费')
    """
    plain = name_in_any_year(name)
    return _NOT_THE_NAME.sub("", plain) or plain


def row_key(one: Indicator) -> tuple[str, str, str, str]:
    """An indicator word for word: level, name and both targets, without punctuation."""
    return (
        one.level2.name if one.level2 is not None else "",
        letters(one.name),
        _text(one.cycle),
        _text(one.annual),
    )


def same_name(one: Indicator) -> tuple[str, str]:
    """Level and name: the key of the same indicator in another year or project."""
    return one.level2.name if one.level2 is not None else "", letters(bare(one.name))


def _text(target: Target | None) -> str:
    return "" if target is None else _SPACES.sub("", target.text)
