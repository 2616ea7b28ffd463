"""The entry point of the command line: it selects the command, loads only its module, and prints errors in one line.

Exit codes: 0 nothing found, 1 findings (``lint``, ``format --check``), 2 could not run. As in shells, an interrupted
run ends with 130, and one whose reader closes the pipe with 141.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, NamedTuple

from .. import __version__, garbage_collection
from ..cli import completion, language, terminal
from ..errors import UserError, no_room
from .arguments import Parser
from .language import say

_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
DEBUG = "BUDGET_INDICATORS_DEBUG"
"""Set in the environment: show the traceback of an error of the program itself."""


class Command(NamedTuple):
    """A command: its name, the module with ``add_parser`` and ``run``, and its description."""

    name: str
    module: str
    en: str
    zh: str


COMMANDS = (
    Command("parse", "parse", "show the indicators of a text or document", "读出文本或文件中的绩效指标"),
    Command("lint", "lint", "report problems; fix the safe ones", "检查指标写法，并修正可安全修正之处"),
    Command("format", "format", "write indicator strings in their canonical form", "把指标串改写成规范格式"),
    Command("extract", "extract", "read documents into one table", "从文件中提取指标，汇总成一张表"),
    Command("report", "report", "make an overview of documents", "生成多个文件的概览"),
    Command("value", "value", "show what one target value means", "解读一个指标值"),
    Command("serve", "serve", "open the page in the browser", "在浏览器中打开检查页面"),
    Command("lsp", "lsp", "language server for editors", "供编辑器使用的语言服务器"),
    Command("rule", "rule", "explain a rule", "解释一条检查规则"),
    Command("rules", "rule", "list all rules", "列出全部检查规则"),
)

_EXAMPLES_EN = """\
examples:
  budget-indicators parse "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
  budget-indicators parse budget.pdf --format csv > indicators.csv
  budget-indicators lint budget.txt
  budget-indicators lint --fix strings/*.txt
  budget-indicators format --check strings.txt
  budget-indicators extract budgets/ -o indicators.xlsx
  budget-indicators report budgets/ -o report.html
  budget-indicators value "不少于20篇"
  budget-indicators serve
  budget-indicators lsp --help
  budget-indicators rule M001
  budget-indicators rules

Exit code: 0 nothing found, 1 findings, 2 could not run. Help on a command: budget-indicators COMMAND --help
"""
_EXAMPLES_ZH = """\
示例：
  budget-indicators parse "1、1-产出指标；11-数量指标；培训次数；实施周期指标值:1次；年度指标值:1次。"
  budget-indicators parse 预算.pdf --format csv > 指标.csv
  budget-indicators lint 预算.txt
  budget-indicators lint --fix 指标串/*.txt
  budget-indicators format --check 指标串.txt
  budget-indicators extract 预算文件夹/ -o 指标.xlsx
  budget-indicators report 预算文件夹/ -o 概览.html
  budget-indicators value "不少于20篇"
  budget-indicators serve
  budget-indicators lsp --help
  budget-indicators rule M001
  budget-indicators rules

退出码：0 未发现问题，1 发现问题，2 无法运行。某个命令的说明：budget-indicators 命令 --help
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (``sys.argv``) and return the exit code; prints, never raises for bad input."""
    words = terminal.typed_words() if argv is None else list(argv)
    language.use(language.choose(words))
    terminal.prepare_streams()
    try:
        with garbage_collection.rarely(), _ending_in_order():
            code = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        terminal.abandon_stdout()
        return 141
    except KeyboardInterrupt:
        return _complain(say("interrupted", "已中断"), 130)
    except UserError as problem:
        return _complain(say(problem.en, problem.zh), 2)
    except Exception as problem:
        if isinstance(problem, OSError) and problem.errno in _FULL:
            full = no_room(problem)
            return _complain(say(full.en, full.zh), 2)
        if os.environ.get(DEBUG):
            raise
        what = f"{type(problem).__name__}: {problem}".replace("\n", " ")
        return _complain(
            say(
                f"internal error, please report it ({what}); {DEBUG}=1 shows where",
                f"程序内部错误，请反馈（{what}）；设置 {DEBUG}=1 可查看详情",
            ),
            2,
        )
    return code


@contextlib.contextmanager
def _ending_in_order() -> Iterator[None]:
    """Treat SIGTERM as an interrupt, so that no temporary file is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(words: Sequence[str]) -> int:
    if completion.is_asked():
        completion.answer(lambda typed: _parser(_chosen(typed)))
    parser = _parser(_chosen(words))
    try:
        args = parser.parse_args(words)
    except SystemExit as done:  # --help and --version print and exit
        return done.code if isinstance(done.code, int) else 0
    if args.command is None:
        parser.print_help()
        return 0
    args.lang = language.language()
    code: int = args.run(args)
    return code


def _chosen(words: Sequence[str]) -> Command | None:
    """The command that ``words`` name: the first word that is no option and no option's value."""
    after_lang = False
    for word in words:
        if not word.startswith("-") and not after_lang:
            return next((command for command in COMMANDS if command.name == word), None)
        after_lang = word == "--lang"
    return None


def _parser(chosen: Command | None) -> Parser:
    """The parser of the whole command line, where only the chosen command knows its own arguments."""
    parser = Parser(
        prog="budget-indicators",
        description=say(
            "Read, check and repair the performance indicator strings of Chinese government budgets.",
            "读取、检查、修正政府预算中的绩效指标串。",
        ),
        epilog=say(_EXAMPLES_EN, _EXAMPLES_ZH),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"%(prog)s {__version__}",
        help=say("show the version and exit", "显示版本号并退出"),
    )
    subparsers = parser.add_subparsers(
        dest="command", metavar=say("COMMAND", "命令"), title=say("commands", "命令"), parser_class=Parser
    )
    for command in COMMANDS:
        if chosen is None or command.module != chosen.module:
            subparsers.add_parser(command.name, help=say(command.en, command.zh), named_only=chosen is not None)
    if chosen is not None:
        parser.command = chosen.name
        _load(chosen, subparsers)
    return parser


def _load(command: Command, subparsers: Any) -> None:
    module = import_module(f".{command.module}", __package__)
    module.add_parser(subparsers)
    parser = subparsers.choices[command.name]
    if parser.get_default("run") is None:
        parser.set_defaults(run=module.run)


def _complain(message: str, code: int) -> int:
    with contextlib.suppress(OSError, ValueError):  # standard error may be closed
        print(f"budget-indicators: {message}", file=sys.stderr, flush=True)
    return code
