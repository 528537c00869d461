"""An article set into lines of a width: pure, and measured in terminal cells.

The lines hold no text, only where theirs is: block and code points. So an article of any length
is set in a few milliseconds, and only what is looked at is ever cut and styled.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import Final, NamedTuple

from rich.cells import cell_len, split_graphemes

from library import TITLE_BLOCK, Article, Block, BlockKind, Place

_ATTRIBUTION: Final = re.compile(r"\n[—–-] ?\S.*\Z")
_NOTE_LINES: Final = 8
"""Lines of a note that stand above the article at most."""
_NARROW: Final = re.compile(
    "[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\ufffd]*"
)
"""Texts of these are one cell a character, as nearly all are; no table need be asked."""


class Role(StrEnum):
    """What a line is, and so how it looks."""

    TITLE = "title"
    META = "meta"
    NOTE = "note"
    BLANK = "blank"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    LIST_ITEM = "list-item"
    CAPTION = "caption"
    PREFORMATTED = "preformatted"


class Line(NamedTuple):
    """One line of a set article; a tuple, because a long article has thousands."""

    role: Role
    """What it is."""
    block: int
    """The block that its text is from, or `TITLE_BLOCK`."""
    start: int = 0
    """First code point of its text in the block."""
    end: int = 0
    """One past the last."""
    prefix: str = ""
    """What stands before the text: a bar, a bullet, or the blanks below one."""
    text: str | None = None
    """What to show instead of a part of the block."""


class Layout:
    """An article set into lines."""

    def __init__(self, article: Article, meta: str, width: int, note: str = "") -> None:
        """Set `article` in `width` cells, with the line `meta` and the `note` below its title."""
        self._article, self._meta, self._width, self._note = article, meta, width, note
        self.lines: list[Line] = [Line(Role.BLANK, TITLE_BLOCK)]
        self.lines += _title(article.title, width)
        self.lines += [Line(Role.META, TITLE_BLOCK, text=meta), Line(Role.BLANK, TITLE_BLOCK)]
        if note:
            self.lines += [*_set_note(note, width), Line(Role.BLANK, TITLE_BLOCK)]
        previous: Block | None = None
        for number, block in enumerate(article.blocks):
            if previous is not None:
                self.lines += [Line(Role.BLANK, number)] * _gap(previous, block)
            self.lines += _set_block(number, block, width)
            previous = block
        self._keys = [(line.block, line.start) for line in self.lines]

    def sets(self, article: Article, meta: str, width: int, note: str = "") -> bool:
        """Tell whether it is made of the same."""
        made_of = self._meta, self._width, self._note
        return article is self._article and (meta, width, note) == made_of

    def line_of(self, place: Place) -> int:
        """Return the number of the line that shows `place`, or the nearest before it."""
        if place.block == TITLE_BLOCK:
            return 0
        # Blank lines stand before their block with the same key, so the last of equals is the text.
        return max(0, bisect_right(self._keys, (place.block, place.offset)) - 1)

    def place_of(self, number: int) -> Place:
        """Return the place in the article at the beginning of a line."""
        line = self.lines[max(0, min(number, len(self.lines) - 1))]
        return Place(line.block, line.start)


def wrap(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line when `text` is broken to at most `width` cells.

    Lines break at white space or after a hyphen, and within a word only when it is wider than a
    line. No grapheme is ever parted; one wider than the line stands alone.
    """
    position = 0
    for paragraph in text.split("\n"):
        breaker = _wrap_narrow if _NARROW.fullmatch(paragraph) else _wrap_wide
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
    start = cells = 0
    cut: tuple[int, int] | None = None
    for begin, end, size in split_graphemes(text)[0]:
        if cells + size > width and begin > start:
            if text[begin:end] == " ":
                yield start, begin
                start, cells, cut = end, 0, None
                continue
            stop, resume = cut or (begin, begin)
            if cell_len(text[resume:begin]) + size > width:
                stop = resume = begin
            yield start, stop
            start, cells, cut = resume, cell_len(text[resume:begin]), None
        if text[begin:end] == " ":
            cut = (begin, end)
        elif size > 1:
            # Scripts of wide characters set no blanks; their lines end after any character.
            cut = (end, end)
        cells += size
    if start < len(text) or not text:
        yield start, len(text)


def _title(title: str, width: int) -> Iterator[Line]:
    for start, end in wrap(title, width):
        yield Line(Role.TITLE, TITLE_BLOCK, start, end)


def _set_note(note: str, width: int) -> list[Line]:
    """Return the first lines of a note, behind a sign; the rest is behind an ellipsis."""
    first, other = "✎ ", "│ "
    spans = islice(wrap(note, width - cell_len(first)), _NOTE_LINES + 1)
    texts = [note[start:end] for start, end in spans]
    if len(texts) > _NOTE_LINES:
        texts[_NOTE_LINES - 1 :] = ["…"]
    return [
        Line(Role.NOTE, TITLE_BLOCK, prefix=other if number else first, text=text)
        for number, text in enumerate(texts)
    ]


def _gap(previous: Block, block: Block) -> int:
    """Return the number of blank lines between two blocks."""
    run = (BlockKind.LIST_ITEM, BlockKind.LIST_ITEM)
    return 0 if (previous.kind, block.kind) == run else 1


def _set_block(number: int, block: Block, width: int) -> list[Line]:
    """Return the lines of one block."""
    match block.kind:
        case BlockKind.QUOTE:
            return _set_quote(number, block, width)
        case BlockKind.LIST_ITEM:
            indent = "  " * min(max(0, block.level - 1), 4)
            return _set_text(
                Role.LIST_ITEM, number, block.text, width, (f"{indent}• ", f"{indent}  ")
            )
        case BlockKind.PREFORMATTED:
            return _set_text(Role.PREFORMATTED, number, block.text, width, ("  ", "  "))
        case kind:
            return _set_text(Role(kind.value), number, block.text, width, ("", ""))


def _set_quote(number: int, block: Block, width: int) -> list[Line]:
    """Return the lines of a quote behind a bar, with whom it is from below it."""
    bars = ("▎ ", "▎ ")
    ending = _ATTRIBUTION.search("\n" + block.text) if block.attribution else None
    body = len(block.text) if ending is None else max(0, ending.start() - 1)
    lines = _set_text(Role.QUOTE, number, block.text[:body], width, bars) if body else []
    if ending is not None:
        first = ending.start()
        for line in _set_text(Role.ATTRIBUTION, number, block.text[first:], width, bars):
            lines.append(line._replace(start=line.start + first, end=line.end + first))
    elif block.attribution:
        text, end = f"— {block.attribution}", len(block.text)
        for start, stop in wrap(text, width - 2):
            lines.append(Line(Role.ATTRIBUTION, number, end, end, bars[0], text[start:stop]))
    return lines


def _set_text(
    role: Role, number: int, text: str, width: int, prefixes: tuple[str, str]
) -> list[Line]:
    """Return the lines of `text`, the first behind the first of `prefixes`, all others behind the other."""
    first, other = prefixes
    spans = wrap(text, width - cell_len(first))
    lines = [Line(role, number, start, end, other) for start, end in spans]
    if lines and first != other:
        lines[0] = lines[0]._replace(prefix=first)
    return lines
