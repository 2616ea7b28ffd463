"""``extract``: documents in, one tidy table out."""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import UserError
from .arguments import add_paths, add_reading, seconds
from .language import say

if TYPE_CHECKING:
    from ..bulk.tasks import Result
    from ..documents.readers.progress import PageRead
    from ..model.rule import Both
    from ..tables.rows import Cell, Rows
    from ..tables.spool import Spool

_CHECKPOINT_SECONDS = 20.0
_MAX_SHOWN = 40


def add_parser(subparsers: Any) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(
        "extract",
        help=say("read documents into one table", "把多个文件读成一张表"),
        description=say(
            "Read documents (PDF, Excel, Word, HTML, CSV, text) and write one table with a row for each indicator, "
            "with where it came from. A file that cannot be read never stops the others.",
            "读取文件（PDF、Excel、Word、网页、CSV、文本），写成一张表：每个指标一行，并注明出处。读不了的文件不影响其他文件。",
        ),
        epilog=say(
            "examples:\n"
            "  budget-indicators extract budgets/ -o indicators.csv\n"
            "  budget-indicators extract 'budgets/**/*.pdf' -o indicators.xlsx --jobs 4 --errors errors.csv\n"
            "  budget-indicators extract budgets/ -o indicators.duckdb --resume\n\n"
            "exit code: 0 every file read, 1 some could not be read, 2 could not run",
            "示例：\n"
            "  budget-indicators extract 预算/ -o 指标.csv\n"
            "  budget-indicators extract '预算/**/*.pdf' -o 指标.xlsx --jobs 4 --errors 问题.csv\n"
            "  budget-indicators extract 预算/ -o 指标.duckdb --resume\n\n"
            "退出码：0 全部读完，1 有文件读不了，2 无法运行",
        ),
    )
    add_paths(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar=say("OUT", "输出文件"),
        help=say(
            "file to write, by suffix: .csv .jsonl .parquet (one table), .xlsx .duckdb .sqlite, "
            ".zip (all tables; the zip is a Data Package of CSV files); "
            "without it a table on the terminal",
            "输出文件，按扩展名：.csv .jsonl .parquet（一张表），.xlsx .duckdb .sqlite "
            ".zip（全部表；zip 是 CSV 数据包）；不写则显示在屏幕上",
        ),
    )
    parser.add_argument(
        "--table",
        choices=("indicators", "projects", "documents", "measures", "diagnostics"),
        default="indicators",
        help=say(
            "the table that .csv .jsonl .parquet hold (default indicators); projects has those without indicators too",
            "CSV、JSONL、Parquet 写哪张表（默认 indicators 指标表）；projects 项目表含没有指标的项目",
        ),
    )
    parser.add_argument(
        "--jobs",
        type=_count,
        default=max(1, min(os.cpu_count() or 1, 8)),
        metavar="N",
        help=say(
            "files, or pieces of a large one, read at the same time (default: the number of processors)",
            "同时读取的文件数，或大文件的段数（默认等于处理器数）",
        ),
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help=say(
            "skip the files that OUT contains already, unless their content has changed",
            "跳过输出文件中已有且内容未变的文件",
        ),
    )
    parser.add_argument(
        "--errors",
        metavar=say("FILE", "文件"),
        help=say(
            "write errors and findings to FILE (.csv, .jsonl, or lines of text)",
            "把出错的文件及原因写入该文件（.csv、.jsonl 或文本）",
        ),
    )
    parser.add_argument(
        "--timeout",
        type=seconds,
        default=120.0,
        metavar=say("SECONDS", "秒"),
        help=say(
            "time for one file, or one piece of a large text (default 120)",
            "每个文件（或大文件每段）的时间上限（默认 120 秒）",
        ),
    )
    add_reading(parser)
    parser.add_argument(
        "--no-bom",
        action="store_true",
        help=say(
            "CSV without byte order mark (Excel then needs to be told UTF-8)", "CSV 不带 BOM（Excel 打开可能乱码）"
        ),
    )
    parser.add_argument(
        "--quiet",
        action="store_true",
        help=say("no progress and no summary", "不显示进度和汇总"),
    )


