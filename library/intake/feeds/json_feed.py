"""JSON Feed, versions 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from library.clean import clean_line
from library.intake.feeds.items import Enclosure, Item
from library.intake.feeds.parts import (
    MAX_ITEMS,
    Found,
    address_in,
    enclosed,
    language_in,
    plain,
    time_in,
)

_VERSION: Final = "jsonfeed.org/version/"


def is_one(data: bytes) -> bool:
    """Tell whether `data` may be a JSON Feed."""
    return data.removeprefix(BOM_UTF8).lstrip()[:1] == b"{"


def read(data: bytes, address: str) -> Found | None:
    """Return the feed in `data`, which came from `address`; None when it is none."""
    try:
        record = json.loads(data.removeprefix(BOM_UTF8))
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict) or not isinstance(record.get("items"), list):
        return None
    if _VERSION not in str(record.get("version", "")):
        return None
    site = address_in(record.get("home_page_url"), address)
    items = [
        _item(one, site or address) for one in record["items"][:MAX_ITEMS] if isinstance(one, dict)
    ]
    language = language_in(record.get("language"))
    author = _author(record)
    shared = [replace(one, author=one.author or author) for one in items]
    return Found(plain(record.get("title"), is_html=False), site, language, shared)


def _item(record: dict[str, Any], base: str) -> Item:
    """Return an item; whatever in it is not what it should be is left out."""
    html, text = record.get("content_html"), record.get("content_text")
    summary = record.get("summary")
    key = record.get("id")
    return Item(
        key=clean_line(str(key)) if isinstance(key, str | int | float) else "",
        title=plain(record.get("title"), is_html=False),
        url=address_in(record.get("url"), base) or address_in(record.get("external_url"), base),
        author=_author(record),
        published=time_in(record.get("date_published")) or time_in(record.get("date_modified")),
        language=language_in(record.get("language")),
        html=html if isinstance(html, str) else "",
        text=next((one for one in (text, summary) if isinstance(one, str) and one.strip()), ""),
        enclosures=enclosed(list(_enclosures(record, base))),
    )


def _author(record: dict[str, Any]) -> str | None:
    """Return the authors of a feed or an item, as a byline has them."""
    given = record.get("authors")
    people = given if isinstance(given, list) else [record.get("author")]
    names = [plain(one.get("name"), is_html=False) for one in people if isinstance(one, dict)]
    return ", ".join(filter(None, names)) or None


def _enclosures(record: dict[str, Any], base: str) -> Iterator[Enclosure | None]:
    """Yield the files of an item."""
    attachments = record.get("attachments")
    for one in attachments if isinstance(attachments, list) else ():
        if isinstance(one, dict) and (url := address_in(one.get("url"), base)):
            yield Enclosure(
                url, plain(one.get("mime_type")), plain(one.get("title"), is_html=False)
            )
    if url := address_in(record.get("image"), base):
        yield Enclosure(url, "image")
