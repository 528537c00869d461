"""From the bytes of a feed to its items: RSS 0.9 to 2.0, RDF, Atom, and JSON Feed."""

from __future__ import annotations

from dataclasses import dataclass

from library.errors import Refused
from library.intake.feeds import json_feed, syndication
from library.intake.feeds.items import Item
from library.intake.feeds.parts import named_item
from library.translation import N_


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it came."""

    title: str
    """What it is called, on one line; empty when it does not say."""
    site: str | None
    """The page that it belongs to."""
    items: tuple[Item, ...]
    """What it has, in its own order; each with what it lacks and the feed says for all."""


def read_feed(data: bytes, address: str) -> Feed:
    """Return the feed in `data`.

    Args:
        data: The document as it was fetched.
        address: Where it came from, for relative addresses in it and for messages.

    Raises:
        Refused: It is no feed, or one of which nothing can be read.
    """
    if not data.strip():
        raise Refused(address, N_("is empty"))
    found = json_feed.read(data, address) if json_feed.is_one(data) else None
    if found is None:
        found = syndication.read(data, address)
    if found is None:
        raise Refused(address, N_("is no feed"))
    title, site, language, items = found
    named = (named_item(item, title, site or address, language) for item in items)
    unique: dict[str, Item] = {}
    for item in named:
        if item is not None:
            unique.setdefault(item.key, item)
    return Feed(title, site, tuple(unique.values()))
