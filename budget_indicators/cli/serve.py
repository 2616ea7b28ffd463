"""``serve``: the page in the browser."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from .language import say

if TYPE_CHECKING:
    from ..web.serve import Address


def add_parser(subparsers: Any) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(
        "serve",
        help=say("open the page in the browser", "在浏览器中打开检查页面"),
        description=say(
            "Open a page in the browser: paste a string or drop files, see what was understood and what is wrong, "
            "repair it, and download corrected files. The page runs on this machine only and sends nothing anywhere. "
            "It ends with Ctrl-C, or five minutes after the page was closed.",
            "在浏览器中打开检查页面：粘贴指标串或拖入文件，查看读出的内容和问题，修正后下载。程序只在本机运行，不向外发送任何数据。"
            "按 Ctrl-C 结束；页面关闭五分钟后也会自动结束。",
        ),
        epilog=say(
            "examples:\n"
            "  budget-indicators serve\n"
            "  budget-indicators serve --no-browser        only print the address\n"
            "  budget-indicators serve --port 8765         always at the same port\n\n"
            "Needs the extra: pip install 'budget-indicators[web,all]'\n"
            "Exit code: 0 ended, 2 could not start.",
            "示例：\n"
            "  budget-indicators serve\n"
            "  budget-indicators serve --no-browser        只显示网址，不打开浏览器\n"
            "  budget-indicators serve --port 8765         固定端口\n\n"
            "需要附加组件：pip install 'budget-indicators[web,all]'\n"
            "退出码：0 正常结束，2 无法启动。",
        ),
    )
    parser.add_argument("--no-browser", action="store_true", help=say("do not open the browser", "不自动打开浏览器"))
    parser.add_argument(
        "--port",
        type=_port,
        default=0,
        metavar=say("PORT", "端口"),
        help=say("port on this machine (default: a free one)", "本机端口（默认自动选择空闲端口）"),
    )


def _port(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and 0 <= int(word) <= 65535):
        raise argparse.ArgumentTypeError(
            say(
                f"a port is needed, 1 to 65535 (0: any free one), not {word!r}",
                f"{word!r} 不是端口号，应为 1 至 65535（0 表示自动选择）",
            )
        )
    return int(word)


def run(args: argparse.Namespace) -> int:
    """Run the page until it ends."""
    from ..web.serve import serve

    serve(_tell, browser=not args.no_browser, port=args.port)
    return 0


def _tell(address: Address) -> None:
    print(
        say(
            f"The page runs on this machine only: {address.url}\n"
            "Ctrl-C ends it; so does closing the page (after 5 minutes).",
            f"页面只在本机运行：{address.url}\n按 Ctrl-C 结束；关闭页面 5 分钟后自动结束。",
        ),
        flush=True,
    )
