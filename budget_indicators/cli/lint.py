"""``lint``: report and repair problems of strings, files and folders."""

from __future__ import annotations

import argparse
import os
import sys
from typing import IO, TYPE_CHECKING, Any

from .arguments import jobs, year
from .language import language, say, use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..errors import UserError
    from ..lint.config import Config
    from ..lint.reports.base import Summary
    from ..lint.run import LintInput, Run

_FORMATS = ("full", "concise", "json", "jsonl", "csv", "sarif", "github", "gitlab", "junit", "html")


def add_parser(subparsers: Any) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(
        "lint",
        help=say("report problems; fix the safe ones", "检查指标写法，并修正可安全修正之处"),
        description=say(
            "Find what is malformed and what cannot be right, explain it, and repair what is safe to repair. "
            "The quality review (vague values, wrong groups …) is off unless --review is given.",
            "检查指标串的格式错误和不可能成立的指标值，说明原因，并修正可安全修正之处。质量审查（笼统表述、"
            "归类不当等）需加 --review。",
        ),
        epilog=say(
            "examples:\n"
            "  budget-indicators lint budget.txt\n"
            "  budget-indicators lint --review --output-format html --output report.html budgets/\n"
            "  budget-indicators lint --diff strings.txt\n"
            "  budget-indicators lint --fix --output-dir corrected budget.xlsx budget.docx\n"
            "  budget-indicators lint --select impossible --ignore V003 budget.pdf\n"
            "  budget-indicators rule V002\n\n"
            "Exit code: 0 nothing found, 1 findings, 2 could not run.",
            "示例：\n"
            "  budget-indicators lint 预算.txt\n"
            "  budget-indicators lint --review --output-format html --output 报告.html 预算文件夹/\n"
            "  budget-indicators lint --diff 指标串.txt\n"
            "  budget-indicators lint --fix --output-dir 修正 预算.xlsx 预算.docx\n"
            "  budget-indicators lint --select impossible --ignore V003 预算.pdf\n"
            "  budget-indicators rule V002\n\n"
            "退出码：0 未发现问题，1 发现问题，2 无法运行。",
        ),
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar=say("PATH", "路径"),
        help=say(
            "files, folders, patterns, - for standard input, or a string itself",
            "文件、文件夹、通配符、-（标准输入），或指标串本身",
        ),
    )
    _add_rules(parser)
    _add_repairs(parser)
    _add_output(parser)
    _add_work(parser)


def _add_rules(parser: Any) -> None:
    group = parser.add_argument_group(say("rules", "规则"))
    rules = say("RULES", "规则")
    named = say(
        "codes, code prefixes, names or groups, separated by commas", "编码、编码前缀、名称或规则组，用逗号分隔"
    )
    group.add_argument(
        "--select", action="append", metavar=rules, help=say(f"use only these: {named}", f"只用这些规则：{named}")
    )
    group.add_argument(
        "--ignore", action="append", metavar=rules, help=say(f"leave these out: {named}", f"不用这些规则：{named}")
    )
    group.add_argument(
        "--review", action="store_true", default=None, help=say("the quality review too", "同时进行质量审查")
    )
    group.add_argument(
        "--year",
        type=year,
        metavar=say("YEAR", "年份"),
        help=say("the budget year, for dates written without one", "预算年度，用于补全未写年份的日期"),
    )
    file = say("FILE", "文件")
    group.add_argument(
        "--baseline",
        metavar=file,
        help=say("do not report the findings in this baseline file", "不报告该基线文件中已有的问题"),
    )
    group.add_argument(
        "--write-baseline",
        metavar=file,
        help=say("write all findings of this run to a baseline file", "把本次发现的问题写入基线文件"),
    )
    group.add_argument(
        "--config", metavar=file, help=say("settings file (default: found upwards)", "设置文件（默认逐级向上查找）")
    )
    group.add_argument("--isolated", action="store_true", help=say("use no settings file", "不使用设置文件"))


