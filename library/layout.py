"""From lines as they stand in a file to paragraphs: what is hard-wrapped is joined again.

Text is hard-wrapped when its lines break where the next word would not have fit and sentences
run on across the breaks. Otherwise every line is a paragraph, whether blank lines part them or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final

_MIN_WIDTH: Final = 40
_MAX_WIDTH: Final = 120
"""Columns between which people and programs wrap text."""
_MAX_LONG_SHARE: Final = 0.05
"""Share of lines beyond the width, such as addresses, that wrapped text may hold."""
_MIN_FORCED_SHARE: Final = 0.5
_MIN_OPEN_SHARE: Final = 0.7
_MIN_RUNNING_SHARE: Final = 0.2
"""Of breaks for want of room: how many end no sentence, and how many go on in lower case."""
_LOOSE: Final = 0.6
"""A line filled to this share of the width may go on in lower case: not all programs wrap greedily."""

_MAX_RAGGED: Final = 100
_RAGGED: Final = 0.75
"""Of the longest line, the share that lines broken by hand have at least."""

_ITEM: Final = re.compile(r"[-*•‣◦·–—]\s|\(?\d{1,3}[.)]\s|[a-z]\)\s")
_SENTENCE_END: Final = re.compile(r"[.!?:;…][\"”“»«’')]*$")
_QUOTED: Final = re.compile(r">\s?")
_HYPHENATED: Final = re.compile(r"([^\W\d_]+)-$")
_WORD_START: Final = re.compile(r"[^\W\d_]+")
_SUSPENDED: Final = frozenset(["und", "oder", "bzw", "sowie", "noch", "and", "or", "to"])
"""Words before which a hyphen at the end of a line stands for a part left out (`Vor- und Nachteile`)."""


def paragraphs(lines: list[str]) -> list[str]:
    """Return the paragraphs of `lines`, stripped, none of them empty."""
    width = _wrap_width(lines)
    if width is not None:
        return list(_unwrapped(lines, width))
    groups = _groups(lines)
    if _are_ragged(groups):
        words = _Words(lines)
        return [words.joined(group) for group in groups]
    return [line for group in groups for line in group]


def _groups(lines: list[str]) -> list[list[str]]:
    """Return the runs of lines that blank ones part, each line stripped."""
    runs = groupby((line.strip() for line in lines), key=bool)
    return [list(run) for is_filled, run in runs if is_filled]


def _are_ragged(groups: list[list[str]]) -> bool:
    """Say whether `groups`, parted by blank lines, are paragraphs that someone broke by hand.

    Where there are few lines, or they are not filled to the last, the column of wrapping cannot be
    told. But prose is seen: all lines but the last of a group are about as long, some sentences run
    on across them, and each group ends one.
    """
    broken = [group for group in groups if len(group) > 1]
    breaks = [line for group in broken for line in group[:-1]]
    width = max((len(line) for group in broken for line in group), default=0)
    return (
        len(groups) > 1
        and len(breaks) > 1
        and _MIN_WIDTH <= width <= _MAX_RAGGED
        and all(len(line) >= _RAGGED * width for line in breaks)
        and all(_SENTENCE_END.search(group[-1]) for group in broken)
        and not any(_ITEM.match(line) or line[0] == ">" for group in broken for line in group)
        and sum(not _SENTENCE_END.search(line) for line in breaks) * 3 >= len(breaks)
    )


def _wrap_width(lines: list[str]) -> int | None:
    """Return the column at which `lines` were wrapped, or None when they were not."""
    filled = [line.rstrip() for line in lines if line.strip()]
    lengths = [len(line) for line in filled if len(line) <= _MAX_WIDTH]
    width = max(lengths, default=0)
    if width < _MIN_WIDTH or len(filled) - len(lengths) > max(1, _MAX_LONG_SHARE * len(filled)):
        return None
    breaks = [(a.rstrip(), b.strip()) for a, b in pairwise(lines)]
    breaks = [(a, b) for a, b in breaks if a and b]
    forced = [(a, b) for a, b in breaks if _is_forced(a, b, width)]
    running = sum(b[0].islower() for _, b in forced)
    open_ended = sum(not _SENTENCE_END.search(a) for a, _ in forced)
    if (
        not forced
        or len(forced) < _MIN_FORCED_SHARE * len(breaks)
        or open_ended < _MIN_OPEN_SHARE * len(forced)
        or running < _MIN_RUNNING_SHARE * len(forced)
    ):
        return None
    return width


def _is_forced(line: str, following: str, width: int) -> bool:
    """Say whether `line` had to end where it does, since the next word would not have fit."""
    word = following[:width].split(maxsplit=1)[0]
    return len(line) <= width < len(line) + 1 + len(word)


def _unwrapped(lines: list[str], width: int) -> Iterator[str]:
    """Yield the paragraphs of `lines`, which were wrapped at column `width`."""
    parts: list[str] = []
    words = _Words(lines)
    for number, line in enumerate(lines):
        if parts and not _goes_on(lines, number, width):
            yield words.joined(parts)
            parts = []
        if line.strip():
            parts.append(_QUOTED.sub("", line, count=1) if parts else line)
    if parts:
        yield words.joined(parts)


def _goes_on(lines: list[str], number: int, width: int) -> bool:
    """Say whether line `number` continues the paragraph of the line before it."""
    before, line = lines[number - 1].rstrip(), lines[number].strip()
    if not line or not before or _is_indented(lines[number]) > _is_indented(before):
        return _is_item(before) and bool(line) and bool(before)
    if (line[0] == ">") != (before.lstrip()[0] == ">") or len(before) > width:
        return False
    line = _QUOTED.sub("", line, count=1) if line[0] == ">" else line
    if not line:
        return False
    forced = _is_forced(before, line, width)
    if _ITEM.match(line) and (not forced or _SENTENCE_END.search(before) or _is_item(before)):
        return False
    if line[0].islower():
        return len(before) >= _LOOSE * width
    return forced and not _stands_alone(lines, number, width)


def _is_indented(line: str) -> bool:
    """Say whether `line` begins with white space."""
    return line[:1].isspace()


def _is_item(line: str) -> bool:
    """Say whether `line` begins a list item, below which the next lines may be indented."""
    return bool(_ITEM.match(line.lstrip()))


def _stands_alone(lines: list[str], number: int, width: int) -> bool:
    """Say whether line `number`, below a full line that ends a sentence, is a heading."""
    before, line = lines[number - 1].rstrip(), lines[number].rstrip()
    below = lines[number + 1].strip() if number + 1 < len(lines) else ""
    return (
        bool(_SENTENCE_END.search(before))
        and not _SENTENCE_END.search(line)
        and len(line) < _LOOSE * width
        and below[:1].isupper()
    )


class _Words:
    """The words of a text, to tell a hyphen that only breaks a line from one that belongs."""

    def __init__(self, lines: list[str]) -> None:
        """Remember `lines`; their words are only gathered when a hyphen has to be judged."""
        self._lines = lines
        self._known: frozenset[str] | None = None

    def joined(self, parts: list[str]) -> str:
        """Return the lines `parts` as one, words that were broken between them made whole."""
        text = [parts[0].strip()]
        for part in parts[1:]:
            following = part.strip()
            broken = _HYPHENATED.search(text[-1][-60:])
            start = _WORD_START.match(following[:60])
            if not broken or not start or start[0].casefold() in _SUSPENDED:
                text.append(" " + following)
                continue
            if self._is_broken(broken[1], start[0]):
                text[-1] = text[-1][:-1]
            text.append(following)
        return "".join(text)

    def _is_broken(self, head: str, tail: str) -> bool:
        """Say whether `head` and `tail` are one word, written without a hyphen elsewhere."""
        if not tail[0].islower():
            return False
        if self._known is None:
            found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", "\n".join(self._lines).casefold())
            self._known = frozenset(found)
        return f"{head}-{tail}".casefold() not in self._known
