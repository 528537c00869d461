"""The contents pane: the sections of an article and the names in it, to be walked."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import var

from library import TITLE_BLOCK, Article, Entity, EntityKind, Mention, Place, _
from reader.formats import KINDS, shorten
from reader.signs import sign
from reader.widgets.rows import Rows

_HERE: Final = "▸ "

NAMES: Final = frozenset(
    (EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.OTHER)
)
"""Kinds of entities that have a name, of which it can be told where else they are named."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the contents."""

    text: str
    """What it says."""
    count: int = 0
    """The number at its end: mentions."""
    place: Place | None = None
    """Where it leads; None for a heading."""
    kind: EntityKind | None = None
    """The kind of entity that it names, if it names one."""
    depth: int = 0
    """How far it is indented."""
    entity: Entity | None = None
    """The entity that it names."""
    is_new: bool = False
    """Whether it is met for the first time."""

    @property
    def is_mute(self) -> bool:
        """Whether it leads nowhere, as headings do."""
        return self.place is None and self.entity is None


class Contents(Rows):
    """Draws sections and entities with the numbers of their mentions."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "contents--group",
        "contents--here",
        *(f"entity--{k}" for k in EntityKind),
    }

    entries: var[Sequence[Entry]] = var[Sequence[Entry]](())
    """The rows."""

    here: var[int] = var(-1)
    """The row of the section that is in view; -1 for none."""

    def __init__(self) -> None:
        """Make an empty pane."""
        super().__init__()
        self._sections: tuple[list[int], list[int]] = ([], [])  # their first blocks, and their rows

    def show_here(self, place: Place | None) -> None:
        """Mark the section in which `place` is; None is the very beginning."""
        begins, rows = self._sections
        block = TITLE_BLOCK if place is None else place.block
        self.here = rows[max(0, bisect_right(begins, block) - 1)] if rows else -1

    def watch_here(self, old: int, new: int) -> None:
        """Draw the mark where it is now."""
        self._refresh_row(old)
        self._refresh_row(new)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.entries)

    @property
    def current(self) -> Place | None:
        """Where the row under the cursor leads."""
        return self.entries[self.cursor].place if self.entries else None

    @property
    def entity(self) -> Entity | None:
        """What the row under the cursor names, if that is an entity."""
        return self.entries[self.cursor].entity if self.entries else None

    @property
    def novel(self) -> frozenset[tuple[EntityKind, str]]:
        """Kind and key of each entity that is met for the first time."""
        new = (entry.entity for entry in self.entries if entry.is_new)
        return frozenset((one.kind, one.key) for one in new if one is not None)

    def choose(self, entity: Entity) -> None:
        """Put the cursor on an entity, if it is among the rows."""
        identity = entity.kind, entity.key
        for row, entry in enumerate(self.entries):
            if entry.entity is not None and (entry.entity.kind, entry.entity.key) == identity:
                self.cursor = row
                return

    def renew(self, entries: Sequence[Entry]) -> None:
        """Show what the contents of the same article are now; the cursor stays on what it is on."""
        entity, place, top = self.entity, self.current, self.scroll_offset.y
        self.entries = entries
        if entity is not None:
            self.choose(entity)
        elif place is not None:
            places = [entry.place for entry in entries]
            self.cursor = places.index(place) if place in places else self.cursor
        self.scroll_to(y=top, animate=False)
        self.keep_in_view()

    def is_row(self, row: int) -> bool:
        """Tell whether a row leads anywhere; the names of groups and blank rows do not."""
        return super().is_row(row) and not self.entries[row].is_mute

    def watch_entries(self) -> None:
        """Draw the new contents from their beginning."""
        sections = [
            (entry.place.block, row)
            for row, entry in enumerate(self.entries)
            if entry.entity is None and entry.place is not None
        ]
        self._sections = [block for block, _ in sections], [row for _, row in sections]
        self.set_reactive(Contents.here, -1)
        self.set_reactive(Rows.cursor, 0)
        self.rows_changed()
        self.cursor = next(filter(self.is_row, range(self.row_count)), 0)
        self.scroll_home(animate=False)

    def row_line(self, row: int, line: int, width: int, base: Style) -> list[Segment]:  # noqa: ARG002
        """Return an entry with its number at the end of the line."""
        entry = self.entries[row]
        if entry.is_mute:
            style = (
                self.mark_of("lines--quiet") if entry.depth else self.style_of("contents--group")
            )
            return [Segment(shorten(entry.text, width), base + style)]
        number = f" {entry.count}" if entry.count else ""
        if entry.is_new:
            number = " " + _("new") + number
        mark = sign(_HERE) if row == self.here else "  "
        indent = (mark if self._sections[1] else "") + "  " * entry.depth
        text = shorten(entry.text, width - len(indent) - len(number))
        gap = " " * (width - len(indent) - cell_len(text) - len(number))
        style = base
        if entry.kind is not None:
            # As in the text: by colour and by a way of writing that needs none.
            style += self.mark_of(f"entity--{entry.kind}")
        elif row == self.here:
            style += self.mark_of("contents--here")
        dim = base + self.mark_of("lines--quiet")
        return [
            Segment(indent, style if row == self.here else base),
            Segment(text, style),
            Segment(gap, base),
            Segment(number, dim),
        ]


def entries(
    article: Article, mentions: Sequence[Mention], novel: Set[tuple[EntityKind, str]] = frozenset()
) -> tuple[Entry, ...]:
    """Return the contents of an article: its sections, then its entities by kind.

    `novel` are kind and key of those that are met for the first time.
    """
    return (*_sections(article, mentions), *_entities(article, mentions, novel))


def _sections(article: Article, mentions: Sequence[Mention]) -> Iterator[Entry]:
    blocks, sections = Counter(mention.block for mention in mentions), article.sections
    yield Entry("")
    yield Entry(_("Contents").upper())
    levels = [article.blocks[s.heading].level for s in sections if s.heading is not None]
    top = min(levels, default=0)
    for section in sections:
        count = sum(blocks[number] for number in range(section.start, section.end))
        if section.heading is None:
            count += blocks[TITLE_BLOCK]
            yield Entry(_("Lead"), count, Place(TITLE_BLOCK, 0))
        else:
            heading = article.blocks[section.heading]
            yield Entry(heading.text, count, Place(section.heading, 0), depth=heading.level - top)


def _entities(
    article: Article, mentions: Sequence[Mention], novel: Set[tuple[EntityKind, str]]
) -> Iterator[Entry]:
    first: dict[Entity, Mention] = {}
    often = Counter[Entity]()
    # To tell by its fields what an entity is takes longer than all else, and most mentions of one
    # have the very same: these are counted first, and then what equals.
    same = {id(mention.entity): mention for mention in reversed(mentions)}
    for identity, count in Counter(id(mention.entity) for mention in mentions).items():
        often[same[identity].entity] += count
        first.setdefault(same[identity].entity, same[identity])
    ranking = often.most_common()
    for kind, title in KINDS.items():
        ranked = [(e, n) for e, n in ranking if e.kind is kind]
        if not ranked:
            continue
        yield Entry("")
        yield Entry(_(title).upper())
        for entity, count in ranked:
            mention = first[entity]
            # The name of a date is its ISO value; people wrote it better.
            text = _text(article, mention) if kind is EntityKind.DATE else entity.name
            place = Place(mention.block, mention.start)
            is_new = (kind, entity.key) in novel and kind in NAMES
            yield Entry(text, count, place, kind, entity=entity, is_new=is_new)


def _text(article: Article, mention: Mention) -> str:
    """Return what a mention says."""
    return article.text_of(mention.block)[mention.start : mention.end]
