"""The types that cross every border of the house: frozen, free of behaviour that needs a database or a screen.

Offsets are always code points (Python string indexes) of a block's text, start inclusive,
end exclusive. Block numbers count from 0; the title, which is no block, has the number -1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

TITLE_BLOCK: Final = -1
"""The block number that stands for an article's title in mentions and hits."""

ALL_BLOCKS: Final = range(TITLE_BLOCK, 1 << 62)
"""All blocks that an article may have, and its title."""


class BlockKind(StrEnum):
    """What a block of an article is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    PREFORMATTED = "preformatted"


class EntityKind(StrEnum):
    """What a name or another marked span refers to."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    OTHER = "other"
    DATE = "date"
    HANDLE = "handle"


@dataclass(frozen=True, slots=True)
class Link:
    """An address that stands behind a span of a block's text."""

    start: int
    """First code point of the linked text."""
    end: int
    """One past its last code point."""
    url: str
    """Where it leads, as the source had it; not yet judged safe to open."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, quote, list item, caption or preformatted passage."""

    kind: BlockKind
    """What the block is."""
    text: str
    """Its text, cleaned for a terminal; newlines occur only where a line break is meant."""
    level: int = 0
    """Of a heading 1 (highest) to 6; of a list item its depth from 1; otherwise 0."""
    attribution: str | None = None
    """Whom a quote or an embedded post is from, when the source says so."""
    links: tuple[Link, ...] = ()
    """The links within `text`, in order."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks up to the next heading of its level or above; the lead has no heading."""

    heading: int | None
    """Number of the heading block; None for the lead."""
    start: int
    """Number of the first block that belongs to the section, its heading included."""
    end: int
    """One past the number of its last block."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What intake and structure make of a document, before it gets an id and a time of storing."""

    title: str
    """The headline; empty when the document has none."""
    blocks: tuple[Block, ...]
    """The body, without the title."""
    url: str | None = None
    """Canonical address."""
    source: str | None = None
    """Name of the publication."""
    author: str | None = None
    """Byline, as written."""
    published: datetime | None = None
    """When it was published (aware, UTC)."""
    language: str | None = None
    """ISO 639-1 code, when the document says so."""


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article. It never changes; what the reader did to it is its `Status`."""

    id: str
    """64-bit BLAKE2b of its canonical address or of its normalised text, 16 hex digits."""
    title: str
    """The headline, one line."""
    blocks: tuple[Block, ...]
    """The body in reading order."""
    url: str | None
    """Canonical address."""
    source: str | None
    """Name of the publication."""
    author: str | None
    """Byline, as written."""
    published: datetime | None
    """When it was published (aware, UTC)."""
    language: str | None
    """ISO 639-1 code; None when it could not be told."""
    added: datetime
    """When it was stored (aware, UTC)."""

    @property
    def words(self) -> int:
        """Number of words in the body, counted between white space."""
        return sum(len(block.text.split()) for block in self.blocks)

    def text_of(self, block: int) -> str:
        """Return the text of the block with this number, or for `TITLE_BLOCK` the title."""
        return self.title if block == TITLE_BLOCK else self.blocks[block].text

    @property
    def sections(self) -> tuple[Section, ...]:
        """The lead, if there is one, and every headed section, in reading order.

        Sections of a lower level lie within those above them, so spans may nest.
        """
        return tuple(_sections(self.blocks))


def _sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    """Yield the lead and a section for each heading of `blocks`."""
    headings = [n for n, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    lead_end = headings[0] if headings else len(blocks)
    if lead_end:
        yield Section(heading=None, start=0, end=lead_end)
    ends: dict[int, int] = {}
    open_: list[int] = []
    for number in headings:
        while open_ and blocks[open_[-1]].level >= blocks[number].level:
            ends[open_.pop()] = number
        open_.append(number)
    for number in headings:
        yield Section(heading=number, start=number, end=ends.get(number, len(blocks)))


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that articles name: one entity, however many ways it is written."""

    kind: EntityKind
    """Person, place and so on."""
    name: str
    """Canonical form, in the language of the text where there is a choice; of a date its ISO 8601 value."""
    key: str
    """Identity across spellings and languages, such as `place/KP`; unique together with `kind`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a text where an entity is named."""

    entity: Entity
    """What is named."""
    block: int
    """Number of the block, or `TITLE_BLOCK`."""
    start: int
    """First code point of the name within the block's text."""
    end: int
    """One past its last code point."""


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in an article that survives a change of width: a block and an offset in it."""

    block: int
    """Number of the block, or `TITLE_BLOCK`."""
    offset: int
    """Code point within the block's text."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the reader did to an article."""

    read: datetime | None = None
    """When it was read; None while it is unread."""
    bookmarked: datetime | None = None
    """When it was bookmarked; None while it is not."""
    place: Place | None = None
    """Where reading stopped."""
    changed: datetime | None = None
    """When any of these last changed, clearing included; None for an untouched article."""
    tags: tuple[str, ...] = ()
    """The tags that it has, in their order; see `library.labels`."""
    note: str = ""
    """What the reader wrote on it; empty for nothing."""
    deleted: datetime | None = None
    """When it was deleted; None while it is not."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What a list shows of an article, without its body."""

    id: str
    """The article's id."""
    title: str
    """The article's title."""
    source: str | None
    """Name of the publication."""
    author: str | None
    """Byline."""
    published: datetime | None
    """When it was published (aware, UTC)."""
    language: str | None
    """ISO 639-1 code."""
    url: str | None
    """Canonical address."""
    words: int
    """Words in the body."""
    read: datetime | None
    """When it was read; None while it is unread."""
    bookmarked: datetime | None
    """When it was bookmarked; None while it is not."""
    added: datetime
    """When it was stored (aware, UTC)."""
    tags: tuple[str, ...] = ()
    """The tags that it has, in their order."""
    is_noted: bool = False
    """Whether there is a note on it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a search matched."""

    id: str
    """The article's id."""
    block: int
    """Number of the block, or `TITLE_BLOCK`."""
    start: int
    """First code point of the match within the block's text."""
    end: int
    """One past its last code point."""
