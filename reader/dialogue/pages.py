"""How far an article is read: a page or a section at a time, from where reading stopped."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from library import Article, BlockKind, Place
from reader.dialogue.spoken import Part, parts_of

_PAGE: Final = 1200
"""Code points after which a page ends, with the paragraph: a minute and a half to listen to."""


class Reading:
    """An article that is being read."""

    def __init__(self, article: Article, place: Place | None) -> None:
        """Go on from where reading stopped; None for the beginning."""
        self.article = article
        """What is read."""
        self._parts = parts_of(article)
        self._lengths = list(accumulate((len(one.text) for one in self._parts), initial=0))
        self.headings = tuple(
            number for number, block in enumerate(article.blocks) if block.kind is BlockKind.HEADING
        )
        """The numbers of the blocks that are headings."""
        self._next = self._part_at(place) if place is not None else 0
        self._last = self._next  # where the last page begins

    @property
    def is_at_end(self) -> bool:
        """Whether all has been read."""
        return self._next >= len(self._parts)

    @property
    def is_at_beginning(self) -> bool:
        """Whether nothing has been read, or it is to be read anew."""
        return self._next == 0

    @property
    def place(self) -> Place | None:
        """Where reading goes on; None at the end, from where it begins anew."""
        if self.is_at_end:
            return None
        part = self._parts[self._next]
        return Place(part.block, part.offset)

    @property
    def percent(self) -> int:
        """How much of it has been read."""
        whole = self._lengths[-1]
        return 100 * self._lengths[min(self._next, len(self._parts))] // whole if whole else 100

    @property
    def section(self) -> int:
        """The number of the section in which reading goes on, from 1; 0 before the first heading."""
        return self._section_of(self._next)

    @property
    def heard(self) -> int:
        """The number of the section that was read out last, from 1; 0 if that was before the first."""
        return self._section_of(self._next - 1)

    def page(self) -> Iterator[str]:
        """Yield the next page; each part counts as read once it was taken."""
        self._last, length = self._next, 0
        while not self.is_at_end:
            part = self._parts[self._next]
            self._next += 1
            yield part.text
            length += len(part.text)
            if length >= _PAGE and not self._is_heading(part):
                break

    def section_text(self) -> Iterator[str]:
        """Yield what is left of the section in which reading goes on, its heading included."""
        self._last = self._next
        while not self.is_at_end:
            part = self._parts[self._next]
            if self._next > self._last and self._is_heading(part):
                break
            self._next += 1
            yield part.text

    def rest(self) -> Iterator[str]:
        """Yield all that has not been read."""
        self._last = self._next
        while not self.is_at_end:
            self._next += 1
            yield self._parts[self._next - 1].text

    def leave(self) -> None:
        """Leave the part that was taken last unread: it was not read out to its end."""
        self._next = max(0, self._next - 1)

    def go_back(self) -> None:
        """Go to where the last page begins."""
        self._next = self._last

    @property
    def section_before(self) -> int:
        """The number of the section to go back to: that which was heard, unless from its heading on."""
        if not self.heard:
            return 0
        is_whole = self._section_of(self._last) == self.heard and self._begins_at(self._last)
        return self.heard - is_whole

    def go_to(self, section: int) -> None:
        """Go to a section by its number, from 1; 0 is the beginning."""
        place = Place(self.headings[section - 1], 0) if section else None
        self._next = self._part_at(place) if place is not None else 0

    def _section_of(self, number: int) -> int:
        """Return the number of the section that has a part; 0 before the first heading."""
        if not 0 <= number < len(self._parts):
            return len(self.headings) if number > 0 else 0
        return sum(heading <= self._parts[number].block for heading in self.headings)

    def _begins_at(self, number: int) -> bool:
        """Tell whether a section begins with the part of that number."""
        return number < len(self._parts) and self._is_heading(self._parts[number])

    def _is_heading(self, part: Part) -> bool:
        return self.article.blocks[part.block].kind is BlockKind.HEADING

    def _part_at(self, place: Place) -> int:
        """Return the number of the part that has a place; of several with the same, the first."""
        found = 0
        for number, part in enumerate(self._parts):
            if (part.block, part.offset) > (place.block, place.offset):
                break
            if (part.block, part.offset) != (self._parts[found].block, self._parts[found].offset):
                found = number
        return found
