"""Where an article leads: its own address, its links, and addresses that are written out in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from library import Article, Block, _, clean_line
from reader.browsing import obstacle, shown_address

_WRITTEN_OUT: Final = re.compile('https?://[^\\s<>"„“”‚‘’»«]+')


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link as it is listed."""

    text: str
    """What it stands behind, safe to show, on one line."""
    url: str
    """Where it leads, as it is."""
    address: str
    """The same, safe to show."""
    obstacle: str
    """Why it is not opened, on one line; empty if it is."""


def links_of(article: Article) -> tuple[ShownLink, ...]:
    """Return the address of an article and where it leads, each address once, in reading order."""
    shown: dict[str, ShownLink] = {}
    for text, url in _addresses(article):
        if url and url not in shown:
            shown[url] = _shown(text, url)
    return tuple(shown.values())


def _addresses(article: Article) -> Iterator[tuple[str, str]]:
    """Yield text and address of all that an article leads to."""
    yield _("This article"), article.url or ""
    for block in article.blocks:
        yield from _addresses_in(block)


def _addresses_in(block: Block) -> Iterator[tuple[str, str]]:
    """Yield text and address of the links of a block, and of addresses written out, which have no text."""
    found = [(one.start, one.end, block.text[one.start : one.end], one.url) for one in block.links]
    found += (
        (match.start(), match.start(), "", _without_stops(match[0]))
        for match in _WRITTEN_OUT.finditer(block.text)
    )
    behind = 0  # the links so far
    for start, end, text, url in sorted(found, key=itemgetter(0)):
        if text or start >= behind:  # what is written out within a link is that link
            yield text, url
        behind = max(behind, end)


def _without_stops(address: str) -> str:
    """Return an address that was written in a sentence without the stops of that behind it."""
    address = address.rstrip(".,;:!?…'*_")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?…'")
    return address


def _shown(text: str, url: str) -> ShownLink:
    reason = obstacle(url)
    said = _("Not opened: {reason}.").format(reason=reason) if reason else ""
    return ShownLink(clean_line(text), url, shown_address(url), said)
