"""The article as it is read: what its keys do, and where in it the reader is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import BindingType

from library import TITLE_BLOCK, EntityKind, Mention, Place, _
from reader.command_table import Scope
from reader.formats import KINDS_WITHIN, reading_time, shorten
from reader.keys import bindings
from reader.signs import sign
from reader.widgets.article_lines import ALL_KINDS
from reader.widgets.article_page import MAX_WIDTH, ArticlePage

__all__ = ["ALL_KINDS", "MAX_WIDTH", "ArticleView"]

_START: Final = Place(TITLE_BLOCK, 0)
_NAME_WIDTH: Final = 28
"""Cells of the longest name that is told whole beside the position."""


class ArticleView(ArticlePage):
    """Moves through one article."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.ARTICLE)

    # Where it is

    @property
    def position(self) -> str:
        """How much is read, in percent, how long the rest takes, what is walked, and which names are marked."""
        if self.opened is None or self._layout is None:
            return ""
        top, last = self.scroll_offset.y, self.max_scroll_y
        if top >= last:
            parts = [_("{percent} %").format(percent=100)]
        else:
            # Neither end is told before it is reached.
            percent = min(99, max(1, round(100 * top / last))) if top else 0
            left = self._layout.left(top + self.container_size.height)
            words = round(self._words * left / max(1, self._layout.left(0)))
            parts = [
                _("{percent} %").format(percent=percent),
                _("{minutes} left").format(minutes=reading_time(words)),
            ]
        return sign(" · ").join(filter(None, (self._marks_told(), self._mention_told(), *parts)))

    def _mention_told(self) -> str:
        """Return which mention of what was gone to last."""
        if self.traced is None or self.mentioned is None:
            return ""
        named = self._named()
        number = named.index(self.mentioned) + 1
        text = _("{name} {number}/{count}")
        name = shorten(self._traced_name(self.mentioned), _NAME_WIDTH)
        return text.format(name=name, number=number, count=len(named))

    def _traced_name(self, mention: Mention) -> str:
        """Return what the traced entity is called; a date, whose name is its ISO value, as it is written."""
        if self.traced is not None and self.traced.kind is not EntityKind.DATE:
            return self.traced.name
        text = self.opened.article.text_of(mention.block) if self.opened is not None else ""
        return text[mention.start : mention.end]

    def _marks_told(self) -> str:
        """Return which names are marked, unless all are."""
        if self.only is not None:
            return _("only new names marked")
        if self.marked == ALL_KINDS:
            return ""
        kinds = ", ".join(_(KINDS_WITHIN[kind]) for kind in EntityKind if kind in self.marked)
        return _("only {kinds} marked").format(kinds=kinds) if kinds else _("no names marked")

    @property
    def here(self) -> Place | None:
        """A place in the section that is in view: the one at the top, but at the end the last."""
        if self.opened is None or not self.is_at_end or self.max_scroll_y == 0:
            return self.place
        return Place(max(0, len(self.opened.article.blocks) - 1), 0)

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

    def show_hit(self) -> None:
        """Bring the current hit into view."""
        if self.opened is not None and self.opened.hits:
            hit = self.opened.hits[self.hit]
            self.show_place(Place(hit.block, hit.start))

    def show_match(self, number: int) -> None:
        """Bring one of the places where something was found into view, and mark it as the current one."""
        if self.found:
            self.match = number % len(self.found)
            hit = self.found[self.match]
            self.show_place(Place(hit.block, hit.start))

    def section(self, by: int) -> None:
        """Scroll to the next section below the top line, or with -1 to the one above."""
        if self._layout is None or self.opened is None:
            return
        sections = self.opened.article.sections
        starts = [self._layout.line_of(Place(section.start, 0)) for section in sections]
        top = self.scroll_offset.y
        if sections and sections[0].heading is None:
            starts[0] = 0
        later = [line for line in starts if (line - top) * by > 0]
        if later:
            self.moved = True
            self.scroll_to_line(min(later) if by > 0 else max(later))

    def go_to_section(self, place: Place) -> None:
        """Scroll so that the heading at `place` is on the first line."""
        self.moved = True
        self.go_to(place)

    def mention(self, by: int) -> None:
        """Bring the next mention of the traced entity into view, or with -1 the one before.

        While none is traced, the first that is mentioned in view is from then on.
        """
        if self.traced is None and (first := self._first_in_view()) is not None:
            self.traced = first.entity
        named = self._named()
        if not named:
            return
        if self.mentioned is not None and self._is_in_view(self.mentioned):
            number = named.index(self.mentioned) + by
        else:
            place = self.place or _START
            at = bisect_left(named, (place.block, place.offset), key=_order)
            number = at if by > 0 else at - 1
        self.mentioned = named[number % len(named)]
        self.show_place(Place(self.mentioned.block, self.mentioned.start))
        self.post_message(self.Positioned())

    def watch_marked(self) -> None:
        """Tell which names are marked."""
        self.post_message(self.Positioned())

    def watch_traced(self) -> None:
        """Forget which mention of another entity was gone to."""
        self.mentioned = None
        self.post_message(self.Positioned())

    def _named(self) -> Sequence[Mention]:
        """Return the mentions of the traced entity."""
        mentions = () if self.opened is None else self.opened.mentions
        return [mention for mention in mentions if self.is_traced(mention)]

    def _first_in_view(self) -> Mention | None:
        """Return the first mention that is in view."""
        if self.opened is None:
            return None
        place, mentions = self.place or _START, self.opened.mentions
        at = bisect_left(mentions, (place.block, place.offset), key=_order)
        return next((one for one in mentions[at : at + 1] if self._is_in_view(one)), None)

    def _is_in_view(self, mention: Mention) -> bool:
        """Tell whether a mention is drawn."""
        place = Place(mention.block, mention.start)
        if self._layout is None or not self._layout.holds(place):
            return False
        below = self._layout.line_of(place) - self.scroll_offset.y
        return 0 <= below < self.container_size.height

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
        self._place = None

    def action_last(self) -> None:
        """Scroll to the end."""
        self.moved = True
        self.set_rest()
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def _scroll_by(self, lines: int) -> None:
        self.moved = True
        # From the target, not the offset: of many keys in one burst each counts.
        self.scroll_to_line(self.scroll_target_y + lines)

    def on_mouse_scroll_down(self) -> None:
        """Take notice that the reader moves."""
        self.moved = True

    def on_mouse_scroll_up(self) -> None:
        """Take notice that the reader moves."""
        self.moved = True


def _order(mention: Mention) -> tuple[int, int]:
    return mention.block, mention.start
