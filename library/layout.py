"""From lines as they stand in a file to paragraphs: what is hard-wrapped is joined again.

Text is hard-wrapped when its lines break where the next word would not have fit and sentences
run on across the breaks. Where lines were broken by hand, or for letters of unequal width as in what
is copied from a PDF, nobody can tell that; but how full lines are at least is seen where sentences run
on. Otherwise every line is a paragraph, whether blank lines part them or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
"""A line filled to this share of the least fill may go on in lower case: not all programs wrap greedily."""

_MIN_LOOSE: Final = 3
"""Breaks within sentences by which the least fill of lines is told."""
_MIN_LOOSE_SHARE: Final = 0.2
"""Of all breaks: how many are within sentences, and go on in lower case."""
_LEAST: Final = 0.05
"""Share of these that may be of lines still less full: they were broken for another reason."""
_MIN_FILL: Final = 0.5
"""Of the width, the share to which lines are filled at least."""
_CLEARLY: Final = 0.75
_HARDLY: Final = 0.95
"""A line filled to less than this share of the least fill ended by choice, though no sentence does: where
blank lines part the paragraphs, and where they do not, so that it may be a heading."""

_MAX_RAGGED: Final = 100
_RAGGED: Final = 0.75
"""Of the longest line, the share that lines broken by hand have at least."""

_ITEM: Final = re.compile(r"[-*•‣◦·–—]\s|\(?\d{1,3}[.)]\s|[a-z]\)\s")
_SENTENCE_END: Final = re.compile(r"[.!?:;…][\"”“»«’')]*$")
_QUOTED: Final = re.compile(r">\s?")
_HYPHENATED: Final = re.compile(r"(?P<parts>-?)(?P<head>[^\W\d_]+)-$")
_WORD_START: Final = re.compile(r"[^\W\d_]+")
_MAX_LINK: Final = 3
"""Letters of the words in lower case that link others by hyphens (`state-of-the-art`)."""
_SUSPENDED: Final = frozenset(["und", "oder", "bzw", "sowie", "noch", "and", "or", "to"])
"""Words before which a hyphen at the end of a line stands for a part left out (`Vor- und Nachteile`)."""


def paragraphs(lines: list[str]) -> list[str]:
    """Return the paragraphs of `lines`, stripped, none of them empty."""
    if (wrapping := _wrapping(lines)) is not None:
        return list(_unwrapped(lines, wrapping))
    groups = _groups(lines)
    if _are_ragged(groups):
        words = _Words(lines)
        return [words.joined(group) for group in groups]
    return [line for group in groups for line in group]


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How the lines of a text were broken."""

    width: int
    """Columns of the longest."""
    least: int
    """Columns beyond which a line would have gone with the next word, at least."""
    are_parted: bool
    """Whether blank lines part the paragraphs."""

    @property
    def is_loose(self) -> bool:
        """Whether no column ended the lines."""
        return self.least <= self.width


def _wrapping(lines: list[str]) -> _Wrapping | None:
    """Return how `lines` were broken, or None when they were not."""
    width, loose = _wrap_width(lines), _loose_wrapping(lines)
    if width is None or (loose is not None and loose.least <= width):
        return loose  # some line could have held more: it was not a column that ended it
    return _Wrapping(width, width + 1, are_parted=False)


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
    if (width := _width(lines)) is None:
        return None
    breaks = _breaks(lines)
    forced = [(a, b) for a, b in breaks if len(a) <= width < _filled(a, b)]
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


