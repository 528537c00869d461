"""What both kinds of feeds have in common: texts, addresses and times as they stand in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import MINYEAR, UTC, datetime
from hashlib import blake2b
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from library.clean import clean_line
from library.datetext import parse_date
from library.intake.feeds.items import Enclosure, Item
from library.intake.pages.tree import web_address
from library.language import language_code

MAX_ITEMS: Final = 5_000
"""Items of a feed that are read, the first of them."""
_MAX_TITLE: Final = 1_000
_MAX_ENCLOSURES: Final = 20
_TAG: Final = re.compile(r"<[a-zA-Z/!][^<>]*>")
_LATEST_YEARS: Final = 1


class Found(NamedTuple):
    """A feed as its reader found it."""

    title: str
    """What it is called."""
    site: str | None
    """The page that it belongs to."""
    language: str | None
    """ISO 639-1 code of what has no other."""
    items: list[Item]
    """What it has."""


def plain(text: object, *, is_html: bool = True) -> str:
    """Return `text`, which may be HTML, as clean text on one line; nothing if it is none.

    What looks like a tag stays where it is known to be no HTML.
    """
    if not isinstance(text, str):
        return ""
    text = text[: 4 * _MAX_TITLE]
    if is_html and _TAG.search(text):
        text = _TAG.sub("", text)
    # Many feeds escape what is escaped already.
    return clean_line(unescape(text))[:_MAX_TITLE]


def address_in(text: object, base: str | None) -> str | None:
    """Return the address of http or https that stands in a feed, whole; None when it is none."""
    return web_address(text, base) if isinstance(text, str) and text.strip() else None


def language_in(text: object) -> str | None:
    """Return the ISO 639-1 code of a language that a feed names."""
    return language_code(text) if isinstance(text, str) else None


def time_in(text: object) -> datetime | None:
    """Return the time that a text gives (aware, UTC), if it can be that of an article."""
    return likely(parse_date(text)) if isinstance(text, str) else None


def likely(moment: datetime | None) -> datetime | None:
    """Return `moment`, unless it lies so far ahead, or back, that it is a fault of the feed."""
    latest = datetime.now(UTC).year + _LATEST_YEARS
    return moment if moment is not None and MINYEAR < moment.year <= latest else None


def enclosed(found: list[Enclosure | None]) -> tuple[Enclosure, ...]:
    """Return the files among `found`, each once."""
    unique = {one.url: one for one in reversed(found) if one is not None}
    return tuple(reversed(unique.values()))[:_MAX_ENCLOSURES]


def named_item(item: Item, source: str, site: str, language: str | None) -> Item | None:
    """Return `item` with what it lacks; None when there is nothing in it.

    Args:
        item: As it stands in its feed.
        source: What the feed is called.
        site: Where the feed is from.
        language: That of the feed.
    """
    if not (item.title or item.html.strip() or item.text.strip() or item.url):
        return None
    said = "\0".join((item.title, item.html, item.text))
    digest = blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()
    host = (urlsplit(site).hostname or "").removeprefix("www.")
    return replace(
        item,
        key=item.key or item.url or digest,
        title=item.title,
        source=item.source or source or host or None,
        language=item.language or language,
    )
