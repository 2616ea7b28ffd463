"""Interpret the words of a command line: a file, a pattern of files, standard input, or the text itself."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ..documents import limits
from ..documents.suffixes import PICTURES, SUFFIXES
from ..errors import UserError, no_room, unreadable
from ..lint.files import excluded
from ..patterns import lazy
from ..text.encoding import Decoded, decode, looks_like_text
from .language import say
from .own_output import is_own_output
from .terminal import printable

if TYPE_CHECKING:
    from pathlib import Path

STDIN = "-"
_BLOCK = 1 << 20
_HEAD = 8_192
_MOST_TEXT = 2 << 30  # bytes: the longest text of standard input; a large one is stored on disk and read in pieces
_SUFFIX = lazy(r"\.[A-Za-z][A-Za-z0-9]{0,5}")
_NAME_LENGTH = 40
_MOST_NAMED = 40  # files that are named one by one
# A path: absolute or relative, ended by a separator, or on a drive or a share of Windows.
_PATH = lazy(r"(?:~|\.\.?)?[/\\].*|[A-Za-z]:[/\\].*|[^/\\；;：:]+[/\\]")
# A word without Chinese characters is a mistyped name, not a text.
_PLAIN_WORD = lazy(r"[\w.\-/\\]+", re.ASCII)
# Also found in folders: read if the library or program for them is installed, otherwise reported.
_ALSO = (
    ".doc",
    ".ods",
    ".fods",
    ".odt",
    ".wps",
    ".et",
    ".rtf",
    ".zip",
)
READ = (*SUFFIXES, *_ALSO)
"""What commands search folders for."""
LINTED = tuple(suffix for suffix in READ if suffix not in (".md", *PICTURES))
"""What ``lint`` searches folders for: a page about the folder or a logo is no fault of a budget."""


class Input(NamedTuple):
    """One input: a file (``path``), a text (``text``) or, with neither, standard input; ``name`` is for messages."""

    name: str
    path: Path | None = None
    text: str | None = None

    @property
    def file(self) -> str:
        """The file's name, ``-`` for standard input, nothing for a text of the command line."""
        return self.name if self.path is not None or self.name == STDIN else ""

    def read(self) -> str:
        """The text: that of the command line, the file's, or what is left of standard input."""
        if self.text is not None:
            return self.text
        return read_stdin() if self.path is None else read_file(self.path).text

    @contextmanager
    def held(self) -> Iterator[Input]:
        """The same input; standard input becomes a text or, if it is large, a temporary file."""
        if self.text is None and self.path is None:
            with _held_stdin() as held:
                yield held
        else:
            yield self


def inputs(
    words: Iterable[str],
    *,
    wanted: tuple[str, ...] = READ,
    exclude: Sequence[str] = (),
    leave_out: Sequence[Path] = (),
    named_own: bool = True,
) -> Iterator[Input]:
    """The inputs named by ``words``, the same for every command; each file once.

    ``-`` is standard input. The name of an existing file is that file; a folder stands for the ``wanted`` files below
    it (without hidden ones, lock files of office programs and matches of an ``exclude`` pattern). A pattern (``* ?
    [``) stands for the files and folders it matches. A word that looks like a path is a file, even if it is missing:
    reading it says what is wrong. Anything else is text; an empty word raises ``UserError``. Files in ``leave_out``
    are left out. So are files written by this program, which would be counted twice, in folders and among matches of
    patterns; without ``named_own`` also those named one by one (a shell may have expanded a pattern).

    >>> [given.text is None for given in inputs(["-", "missing.txt", "1、1-产出指标；培训次数"])]
    [True, True, False]
    """
    seen = {os.path.realpath(path) for path in leave_out}
    for word in words:
        if word == STDIN:
            yield Input(STDIN)
        elif not word.strip():
            raise UserError(
                "an input is empty: give a text, a file, a folder or -",
                "有一个参数是空的：请给出指标串、文件、文件夹，或用 - 表示标准输入",
            )
        elif is_text(word):
            yield Input(shortened(word), text=word)
        else:
            from pathlib import Path

            for path in _files(word, wanted, exclude, named_own):
                if (real := os.path.realpath(path)) not in seen:
                    seen.add(real)
                    yield Input(path, path=Path(path))


