"""``lsp``: the language server, which an editor starts and speaks with over standard input and output."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from .language import language, say


def add_parser(subparsers: Any) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(
        "lsp",
        help=say("language server: findings and repairs while typing", "语言服务器：在编辑器中边输入边检查"),
        description=say(
            "The language server for editors: findings while typing, repairs, what a value means, formatting. "
            "An editor starts it and speaks with it over standard input and output. It reads the settings of lint.",
            "供编辑器使用的语言服务器：边输入边检查、修正、解读指标值、规范格式。"
            "由编辑器启动，通过标准输入输出通信，设置与 lint 相同。",
        ),
        epilog=say(
            "How to set up VS Code, Neovim and Helix: docs/editors.md.\n"
            "Needs the extra: pip install 'budget-indicators[lsp]'\n"
            "Exit code: 0 ended by the editor, 1 the editor disconnected, 2 could not start.",
            "VS Code、Neovim、Helix 的设置方法见 docs/editors.zh-CN.md。\n"
            "需要附加组件：pip install 'budget-indicators[lsp]'\n"
            "退出码：0 由编辑器正常结束，1 编辑器未告知即断开，2 无法启动。",
        ),
    )
    parser.add_argument(
        "--stdio",
        action="store_true",
        help=say("added by editors; the only transport", "编辑器会自动加上；本来就是这种方式"),
    )
    parser.add_argument(
        "--lang",
        dest="asked_lang",
        choices=("zh", "en"),
        help=say(
            "language of messages (default: from the settings, the editor, the locale)",
            "提示信息的语言（默认依次随设置文件、编辑器、系统语言）",
        ),
    )


def run(args: argparse.Namespace) -> int:
    """Serve until the editor ends it."""
    from ..extras import needs

    needs("pygls", "lsp")
    from ..lsp.server import serve

    if sys.stdin.isatty():
        print(
            say("waiting for an editor; Ctrl-C ends it", "等待编辑器连接，按 Ctrl-C 结束"), file=sys.stderr, flush=True
        )
    return serve(args.asked_lang, language())
