"""In which order a list stands, and in which groups."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from library.words import fold

MOST_RANKED: Final = 10_000
"""Articles up to which the answer to a search can be sorted by relevance: each is weighed anew."""

# What folding does to these, done before it: a text without any other such letter is then folded
# as ASCII, which is six times as fast.
_COMMON: Final = {
    "ä": "a", "Ä": "a", "ö": "o", "Ö": "o", "ü": "u", "Ü": "u", "ß": "ss", "é": "e", "è": "e",
    "–": "-", "—": "-", "’": "'", "‘": "'", "„": '"', "“": '"', "”": '"', "»": '"', "«": '"',
}  # fmt: skip
_SIGNS: Final = " \t\"'`´([{<-.,:;!?*#_/|>+~=)]}"


class Order(StrEnum):
    """What a list is sorted by."""

    DATE = "date"
    """Newest first."""
    SOURCE = "source"
    """By the name of the publication, those without one last; within one newest first."""
    TITLE = "title"
    """By title, as people look things up: without case, diacritics and leading signs."""
    LENGTH = "length"
    """By words, most first."""
    RELEVANCE = "relevance"
    """By how well an article answers the search, best first."""
    BOOKMARKED = "bookmarked"
    """What was bookmarked last first; what was not bookmarked after all that was, newest first."""


class Grouping(StrEnum):
    """What a list is parted by."""

    NONE = "none"
    """It is not."""
    DAY = "day"
    """By local day of publication, the newest first; what has no date by the day it was added."""
    SOURCE = "source"
    """By the name of the publication, those without one last."""
    FEED = "feed"
    """By the feed that they came from, what came from none last."""
    FOLDER = "folder"
    """By the folder of that feed, likewise; what is in none is with what came from none."""


BY_FEED: Final = frozenset((Grouping.FEED, Grouping.FOLDER))
"""What parts articles by where they came from."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a list is to stand."""

    order: Order = Order.DATE
    """What it is sorted by, within its groups if it has any."""
    grouping: Grouping = Grouping.NONE
    """What it is parted by."""

    @property
    def is_plain(self) -> bool:
        """Whether it is the order in which articles lie on disk, so that nothing need be sorted."""
        return self == Arrangement()

    @property
    def begins_with_first(self) -> bool:
        """Whether what is first by its order is first in the list, whatever groups there are."""
        return self.grouping is Grouping.NONE or (
            self.grouping is Grouping.DAY and self.order is Order.DATE
        )


def sorting_key(text: str) -> str:
    """Return what a title or a name is sorted by: folded, without the signs that it begins with."""
    if not text.isascii():
        for letter, plain in _COMMON.items():
            text = text.replace(letter, plain)
    return fold(text).lstrip(_SIGNS)