def refuse_to_replace(out: Path, given: Iterable[Input]) -> None:
    """Raise ``UserError`` if ``out`` is one of the inputs: an output must not replace a document."""
    real = os.path.realpath(out)
    if any(each.path is not None and os.path.realpath(each.path) == real for each in given) and out.exists():
        raise UserError(
            f"{out}: is one of the documents; write to another file", f"{out}：是要读取的文件之一，请写到别的文件"
        )


def is_text(word: str) -> bool:
    r"""Whether a word of a command line is a text.

    >>> is_text("1、1-产出指标；培训次数"), is_text("budget.txt"), is_text("./预算"), is_text("bugdets")
    (True, False, False, False)
    >>> is_text("1次/年"), is_text("预算/"), is_text(r"D:\预算\2025"), is_text(r"..\预算")
    (True, False, False, False)
    """
    if "\n" in word or "\0" in word:
        return True
    if os.path.lexists(word) or _PATH.fullmatch(word) or _SUFFIX.fullmatch(os.path.splitext(word)[1]):
        return False
    return not (_PLAIN_WORD.fullmatch(word) or (glob.has_magic(word) and glob.glob(word)))


def shortened(text: str) -> str:
    """The beginning of a text on one line, as its name."""
    line = " ".join(text[: 4 * _NAME_LENGTH].split())
    return line if len(line) <= _NAME_LENGTH else f"{line[: _NAME_LENGTH - 1]}…"


def _files(word: str, wanted: tuple[str, ...], exclude: Sequence[str], named_own: bool) -> Iterator[str]:
    if os.path.isdir(word):
        found = list(_below(word, wanted, exclude))
        yield from (path for path in found if not is_own_output(path)) if found else (word,)
    elif not os.path.lexists(word) and glob.has_magic(word):
        matches = sorted(glob.glob(word, recursive=True))
        for path in matches:
            every = _below(path, wanted, exclude) if os.path.isdir(path) else (path,)
            yield from (each for each in every if not is_own_output(each))
        if not matches:
            yield word
    elif named_own or not is_own_output(word):
        yield word


def passed_over(
    words: Iterable[str],
    *,
    wanted: tuple[str, ...] = READ,
    exclude: Sequence[str] = (),
    leave_out: Sequence[Path] = (),
    named_own: bool = True,
) -> list[str]:
    """The files that ``inputs`` leaves out: in folders those of other kinds, and those written by this program."""
    out = {os.path.realpath(path) for path in leave_out}
    found: list[str] = []
    for word in words:
        if os.path.isdir(word):
            below = _below(word, ("",), exclude)
            found += [path for path in below if not path.lower().endswith(wanted) or is_own_output(path)]
        elif word != STDIN and not is_text(word):
            is_pattern = not os.path.lexists(word) and glob.has_magic(word)
            named = sorted(glob.glob(word, recursive=True)) if is_pattern else [] if named_own else [word]
            found += [path for path in named if os.path.isfile(path) and is_own_output(path)]
    return [path for path in dict.fromkeys(found) if os.path.realpath(path) not in out]


def say_passed_over(
    words: Iterable[str],
    *,
    wanted: tuple[str, ...] = READ,
    exclude: Sequence[str] = (),
    leave_out: Sequence[Path] = (),
    named_own: bool = True,
) -> None:
    """List the files of ``passed_over`` on standard error."""
    files = passed_over(words, wanted=wanted, exclude=exclude, leave_out=leave_out, named_own=named_own)
    if not files:
        return
    for file in files[:_MOST_NAMED]:
        if is_own_output(file):
            said = say(f"- {file}: not read, written by this program", f"- {file}：未读取，是本程序生成的文件")
        elif file.lower().endswith(READ):
            said = say(f"- {file}: not read unless you name it", f"- {file}：未读取，需要时请直接写出文件名")
        else:
            said = say(f"- {file}: not read, not a kind of document", f"- {file}：未读取，不是可读取的文件类型")
        print(printable(said), file=sys.stderr)
    print(
        say(f"{len(files)} files in the folders were not read", f"文件夹中有 {len(files)} 个文件未读取"),
        file=sys.stderr,
    )


