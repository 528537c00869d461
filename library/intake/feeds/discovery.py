"""Which feeds an address leads to: itself, or those that its page names."""

from __future__ import annotations

from library.consent import Consent
from library.errors import NotFetched, Refused
from library.fetching import Fetcher
from library.intake.feeds.lists import Listed
from library.intake.feeds.naming import named_feeds
from library.intake.feeds.reading import read_feed
from library.translation import _


def find_feeds(address: str, *, private: bool | Consent = False) -> list[Listed]:
    """Return the feed at an address, or those that the page there names.

    Args:
        address: That of a feed or a page.
        private: Whether this machine and its own network may be asked, or what of it.

    Raises:
        NotFetched: It cannot be had, or is no feed and names none.
    """
    with Fetcher(private=private) as fetcher:
        fetched = fetcher.fetch(address)
    try:
        feed = read_feed(fetched.data, fetched.url)
    except Refused:
        found = named_feeds(fetched.data, fetched.url)
        if not found:
            raise NotFetched(address, _("is no feed, and names none")) from None
        return found
    return [Listed(fetched.moved or address, feed.title)]