def _loose_wrapping(lines: list[str]) -> _Wrapping | None:
    """Return how `lines` were broken by hand or for letters of unequal width, or None if they were not."""
    if (width := _width(lines)) is None:
        return None
    breaks = [(a, b) for a, b in _breaks(lines) if not _ITEM.match(b) and b[0] != ">"]
    within = [(a, b) for a, b in breaks if not _SENTENCE_END.search(a)]
    running = [_filled(a, b) for a, b in within if b[0].islower()]
    if len(running) < max(_MIN_LOOSE, _MIN_LOOSE_SHARE * len(breaks)):
        return None
    least = _least_of(running)
    ends = sum(_filled(a, b) < least for a, b in breaks if _SENTENCE_END.search(a))
    are_parted = len(_groups(lines)) - 1 > ends
    if are_parted:  # then what goes on in upper case is no heading's next line
        least = min(least, _least_of([_filled(a, b) for a, b in within]))
    return _Wrapping(width, least, are_parted) if least >= _MIN_FILL * width else None


def _least_of(fills: list[int]) -> int:
    """Return to what lines were filled at least, but for a few that were broken for another reason."""
    return sorted(fills)[int(_LEAST * len(fills))]


def _width(lines: list[str]) -> int | None:
    """Return the length of the longest of `lines`, None if they are too short or long to have been wrapped."""
    filled = [len(line.rstrip()) for line in lines if line.strip()]
    lengths = [length for length in filled if length <= _MAX_WIDTH]
    width = max(lengths, default=0)
    if width < _MIN_WIDTH or len(filled) - len(lengths) > max(1, _MAX_LONG_SHARE * len(filled)):
        return None
    return width


def _breaks(lines: list[str]) -> list[tuple[str, str]]:
    """Return each line with the one right below it."""
    breaks = ((a.rstrip(), b.strip()) for a, b in pairwise(lines))
    return [(a, b) for a, b in breaks if a and b]


def _filled(line: str, following: str) -> int:
    """Return how long `line` would be with the first word of the one below it."""
    return len(line) + 1 + len(following[:_MAX_WIDTH].split(maxsplit=1)[0])


def _unwrapped(lines: list[str], wrapping: _Wrapping) -> Iterator[str]:
    """Yield the paragraphs of `lines`, which were wrapped."""
    parts: list[str] = []
    words = _Words(lines)
    for number, line in enumerate(lines):
        if parts and not _goes_on(lines, number, wrapping):
            yield words.joined(parts)
            parts = []
        if line.strip():
            parts.append(_unquoted(line) if parts else line)
    if parts:
        yield words.joined(parts)


def _goes_on(lines: list[str], number: int, wrapping: _Wrapping) -> bool:
    """Say whether line `number` continues the paragraph of the line before it."""
    before, line = lines[number - 1].rstrip(), lines[number].strip()
    if not line or not before or _is_indented(lines[number]) > _is_indented(before):
        return _is_item(before) and bool(line) and bool(before)
    if (line[0] == ">") != (before.lstrip()[0] == ">") or len(before) > wrapping.width:
        return False
    line = _unquoted(line)
    if not line:
        return False
    fill = _filled(before, line)
    forced = fill >= wrapping.least
    if _ITEM.match(line) and (not forced or _SENTENCE_END.search(before) or _is_item(before)):
        return False
    if line[0].islower():
        return fill >= _LOOSE * wrapping.least
    is_open = not _SENTENCE_END.search(before)
    if wrapping.are_parted:
        return forced or (is_open and fill >= _CLEARLY * wrapping.least)
    if wrapping.is_loose and is_open and number > 1:  # above which stands the title
        return fill >= _HARDLY * wrapping.least
    return forced and not _stands_alone(lines, number, wrapping.width)


def _unquoted(line: str) -> str:
    """Return `line` without the sign of a quotation before it."""
    stripped = line.lstrip()
    sign = _QUOTED.match(stripped)
    return stripped[sign.end() :] if sign else line


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


def _is_compound(broken: re.Match[str]) -> bool:
    """Say whether a hyphen at the end of a line belongs to the word by what stands before it.

    No syllable is all capitals, as in `EU-weit`, and short ones within a compound are words.
    """
    head = broken["head"]
    is_link = bool(broken["parts"]) and head.islower() and len(head) <= _MAX_LINK
    return is_link or (len(head) > 1 and head.isupper())


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
            if not _is_compound(broken) and self._is_broken(broken["head"], start[0]):
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