def _count(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and 1 <= int(word) <= 256):
        raise argparse.ArgumentTypeError(say(f"not a number from 1 to 256: {word!r}", f"{word!r} 不是 1 到 256 的数"))
    return int(word)


@attrs.define
class _Tally:
    """Counts of the files by outcome, for the summary."""

    lines: list[tuple[str, str]] = attrs.field(factory=list)
    read: int = 0
    failed: int = 0
    skipped: int = 0
    projects: int = 0
    indicators: int = 0
    findings: int = 0
    with_indicators: int = 0
    withheld: int = 0
    withheld_total: Decimal = Decimal(0)


def run(args: argparse.Namespace) -> int:
    """Read the files and write the table; 0 all read, 1 some failed, 2 could not run."""
    from ..tables import write
    from .inputs import held_files, inputs, refuse_to_replace

    out = Path(args.output) if args.output else None
    errors = Path(args.errors) if args.errors else None
    if out is not None:
        write.check(out)
    if errors is not None and not errors.parent.is_dir():
        raise UserError(f"{errors.parent}: no such folder", f"{errors.parent}：没有这个文件夹")
    if args.resume and out is None:
        raise UserError("--resume needs an output file: add -o OUT", "--resume 需要输出文件，请加上 -o")
    given = list(inputs(args.paths, leave_out=[errors] if errors is not None else (), named_own=False))
    if out is not None:
        refuse_to_replace(out, given)
    if not given:
        raise UserError("the arguments name no file to read", "所给路径中没有可读取的文件")
    with held_files(given) as held:
        return _extract(args, [each.name for each in given], held, out, errors)


def _extract(
    args: argparse.Namespace, files: Sequence[str], held: Mapping[str, str], out: Path | None, errors: Path | None
) -> int:
    from ..tables import write
    from ..tables.load import load
    from ..tables.spool import Spool
    from .inputs import say_passed_over

    spool = Spool()
    problems: list[tuple[str, Both]] = []
    tally = _Tally()
    started = time.monotonic()
    try:
        known = load(out, args.table) if args.resume and out is not None and out.exists() else ()
        todo = _keep_known(files, held, known, spool, tally, args.year)
        _read(args, todo, held, spool, tally, problems, out)
        if tally.failed and not tally.read and not tally.skipped:
            out = None if out is None or out.exists() else out  # nothing was read: keep the content of OUT
        if out is not None:
            write.write(out, spool.rows, bom=not args.no_bom, table=args.table, lang=args.lang)
        elif args.output is None:
            from .extract_view import show

            show(spool.rows("indicators"))
        if errors is not None:
            _write_errors(errors, problems, spool)
        if not args.quiet:
            own = [each for each in (out, errors) if each is not None]
            say_passed_over(args.paths, leave_out=own, named_own=False)
            only = out is not None and not write.holds_all(out) and args.table == "indicators"
            _summary(tally, time.monotonic() - started, out, only_indicators=only)
    finally:
        spool.close()
    if tally.failed and not tally.read and not tally.skipped:
        return 2
    return 1 if tally.failed else 0


def _keep_known(
    files: Sequence[str],
    held: Mapping[str, str],
    known: Iterable[tuple[str, Rows]],
    spool: Spool,
    tally: _Tally,
    year: int | None,
) -> list[tuple[int, str]]:
    """Put the rows of an existing output into the spool; return the remaining files, with their positions there.

    Rows of files that are not named this time stay in the output, before the others. A file that failed, whose content
    is not the one that was read, or that was read for another ``--year``, is read again.
    """
    from ..tables.columns import TABLES
    from ..tables.fingerprint import fingerprint_of

    fingerprints: dict[str, Cell] = {}
    numbers = {file: number for number, file in enumerate(files)}
    again: set[str] = set()
    left = itertools.count(-sys.maxsize)
    for file, rows in known:
        number = numbers.get(file)
        if number is None:
            number = numbers[file] = next(left)
        spool.add(number, rows)
        fingerprints.update((file, row[-1]) for table in TABLES for row in rows.of(table)[:1])
        if any(row[1] == "failed" for row in rows.documents) or _for_another_year(rows, year):
            again.add(file)
    todo: list[tuple[int, str]] = []
    for number, file in enumerate(files):
        if number in spool and file not in again and fingerprints[file] == fingerprint_of(held.get(file, file)):
            tally.skipped += 1
        else:
            spool.drop(number)
            todo.append((number, file))
    return todo


