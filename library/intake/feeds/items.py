"""An item of a feed as a document of its own, so that it can be kept and read again like any other."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from library.clean import clean_line, clean_text
from library.errors import Refused
from library.intake.pages.tree import web_address
from library.language import language_code
from library.models import Block, BlockKind, Draft, Link
from library.structure import structure_of_body
from library.times import decode_time, encode_time
from library.translation import N_

_BEGINNING: Final = b'{"newsreader": "item", '
"""What such a document begins with, so that no other file is taken for one."""
_LINES: Final = frozenset(("key", "title", "source", "author"))


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an item: sound, a film, a picture."""

    url: str
    """Where it is, of http or https."""
    media_type: str = ""
    """What it is, such as `audio/mpeg`; empty when the feed does not say."""
    title: str = ""
    """What it is called; may be empty."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of one article."""

    key: str
    """What tells it from the feed's other items, as the feed has it."""
    title: str = ""
    """Its headline, on one line; may be empty."""
    url: str | None = None
    """Where the article is."""
    source: str | None = None
    """Name of the publication."""
    author: str | None = None
    """Byline."""
    published: datetime | None = None
    """When it was published (aware, UTC)."""
    language: str | None = None
    """ISO 639-1 code, when the feed says so."""
    html: str = ""
    """Its text as HTML, as it came."""
    text: str = ""
    """Its text without any markup, where there is no other."""
    enclosures: tuple[Enclosure, ...] = ()
    """Files that belong to it."""
    page: str = ""
    """The page that its address leads to, where that was fetched."""


def item_document(item: Item) -> bytes:
    """Return `item` as the document that is kept of it; of the same item always the same."""
    record: dict[str, Any] = {name: value for name, value in asdict(item).items() if value}
    if item.published is not None:
        record["published"] = encode_time(item.published)
    text = json.dumps(record, ensure_ascii=False)
    return _BEGINNING + text.encode("utf-8", "replace").removeprefix(b"{")


def is_item(data: bytes) -> bool:
    """Tell whether `data` is a document that `item_document` made."""
    return data.startswith(_BEGINNING)


def read_item(data: bytes, name: str) -> Draft:
    """Return the article that an item's document holds.

    Raises:
        Refused: It is none, or has no text in it.
    """
    try:
        item = item_of(data)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refused(name, N_("is no item of a feed")) from error
    blocks = max(_own_blocks(item), _page_blocks(item), key=_length)
    blocks += tuple(_enclosed(one) for one in item.enclosures)
    if not blocks and not item.title:
        raise Refused(name, N_("has no text in it"))
    return Draft(
        item.title,
        blocks,
        item.url,
        item.source,
        item.author,
        item.published,
        item.language,
    )


def item_of(data: bytes) -> Item:
    """Return the item that a document holds.

    Raises:
        ValueError, TypeError, KeyError, RecursionError: It holds none.
    """
    record: dict[str, Any] = json.loads(data)
    values = {name: record[name] for name in Item.__slots__ if record.get(name) is not None}
    published = values.pop("published", None)
    enclosures = values.pop("enclosures", ())
    if not all(isinstance(value, str) for value in values.values()):
        raise TypeError(values)
    # Anybody can write such a document: what is shown of it is cleaned as if it came from the feed.
    for name in _LINES & values.keys():
        values[name] = clean_line(values[name])
    language = values.pop("language", "")
    return Item(
        **{**values, "url": web_address(values.get("url", ""), None)},
        language=language_code(language),
        published=None if published is None else decode_time(published),
        enclosures=tuple(filter(None, map(_enclosure, enclosures))),
    )


def _enclosure(record: dict[str, Any]) -> Enclosure | None:
    """Return a file that belongs to an item; None where its address is none.

    Raises:
        TypeError: What is said of it is no text.
    """
    one = Enclosure(**record)
    if not all(isinstance(value, str) for value in (one.url, one.media_type, one.title)):
        raise TypeError(record)
    url = web_address(one.url, None)
    return Enclosure(url, clean_line(one.media_type), clean_line(one.title)) if url else None


def _own_blocks(item: Item) -> tuple[Block, ...]:
    """Return the blocks of what the feed itself has of an item."""
    blocks: tuple[Block, ...] = ()
    if item.html:
        from library.intake.feeds.fragment import fragment_blocks

        blocks = fragment_blocks(item.html, item.key, item.url)
    # Many begin with the headline again.
    if blocks and item.title and clean_line(blocks[0].text) == item.title:
        blocks = blocks[1:]
    text = "" if blocks else clean_text(item.text)
    return structure_of_body(text) if text.strip() else blocks


def _page_blocks(item: Item) -> tuple[Block, ...]:
    """Return the blocks of the article on an item's page."""
    if not item.page:
        return ()
    from library.intake import web

    try:
        return web.read_page(item.page, item.key, item.url).draft.blocks
    except Refused:
        return ()


def _length(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks)


def _enclosed(enclosure: Enclosure) -> Block:
    """Return a line that leads to a file."""
    name = clean_line(unquote(urlsplit(enclosure.url).path.rpartition("/")[2]))
    text = enclosure.title or name or clean_line(enclosure.url)
    kind = enclosure.media_type.partition("/")[0]
    shown = f"{text} ({enclosure.media_type})" if kind else text
    return Block(BlockKind.PARAGRAPH, shown, links=(Link(0, len(shown), enclosure.url),))
