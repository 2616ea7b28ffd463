"""``lint --fix --output-dir``: corrected copies of files, with comments; the originals are not changed."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UserError, unreadable, unwritable
from .language import language, say

if TYPE_CHECKING:
    from ..corrected.files import Corrected
    from ..lint.config import Config
    from ..lint.run import LintInput


def write_copies(args: argparse.Namespace, config: Config, sources: Sequence[LintInput]) -> tuple[int, list[LintInput]]:
    """Write the copies; return the exit code so far and the inputs of the report: the copies, if there are any."""
    from ..lint.run import LintInput

    folder = _folder(args, sources)
    code = 0
    reported: list[LintInput] = []
    for source, name in zip(sources, _names(sources), strict=True):
        try:
            done, at = _copy(config, source, folder, name)
        except UserError as problem:
            print(f"budget-indicators: {say(problem.en, problem.zh)}", file=sys.stderr)
            code = 2
            continue
        path = os.path.join(at, done.copies[0].name) if done.why is None else source.path
        reported.append(LintInput(str(path), path))
        if not args.quiet:
            print(_told(source, done, at), file=sys.stderr)
    return code, reported


def _folder(args: argparse.Namespace, sources: Sequence[LintInput]) -> Path:
    if not args.fix or args.diff:
        raise UserError(
            "--output-dir goes with --fix (and not with --diff)", "--output-dir 须与 --fix 合用，且不能与 --diff 合用"
        )
    if any(source.path is None for source in sources):
        raise UserError(
            "--output-dir corrects files; a string or standard input is no file",
            "--output-dir 只用于文件，不能用于文本或标准输入",
        )
    folder = Path(args.output_dir)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise unwritable(str(folder), problem) from None
    return folder


def _names(sources: Sequence[LintInput]) -> list[str]:
    """The name of each copy in the folder: the file's own name, or its relative path if two names are equal."""
    paths = [os.path.abspath(str(source.path)) for source in sources]
    names = [os.path.basename(path) for path in paths]
    if len(set(map(str.casefold, names))) == len(names):
        return names
    above = os.path.commonpath([os.path.dirname(path) for path in paths])
    return [os.path.relpath(path, above) for path in paths]


def _copy(config: Config, source: LintInput, folder: Path, name: str) -> tuple[Corrected, str]:
    from ..corrected.files import correct
    from ..corrected.ignored import ignored_in
    from ..corrected.strings import Rules
    from ..lint.files import replace
    from ..lint.reports.identity import fingerprint
    from ..lint.run import open_input
    from ..rules.registry import choose

    path = str(source.path)
    content = open_input(source, config.year)
    try:
        data = Path(path).read_bytes()
    except OSError as problem:
        raise unreadable(path, problem) from None
    selection = choose(config.select, config.ignore + config.ignored_in(source.name), config.review)
    known = ignored_in(data)
    rules = Rules(selection, config.year, config.unsafe_fixes, lambda one, passage: fingerprint(one, passage) in known)
    done = correct(os.path.basename(name), data, content, rules, language())
    at = folder / os.path.dirname(name)
    for copy in done.copies:
        target = at / copy.name
        if target.exists() and os.path.samefile(target, path):
            raise UserError(
                f"{path}: is the file itself; choose another folder", f"{path}：副本会覆盖原文件，请换一个文件夹"
            )
        try:
            at.mkdir(parents=True, exist_ok=True)
            replace(str(target), copy.data)
        except OSError as problem:
            reason = problem.strerror or str(problem)
            raise UserError(f"{target}: not written: {reason}", f"{target}：无法写入：{reason}") from None
    return done, str(at)


def _told(source: LintInput, done: Corrected, at: str) -> str:
    written = say(", ", "、").join(os.path.join(at, copy.name) for copy in done.copies)
    counted = say(
        f"{done.repairs} repair(s), {done.remaining} finding(s) left",
        f"修正 {done.repairs} 处，尚有问题 {done.remaining} 处",
    )
    why = "" if done.why is None else say(f" ({done.why.en})", f"（{done.why.zh}）")
    return f"{source.name} → {written}{say(': ', '：')}{counted}{why}"