def _below(folder: str, wanted: tuple[str, ...], exclude: Sequence[str]) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not excluded(name, exclude))
        for name in sorted(names):
            path = os.path.join(here, name)
            if not name.startswith((".", "~$")) and name.lower().endswith(wanted) and not excluded(path, exclude):
                yield path


def read_file(path: Path) -> Decoded:
    """The text of a file and its encoding; raises ``UserError`` with the reason if it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise unreadable(str(path), problem) from None
    return decode(data, str(path))


def read_stdin() -> str:
    """All of standard input, decoded like a file; ``UserError`` for more than a file may hold."""
    buffer = _stdin()
    return str(sys.stdin.read()) if buffer is None else decode(_at_most(buffer, limits.MAX_FILE), STDIN).text


def stdin_bytes() -> bytes:
    """All of standard input; ``UserError`` if it is empty, or holds more than a file may (an endless one does)."""
    buffer = _stdin()
    given = (
        str(sys.stdin.read()).encode("utf-8", "surrogatepass") if buffer is None else _at_most(buffer, limits.MAX_FILE)
    )
    if not given:
        raise UserError("standard input is empty", "标准输入是空的")
    return given


def _at_most(buffer: BinaryIO, most: int) -> bytes:
    data = buffer.read(most + 1)
    if len(data) > most:
        raise _too_much(most)
    return data


def _too_much(most: int) -> UserError:
    return limits.too_big(STDIN, f"more than {most >> 20} MB", f"超过 {most >> 20} MB")


def _copy(buffer: BinaryIO, file: BinaryIO, head: bytes) -> None:
    """Write ``head`` and the rest of standard input to a file, up to the limit for files of its kind."""
    most = _MOST_TEXT if looks_like_text(head[:_HEAD]) is not None else limits.MAX_FILE
    written = file.write(head)
    while block := buffer.read(_BLOCK):
        written += file.write(block)
        if written > most:
            raise _too_much(most)


def _stdin() -> BinaryIO | None:
    """The bytes of standard input; ``None`` for a replacement without bytes, as in notebooks and tests."""
    if sys.stdin is None:
        raise UserError("standard input is closed", "标准输入已关闭")
    return getattr(sys.stdin, "buffer", None)


@contextmanager
def held_files(given: Iterable[Input]) -> Iterator[dict[str, str]]:
    """Temporary files for inputs that are not files: name of the input -> path."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="budget-indicators-") as folder:
        held: dict[str, str] = {}
        for number, each in enumerate(given):
            if each.path is not None:
                continue
            path = held[each.name] = os.path.join(folder, str(number))
            try:
                with open(path, "wb") as file:
                    buffer = _stdin() if each.text is None else None
                    if buffer is not None:
                        _copy(buffer, file, buffer.read(_BLOCK))
                    else:
                        file.write(each.read().encode("utf-8", "surrogatepass"))
            except OSError as problem:
                raise no_room(problem) from None
        yield held


@contextmanager
def _held_stdin() -> Iterator[Input]:
    import tempfile
    from pathlib import Path

    from ..bulk import large_files as stream

    buffer = _stdin()
    if buffer is None:
        yield Input(STDIN, text=read_stdin())
        return
    head = buffer.read(_BLOCK)
    if len(head) < _BLOCK:
        yield Input(STDIN, text=decode(head, STDIN).text)
        return
    with tempfile.TemporaryDirectory(prefix="budget-indicators-") as folder:
        path = Path(os.path.join(folder, "stdin"))
        try:
            with open(path, "wb") as file:
                _copy(buffer, file, head)
        except OSError as problem:
            raise no_room(problem) from None
        if stream.is_large(path):
            yield Input(STDIN, path=path)
        else:
            yield Input(STDIN, text=decode(path.read_bytes(), STDIN).text)
