"""Which feeds a document leads to, on the way from the process that looks: itself, or those that it names."""

from __future__ import annotations

import json
from collections.abc import Sequence

from library.errors import Refused
from library.intake.feeds.lists import Listed
from library.intake.feeds.naming import named_feeds
from library.intake.feeds.reading import read_feed


def feeds_of(name: str, data: bytes) -> list[bytes]:
    """Return the feeds that a document leads to, which `found_feeds` understands; what the workers run.

    Args:
        name: Where it came from.
        data: The document.
    """
    try:
        found = [Listed(name, read_feed(data, name).title)]
    except Refused:
        found = named_feeds(data, name)
    told = [[feed.address, feed.title] for feed in found]
    return [json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")]


def found_feeds(parts: Sequence[bytes]) -> list[Listed]:
    """Return what `feeds_of` found: a document that is a feed has its own address.

    Raises:
        ValueError: The parts are none that it makes.
    """
    try:
        (told,) = parts
        return [Listed(str(address), str(title)) for address, title in json.loads(told)]
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"the parts make no sense: {error}") from error
