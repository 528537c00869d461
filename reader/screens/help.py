"""The help: every key that is in force, made from the declaration of the bindings; found as you type."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from library import _
from reader.command_table import Command
from reader.screens.dialog import Dialog
from reader.signs import sign
from reader.widgets.help_text import HelpText
from reader.widgets.typed_line import SafeInput

_MAX_LENGTH = 100


class HelpScreen(Dialog[Command | None]):
    """Lists the keys by what they are for; dismissed with the command that was clicked, if one was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss(None)", "Close", priority=True),
        Binding("down", "line(1)", "Down", priority=True),
        Binding("up", "line(-1)", "Up", priority=True),
        Binding("pagedown", "page(1)", "A page down", priority=True),
        Binding("pageup", "page(-1)", "A page up", priority=True),
    ]

    def __init__(self) -> None:
        """Show all keys."""
        super().__init__()
        self._line = SafeInput(
            placeholder=_("type a key or a word"), compact=True, max_length=_MAX_LENGTH
        )
        self._text = HelpText()

    def compose(self) -> ComposeResult:
        """Yield the line to type into, and the keys."""
        with Vertical(id="help") as box:
            box.border_title = Content(_("Keys"))
            box.border_subtitle = Content(sign(_("↑ ↓ PgUp PgDn scroll · Esc closes")))
            yield self._line
            yield self._text

    def on_mount(self) -> None:
        """Take what is typed."""
        self.set_focus(self._line)

    def action_line(self, by: int) -> None:
        """Scroll by lines."""
        self._text.scroll_to(y=self._text.scroll_target_y + by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by pages."""
        self.action_line(by * max(1, self._text.container_size.height - 1))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """Show the keys that were meant; a second question mark is no search for it, but closes."""
        if event.value == "?":
            self.dismiss(None)
        else:
            self._text.typed = event.value

    @on(HelpText.Chosen)
    def _chosen(self, event: HelpText.Chosen) -> None:
        """Close, and have it done."""
        self.dismiss(event.command)
