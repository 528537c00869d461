"""The lines of an article as they are drawn, with all that is marked in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive, var
from textual.strip import Strip

from library import Entity, EntityKind, Matches, Mention
from reader.article_layout import Layout
from reader.opened import Opened
from reader.typeset import Line, Role
from reader.widgets.kept_lines import KeptLinesView
from reader.widgets.painting import Span, painted, within

ALL_KINDS: Final = frozenset(EntityKind)
"""Every kind of entity."""

Identity = tuple[EntityKind, str]
"""Kind and key of an entity."""

_NONE: Final = Style()


class ArticleLines(KeptLinesView):
    """Draws one article as it has been set; that, and where in it one is, is up to those who derive from it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"article--{role}" for role in Role),
        *(f"entity--{kind}" for kind in EntityKind),
        "article--hit",
        "article--hit-current",
        "article--traced",
        "article--traced-current",
    }

    opened: var[Opened | None] = var[Opened | None](None)
    """What is shown."""

    marked: reactive[frozenset[EntityKind]] = reactive(ALL_KINDS)
    """The kinds of entities that are marked in the text."""

    only: reactive[frozenset[Identity] | None] = reactive[frozenset[Identity] | None](None)
    """The entities that alone are marked, of these kinds; None for all of them."""

    traced: reactive[Entity | None] = reactive[Entity | None](None)
    """The entity whose mentions stand out and are walked."""

    mentioned: reactive[Mention | None] = reactive[Mention | None](None)
    """The mention of it that was gone to last."""

    hit: reactive[int] = reactive(0)
    """Number of the hit that was gone to last."""

    found: reactive[Matches | None] = reactive[Matches | None](None)
    """Where stands what is looked for in this article; None while nothing is. Hits are not marked then."""

    match: reactive[int] = reactive(0)
    """Number of the one of these that was gone to last."""

    def __init__(self) -> None:
        """Make an empty view."""
        super().__init__()
        self._layout: Layout | None = None
        self._width = 0  # of the column

    def looks(self) -> tuple[object, ...]:
        """Return what the lines of the article depend on."""
        marked = (self.marked, self.only, self.traced, self.mentioned)
        found = (self.hit, self.found, self.match)
        return (self._layout, self._width, self.opened, *marked, *found)

    def text_line(self, number: int, width: int) -> Strip:
        """Return a line of the set article."""
        base = self.base
        line = None if self._layout is None else self._layout.line(number)
        if line is None:
            return Strip.blank(width, base)
        segments = list(self._segments(line, base + self.mark_of(f"article--{line.role}")))
        margin = max(0, (width - self._width) // 2)
        if line.role in {Role.TITLE, Role.META}:
            margin += max(0, (self._width - sum(cell_len(s.text) for s in segments)) // 2)
        return Strip([Segment(" " * margin, base), *segments])

    def is_traced(self, mention: Mention) -> bool:
        """Tell whether a mention is of the traced entity."""
        one, other = mention.entity, self.traced
        return other is not None and (one.kind, one.key) == (other.kind, other.key)

    def _segments(self, line: Line, base: Style) -> Iterator[Segment]:
        """Yield the parts of a line, each in its style."""
        quiet = self.base + self.mark_of("lines--quiet")
        if line.prefix:
            yield Segment(line.prefix, quiet)
        if line.text is not None or self.opened is None:
            yield Segment(line.text or "", base)
        else:
            yield from painted(
                self.opened.article.text_of(line.block), line, list(self._spans(line)), base
            )
        if line.suffix:
            yield Segment(line.suffix, quiet)

    def _spans(self, line: Line) -> Iterator[Span]:
        """Yield what is marked in a line: names, and over them what was searched for or is looked for."""
        assert self.opened is not None
        for mention in within(self.opened.mentions, line):
            yield mention.start, mention.end, self._entity_style(mention)
        hits = self.opened.hits
        if self.found is not None:
            for number, hit in self.found.within(line.block, line.start, line.end):
                yield hit.start, hit.end, self._hit_style(number == self.match)
        elif hits:
            current = hits[self.hit]
            for hit in within(hits, line):
                yield hit.start, hit.end, self._hit_style(hit is current)

    def _hit_style(self, is_current: bool) -> Style:
        return self.style_of("article--hit-current" if is_current else "article--hit")

    def _entity_style(self, mention: Mention) -> Style:
        kind = mention.entity.kind
        is_marked = self.only is None or (kind, mention.entity.key) in self.only
        style = self.mark_of(f"entity--{kind}") if kind in self.marked and is_marked else _NONE
        if mention is self.mentioned:
            return style + self.style_of("article--traced-current")
        if self.is_traced(mention):
            traced = self.style_of("article--traced")
            style += Style(bgcolor=traced.bgcolor, reverse=traced.reverse or None)
        return style
