"""What is changed of the drawn lines on their way to the terminal.

All that is ever drawn comes by here, whatever widget it is of.
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from library import clean_text, is_safe
from reader.signs import encoded


class Cleaned(LineFilter):
    """Lets nothing by that a terminal could obey or that hides, should a widget ever draw such a thing.

    What outside text holds is cleaned where it comes in, so this has nothing to do; where it has, that
    it can be seen counts for more than what stands behind it on the line.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments as they are safe to show, in as many cells."""
        text = "".join(part.text for part in segments if not part.control)
        return segments if is_safe(text) else _cleaned(segments, cell_len(text))


def _cleaned(segments: list[Segment], width: int) -> list[Segment]:
    """Return segments that are safe to show in `width` cells; what has no room is cut off."""
    safe = [
        Segment(clean_text(text).replace("\n", " "), style)
        for text, style, control in segments
        if not control
    ]
    return Segment.adjust_line_length(safe, width)


class Encoded(LineFilter):
    """Replaces on its way to the terminal what that cannot show, and keeps every column."""

    def __init__(self, charset: str) -> None:
        """Show what `charset` has."""
        super().__init__()
        self._charset = charset

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments as they can be shown."""
        return [
            part
            if part.text.isascii()
            else Segment(encoded(part.text, self._charset), part.style, part.control)
            for part in segments
        ]


class Colourless(LineFilter):
    """Takes every colour away on its way to the terminal; ways of writing stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments without colours."""
        return [
            Segment(text, None if style is None else _colourless(style), control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def _colourless(style: Style) -> Style:
    return style.without_color
