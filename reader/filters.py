"""What is changed of the drawn lines on their way to a terminal that can show less."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from reader.signs import encoded


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
