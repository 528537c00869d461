"""The lines above and below the panes."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from reader.keys import COMMANDS, key_names


class ViewBar(Widget):
    """The views with their counts."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"view-bar--current", "view-bar--other"}

    views: reactive[tuple[str, ...]] = reactive[tuple[str, ...]](())
    """What to show for each view."""

    current: reactive[int] = reactive(0)
    """Number of the view that is looked at."""

    class Chosen(Message):
        """A view was clicked."""

        def __init__(self, view: int) -> None:
            """Tell the number of the view."""
            super().__init__()
            self.view = view

    def render(self) -> RenderResult:
        """Return the line."""
        current = self.get_visual_style("view-bar--current")
        other = self.get_visual_style("view-bar--other")
        parts = [
            Content(f" {text} ").stylize(current if number == self.current else other)
            for number, text in enumerate(self.views)
        ]
        return Content(" ").join(parts)

    def on_click(self, event: events.Click) -> None:
        """Tell which view was clicked."""
        x = 0
        for number, text in enumerate(self.views):
            x += cell_len(text) + 3
            if event.x < x:
                self.post_message(self.Chosen(number))
                return


class KeyHints(Widget):
    """The most useful keys, as many as there is room for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-hints--key"}

    def render(self) -> RenderResult:
        """Return the line."""
        key_style = self.get_visual_style("key-hints--key")
        line = Content("")
        for command in COMMANDS:
            if not command.hint:
                continue
            key = Content(f" {key_names(command)[0]}").stylize(key_style)
            hint = Content.assemble(key, f" {command.hint} ")
            if line.cell_length + hint.cell_length > self.size.width:
                break
            line += hint
        return line
