"""Which feeds an address leads to: itself, or those that its page names."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from library.consent import Consent
from library.errors import NotFetched
from library.fetching import Fetched, Fetcher
from library.intake.feeds.finding import found_feeds
from library.intake.feeds.lists import Listed
from library.translation import _
from library.workers.pool import NO_SENSE, Job, Reply, WorkerPool

_TARGET: Final = "library.intake.feeds.finding:feeds_of"


def find_feeds(address: str, *, private: bool | Consent = False) -> list[Listed]:
    """Return the feed at an address, or those that the page there names.

    Args:
        address: That of a feed or a page.
        private: Whether this machine and its own network may be asked, or what of it.

    Raises:
        NotFetched: It cannot be had, or is no feed and names none.
        Unavailable: No process can be started to look for feeds in what came.
        ProxyError: The proxy that is set cannot be used.
    """
    with Fetcher(private=private) as fetcher:
        fetched = fetcher.fetch(address)
    found = _found_in(fetched, address)
    if not found:
        raise NotFetched(address, _("is no feed, and names none"))
    # A feed is followed where it has moved to for good, not where it was found this time.
    itself = fetched.moved or address
    return [replace(one, address=itself) if one.address == fetched.url else one for one in found]


def _found_in(fetched: Fetched, address: str) -> list[Listed]:
    """Return the feeds that a document leads to."""
    with WorkerPool(_TARGET, workers=1) as pool:
        outcomes = pool.read([Job(fetched.url, fetched.data)])
        outcome = next(one for one in outcomes if one is not None)
        outcomes.close()
    if not isinstance(outcome, Reply):
        raise NotFetched(address, outcome.reason)
    try:
        return found_feeds(outcome.parts)
    except ValueError as error:
        raise NotFetched(address, _(NO_SENSE)) from error