def _for_another_year(rows: Rows, year: int | None) -> bool:
    """Whether the rows of a file were made with another ``--year``, as far as their table states it."""
    from ..tables.columns import TABLES

    for table, columns in TABLES.items():
        names = [column.name for column in columns]
        for row in rows.of(table)[:1]:
            if year is not None and "year" in names and row[names.index("year")] != year:
                return True
            if year is None and "year_source" in names and row[names.index("year_source")] == "caller":
                return True
    return False


def _read(
    args: argparse.Namespace,
    todo: Sequence[tuple[int, str]],
    held: Mapping[str, str],
    spool: Spool,
    tally: _Tally,
    problems: list[tuple[str, Both]],
    out: Path | None,
) -> None:
    from ..bulk.workers import Limits, Options, read_files
    from ..tables import write
    from ..tables.cells import check_room
    from ..tables.columns import INDICATORS
    from ..tables.fingerprint import fingerprint_of
    from ..tables.rows import failed_rows
    from .files_progress import files_progress, page_note, short

    names = [file for _, file in todo]
    limits = Limits(args.timeout, args.memory)
    detail = out is not None and (write.holds_all(out) or args.table != "indicators")
    columns = out is not None and out.suffix.lower() == ".parquet" and args.table == "indicators"
    options = Options(detail, args.year, args.ocr, columns)
    project_number = [column.name for column in INDICATORS].index("project_number")
    fingerprints: dict[int, str | None] = {}
    last, cost = time.monotonic(), 0.0
    with files_progress(args.quiet) as progress:
        task = progress.add_task("", total=len(names))

        def page(file: str, read: PageRead) -> None:
            progress.update(task, description=page_note(file, read))

        left = len(names)
        try:
            for result in read_files(names, jobs=args.jobs, limits=limits, options=options, on_page=page, held=held):
                number = todo[result.number][0]
                if result.rows is None:
                    assert result.problem is not None
                    problems.append((result.file, result.problem))
                    spool.drop(number)
                    spool.add(number, failed_rows(result.file, result.problem.get(args.lang)).stamped(None))
                else:
                    if result.number not in fingerprints:
                        fingerprints[result.number] = fingerprint_of(held.get(result.file, result.file))
                    tally.with_indicators += len({row[project_number] for row in result.rows.indicators})
                    tally.with_indicators += result.rows.columns.projects if result.rows.columns else 0
                    spool.add(number, result.rows.stamped(fingerprints[result.number]), last=result.last)
                if out is not None:
                    check_room(out, spool.most())
                if not result.last:
                    progress.update(task, description=short(result.file))
                    continue
                _count_result(tally, result)
                progress.update(task, advance=1, description=short(result.file))
                left -= 1
                now = time.monotonic()
                if out is not None and left and now - last > max(_CHECKPOINT_SECONDS, 20 * cost):
                    # Save the rows so far, so that --resume finds them if this run is killed.
                    write.write(out, spool.rows, bom=not args.no_bom, table=args.table, lang=args.lang)
                    last = time.monotonic()
                    cost = last - now
        except KeyboardInterrupt:
            if out is not None and len(spool):
                write.write(out, spool.rows, bom=not args.no_bom, table=args.table, lang=args.lang)
            raise


def _count_result(tally: _Tally, result: Result) -> None:
    from ..tables.columns import DOCUMENTS

    if result.rows is None:
        assert result.problem is not None
        tally.failed += 1
        tally.lines.append(("✗", say(result.problem.en, result.problem.zh)))
        return
    names = [column.name for column in DOCUMENTS]
    row = dict(zip(names, result.rows.documents[0], strict=True))
    projects, indicators = int(str(row["projects"])), int(str(row["indicators"]))
    tally.read += 1
    tally.projects += projects
    tally.indicators += indicators
    tally.findings += int(str(row["diagnostics"]))
    tally.withheld += int(str(row["withheld"]))
    if isinstance(row["withheld_total"], Decimal):
        tally.withheld_total += row["withheld_total"]
    notes = [say(str(each[5]), str(each[6])) for each in result.rows.diagnostics if each[1] is None]
    more = f"; {notes[0]}" if notes else ""
    more += f" (+{len(notes) - 1})" if len(notes) > 1 else ""
    line = say(
        f"{result.file}: {projects} projects, {indicators} indicators{more}",
        f"{result.file}：{projects} 个项目，{indicators} 个指标{more.replace('; ', '；')}",
    )
    tally.lines.append(("!" if notes else "✓", line))


