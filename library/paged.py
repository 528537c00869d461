"""Headlines by the keys of their articles: those that are looked at are fetched, some at a time."""

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

Fetch = Callable[[Sequence[int]], list[Headline]]
"""Returns the headlines of the articles with given keys, in that order."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

GONE: Final = Headline("", "", None, None, None, None, None, 0, _EPOCH, None, _EPOCH)
"""Stands for an article that was deleted while it was listed."""


class Paged(Sequence[Headline]):
    """Headlines of which a few pages are kept; which they are is a subclass's part."""

    def __init__(self, fetch: Fetch) -> None:
        """Begin with none; `fetch` returns the headlines of the articles with given keys."""
        self.fetch = fetch
        """Returns the headlines of the articles with given keys, in that order."""
        self._keys = array("q")
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

    def key(self, row: int) -> int:
        """Return the key of the article in a row."""
        return self._keys[row]

    def position(self, key: int) -> int | None:
        """Return the number of the row with this key; None when it has none."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def amend(self, headline: Headline) -> None:
        """Show `headline` in the place of the one with its id, until the list is made anew."""
        self._amended[headline.id] = headline

    def renew(self) -> None:
        """Fetch anew what is looked at: much may have changed; what was amended no longer holds."""
        self._pages.clear()
        self._amended.clear()

    def _page(self, number: int) -> list[Headline]:
        """Return the headlines of a page, from the few that are kept or freshly fetched."""
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        keys = self._keys[number * PAGE : (number + 1) * PAGE]
        page = self.fetch(keys)
        if len(page) < len(keys):
            page = self._with_gaps(keys)
        self._pages[number] = page
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return page

    def _with_gaps(self, keys: Sequence[int]) -> list[Headline]:
        """Return a headline for each of `keys`, an empty one where the article is gone."""
        return [next(iter(self.fetch([key])), GONE) for key in keys]
