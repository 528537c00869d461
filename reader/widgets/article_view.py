"""The article: set into lines of a comfortable width, drawn from what is visible."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Final, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from library import TITLE_BLOCK, Article, Entity, EntityKind, Hit, Mention, Place
from reader.formats import local_now, long_date, reading_time, shorten, tags_told
from reader.keys import Scope, bindings
from reader.typeset import Layout, Line, Role
from reader.widgets.lines import LinesView

MAX_WIDTH: Final = 76
"""Cells of the text column; longer lines are hard to follow."""

_MARGIN: Final = 2
_NONE: Final = Style()

_Span = TypeVar("_Span", Mention, Hit)


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with what is to be marked in it."""

    article: Article
    """The article."""
    mentions: tuple[Mention, ...] = ()
    """The names in it, in reading order."""
    hits: tuple[Hit, ...] = ()
    """Where the present search matches, in reading order."""


class ArticleView(LinesView):
    """Draws one article."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.ARTICLE)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"article--{role}" for role in Role),
        *(f"entity--{kind}" for kind in EntityKind),
        "article--hit",
        "article--hit-current",
        "article--traced",
    }

    opened: var[Opened | None] = var[Opened | None](None)
    """What is shown."""

    bookmarked: var[bool] = var(False)
    """Whether the line below the title shows a star."""

    tags: var[tuple[str, ...]] = var[tuple[str, ...]](())
    """The tags that the line below the title shows."""

    note: var[str] = var("")
    """The note that stands below it."""

    marked: var[bool] = var(True)
    """Whether names are marked in the text."""

    traced: var[Entity | None] = var[Entity | None](None)
    """The entity whose mentions stand out and are walked."""

    hit: var[int] = var(0)
    """Number of the hit that was gone to last."""

    class Scrolled(Message):
        """The article was scrolled."""

    def __init__(self) -> None:
        """Make an empty view."""
        super().__init__()
        self._layout: Layout | None = None
        self._width = 0
        self._wanted: Place | None = None
        self._mention = -1
        self.moved = False

    # What is shown

    def watch_opened(self, old: Opened | None, new: Opened | None) -> None:
        """Set another article from its beginning, or mark other places in the same."""
        same = old is not None and new is not None and old.article is new.article
        if not same:
            self._wanted = None
            self._set()
            self.scroll_to(y=0, animate=False)
            self.moved = False
        self.set_reactive(ArticleView.hit, 0)
        self.refresh()

    def watch_bookmarked(self) -> None:
        """Set or remove the star."""
        self._set()

    def watch_tags(self) -> None:
        """Show other tags."""
        self._set()

    def watch_note(self) -> None:
        """Show another note."""
        self._set()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that the article was scrolled."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    def watch_marked(self) -> None:
        """Mark the names or not."""
        self.refresh()

    def watch_traced(self) -> None:
        """Draw other mentions so that they stand out."""
        self._mention = -1
        self.refresh()

    def watch_hit(self) -> None:
        """Draw another hit as the current one."""
        self.refresh()

    def show_hit(self) -> None:
        """Bring the current hit into view."""
        if self.opened is not None and self.opened.hits:
            hit = self.opened.hits[self.hit]
            self.show_place(Place(hit.block, hit.start))

    # Where it is

    @property
    def place(self) -> Place | None:
        """The place at the top of the view; None at the very beginning."""
        if self._layout is None or self.scroll_offset.y == 0:
            return None
        return self._layout.place_of(self.scroll_offset.y)

    @property
    def id_(self) -> str:
        """The id of the article that is shown; empty for none."""
        return "" if self.opened is None else self.opened.article.id

    def is_of(self, id_: str) -> bool:
        """Tell whether the article with this id is shown."""
        return bool(id_) and self.id_ == id_

    @property
    def is_set(self) -> bool:
        """Whether the lines of the article are known, in a view that has been laid out."""
        return self._layout is not None and self.container_size.height > 0

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in view."""
        return self.scroll_offset.y >= self.max_scroll_y

    def go_to(self, place: Place) -> None:
        """Scroll so that `place` is on the first line, as soon as the article is set."""
        if self._layout is None or not self.text_width:
            self._wanted = place
        else:
            self.scroll_to(y=self._layout.line_of(place), animate=False)

    def show_place(self, place: Place) -> None:
        """Scroll so that `place` is in view, with some lines above it."""
        if self._layout is None or not self.text_width:
            self._wanted = place
            return
        line, height = self._layout.line_of(place), self.container_size.height
        if not self.scroll_offset.y <= line < self.scroll_offset.y + height:
            self.scroll_to(y=max(0, line - height // 3), animate=False)

    def section(self, by: int) -> None:
        """Scroll to the next section below the top line, or with -1 to the one above."""
        if self._layout is None or self.opened is None:
            return
        article = self.opened.article
        starts = [self._layout.line_of(Place(s.start, 0)) for s in article.sections]
        top = self.scroll_offset.y
        if starts and article.sections[0].heading is None:
            starts[0] = 0
        later = [line for line in starts if (line - top) * by > 0]
        if later:
            self.moved = True
            self.scroll_to(y=min(later) if by > 0 else max(later), animate=False)

    def mention(self, by: int) -> None:
        """Bring the next mention of the traced entity into view, or with -1 the one before."""
        if self.opened is None or self.traced is None:
            return
        named = [m for m in self.opened.mentions if self._is_traced(m)]
        if named:
            self._mention = (self._mention + by) % len(named) if self._mention >= 0 else 0
            self.show_place(Place(named[self._mention].block, named[self._mention].start))

    # Actions

    def action_line(self, by: int) -> None:
        """Scroll by lines."""
        self._scroll_by(by)

    def action_page(self, by: int) -> None:
        """Scroll by pages, of which two lines stay in view."""
        self._scroll_by(by * max(1, self.container_size.height - 2))

    def action_first(self) -> None:
        """Scroll to the beginning."""
        self.moved = True
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """Scroll to the end."""
        self.moved = True
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def _scroll_by(self, lines: int) -> None:
        self.moved = True
        # From the target, not the offset: of many keys in one burst each counts.
        self.scroll_to(y=self.scroll_target_y + lines, animate=False)

    def on_mouse_scroll_down(self) -> None:
        """Take notice that the reader moves."""
        self.moved = True

    def on_mouse_scroll_up(self) -> None:
        """Take notice that the reader moves."""
        self.moved = True

    # Drawing

    def on_resize(self) -> None:
        """Set the article in the new width, keeping the place at the top."""
        place = self.place or self._wanted
        self._wanted = None
        self._set()
        if place is not None:
            self.go_to(place)

    def text_line(self, number: int, width: int) -> Strip:
        """Return a line of the set article."""
        base = self.base
        if self._layout is None or number >= len(self._layout.lines):
            return Strip.blank(width, base)
        line = self._layout.lines[number]
        segments = list(self._segments(line, base + self.mark_of(f"article--{line.role}")))
        margin = max(0, (width - self._width) // 2)
        if line.role in {Role.TITLE, Role.META}:
            margin += max(0, (self._width - sum(cell_len(s.text) for s in segments)) // 2)
        return Strip([Segment(" " * margin, base), *segments])

    def _set(self) -> None:
        """Set the article in the present width.

        A view that was never shown has none. It is likely to be shown alone, and set for that, so
        that nothing has to be set between the key that opens it and the first frame.
        """
        width = self.text_width or self.app.size.width - 1
        if self.opened is None or width < 1:
            self._layout = None
            self.set_height(0)
            return
        article = self.opened.article
        self._width = max(1, min(MAX_WIDTH, width - 2 * _MARGIN))
        meta = shorten(_meta(article, self.bookmarked, self.tags), self._width)
        if self._layout is None or not self._layout.sets(article, meta, self._width, self.note):
            self._layout = Layout(article, meta, self._width, self.note)
        self.set_height(len(self._layout.lines))

    def _segments(self, line: Line, base: Style) -> Iterator[Segment]:
        """Yield the parts of a line, each in its style."""
        if line.prefix:
            yield Segment(line.prefix, self.base + self.mark_of("lines--quiet"))
        if line.text is not None or self.opened is None:
            yield Segment(line.text or "", base)
            return
        text = self._text(line.block)
        position = line.start
        for start, end, style in self._spans(line):
            if start > position:
                yield Segment(text[position:start], base)
            yield Segment(text[max(start, position) : end], base + style)
            position = end
        yield Segment(text[position : line.end], base)

    def _spans(self, line: Line) -> Iterator[tuple[int, int, Style]]:
        """Yield the marked spans within a line, in order and not overlapping."""
        assert self.opened is not None
        hits, mentions = self.opened.hits, self.opened.mentions
        spans = [(m.start, m.end, self._entity_style(m)) for m in _within(mentions, line)]
        current = hits[self.hit] if hits else None
        for hit in _within(hits, line):
            name = "article--hit-current" if hit is current else "article--hit"
            spans.append((hit.start, hit.end, self.style_of(name)))
        edges = sorted({edge for start, end, _ in spans for edge in (start, end)})
        for left, right in pairwise(edges):
            start, end = max(left, line.start), min(right, line.end)
            covering = [style for s, e, style in spans if s <= left and right <= e]
            if start < end and covering:
                yield start, end, Style.combine(covering)

    def _entity_style(self, mention: Mention) -> Style:
        style = self.mark_of(f"entity--{mention.entity.kind}") if self.marked else _NONE
        if self._is_traced(mention):
            style += Style(bgcolor=self.style_of("article--traced").bgcolor)
        return style

    def _is_traced(self, mention: Mention) -> bool:
        one, other = mention.entity, self.traced
        return other is not None and (one.kind, one.key) == (other.kind, other.key)

    def _text(self, block: int) -> str:
        assert self.opened is not None
        article = self.opened.article
        return article.title if block == TITLE_BLOCK else article.blocks[block].text


def _within(spans: Sequence[_Span], line: Line) -> Sequence[_Span]:
    """Return those of `spans`, which are in reading order and do not overlap, that touch a line."""
    first = bisect_right(spans, (line.block, line.start), key=lambda span: (span.block, span.end))
    last = bisect_left(spans, (line.block, line.end), key=lambda span: (span.block, span.start))
    return spans[first:last]


def _meta(article: Article, bookmarked: bool, tags: Sequence[str]) -> str:
    """Return the line below the title: source, author, day, reading time, the bookmark and the tags."""
    parts = [article.source or "", article.author or ""]
    if article.published is not None:
        parts.append(long_date(article.published, local_now()))
    parts += [reading_time(article.words), "★" if bookmarked else "", tags_told(tags)]
    return " · ".join(filter(None, parts))
