"""argparse with one-line errors, its own texts translated if the run's language is Chinese."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

from ..errors import UserError
from ..patterns import lazy
from .language import language, say

_ZH_HEADINGS = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("show this help message and exit", "显示本说明并退出"),
)
_ZH_ERRORS = tuple(
    (lazy(pattern), zh)
    for pattern, zh in (
        (r"the following arguments are required: (.*)", r"缺少参数：\1"),
        (r"unrecognized arguments: (.*)", r"无法识别的参数：\1"),
        (r"argument (\S+): invalid choice: (.*) \(choose from ([^()]*)\)", r"参数 \1：没有 \2 这个选项，可选：\3"),
        (r"argument (\S+): expected one argument", r"参数 \1：后面缺少一个值"),
        (r"argument (\S+): expected at least one argument", r"参数 \1：后面至少要有一个值"),
        (r"argument (\S+): invalid (\S+) value: (.*)", r"参数 \1：值 \3 无效"),
        (r"argument (\S+): not allowed with argument (\S+)", r"参数 \1 不能与 \2 同时使用"),
        (r"argument (\S+): ignored explicit argument (.*)", r"参数 \1：不接受值 \2"),
        (r"argument (\S+): (.*)", r"参数 \1：\2"),
    )
)


def _width() -> int:
    """The width of help, without ``shutil``, which argparse loads as soon as an argument is declared."""
    with contextlib.suppress(ValueError):
        if (columns := int(os.environ.get("COLUMNS", "0"))) > 0:
            return columns - 2
    with contextlib.suppress(AttributeError, ValueError, OSError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns - 2  # type: ignore[union-attr]
    return 78


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width())


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are ``UserError``s; it and every command's parser know ``--lang``."""

    command = ""
    """The command that was chosen, where this is the parser of the whole command line."""

    def __init__(self, *, named_only: bool = False, **options: Any) -> None:
        options.setdefault("formatter_class", _Help)
        if named_only:  # a command that was not chosen is only listed
            super().__init__(allow_abbrev=False, add_help=False, **options)
            return
        # A command may declare --lang itself; that declaration then applies.
        super().__init__(allow_abbrev=False, conflict_handler="resolve", **options)
        self.add_argument(
            "--lang",
            choices=("zh", "en"),
            default=argparse.SUPPRESS,
            help=say("language of messages (default: from the locale)", "提示信息的语言（默认随系统语言）"),
        )

    def error(self, message: str) -> NoReturn:
        """Report what is wrong with the arguments, and how to get help, in one line."""
        # argparse reports unknown options of a command in the name of the whole program.
        prog = f"{self.prog} {self.command}" if self.command and message.startswith("unrecognized") else self.prog
        zh = self._in_chinese(message)
        if meant := self._meant(message):
            message, zh = f"{message}; did you mean {meant}?", f"{zh}，是否想用 {meant}？"
        raise UserError(f"{message} (see: {prog} --help)", f"{zh}（用法见 {prog} --help）")

    @staticmethod
    def _in_chinese(message: str) -> str:
        for pattern, chinese in _ZH_ERRORS:
            if match := pattern.fullmatch(message):
                return match.expand(chinese)
        return message

    def _meant(self, message: str) -> str | None:
        """The command, option or choice with the spelling closest to an unknown one."""
        import difflib

        if unknown := re.fullmatch(r"unrecognized arguments: (--?\S+).*", message):
            words = [word for action in self._every_action() for word in action.option_strings]
            found = difflib.get_close_matches(unknown[1].partition("=")[0], words, n=1, cutoff=0.6)
        elif choice := re.fullmatch(r"argument \S+: invalid choice: '([^']*)' \(choose from (.*)\)", message):
            found = difflib.get_close_matches(choice[1], re.findall(r"[\w-]+", choice[2]), n=1, cutoff=0.5)
        else:
            return None
        return found[0] if found else None

    def _every_action(self) -> Iterator[argparse.Action]:
        """The options of this parser and of the commands it knows."""
        for action in self._actions:
            yield action
            if isinstance(action.choices, dict):
                for parser in action.choices.values():
                    yield from parser._actions

    def format_help(self) -> str:
        """The help text, argparse's own headings in the language of the run."""
        return _in_language(super().format_help())


def _in_language(text: str) -> str:
    if language() == "zh":
        for en, zh in _ZH_HEADINGS:
            text = text.replace(en, zh)
    return text


def year(word: str) -> int:
    """A budget year of four digits, for ``--year``."""
    if not re.fullmatch(r"(19|20)\d\d", word, re.ASCII):
        raise argparse.ArgumentTypeError(
            say(
                f"a year of four digits is needed, such as 2025 (1900 to 2099), not {word!r}",
                f"{word!r} 不是四位数的年份，例如 2025（1900 至 2099）",
            )
        )
    return int(word)


def seconds(word: str) -> float:
    """A number of seconds, for ``--timeout``."""
    try:
        value = float(word)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(
            say(
                f"a number of seconds is needed, more than 0 and less than 1000000, not {word!r}",
                f"{word!r} 不是秒数，应大于 0、小于 1000000",
            )
        )
    return value


def megabytes(word: str) -> int:
    """Megabytes of memory, for ``--memory``."""
    if not (word.isascii() and word.isdecimal() and 256 <= int(word) <= 1 << 20):
        raise argparse.ArgumentTypeError(
            say(
                f"a whole number of megabytes is needed, 256 to 1048576, not {word!r}",
                f"{word!r} 不是内存大小，应为 256 至 1048576 的整数（MB）",
            )
        )
    return int(word)


def jobs(word: str) -> int:
    """A number of processes, for ``--jobs``."""
    if not re.fullmatch(r"[1-9]\d{0,2}", word, re.ASCII):
        raise argparse.ArgumentTypeError(
            say(
                f"a number of processes is needed, 1 to 999, not {word!r}",
                f"{word!r} 不是进程数，应为 1 至 999 的整数",
            )
        )
    return int(word)


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Declare the documents that a command reads."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar=say("PATH", "路径"),
        help=say(
            "files, folders (with all below them), patterns such as '*.pdf'",
            "文件、文件夹（含子文件夹）、通配符如 '*.pdf'",
        ),
    )


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Declare how a command reads documents: ``--memory``, ``--year``, ``--ocr``."""
    parser.add_argument(
        "--memory",
        type=megabytes,
        default=2048,
        metavar="MB",
        help=say("megabytes of memory for each worker (default 2048)", "每个工作进程的内存上限（默认 2048 MB）"),
    )
    parser.add_argument(
        "--year",
        type=year,
        metavar=say("YEAR", "年度"),
        help=say(
            "the budget year of all files, in place of the one each states",
            "全部文件的预算年度；不写则取各文件自己写明的年度",
        ),
    )
    parser.add_argument(
        "--ocr",
        choices=("auto", "never", "always"),
        default="auto",
        help=say(
            "read pages by text recognition: those that are pictures (auto, the default; needs the extra ocr), none, "
            "or all",
            "文字识别：只识别图片页（auto，默认，需安装 ocr 附加组件）、不识别（never）、全部识别（always）",
        ),
    )
