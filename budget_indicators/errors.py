"""Errors a person can cause: they end in one clear line and exit code 2, never in a traceback.

UserError
└── (each reader and command raises it, or a subclass of its own module)
"""

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
        """Errors cross process borders; keep both languages."""
        return type(self), (self.en, self.zh)


def no_room(problem: OSError) -> UserError:
    """What to say where the folder for temporary files takes no more."""
    reason = problem.strerror or str(problem)
    return UserError(
        f"the folder for temporary files: {reason[:1].lower()}{reason[1:]}; set TMPDIR to one with more room",
        f"临时文件夹写不下了（{reason}），请用 TMPDIR 指定空间更大的文件夹",
    )


_REASONS_ZH: dict[type[OSError], str] = {
    FileNotFoundError: "没有这个文件",
    PermissionError: "没有读取权限",
    IsADirectoryError: "是文件夹，不是文件",
}


def unreadable(name: str, problem: OSError) -> UserError:
    """An operating system's refusal as one line in both languages."""
    reason = "no such file" if isinstance(problem, FileNotFoundError) else problem.strerror or str(problem)
    return UserError(f"{name}: {reason[:1].lower()}{reason[1:]}", f"{name}：{_REASONS_ZH.get(type(problem), reason)}")


def check_year(year: object) -> int | None:
    """The budget year that was given, or ``None``; raises for anything that is not a year of four digits.

    ``TypeError`` for what is no whole number (a ``str``, ``True``), ``ValueError`` for one that is no year.
    """
    if year is None:
        return None
    if isinstance(year, bool) or not isinstance(year, int):
        raise TypeError(f"year is a whole number such as 2025, not {year!r}（年度应为整数，例如 2025）")
    if not 1000 <= year <= 9999:
        raise ValueError(f"year has four digits, such as 2025; not {year}（年度应为四位数，例如 2025）")
    return year
