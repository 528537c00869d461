"""RSS 0.9 to 2.0, RDF and Atom, as feedparser reads them; it is given bytes and never an address."""

from __future__ import annotations

import calendar
import re
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from library.clean import clean_line
from library.intake.feeds.items import Enclosure, Item
from library.intake.feeds.parts import (
    MAX_ITEMS,
    Found,
    address_in,
    enclosed,
    language_in,
    likely,
    plain,
    time_in,
)

_HTML: Final = frozenset(("text/html", "application/xhtml+xml"))
_MAILED: Final = re.compile(r"\S+@\S+ \((?P<who>[^()]+)\)|(?P<name>[^<>@]+) <\S+@[^\s<>]+>")
"""How RSS names an author; feedparser takes addresses with new ends, such as `.berlin`, apart wrongly."""
_TIMES: Final = ("published", "updated", "created")


def read(data: bytes, address: str) -> Found | None:
    """Return the feed in `data`, which came from `address`; None when it is none."""
    import feedparser

    headers = {"content-location": address}
    try:
        # A string might be taken for a path or an address; a file is always the feed itself.
        parsed = feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False)
    except Exception:  # whatever it stumbles over is the feed's fault
        return None
    entries = parsed.get("entries") or []
    about: Mapping[str, Any] = parsed.get("feed") or {}
    if not parsed.get("version") and not entries:
        return None
    site = address_in(about.get("link"), address)
    base = site or address
    author = plain(about.get("author"))
    items = [_item(entry, base, author or None) for entry in entries[:MAX_ITEMS]]
    return Found(_title(about), site, language_in(about.get("language")), items)


def _item(entry: Mapping[str, Any], base: str, author: str | None) -> Item:
    """Return an item; whatever in it is not what it should be is left out."""
    html, text = _content(entry)
    source = entry.get("source")
    return Item(
        key=clean_line(str(entry.get("id") or "")),
        title=_title(entry),
        url=_address(entry, base),
        source=plain(source.get("title")) or None if isinstance(source, Mapping) else None,
        author=_authors(entry) or author,
        published=_published(entry),
        language=language_in((entry.get("title_detail") or {}).get("language")),
        html=html,
        text=text,
        enclosures=enclosed(list(_enclosures(entry, base))),
    )


def _title(entry: Mapping[str, Any]) -> str:
    """Return the title of a feed or an entry, which is HTML unless the feed says or shows otherwise."""
    detail = entry.get("title_detail") or {}
    return plain(entry.get("title"), is_html=detail.get("type") != "text/plain")


def _address(entry: Mapping[str, Any], base: str) -> str | None:
    """Return where the article of an entry is."""
    link = address_in(entry.get("link"), base)
    # An id that is an address stands in for a link, unless the feed says that it is none.
    guid = entry.get("id") if entry.get("guidislink", True) else None
    return link or (address_in(guid, None) if guid else None)


def _content(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return the text of an entry, as HTML or as plain text: the longest that it has."""
    given = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    found = [
        (str(one.get("value") or ""), str(one.get("type") or ""))
        for one in given
        if isinstance(one, Mapping)
    ]
    value, kind = max(found, key=lambda one: len(one[0]), default=("", ""))
    # What is called plain text often is none.
    is_html = kind in _HTML or ("</" in value and "<" in value)
    return (value, "") if is_html else ("", value)


def _authors(entry: Mapping[str, Any]) -> str | None:
    """Return the authors of an entry, as a byline has them."""
    if mailed := _MAILED.fullmatch(str(entry.get("author") or "")):
        return plain(mailed["who"] or mailed["name"]) or None
    people = entry.get("authors") or ()
    names = [plain(one.get("name")) for one in people if isinstance(one, Mapping)]
    return ", ".join(dict.fromkeys(filter(None, names))) or plain(entry.get("author")) or None


def _published(entry: Mapping[str, Any]) -> datetime | None:
    """Return when an entry was published (aware, UTC)."""
    for name in _TIMES:
        # Asked for an update that it lacks, feedparser warns and gives another time instead.
        if name not in entry and f"{name}_parsed" not in entry:
            continue
        parsed = entry.get(f"{name}_parsed")
        if isinstance(parsed, time.struct_time):
            try:
                moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
            except (ValueError, OverflowError, OSError):
                continue
            return likely(moment)
        if given := time_in(entry.get(name)):
            return given
    return None


def _enclosures(entry: Mapping[str, Any], base: str) -> Iterator[Enclosure | None]:
    """Yield the files of an entry."""
    for one in entry.get("enclosures") or ():
        if url := address_in(one.get("href") or one.get("url"), base):
            yield Enclosure(url, plain(one.get("type")), plain(one.get("title")))
    for one in (*(entry.get("media_content") or ()), *(entry.get("media_thumbnail") or ())):
        if isinstance(one, Mapping) and (url := address_in(one.get("url"), base)):
            kind = plain(one.get("type")) or plain(one.get("medium")) or "image"
            yield Enclosure(url, kind)
