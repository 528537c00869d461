"""The pages that items of feeds lead to: fetched where a feed has little of their text, or as is asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import Final

from library.errors import NotFetched, Refused
from library.feeds import Pages
from library.fetching import Fetched
from library.fetching.polite import Polite
from library.intake.feeds.items import item_document, item_of
from library.intake.pages.encoding import declared_encoding
from library.intake.text import decode

_ASKED_SECONDS: Final = 0.2
_SHORT: Final = 600
"""Letters of an item's text below which its page is fetched."""


@dataclass(slots=True)
class Document:
    """An item that was never taken before, on its way to be an article."""

    key: str
    """What tells it from the feed's other items."""
    data: bytes
    """The document that is to be kept of it."""
    address: str | None
    """Where its article is."""

    def wants_page(self, pages: Pages) -> bool:
        """Tell whether its page is to be fetched, as `pages` says of its feed."""
        if self.address is None or pages is Pages.NEVER:
            return False
        return pages is Pages.ALWAYS or is_short(self.data)


def fetch_pages(
    documents: Iterable[Document],
    pages: Pages,
    polite: Polite,
    pool: ThreadPoolExecutor,
    stopped: Callable[[], bool],
) -> bool:
    """Put their pages into those documents that are to have them; tell whether all were tried.

    One whose page cannot be had is left as it is.

    Args:
        documents: The documents.
        pages: Which of them are to have their pages.
        polite: Fetches.
        pool: Where it does so.
        stopped: Asked several times a second; once it says yes, the rest is not waited for.
    """
    wanted = [one for one in documents if one.wants_page(pages)]
    coming = {pool.submit(polite.fetch, one.address or ""): one for one in wanted}
    while coming:
        done, _waiting = wait(coming, _ASKED_SECONDS, FIRST_COMPLETED)
        for future in done:
            document, fetched = coming.pop(future), future.result()
            if not isinstance(fetched, NotFetched):
                document.data = with_page(document.data, fetched)
        if coming and stopped():
            return False
    return True


def is_short(document: bytes) -> bool:
    """Tell whether an item has little text of its own."""
    record = json.loads(document)
    return len(record.get("html", "")) + len(record.get("text", "")) < _SHORT


def with_page(document: bytes, fetched: Fetched) -> bytes:
    """Return an item's document with the page that its address leads to."""
    try:
        page = decode(fetched.data, fetched.url, declared_encoding(fetched.data))
    except Refused:  # a film, an image, nothing
        return document
    return item_document(replace(item_of(document), page=page))
