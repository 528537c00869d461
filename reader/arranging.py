"""Lists that are sorted or in groups: what asks for them, and the walk to what is unread in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import IntEnum
from typing import Final, NamedTuple

from library import EVERYTHING, N_, Arrangement, Library, Listing, Order
from reader.config import Config
from reader.session import FIRST_PAGE, Question

ORDER_NAMES: Final = {
    Order.DATE: N_("newest first"),
    Order.SOURCE: N_("by source"),
    Order.TITLE: N_("by title"),
    Order.LENGTH: N_("longest first"),
    Order.BOOKMARKED: N_("last bookmarked first"),
    Order.RELEVANCE: N_("by relevance"),
}
"""What is said of a list in each order; to be translated where it is shown."""

_FEWEST: Final = 64
_MOST: Final = 8192
"""Articles that are asked of together whether they are unread; SQLite takes no more than 32,766."""


class Stays(IntEnum):
    """What stays as it is when a list is made anew; each holds what stands before it as well."""

    NOTHING = 0
    """It begins at its first row."""
    CURSOR = 1
    """The article under the cursor, and its line of the pane."""
    ROWS = 2
    """All that is listed, though some of it may belong there no longer."""


class Arranged(NamedTuple):
    """A list that was made off the screen's thread."""

    listing: Listing
    """The list."""
    row: int | None
    """The row of the article on which the cursor is to stay; None when it is not in it."""


def effective(arrangement: Arrangement, question: Question) -> Arrangement:
    """Return how the answer to `question` can stand: without a search nothing is more relevant."""
    if arrangement.order is Order.RELEVANCE and question.searched == EVERYTHING:
        return Arrangement(grouping=arrangement.grouping)
    return arrangement


def arranging(
    question: Question,
    arrangement: Arrangement,
    config: Config,
    present: Listing,
    *,
    key: int | None = None,
    whole: bool = True,
    kept: bool = False,
) -> Callable[[Library], Arranged]:
    """Return what makes the list that answers `question`, for a thread that may take its time.

    Args:
        question: What is asked.
        arrangement: How the list is to stand.
        config: What the person has set.
        present: The list that is shown; its groups that are closed stay so.
        key: The key of the article on which the cursor is to stay.
        whole: Whether to list all; else only as much as is shown at once.
        kept: Whether what is shown is listed again though it may have ceased to match, unless the order
            is that of relevance, which it has none of.

    Raises:
        QueryError: The question's query cannot be read.
    """
    node = question.node
    closed = frozenset() if present.outline is None else present.outline.closed
    shown = present.keys(range(len(present))) if kept else ()
    folded = config.one_row

    def make(library: Library) -> Arranged:
        limit = -1 if whole else FIRST_PAGE
        also: list[int] = []
        if shown and arrangement.order is not Order.RELEVANCE:
            found = frozenset(library.find(node))
            also = [one for one in shown if one not in found][:_MOST]
        listing = library.arrange(node, arrangement, limit, folded=folded, closed=closed, also=also)
        listing.is_whole = whole or listing.articles < FIRST_PAGE
        return Arranged(listing, None if key is None else listing.reveal(key))

    return make


def nearest_unread(library: Library, listing: Listing, row: int, by: int) -> int | None:
    """Return the nearest row below `row`, or above with -1, that shows an unread article."""
    if not library.counts().unread:
        return None
    size = _FEWEST
    for rows in _walk(listing, row, by):
        while rows:
            some, rows = rows[:size], rows[size:]
            unread = library.unread([listing.key(one) for one in some])
            for one in some:
                # What is marked as read may not be on disk yet.
                if listing.key(one) in unread and listing[one].read is None:
                    return one
            size = min(2 * size, _MOST)
    return None


def _walk(listing: Listing, row: int, by: int) -> Iterator[range]:
    """Yield the rows beyond `row` in the order of the walk, without groups that are closed or all read."""
    outline = listing.outline
    if outline is None:
        yield range(row + 1, len(listing)) if by > 0 else range(row - 1, -1, -1)
        return
    if not outline.groups:
        return
    first = outline.group_of(max(0, min(row, len(listing) - 1)))
    numbers = range(first, outline.groups) if by > 0 else range(first, -1, -1)
    for number in numbers:
        if outline.is_open(number) and outline.group(number).unread:
            rows = outline.rows(number)
            if by > 0:
                yield range(max(rows.start, row + 1), rows.stop)
            else:
                yield range(min(rows.stop, row) - 1, rows.start - 1, -1)
