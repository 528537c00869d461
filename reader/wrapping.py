"""How a text is broken into lines of so many terminal cells: pure.

Scripts that are written from right to left are broken as they are stored, in the order in which they are
read; to show them in that order is left to the terminal. Those that do it do it for all that is on a
line, and what was turned before would be turned back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len, split_graphemes

SOFT_HYPHEN: Final = "\u00ad"
"""Tells where a word may break; not shown, but as a hyphen at the end of a line."""
_NARROW: Final = re.compile(
    "[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\ufffd]*"
)
"""Texts of these are one cell a character, as nearly all are; no table need be asked."""
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_NEVER_FIRST: Final = frozenset(
    "、。，．！？：；」』）】〉》〕〗’”…‥ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
"""What no line of East Asian text begins with."""
_STRONG: Final = {"L": False, "R": True, "AL": True}


def is_narrow(text: str) -> bool:
    """Tell whether every character of `text` is one cell wide; none that joins others is."""
    return _NARROW.fullmatch(text) is not None


def is_right_to_left(text: str) -> bool:
    """Tell whether `text` is written from right to left: whether its first letter is."""
    if not _RIGHT_TO_LEFT.search(text):
        return False
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((_STRONG[kind] for kind in kinds if kind in _STRONG), False)


def cells(text: str) -> int:
    """Return the cells of `text`, soft hyphens not shown."""
    return cell_len(text.replace(SOFT_HYPHEN, ""))


def as_shown(text: str, *, is_broken: bool) -> str:
    """Return `text` without its soft hyphens; where a line is broken at the last, that is shown."""
    if SOFT_HYPHEN not in text:
        return text
    end = "-" if is_broken and text.endswith(SOFT_HYPHEN) else ""
    return text.replace(SOFT_HYPHEN, "") + end


def wrap(text: str, width: int, *, narrow: bool = False) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line when `text` is broken to at most `width` cells.

    Lines break at white space, after a hyphen or at a soft one, and within a word only when it is
    wider than a line. No grapheme is ever parted; one wider than the line stands alone. Who knows
    already that all of the text `is_narrow` says so.
    """
    position = 0
    for paragraph in text.split("\n"):
        breaker = _wrap_narrow if narrow or is_narrow(paragraph) else _wrap_wide
        for start, end in breaker(paragraph, max(1, width)):
            yield position + start, position + end
        position += len(paragraph) + 1


def _wrap_narrow(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Break a text of one cell a character."""
    start, length = 0, len(text)
    while length - start > width:
        limit = start + width
        cut = text.rfind(" ", start, limit + 1)
        hyphen = text.rfind("-", start + 1, limit) + 1
        if max(cut, start) < hyphen < length and text[hyphen].isalpha():
            yield start, hyphen
            start = hyphen
        elif cut > start:
            yield start, cut
            start = cut + 1
        else:
            yield start, limit
            start = limit
        while start < length and text[start] == " ":
            start += 1
    if start < length or not length:
        yield start, length


def _wrap_wide(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Break a text whose characters differ in width, grapheme by grapheme."""
    signs = split_graphemes(text)[0]
    start = used = number = 0
    cut: tuple[int, int] | None = (
        None  # where this line may end, and number of the sign that is next
    )
    while number < len(signs):
        begin, end, size = signs[number]
        sign = text[begin:end]
        if sign == " " and begin > start:
            cut = _without_hyphen(text, begin), number + 1
        if sign == SOFT_HYPHEN:
            # Only where there is room for the hyphen that is shown then.
            if 0 < used < width:
                cut = end, number + 1
        elif used + size > width and begin > start:
            stop, number = cut or (_without_hyphen(text, begin), number)
            yield start, stop
            start = signs[number][0] if number < len(signs) else len(text)
            used, cut = 0, None
            continue
        else:
            used += size
            # Scripts of wide characters set no blanks; their lines end after any character, unless what
            # follows closes something.
            after = text[end : end + 1]
            is_hyphen = sign == "-" and begin > start and after.isalpha()
            if is_hyphen or (size > 1 and after not in _NEVER_FIRST):
                cut = end, number + 1
        number += 1
    if start < len(text) or not text:
        yield start, len(text)


def _without_hyphen(text: str, end: int) -> int:
    """Return where a text ends before `end` if a soft hyphen there is not to be shown."""
    while text[end - 1 : end] == SOFT_HYPHEN:
        end -= 1
    return end


def wrap_whole(text: str, width: int) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of each line of `text`, and whether it only goes on with the one before.

    Every blank is kept: lines break at line breaks, and where they are wider than `width` cells.
    """
    position, width = 0, max(1, width)
    for row in text.split("\n"):
        start = used = 0
        if is_narrow(row):
            while len(row) - start > width:
                yield position + start, position + start + width, start > 0
                start += width
        else:
            for begin, end, size in split_graphemes(row)[0]:
                if used + size > width and begin > start:
                    yield position + start, position + begin, start > 0
                    start, used = begin, 0
                used += 0 if row[begin:end] == SOFT_HYPHEN else size
        yield position + start, position + len(row), start > 0
        position += len(row) + 1
