"""The feeds that a page names in its head."""

from __future__ import annotations

import re
from typing import Final

from library.clean import clean_line
from library.errors import Refused
from library.intake.feeds.lists import Listed
from library.intake.pages.tree import parse, web_address
from library.intake.text import PROLOGUE, decode

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
_FEED: Final = re.compile(PROLOGUE + rb"<(?:rss|feed|rdf:RDF)\b")
_JSON_FEED: Final = re.compile(rb"\{[^{}\[\]]{0,500}jsonfeed\.org/version/")
_TOP: Final = 20_000
_HEAD: Final = 200_000
"""Bytes in which the head of a page is looked for."""


def feeds_in(data: bytes, address: str) -> tuple[str, ...]:
    """Return the addresses of the feeds that a document names; its own where it is one.

    Of a long document only so much is looked at that nothing in it takes long.

    Args:
        data: The document as it was fetched.
        address: Where it came from.
    """
    top = data[:_TOP]
    if _FEED.match(top) or _JSON_FEED.search(top):
        return (address,)
    head = data[:_HEAD]
    if b"alternate" not in head.lower():
        return ()
    return tuple(one.address for one in named_feeds(head, address))


def named_feeds(data: bytes, address: str) -> list[Listed]:
    """Return the feeds that a page names in its head, each once."""
    try:
        tree = parse(decode(data, address))
    except Refused:
        return []
    found: dict[str, Listed] = {}
    for link in tree.iter("link") if tree is not None else ():
        kinds = str(link.get("rel") or "").lower().split()
        media_type = str(link.get("type") or "").partition(";")[0].strip().lower()
        feed = web_address(link.get("href"), address)
        if "alternate" in kinds and media_type in _TYPES and feed is not None:
            found.setdefault(feed, Listed(feed, clean_line(str(link.get("title") or ""))))
    return list(found.values())[:_MOST]
