"""A list of headlines that costs what is looked at, not what there is."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final, overload

from library.models import Headline

PAGE: Final = 64
"""Headlines that are fetched together."""

_PAGES_KEPT: Final = 32


class Listing(Sequence[Headline]):
    """The result of a selection: eight bytes an article, and the headlines that were looked at.

    It is a picture of one moment: an article that is read, added or deleted later neither leaves
    nor moves a row, so nothing shifts under the reader's hand.
    """

    def __init__(self, fetch: Callable[[Sequence[int]], list[Headline]], keys: array[int]) -> None:
        """List the articles with the given `keys`, whose headlines `fetch` returns in that order."""
        self._fetch = fetch
        self._keys = keys
        self._pages: OrderedDict[int, list[Headline]] = OrderedDict()
        self._amended: dict[str, Headline] = {}

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> Headline: ...
    @overload
    def __getitem__(self, index: slice) -> list[Headline]: ...
    def __getitem__(self, index: int | slice) -> Headline | list[Headline]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(index)
        headline = self._page(number // PAGE)[number % PAGE]
        return self._amended.get(headline.id, headline)

    def extend(self, keys: array[int]) -> None:
        """Add the articles with `keys` at the end."""
        self._pages.pop(len(self) // PAGE, None)
        self._keys.extend(keys)

    def key(self, row: int) -> int:
        """Return the key of the article in a row."""
        return self._keys[row]

    def position(self, key: int) -> int | None:
        """Return the number of the row with this key; None when it is not listed."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def amend(self, headline: Headline) -> None:
        """Show `headline` in the place of the one with its id, until the list is made anew."""
        self._amended[headline.id] = headline

    def _page(self, number: int) -> list[Headline]:
        """Return the headlines of a page, from the few that are kept or freshly fetched."""
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        keys = self._keys[number * PAGE : (number + 1) * PAGE]
        page = self._fetch(keys)
        if len(page) < len(keys):
            page = self._with_gaps(keys)
        self._pages[number] = page
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return page

    def _with_gaps(self, keys: Sequence[int]) -> list[Headline]:
        """Return a headline for each of `keys`, an empty one where the article is gone."""
        return [next(iter(self._fetch([key])), GONE) for key in keys]


GONE: Final = Headline(
    "", "", None, None, None, None, None, 0, datetime(1970, 1, 1, tzinfo=UTC), None
)
"""Stands for an article that was deleted while it was listed."""
