"""``report``: an overview of documents, as a page or a workbook."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from ..errors import UserError
from .arguments import add_paths, add_reading, jobs, seconds
from .language import say

if TYPE_CHECKING:
    from ..documents.readers.progress import PageRead
    from ..report.database import Database
    from ..report.overview import Overview

_FORMATS = ("html", "xlsx")
_SUFFIXES: dict[str, Format] = {".html": "html", ".htm": "html", ".xlsx": "xlsx"}
Format: TypeAlias = Literal["html", "xlsx"]
_MOST_NAMED = 40


def add_parser(subparsers: Any) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(
        "report",
        help=say("make an overview of documents", "生成多个文件的概览"),
        description=say(
            "Read documents and write an overview of them: money and projects by department and year, indicators by "
            "level, what is promised, boilerplate, findings by rule, self-evaluations, what could not be read and what "
            "is withheld. One HTML file that needs no network, or a workbook with charts. Money is in 万元.",
            "读取多个文件，写成一份概览：按部门和年度的金额与项目、各级指标、承诺水平、套用指标、各类问题、自评得分、"
            "无法读取和涉密不公开的内容。输出为一个不需要联网的网页文件，或带图表的工作簿。金额单位：万元。",
        ),
        epilog=say(
            "examples:\n"
            "  budget-indicators report budgets/ -o report.html\n"
            "  budget-indicators report budgets/ -o report.xlsx\n\n"
            "Needs the extra: pip install 'budget-indicators[report,all]'\n"
            "exit code: 0 every file read, 1 some could not be read, 2 could not run",
            "示例：\n"
            "  budget-indicators report 预算/ -o 概览.html\n"
            "  budget-indicators report 预算/ -o 概览.xlsx\n\n"
            "需要附加组件：pip install 'budget-indicators[report,all]'\n"
            "退出码：0 全部读完，1 有文件读不了，2 无法运行",
        ),
    )
    add_paths(parser)
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar=say("OUT", "输出文件"),
        help=say("file to write: .html or .xlsx", "输出文件：.html 或 .xlsx"),
    )
    parser.add_argument(
        "--format",
        choices=_FORMATS,
        help=say("what to write (default: by the suffix of OUT)", "输出格式（默认按输出文件的扩展名）"),
    )
    parser.add_argument(
        "--jobs",
        type=jobs,
        default=max(1, min(os.cpu_count() or 1, 8)),
        metavar="N",
        help=say(
            "files read at the same time (default: the number of processors)", "同时读取的文件数（默认等于处理器数）"
        ),
    )
    parser.add_argument(
        "--timeout",
        type=seconds,
        default=120.0,
        metavar=say("SECONDS", "秒"),
        help=say("time for one file (default 120)", "每个文件的时间上限（默认 120 秒）"),
    )
    add_reading(parser)
    parser.add_argument("--quiet", action="store_true", help=say("no progress and no summary", "不显示进度和汇总"))


def run(args: argparse.Namespace) -> int:
    """Read the files and write the overview; 0 all read, 1 some failed, 2 could not run."""
    from .inputs import held_files, inputs, refuse_to_replace, say_passed_over

    out = Path(args.output)
    _check(out, _format(args.format, out))
    given = list(inputs(args.paths, named_own=False))
    refuse_to_replace(out, given)
    if not args.quiet:
        say_passed_over(args.paths, leave_out=[out], named_own=False)
    if not given:
        raise UserError("the arguments name no file to read", "所给路径中没有可读取的文件")
    with held_files(given) as held:
        return _report(args, [each.name for each in given], held, out)


def _format(asked: Format | None, out: Path) -> Format:
    """The requested format, or that of the suffix."""
    suffix = _SUFFIXES.get(out.suffix.lower())
    if suffix is None and asked is None:
        raise UserError(
            f"{out}: the format is taken from the suffix, .html or .xlsx, or from --format",
            f"{out}：输出格式由扩展名（.html 或 .xlsx）或 --format 决定",
        )
    if asked is not None and suffix not in (None, asked):
        raise UserError(f"{out}: --format {asked} does not match the suffix", f"{out}：扩展名与 --format {asked} 不符")
    return asked or suffix or "html"


def _check(out: Path, form: Format) -> None:
    """Refuse unwritable outputs before any work is done."""
    from ..extras import needs
    from ..tables.write import check_place

    check_place(out)
    if form == "xlsx":
        needs("openpyxl", "excel")
    else:
        needs("vl_convert", "report")


def _report(args: argparse.Namespace, files: Sequence[str], held: Mapping[str, str], out: Path) -> int:
    from ..report.database import Database
    from ..report.overview import overview
    from .inputs import passed_over

    started = time.monotonic()
    with Database() as database:
        read = _read(args, files, held, database)
        if not read:
            raise UserError(
                "none of the files could be read: nothing was written", "没有一个文件能读取，未写出任何内容"
            )
        form = _format(args.format, out)
        beside = passed_over(args.paths, leave_out=[out], named_own=False)
        found = attrs.evolve(overview(database, whole=form == "xlsx"), passed_over=tuple(beside))
        _write(found, database, out, form, args.lang)
    if not args.quiet:
        _summary(found, out, time.monotonic() - started)
    return 1 if found.failed else 0


def _read(args: argparse.Namespace, files: Sequence[str], held: Mapping[str, str], database: Database) -> int:
    """Read all files into the database; return the number of readable ones."""
    from ..bulk.workers import Limits, Options, read_files
    from ..report.read_file import read_and_lint
    from ..tables.rows import failed_rows
    from .files_progress import files_progress, page_note, short
    from .terminal import printable

    limits = Limits(args.timeout, args.memory)
    options = Options(year=args.year, ocr=args.ocr, read=read_and_lint)
    count = named = 0
    with files_progress(args.quiet) as bar:
        task = bar.add_task("", total=len(files))

        def page(file: str, read: PageRead) -> None:
            bar.update(task, description=page_note(file, read))

        for result in read_files(files, jobs=args.jobs, limits=limits, options=options, on_page=page, held=held):
            if result.rows is not None:
                database.add(result.rows)
                count += result.last
            else:
                assert result.problem is not None
                database.drop(result.file)
                database.add(failed_rows(result.file, result.problem.get(args.lang)))
                named += 1
                if not args.quiet and named <= _MOST_NAMED:
                    bar.console.print(f"✗ {printable(result.problem.get(args.lang))}")
            bar.update(task, advance=int(result.last), description=short(result.file))
    return count


def _write(found: Overview, database: Database, out: Path, form: Format, lang: Any) -> None:
    from ..tables.write import complete

    with complete(out) as temporary:
        if form == "xlsx":
            from ..report.workbook import write_workbook

            write_workbook(temporary, found, database, lang)
        else:
            from ..report.page import OverviewPage

            text = OverviewPage(found, lang, out.absolute().parent).written()
            temporary.write_bytes(text.encode("utf-8", "replace"))


def _summary(found: Overview, out: Path, took: float) -> None:
    size = f"{out.stat().st_size / 1000:.0f} kB"
    read, failed, repeated = len(found.read), len(found.failed), len(found.repeated)
    numbers = {number.key: value for number, value in found.numbers}
    print(
        say(
            f"{read} files read, {failed} failed, {repeated} tables repeated: {numbers['projects']} projects, "
            f"{numbers['indicators']} indicators in {took:.1f} s → {out} ({size})",
            f"读取 {read} 个文件，失败 {failed} 个，重复 {repeated} 张表：{numbers['projects']} 个项目，"
            f"{numbers['indicators']} 个指标，用时 {took:.1f} 秒 → {out}（{size}）",
        ),
        file=sys.stderr,
    )
