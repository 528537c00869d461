"""The formats side by side, of which one is chosen."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import var
from textual.widgets import Button

from library import _
from reader.widgets.buttons import word
from reader.writing import FORMATS, Format


class FormatBar(Horizontal):
    """Shows which format is chosen; a click chooses another."""

    form: var[Format] = var(FORMATS[0])
    """The one that is chosen."""

    class Chosen(Message):
        """Another format was clicked."""

        def __init__(self, form: Format) -> None:
            """Tell which."""
            super().__init__()
            self.form = form

    def __init__(self, form: Format) -> None:
        """Show all formats; `form` is chosen."""
        super().__init__()
        self._buttons = {one: word(_(one.title)) for one in FORMATS}
        self.form = form

    def compose(self) -> ComposeResult:
        """Yield a button for each format."""
        yield from self._buttons.values()

    def watch_form(self) -> None:
        """Let the chosen one stand out."""
        for form, button in self._buttons.items():
            button.set_class(form is self.form, "-chosen")

    def choose(self, by: int) -> Format:
        """Choose the next format, or with -1 the one before, and return it."""
        self.form = FORMATS[(FORMATS.index(self.form) + by) % len(FORMATS)]
        return self.form

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.form = next(one for one, button in self._buttons.items() if button is event.button)
        self.post_message(self.Chosen(self.form))
