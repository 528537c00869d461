"""The scrollbar of dialogs: drawn with the signs of the panes' edges, so that it needs no colours."""

from __future__ import annotations

from math import ceil

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

from reader.signs import sign

_DEFAULT_BACK = Color.parse("#555555")
_DEFAULT_BAR = Color.parse("#ffffff")


class SignedScrollBar(ScrollBarRender):
    """Draws a thin line, and a thick one for what is in view."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = _DEFAULT_BACK,
        bar_color: Color = _DEFAULT_BAR,
    ) -> Segments:
        """Return the bar; the parts of it do with the mouse what those of Textual do."""
        if not vertical:
            return super().render_bar(
                size,
                virtual_size,
                window_size,
                position,
                thickness,
                vertical,
                back_color,
                bar_color,
            )
        first, last = cls._thumb(size, virtual_size, window_size, position)
        style = Style(color=bar_color, bgcolor=back_color)
        parts = []
        for y in range(int(size)):
            inside = first <= y < last
            action = "grab" if inside else "scroll_up" if y < first else "scroll_down"
            mark = style + Style(meta={"@mouse.down": action})
            parts.append(Segment(sign("┃" if inside else "│") * thickness, mark))
        return Segments(parts, new_lines=True)

    @staticmethod
    def _thumb(size: int, lines: float, window: float, position: float) -> tuple[int, int]:
        """Return the first cell that stands for what is in view, and one past the last."""
        if not window or not size or lines <= window:
            return 0, 0
        length = max(1, ceil(size * window / lines))
        first = round((size - length) * position / (lines - window))
        return first, first + length
