"""Which feeds an address leads to: itself, or those that its page names."""

from __future__ import annotations

from typing import Final

from library.clean import clean_line
from library.errors import NotFetched, Refused
from library.fetching import Fetched, Fetcher
from library.intake.feeds.lists import Listed
from library.intake.feeds.reading import read_feed
from library.intake.pages.tree import parse, web_address
from library.intake.text import decode
from library.translation import _

_TYPES: Final = (
    *(
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
    ),
    *("application/json", "text/xml", "application/xml"),
)
_MOST: Final = 20


def find_feeds(address: str, *, private: bool = False) -> list[Listed]:
    """Return the feed at an address, or those that the page there names.

    Args:
        address: That of a feed or a page.
        private: Whether this machine and its own network may be asked.

    Raises:
        NotFetched: It cannot be had, or is no feed and names none.
    """
    with Fetcher(private=private) as fetcher:
        fetched = fetcher.fetch(address)
    try:
        feed = read_feed(fetched.data, fetched.url)
    except Refused:
        found = named_feeds(fetched)
        if not found:
            raise NotFetched(address, _("is no feed, and names none")) from None
        return found
    return [Listed(fetched.moved or address, feed.title)]


def named_feeds(fetched: Fetched) -> list[Listed]:
    """Return the feeds that a page names in its head, each once."""
    try:
        tree = parse(decode(fetched.data, fetched.url))
    except Refused:
        return []
    found: dict[str, Listed] = {}
    for link in tree.iter("link") if tree is not None else ():
        kinds = str(link.get("rel") or "").lower().split()
        media_type = str(link.get("type") or "").partition(";")[0].strip().lower()
        address = web_address(link.get("href"), fetched.url)
        if "alternate" in kinds and media_type in _TYPES and address is not None:
            found.setdefault(address, Listed(address, clean_line(str(link.get("title") or ""))))
    return list(found.values())[:_MOST]