def _summary(tally: _Tally, seconds: float, out: Path | None, *, only_indicators: bool) -> None:
    """A line for each file (of many files only those with findings), and the totals."""
    lines = sorted(tally.lines, key=lambda line: line[1])
    if len(lines) > _MAX_SHOWN:
        lines = [line for line in lines if line[0] == "✗"] + [line for line in lines if line[0] == "!"]
    for mark, text in lines[:_MAX_SHOWN]:
        print(f"{mark} {text}", file=sys.stderr)
    if len(lines) > _MAX_SHOWN:
        rest = len(lines) - _MAX_SHOWN
        print(
            say(f"… and {rest} more (--errors FILE lists all)", f"……另有 {rest} 个（--errors 可写出全部）"),
            file=sys.stderr,
        )
    sums = say(
        f"{tally.read} files read, {tally.failed} failed, {tally.skipped} skipped: {tally.projects} projects, "
        f"{tally.indicators} indicators, {tally.findings} findings in {seconds:.1f} s",
        f"读取 {tally.read} 个文件，失败 {tally.failed} 个，跳过 {tally.skipped} 个：{tally.projects} 个项目，"
        f"{tally.indicators} 个指标，{tally.findings} 条提示，用时 {seconds:.1f} 秒",
    )
    missing = tally.projects - tally.with_indicators
    if missing > 0 and out is not None and only_indicators:
        print(
            say(
                f"{missing} projects without indicators are not in this table: --table projects has them, "
                "or write .xlsx, .sqlite, .duckdb, .zip",
                f"没有指标的项目 {missing} 个不在此表中：可用 --table projects，或写成 .xlsx .sqlite .duckdb .zip",
            ),
            file=sys.stderr,
        )
    if tally.withheld:
        money = f"{tally.withheld_total:,.2f} 元"
        print(
            say(
                f"{tally.withheld} projects are secret (their indicators withheld), {money} in all",
                f"涉密项目 {tally.withheld} 个（未公开指标），金额合计 {money}",
            ),
            file=sys.stderr,
        )
    print(sums + (f" → {out}" if out is not None else ""), file=sys.stderr)


def _write_errors(path: Path, problems: Sequence[tuple[str, Both]], spool: Spool) -> None:
    """Files that failed and findings about whole documents, one line for each."""
    import csv
    import json

    from ..tables.cells import guarded
    from ..tables.write import complete
    from .own_output import ERROR_COLUMNS

    with (
        complete(path) as temporary,
        open(temporary, "w", encoding="utf-8", newline="", errors="replace") as stream,
    ):
        rows = _error_rows(problems, spool)
        if path.suffix.lower() == ".csv":
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow(ERROR_COLUMNS)
            writer.writerows([guarded(cell) for cell in row] for row in rows)
        elif path.suffix.lower() == ".jsonl":
            stream.seek(0)
            stream.truncate()
            for row in rows:
                data = dict(zip(ERROR_COLUMNS, row, strict=True))
                stream.write(json.dumps(data, ensure_ascii=False) + "\n")
        else:
            for _, code, _, en, zh in rows:
                stream.write(f"{code} {say(en, zh)}".strip() + "\n")


def _error_rows(problems: Sequence[tuple[str, Both]], spool: Spool) -> Iterator[tuple[str, str, str, str, str]]:
    for file, message in sorted(problems, key=lambda problem: problem[0]):
        yield file, "", "error", message.en, message.zh
    for row in spool.rows("diagnostics"):
        if row[1] is None:
            yield str(row[0]), str(row[2]), str(row[4]), str(row[5]), str(row[6])
