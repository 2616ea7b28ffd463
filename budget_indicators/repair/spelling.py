"""Misspelt words: one wrong, missing, extra or swapped character."""

from __future__ import annotations

from collections.abc import Iterator

from ..patterns import lazy

REMEMBERED = 4096
"""Size of the caches of runs of characters and their possible readings."""


def near(text: str, at: int, word: str) -> Iterator[tuple[int, int]]:
    """The possible ends of ``word`` if it starts at ``at`` with at most one wrong, missing, extra or swapped character.

    Yields ``(end, errors)``, the exact reading first.
    """
    size = len(word)
    first, second = text[at : at + 1], text[at + 1 : at + 2]
    if first != word[0] and first != word[1] and second != word[0] and second != word[1]:
        return  # two errors already
    same = 0
    while same < size and text.startswith(word[same], at + same):
        same += 1
    if same == size:
        yield at + size, 0
        extra = text[at + size : at + size + 1]
        if extra.isalpha() or (extra.isdecimal() and text[at + size + 1 : at + size + 2] in (":", "：")):
            yield at + size + 1, 1
        return
    here = at + same
    if here >= len(text):
        return
    wrong = text[here]
    if wrong not in _ENDS:
        if text.startswith(word[same + 1 :], here + 1):
            yield at + size, 1
        if text.startswith(word[same:], here + 1):
            yield at + size + 1, 1
        if (
            same + 1 < size
            and wrong == word[same + 1]
            and text.startswith(word[same], here + 1)
            and text.startswith(word[same + 2 :], here + 2)
        ):
            yield at + size, 1
    if same + 1 <= size and text.startswith(word[same + 1 :], here):
        yield at + size - 1, 1


_RUN = lazy(r"\w*[|-]?\w*\W?")
# No letter is lost or wrong in these: signs, and numbers in one character (①, ⑴, ⒈, ❶, ㈠, Ⅰ).
_ENDS = frozenset(" ;:。,、/=（）").union(
    *(map(chr, range(*codes)) for codes in ((0x2160, 0x2180), (0x2460, 0x249C), (0x24F5, 0x24FF), (0x2776, 0x2794)))
)


def run_at(text: str, at: int, end: int, longest: int) -> str:
    """The part of a text on which ``near`` can depend at ``at``, for words of up to ``longest`` characters.

    It never reads past a mark, nor more than two characters past a word, so the same few runs recur, and their readings
    are memoised. (The character at ``end`` may show that an extra digit is none.)
    """
    run = _RUN.match(text, at, min(end + 1, at + longest + 2))
    assert run is not None
    return run[0]
