"""Lists of feeds, as readers exchange them: OPML, and newsboat's file `urls`.

Only addresses and names are taken. newsboat also names programs to be run in the place of addresses;
nothing that is imported can name one here.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from library.clean import clean_line, xml_line
from library.errors import Refused
from library.ids import canonical_url
from library.intake.text import decode
from library.translation import N_

_OPML: Final = re.compile(r"<opml\b", re.IGNORECASE)
_TOP: Final = 4_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed on a list."""

    address: str
    """Where it is, of http or https."""
    title: str = ""
    """What it is called there; may be empty."""
    folder: tuple[str, ...] = ()
    """In which folder it stands, the outermost first."""


def read_list(data: bytes, name: str) -> tuple[list[Listed], list[str]]:
    """Return the feeds on a list, each once, and what it names beside them, which cannot be followed.

    Args:
        data: The list: OPML, or what newsboat keeps in its file `urls`.
        name: What it is called in messages.

    Raises:
        Refused: It is no list of feeds.
    """
    text = decode(data, name)
    found = list(_outlines(data, name) if _OPML.search(text[:_TOP]) else _lines(text))
    known: dict[str, Listed] = {}
    passed_over: list[str] = []
    for one in found:
        address = canonical_url(one.address)
        if address is None or clean_line(one.address) != one.address.strip():
            passed_over.append(one.address)
        else:
            known.setdefault(address, Listed(one.address.strip(), one.title, one.folder))
    if not known:
        raise Refused(name, N_("names no feed"))
    return list(known.values()), passed_over


def write_list(feeds: Iterable[Listed], title: str) -> str:
    """Return `feeds` as OPML 2.0, in their folders."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head>"]
    lines += [f"<title>{escape(xml_line(title))}</title>", "</head>", "<body>"]
    opened: tuple[str, ...] = ()
    for feed in _by_folder(feeds):
        shared = 0
        while shared < min(len(opened), len(feed.folder)) and opened[shared] == feed.folder[shared]:
            shared += 1
        lines += ["</outline>"] * (len(opened) - shared)
        lines += [f"<outline text={_quoted(name)}>" for name in feed.folder[shared:]]
        opened = feed.folder
        named, address = _quoted(feed.title or feed.address), _quoted(feed.address)
        lines.append(f'<outline type="rss" text={named} title={named} xmlUrl={address}/>')
    lines += ["</outline>"] * len(opened)
    return "\n".join([*lines, "</body>", "</opml>", ""])


def _by_folder(feeds: Iterable[Listed]) -> list[Listed]:
    """Return `feeds` so that each folder's stand together, where the first of them stood."""
    feeds = list(feeds)
    seen: dict[tuple[str, ...], int] = {}
    for feed in feeds:
        for depth in range(len(feed.folder)):
            seen.setdefault(feed.folder[: depth + 1], len(seen))

    def place(feed: Listed) -> list[int]:
        return [seen[feed.folder[: depth + 1]] for depth in range(len(feed.folder))]

    return sorted(feeds, key=place)


def _outlines(data: bytes, name: str) -> Iterator[Listed]:
    """Yield the feeds of an OPML document."""
    import listparser

    try:
        parsed = listparser.parse(data)
    except Exception as error:  # whatever it stumbles over is the list's fault
        raise Refused(name, N_("is no list of feeds that can be read")) from error
    for feed in parsed.feeds:
        # A feed can stand in several folders; the first is as good as any.
        folder: list[str] = next(iter(feed.categories), [])
        # A list calls a feed by its address where it does not know its name.
        title = "" if feed.title == feed.url else clean_line(feed.title or "")
        yield Listed(str(feed.url), title, tuple(map(clean_line, folder)))


def _lines(text: str) -> Iterator[Listed]:
    """Yield the feeds of newsboat's file: an address a line, then tags; a tag with ~ is a title."""
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            address, *tags = shlex.split(line)
        except ValueError:  # a quotation mark is left open
            address, *tags = line.split()
        titles = [tag[1:] for tag in tags if tag.startswith("~")]
        folders = [tag for tag in tags if not tag.startswith(("~", "!"))]
        yield Listed(
            address, clean_line(next(iter(titles), "")), tuple(map(clean_line, folders[:1]))
        )


def _quoted(text: str) -> str:
    return quoteattr(xml_line(text))
