"""Errors that a user can cause: each ends in one clear line and exit code 2, never in a traceback."""

from __future__ import annotations


class UserError(Exception):
    """What went wrong and what to do, in one line of each language.

    ``str()`` gives the English line; ``zh`` the Chinese one (the same where none was given).
    """

    def __init__(self, en: str, zh: str | None = None) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh if zh is not None else en

    def __reduce__(self) -> tuple[type[UserError], tuple[str, str]]:
        """Keep both languages when the error is sent to another process."""
        return type(self), (self.en, self.zh)


def no_room(problem: OSError) -> UserError:
    """The error for a full folder of temporary files."""
    reason = problem.strerror or str(problem)
    return UserError(
        f"the folder for temporary files: {reason[:1].lower()}{reason[1:]}; set TMPDIR to one with more room",
        f"临时文件夹写不下了（{reason}），请用 TMPDIR 指定空间更大的文件夹",
    )


_REASONS_ZH: dict[type[OSError], str] = {
    FileNotFoundError: "没有这个文件",
    PermissionError: "没有读取权限",
    IsADirectoryError: "是文件夹，不是文件",
    NotADirectoryError: "路径中有一段是文件，不是文件夹",
}


def unreadable(name: str, problem: OSError) -> UserError:
    """An operating system error as one line in both languages."""
    if isinstance(problem, FileNotFoundError) and ("*" in name or "?" in name):
        return UserError(f"{name}: no file matches this pattern", f"{name}：没有与通配符相符的文件")
    reason = "no such file" if isinstance(problem, FileNotFoundError) else problem.strerror or str(problem)
    return UserError(f"{name}: {reason[:1].lower()}{reason[1:]}", f"{name}：{_REASONS_ZH.get(type(problem), reason)}")


def unwritable(name: str, problem: OSError) -> UserError:
    """The error for an output that the operating system refused, as one line in both languages."""
    match problem:
        case FileNotFoundError():
            en, zh = "there is no such folder", "没有这个文件夹"
        case PermissionError():
            en, zh = "no permission to write there", "没有写入权限"
        case IsADirectoryError():
            en, zh = "it is a folder; name a file in it", "是文件夹，请写出其中的文件名"
        case FileExistsError() | NotADirectoryError():
            en, zh = "there is a file of that name, where a folder is needed", "这里需要文件夹，但已有同名文件"
        case _:
            en = zh = problem.strerror or str(problem)
    return UserError(f"{name}: not written: {en}", f"{name}：无法写入：{zh}")


def check_year(year: object) -> int | None:
    """Return a valid budget year or ``None``; raise for anything but a year of four digits.

    ``TypeError`` for anything but an ``int`` (a ``str``, ``True``), ``ValueError`` for another number of digits.
    """
    if year is None:
        return None
    if isinstance(year, bool) or not isinstance(year, int):
        raise TypeError(f"year is a whole number such as 2025, not {year!r}（年度应为整数，例如 2025）")
    if not 1000 <= year <= 9999:
        raise ValueError(f"year has four digits, such as 2025; not {year}（年度应为四位数，例如 2025）")
    return year
