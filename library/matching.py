"""Where in one article a text stands that is being typed: any part of words, folded as searches fold.

The article is folded once, letter by letter, so that every place in the folded text can be led back
to the code point that it comes from; that is done only for what is looked at.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, overload

from library.models import TITLE_BLOCK, Article, Hit, Place
from library.words import fold, fold_letters

_PARTED: Final = "\n"
"""Stands between blocks; it matches nothing, for white space is folded to blanks."""
_SOFT_HYPHEN: Final = "\u00ad"
_TAKES_E: Final = frozenset("aou")
"""Letters behind which an e only spells an umlaut."""


class _Folding(dict[int, str]):
    """The folded form of each character, made when it is met first."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = " " if character.isspace() else fold_letters(character)
        self[code] = folded = "" if character == _SOFT_HYPHEN else folded
        return folded


_FOLDING: Final = _Folding()


class Finder:
    """Finds texts in one article."""

    def __init__(self, article: Article) -> None:
        """Fold the title and the blocks of `article`."""
        self._id = article.id
        self._texts = (article.title, *(block.text for block in article.blocks))
        folded = [text.translate(_FOLDING) for text in self._texts]
        self._folded = _PARTED.join(folded)
        self._starts = array("q", [0])
        for text in folded:
            self._starts.append(self._starts[-1] + len(text) + 1)
        self._origins: dict[int, Sequence[int]] = {}

    def find(self, text: str) -> Matches:
        """Return where `text` stands, in reading order; places do not overlap."""
        pattern = _pattern(text)
        # A letter may be there 50,000 times, so of each no more is noted than where it is.
        found = pattern.finditer(self._folded) if pattern.pattern else ()
        return Matches(self, pattern, array("q", [match.start() for match in found]))

    def hit(self, pattern: re.Pattern[str], start: int) -> Hit:
        """Return what `pattern` matches from `start` in the folded text."""
        match = pattern.match(self._folded, start)
        assert match is not None
        end = match.end()
        number = bisect_right(self._starts, start) - 1
        offset = self._starts[number]
        origins = self._origin(number)
        first, last = origins[start - offset], origins[end - 1 - offset]
        # What has no form of its own, such as a mark, belongs to the letter before it.
        after = origins[end - offset]
        return Hit(self._id, number + TITLE_BLOCK, first, max(last + 1, after))

    def span_of(self, block: int) -> tuple[int, int]:
        """Return where a block begins in the folded text, and where it ends."""
        number = block - TITLE_BLOCK
        return self._starts[number], self._starts[number + 1] - 1

    def folded_place(self, place: Place) -> int:
        """Return the code point of the folded text that stands for a place in the article."""
        number = place.block - TITLE_BLOCK
        return self._starts[number] + bisect_left(self._origin(number), place.offset)

    def _origin(self, number: int) -> Sequence[int]:
        """Return from which code point each of a folded text is, and at the end how many there are."""
        if number not in self._origins:
            text = self._texts[number]
            if text.isascii():
                self._origins[number] = range(len(text) + 1)
            else:
                lengths = (len(_FOLDING[ord(character)]) for character in text)
                origin = array("q")
                for place, length in enumerate(lengths):
                    origin.extend([place] * length)
                origin.append(len(text))
                self._origins[number] = origin
        return self._origins[number]


class Matches(Sequence[Hit]):
    """Where in an article a text was found."""

    def __init__(self, finder: Finder, pattern: re.Pattern[str], starts: array[int]) -> None:
        """Hold what `pattern` matches in the folded text of `finder` from each of `starts`."""
        self._finder = finder
        self._pattern = pattern
        self._first = starts

    def __len__(self) -> int:
        return len(self._first)

    @overload
    def __getitem__(self, number: int) -> Hit: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Hit]: ...

    def __getitem__(self, number: int | slice) -> Hit | Sequence[Hit]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        return self._finder.hit(self._pattern, self._first[number])

    def within(self, block: int, start: int, end: int) -> Iterator[tuple[int, Hit]]:
        """Yield number and place of those that touch a part of a block, code points from `start` to `end`."""
        first, last = self._finder.span_of(block)
        at = bisect_left(self._first, first)
        if at == len(self) or self._first[at] >= last:
            return
        at = max(at, self.from_place(Place(block, start)) - 1)
        while at < len(self) and self._first[at] < last:
            hit = self[at]
            if hit.start >= end:
                return
            if hit.end > start:
                yield at, hit
            at += 1

    def from_place(self, place: Place) -> int:
        """Return the number of the first that begins at `place` or behind it; their number if there is none."""
        return bisect_left(self._first, self._finder.folded_place(place))


def _pattern(text: str) -> re.Pattern[str]:
    """Return what matches `text` in a folded text in which umlauts may be spelt with an e."""
    spaced = "".join(" " if character.isspace() else character for character in text)
    folded = fold(spaced.replace(_SOFT_HYPHEN, ""))
    return re.compile("".join(re.escape(one) + ("e*" if one in _TAKES_E else "") for one in folded))
