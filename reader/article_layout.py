"""A whole article set into lines, as far as anything was asked of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from library import TITLE_BLOCK, Article, Block, Place
from reader.typeset import (
    UNSKIMMED,
    Line,
    Role,
    gap,
    set_block,
    set_note,
    set_title,
    skim_block,
)


class Layout:
    """An article set into lines.

    It is set from its beginning, block by block, as far as it is looked at: what is asked for below
    that sets what is above it as well. All of a long article takes longer than drawing a screen of it.
    """

    def __init__(
        self, article: Article, meta: str, width: int, note: str = "", *, skimmed: bool = False
    ) -> None:
        """Set the title of an article.

        Args:
            article: What to set.
            meta: The line below its title.
            width: The cells of the longest line.
            note: What stands below that.
            skimmed: Whether to set no more than headings and the first sentence of each paragraph.
        """
        self._article, self._made_of = article, (meta, width, note, skimmed)
        self._lines: list[Line] = [Line(Role.BLANK, TITLE_BLOCK)]
        self._lines += set_title(article.title, width)
        self._lines += [Line(Role.META, TITLE_BLOCK, text=meta), Line(Role.BLANK, TITLE_BLOCK)]
        if note:
            self._lines += [*set_note(note, width), Line(Role.BLANK, TITLE_BLOCK)]
        self._rest = self._blocks(width, skimmed)
        self.is_whole = not article.blocks
        """Whether all of it is set."""

    def sets(
        self, article: Article, meta: str, width: int, note: str = "", *, skimmed: bool = False
    ) -> bool:
        """Tell whether it is made of the same."""
        return article is self._article and self._made_of == (meta, width, note, skimmed)

    @property
    def lines(self) -> list[Line]:
        """All lines."""
        while not self.is_whole:
            self._set_more()
        return self._lines

    @property
    def known_height(self) -> int:
        """How many lines are set so far."""
        return len(self._lines)

    @property
    def likely_height(self) -> int:
        """How many lines there are, and as long as it is not whole, how many there are likely to be."""
        if self.is_whole:
            return len(self._lines)
        total, done = self._before[-1], self._before[self._lines[-1].block + 1]
        return max(len(self._lines) + 1, round(len(self._lines) * total / max(1, done)))

    def line(self, number: int) -> Line | None:
        """Return a line by its number, from 0; None below the last."""
        while len(self._lines) <= number and not self.is_whole:
            self._set_more()
        return self._lines[number] if number < len(self._lines) else None

    def line_of(self, place: Place) -> int:
        """Return the number of the line that shows `place`, or the nearest before it."""
        if place.block == TITLE_BLOCK:
            return 0
        while self._lines[-1].block <= place.block and not self.is_whole:
            self._set_more()
        # Blank lines stand before their block with the same key, so the last of equals is the text.
        return max(0, bisect_right(self._lines, (place.block, place.offset), key=_key) - 1)

    def holds(self, place: Place) -> bool:
        """Tell whether `place` is shown: it is not where the article is skimmed and passes over it."""
        line = self._lines[self.line_of(place)]
        return place.block == TITLE_BLOCK or (
            line.block == place.block and (place.offset <= line.end or not self._made_of[-1])
        )

    def place_of(self, number: int) -> Place:
        """Return the place in the article at the beginning of a line, or of the last one above it."""
        line = self.line(max(0, number)) or self._lines[-1]
        return Place(line.block, line.start)

    def left(self, number: int) -> int:
        """Return how many code points of text the article has from the line with this number on."""
        line = self.line(max(0, number))
        if line is None:
            return 0
        return self._before[-1] - self._before[max(0, line.block)] - line.start * (line.block >= 0)

    @cached_property
    def _before(self) -> list[int]:
        """How many code points of text are before each block, and at the end how many in all."""
        return list(accumulate((len(block.text) for block in self._article.blocks), initial=0))

    def _set_more(self) -> None:
        """Set another block."""
        lines = next(self._rest, None)
        if lines is None:
            self.is_whole = True
        else:
            self._lines += lines

    def _blocks(self, width: int, skimmed: bool) -> Iterator[list[Line]]:
        """Yield the lines of each block, with the blank ones above it."""
        previous: Block | None = None
        for number, block in enumerate(self._article.blocks):
            if skimmed and block.kind in UNSKIMMED:
                continue
            above = 0 if previous is None else gap(previous, block, skimmed=skimmed)
            language = self._article.language
            lines = skim_block(number, block, width, language) if skimmed else None
            lines = set_block(number, block, width) if lines is None else lines
            yield [Line(Role.BLANK, number)] * above + lines
            previous = block


def _key(line: Line) -> tuple[int, int]:
    return line.block, line.start
