"""The help: every key, made from the declaration of the bindings."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.keys import groups, key_names

_KEYS_WIDTH = 14


class HelpScreen(ModalScreen[None]):
    """Lists the keys by what they are for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "Close", priority=True),
        Binding("j", "scroll(1)", "Down", show=False, priority=True),
        Binding("k", "scroll(-1)", "Up", show=False, priority=True),
    ]

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with VerticalScroll() as scroll:
            scroll.border_title = Content("Keys")
            scroll.border_subtitle = Content("Esc closes")
            for name, commands in groups():
                yield Static(Content(name), classes="help--group")
                for command in commands:
                    keys = " ".join(key_names(command)).ljust(_KEYS_WIDTH)
                    text = Content.assemble((keys, "$accent"), command.help)
                    yield Static(text, classes="help--key")

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