def _add_work(parser: Any) -> None:
    group = parser.add_argument_group(say("work", "运行"))
    group.add_argument(
        "--jobs",
        "-j",
        type=jobs,
        metavar="N",
        help=say(
            "number of processes that read files at the same time (default: 1); unlike extract and report, without a "
            "limit of time or memory for a file",
            "同时读取文件的进程数（默认 1）；与 extract、report 不同，这里不限制单个文件的时间和内存",
        ),
    )
    group.add_argument(
        "--cache",
        metavar=say("FOLDER", "文件夹"),
        help=say(
            "cache findings in this folder, by content, for the next run",
            "按内容缓存检查结果，下次运行直接取用",
        ),
    )


def _add_repairs(parser: Any) -> None:
    group = parser.add_argument_group(say("repairs", "修正"))
    group.add_argument("--fix", action="store_true", help=say("repair text files in place", "直接修正文本文件"))
    group.add_argument(
        "--unsafe-fixes",
        action="store_true",
        default=None,
        help=say(
            "with --fix or --diff: also repairs that change a value", "与 --fix 或 --diff 合用：包括会改变内容的修正"
        ),
    )
    group.add_argument(
        "--output-dir",
        metavar=say("DIR", "文件夹"),
        help=say(
            "with --fix: write corrected copies there, with comments (Excel, Word, text); the originals are kept",
            "与 --fix 合用：把修正后的副本写入该文件夹，并加批注（Excel、Word、文本），原文件不变",
        ),
    )
    group.add_argument(
        "--diff",
        action="store_true",
        help=say("show what --fix would change, write nothing", "显示 --fix 会改动什么，不写入"),
    )


def _add_output(parser: Any) -> None:
    group = parser.add_argument_group(say("output", "输出"))
    group.add_argument(
        "--output-format", choices=_FORMATS, help=say("form of the report (default: full)", "报告格式（默认 full）")
    )
    file = say("FILE", "文件")
    group.add_argument("--output", "-o", metavar=file, help=say("write the report to a file", "把报告写入文件"))
    group.add_argument("--statistics", action="store_true", help=say("counts by rule only", "只按规则统计数量"))
    group.add_argument("--exit-zero", action="store_true", help=say("exit 0 even with findings", "有问题也以 0 退出"))
    group.add_argument("--quiet", "-q", action="store_true", help=say("findings only", "只输出问题"))
    group.add_argument(
        "--lang",
        dest="asked_lang",
        choices=("zh", "en"),
        help=say(
            "language of messages (default: from the settings, then the locale)",
            "提示信息的语言（默认随设置文件、系统语言）",
        ),
    )
    group.add_argument(
        "--stdin-filename",
        metavar=file,
        help=say("name of standard input in reports", "标准输入在报告中使用的文件名"),
    )


def run(args: argparse.Namespace) -> int:
    """Lint the inputs; the exit code is 1 if anything was found."""
    config = _config(args)
    if config.lang is not None and args.asked_lang is None:
        use("zh" if config.lang == "zh" else "en")
    config.check_rules()
    sources = _sources(args, config)
    _not_its_own_output(args.output, sources)
    if args.output_dir is not None:
        from .lint_copies import write_copies

        code, sources = write_copies(args, config, sources)
    elif args.diff or args.fix:
        code = _repair(args, config, sources)
        if args.diff:
            return code
        if sources and sources[0].data is not None:  # standard input: the repaired text is the output
            return code
    else:
        code = 0
    return max(code, _report(args, config, sources))


def _config(args: argparse.Namespace) -> Config:

    from ..lint import config as settings

    if args.isolated:
        found = settings.Config()
    elif args.config is not None:
        from pathlib import Path

        found = settings.load(Path(args.config))
    else:
        found = settings.find(args.paths or ["."])
    given = {
        "select": _words(args.select),
        "review": args.review,
        "year": args.year,
        "baseline": args.baseline,
        "output_format": args.output_format,
        "unsafe_fixes": args.unsafe_fixes,
    }
    changes: dict[str, Any] = {key: value for key, value in given.items() if value}
    changes["ignore"] = found.ignore + _words(args.ignore)
    return found._replace(**changes)


