"""A feed on its way from the process that reads it: what it says of itself, and its items' documents."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from library.intake.feeds.items import item_document
from library.intake.feeds.reading import read_feed


@dataclass(frozen=True, slots=True)
class Documents:
    """What a feed holds, as documents."""

    title: str
    """What it calls itself."""
    site: str | None
    """The page that it belongs to."""
    items: tuple[tuple[str, str | None, bytes], ...]
    """Of each item what tells it from the others, its address, and its document."""


def items_of(name: str, data: bytes) -> list[bytes]:
    """Return a feed in two parts, which `documents_of` understands; what the workers run.

    Args:
        name: Where it came from.
        data: The feed.

    Raises:
        Refused: It is no feed, or one of which nothing can be read.
    """
    feed = read_feed(data, name)
    documents = [item_document(item) for item in feed.items]
    about = {
        "title": feed.title,
        "site": feed.site,
        "items": [
            [item.key, item.url, len(document)]
            for item, document in zip(feed.items, documents, strict=True)
        ],
    }
    head = json.dumps(about, ensure_ascii=False).encode("utf-8", "replace")
    return [head, b"".join(documents)]


def documents_of(parts: Sequence[bytes]) -> Documents:
    """Return what `items_of` made.

    Raises:
        ValueError: The parts are none that it makes.
    """
    try:
        head, body = parts
        about = json.loads(head)
        ends = list(accumulate((int(size) for _key, _url, size in about["items"]), initial=0))
        items = tuple(
            (str(key), None if url is None else str(url), body[start:end])
            for (key, url, _size), (start, end) in zip(about["items"], pairwise(ends), strict=True)
        )
        site = about["site"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"the parts make no sense: {error}") from error
    if ends[-1] != len(body):
        raise ValueError("the sizes of the documents are not those of the parts")
    return Documents(str(about["title"]), None if site is None else str(site), items)
