"""A pane that keeps its lines as they were drawn, for as long as they would look the same."""

from __future__ import annotations

from itertools import islice
from operator import is_
from typing import Final

from textual.geometry import Region
from textual.strip import Strip

from reader.widgets.lines import LinesView

_SCREENFULS: Final = 6
"""So many times the lines of the pane are kept."""


class KeptLinesView(LinesView):
    """Draws a line once, however often it comes into view.

    To draw a line of an article takes longer than to find out that it looks the same, and what Textual
    derives from it for the terminal is kept together with it.
    """

    def __init__(self) -> None:
        """Make an empty pane."""
        super().__init__()
        self._kept: dict[tuple[int, bool], Strip] = {}
        self._forgotten: list[object] = []
        self._kept_looks: tuple[object, ...] = ()
        self._kept_width = 0

    def looks(self) -> tuple[object, ...]:
        """Return what lines depend on beside their number and styles; with other objects they look other."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines of the pane, which has no border and no padding."""
        self._forget_if_other()
        kept, top, (first, last) = self._kept, self.scroll_offset.y, self._thumb()
        filters, background = self.get_line_filters(), self.background_colors[1]
        width = self.text_width
        strips: list[Strip] = []
        for y in crop.line_range:
            number, on_thumb = top + y, first <= y < last
            if (strip := kept.get((number, on_thumb))) is None:
                strip = self.whole_line(number, width, on_thumb=on_thumb)
                kept[number, on_thumb] = strip
            for one in filters:
                strip = strip.apply_filter(one, background)
            strips.append(strip)
        for oldest in list(islice(kept, max(0, len(kept) - _SCREENFULS * self.size.height))):
            self.free_later(kept.pop(oldest))
        if crop.column_span != (0, self._kept_width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _forget_if_other(self) -> None:
        """Forget what is kept if it would look other now."""
        looks, width = self.looks(), self.size.width
        same = width == self._kept_width and all(map(is_, looks, self._kept_looks))
        if not (same and self._kept_looks):
            self.free_later(self._kept)
            self._kept = {}
            self._kept_looks, self._kept_width = looks, width

    def free_later(self, done_with: object) -> None:
        """Free what has many parts once the next frame is drawn: that takes a millisecond for a screenful."""
        if not self._forgotten:
            self.call_after_refresh(self._free)
        self._forgotten.append(done_with)

    def _free(self) -> None:
        self._forgotten.clear()

    def notify_style_update(self) -> None:
        """Forget the lines: the theme or the style sheet changed."""
        self._kept.clear()
        super().notify_style_update()