def _words(given: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(word.strip() for part in given or () for word in part.split(",") if word.strip())


def _sources(args: argparse.Namespace, config: Config) -> list[LintInput]:
    from ..lint.run import LintInput
    from .inputs import LINTED, STDIN, inputs, say_passed_over, stdin_bytes

    if not args.paths:
        from ..errors import UserError

        raise UserError(
            "nothing to lint: name a file, a folder, or - for standard input",
            "没有要检查的内容：请给出文件、文件夹，或用 - 表示标准输入",
        )
    sources: list[LintInput] = []
    for given in inputs(args.paths, wanted=LINTED, exclude=config.exclude):
        if given.text is not None:
            name = say(f"text {len(sources) + 1}", f"文本{len(sources) + 1}")
            sources.append(LintInput(name, text=given.text))
        elif given.path is None:
            sources.append(LintInput(args.stdin_filename or STDIN, data=stdin_bytes()))
        else:
            sources.append(LintInput(given.name, given.name))
    if not args.quiet:
        say_passed_over(args.paths, wanted=LINTED, exclude=config.exclude)
    return sources


def _not_its_own_output(output: str | None, sources: Sequence[LintInput]) -> None:
    """Raise ``UserError`` if the report would replace a file that is linted."""
    from ..errors import UserError

    if output is None or not os.path.exists(output):
        return
    for source in sources:
        if source.path is not None and os.path.exists(source.path) and os.path.samefile(source.path, output):
            raise UserError(
                f"{output}: is linted itself; write the report to another file",
                f"{output}：是被检查的文件，请把报告写到别的文件",
            )


def _report(args: argparse.Namespace, config: Config, sources: Sequence[LintInput]) -> int:
    from ..errors import UserError
    from ..lint.reports import report
    from ..lint.run import Run
    from ..rules import all_rules
    from .lint_progress import Bar
    from .page_progress import pages_shown
    from .terminal import colourful

    baseline = recorder = cache = None
    if args.write_baseline:
        from ..lint.baseline import Recorder

        recorder = Recorder()
    elif config.baseline is not None:
        from ..lint.baseline import Baseline

        baseline = Baseline.load(config.baseline)
    if args.cache:
        from ..lint.cache import Cache

        cache = Cache(args.cache)
    out = _Out(args.output, config.output_format)
    bar = Bar(sys.stderr, quiet=args.quiet)
    kind = "silent" if args.statistics else config.output_format
    colour = args.output is None and colourful(sys.stdout)
    made = report(kind, bar.beside(out.stream), language(), all_rules(), colour=colour, quiet=args.quiet)
    problems: list[UserError] = []

    def failed(problem: UserError) -> None:
        bar.clear()
        problems.append(problem)
        print(f"budget-indicators: {say(problem.en, problem.zh)}", file=sys.stderr)

    with out:
        work = Run(config, made, bar, baseline, recorder, args.jobs or 1, cache)
        with pages_shown(bar):
            summary = work.lint(sources, failed)
        bar.clear()
        if args.statistics:
            _statistics(summary, out.stream)
    if made.left_out:
        from ..lint.reports.sarif import left_out_message

        print(f"budget-indicators: {say(*left_out_message(made.left_out))}", file=sys.stderr)
    if recorder is not None:
        recorder.write(args.write_baseline)
        if not args.quiet:
            n = summary.findings
            print(
                say(f"{n} finding(s) written to {args.write_baseline}", f"已把 {n} 处问题写入 {args.write_baseline}"),
                file=sys.stderr,
            )
        return 2 if problems else 0
    if problems:
        return 2
    if not summary.projects and not summary.findings and not summary.in_baseline:
        raise UserError("no indicator string was found: nothing was checked", "没有找到指标串，什么都没有检查")
    return 1 if summary.findings and not args.exit_zero else 0


class _Out:
    """The output of the report: standard output, or a file that is created only when it is complete."""

    def __init__(self, path: str | None, format: str) -> None:
        self.path = path
        self.stream: IO[str] = sys.stdout
        if path is not None:
            import tempfile

            # Excel assumes the system's code page for a CSV file without a byte order mark.
            self.encoding = "utf-8-sig" if format == "csv" else "utf-8"
            self.stream = tempfile.SpooledTemporaryFile(  # noqa: SIM115  (closed in __exit__)
                1 << 20, "w+", encoding=self.encoding, errors="backslashreplace", newline=""
            )

    def __enter__(self) -> _Out:
        return self

    def __exit__(self, kind: Any, problem: Any, trace: Any) -> None:
        if self.path is None:
            return
        with self.stream:
            if kind is None:
                self._save(self.path)

    def _save(self, path: str) -> None:
        from ..errors import unwritable
        from ..lint.files import replace

        self.stream.flush()
        self.stream.seek(0)
        try:
            replace(os.path.realpath(path), self.stream.read().encode(self.encoding, "backslashreplace"))
        except OSError as problem:
            raise unwritable(path, problem) from None


def _statistics(summary: Summary, out: IO[str]) -> None:
    from ..rules import all_rules

    for rule in all_rules():
        if n := summary.by_rule[rule.code]:
            out.write(f"{n:>7}  {rule.code}  {rule.called(language()):<32}  {rule.summary.get(language())}\n")
    strings = summary.projects
    out.write(
        say(
            f"{summary.findings:>7}  in {strings} string(s), {summary.files} file(s)\n",
            f"{summary.findings:>7}  处，共 {strings} 个指标串、{summary.files} 个文件\n",
        )
    )


def _repair(args: argparse.Namespace, config: Config, sources: Sequence[LintInput]) -> int:
    """Write repaired files, or show the changes; return 1 if ``--diff`` shows any."""
    from ..errors import UserError
    from ..lint.reports.base import Report
    from ..lint.run import Run
    from .lint_progress import Bar

    bar = Bar(sys.stderr, quiet=args.quiet)
    work = Run(config, Report(sys.stdout, language(), ()), bar)
    code = changed = 0
    for source in sources:
        try:
            changed += _repair_one(args, config, work, source, bar)
        except UserError as problem:
            bar.clear()
            print(f"budget-indicators: {say(problem.en, problem.zh)}", file=sys.stderr)
            code = 2
    bar.clear()
    fixed = work.summary.fixed.total()
    if not args.quiet:
        told = (
            say(f"{fixed} repair(s) possible in {changed} file(s)", f"{changed} 个文件可修正 {fixed} 处")
            if args.diff
            else say(f"{fixed} repair(s) in {changed} file(s)", f"{changed} 个文件已修正 {fixed} 处")
        )
        print(told, file=sys.stderr)
    return code or (1 if args.diff and changed and not args.exit_zero else 0)


def _repair_one(args: argparse.Namespace, config: Config, work: Run, source: LintInput, bar: Any) -> int:
    from ..lint.files import write

    repair = work.repaired(source, unsafe=config.unsafe_fixes)
    bar.clear()
    if repair is None:
        if not args.quiet:
            why = say(
                "repaired in a copy only: add --output-dir DIR (text files are repaired in place)",
                "只能在副本中修正，请加 --output-dir 文件夹（文本文件可直接修正）",
            )
            print(say(f"{source.name}: {why}", f"{source.name}：{why}"), file=sys.stderr)
        return 0
    for passage in repair.circling:
        position = passage.position(0)
        line = 1 if position is None else position[0]
        print(
            say(
                f"{source.name}:{line}: the repairs did not converge; the rest is left as it is",
                f"{source.name}:{line}：修正未能收敛，其余部分保持原样",
            ),
            file=sys.stderr,
        )
    if args.diff:
        for part in repair.diff(source.name):
            sys.stdout.write(part if part.endswith("\n") else part + "\n\\ No newline at end of file\n")
    elif source.path is None:
        sys.stdout.write(repair.after)
    elif repair.after != repair.before and repair.decoded is not None:
        write(source.path, repair.decoded, repair.after)
    return int(repair.after != repair.before)
