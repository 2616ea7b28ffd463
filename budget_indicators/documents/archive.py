"""Zip files: each member is read as a file, in memory, within limits; unread members are reported."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

import attrs

from ..catalogue.readers import NOT_READ
from ..errors import UserError
from ..model.nodes import Diagnostic
from . import limits
from .model import Document
from .readers.result import Reported, Spot

_MOST_MEMBERS = 500


def read_archive(name: str, data: bytes, read: Callable[[str, bytes], Document]) -> Document:
    """The documents in a zip file as one; the locations of its projects name the member (``a.zip/b.xlsx``).

    Raises ``UserError`` for an archive that is damaged, protected, too big, or without a readable member.
    """
    reported = Reported()
    documents: list[Document] = []
    problems: list[UserError] = []
    for member, content in _members(name, data, reported):
        try:
            documents.append(read(f"{name}/{member}", content))
        except UserError as problem:
            problems.append(problem)
            prefix = f"{name}/{member}"
            reported.add(
                NOT_READ,
                Spot(member, member),
                problem.en.removeprefix(f"{prefix}: "),
                text_zh=problem.zh.removeprefix(f"{prefix}："),
            )
    if not documents and not problems and reported.all():
        raise UserError(
            f"{name}: contains only other archives; unpack them first", f"{name}：压缩包内只有压缩包，请先解压"
        )
    if not documents:
        raise problems[0] if problems else UserError(f"{name}: a zip file without files", f"{name}：压缩包内没有文件")
    return _joined(name, documents, reported.all())


def _joined(name: str, documents: list[Document], found: tuple[Diagnostic, ...]) -> Document:
    first = next((each for each in documents if each.projects), documents[0])
    sums = []
    before = 0
    for document in documents:
        sums += [attrs.evolve(each, after=each.after + before) for each in document.sums]
        before += len(document.projects)
    return attrs.evolve(
        first,
        source=name,
        projects=tuple(project for document in documents for project in document.projects),
        sums=tuple(sums),
        tables=tuple(table for document in documents for table in document.tables),
        diagnostics=(*(each for document in documents for each in document.diagnostics), *found),
    )


def _members(name: str, data: bytes, reported: Reported) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir() and not _is_left_behind(part.filename)]
            if len(parts) > _MOST_MEMBERS:
                raise limits.too_big(name, f"{len(parts)} files", f"内含 {len(parts)} 个文件")
            total = sum(part.file_size for part in parts)
            if total > limits.MAX_UNPACKED:
                raise limits.too_big(name, f"unpacks to {total >> 20} MB", f"解压后达 {total >> 20} MB")
            for part in parts:
                member = _name(part)
                if part.flag_bits & 1:
                    raise limits.password(name)
                if member.lower().endswith((".zip", ".rar", ".7z")):
                    reported.add(NOT_READ, Spot(member, member), "an archive in an archive", text_zh="压缩包中的压缩包")
                    continue
                if part.file_size > limits.MAX_PART_RATIO * max(part.compress_size, 1) + (4 << 20):
                    raise limits.too_big(name, f"{member} is a zip bomb?", f"{member} 疑似压缩炸弹")
                yield member, archive.read(part)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, limits.zlib_error()):
        raise limits.damaged(name, "zip") from None


def _is_left_behind(name: str) -> bool:
    """Whether a member is a remnant of an operating system or an office program."""
    last = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or last.startswith((".", "~$")) or last in ("Thumbs.db", "desktop.ini")


def _name(part: zipfile.ZipInfo) -> str:
    """A member's name; without the UTF-8 flag it is most likely in the code page of a Chinese Windows."""
    if part.flag_bits & 0x800 or part.filename.isascii():
        return part.filename
    try:
        raw = part.filename.encode("cp437")
    except UnicodeEncodeError:
        return part.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.filename
