"""The command line at the foot: what is to be done is typed, and completed while it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Label, Static

from library import clean_line
from reader.commands import Place, Unknown, completions, said
from reader.screens.dialog import Dialog
from reader.widgets.choices import Choice, Choices
from reader.widgets.command_input import CommandInput
from reader.widgets.ending_line import Typed
from reader.widgets.rows import Rows

_MOST_ROWS: Final = 8
_WALKS: Final = {"up": -1, "ctrl+p": -1, "down": 1, "ctrl+n": 1}


@dataclass(frozen=True, slots=True)
class Said:
    """What came of the command line."""

    text: str = ""
    """What was said; empty if it was given up."""
    do: Callable[[], object] | None = None
    """Does it."""
    held: Sequence[Typed] = ()
    """What was typed after it, and is meant for what is below."""


class CommandLineScreen(Dialog[Said]):
    """A line with what it may become above it; dismissed with what is to be done."""

    def __init__(
        self,
        below: Screen[object],
        place: Place,
        earlier: Sequence[str],
        answered: Callable[[Screen[Any]], None],
    ) -> None:
        """Take a command.

        Args:
            below: The screen on which it is to be done.
            place: What is there.
            earlier: What was done before, the latest last.
            answered: Is called with this screen as soon as it is known what is to be done; what is typed from
                then on is not for this screen, nor to be acted on before that is done.
        """
        super().__init__()
        self._below, self._place, self._earlier = below, place, earlier
        self._answered = answered
        self._has_answered = False
        self._line = CommandInput()
        self._rows = Choices()
        self._note = Static(markup=False, id="command-note")
        self._back = 0  # how many commands back is what is shown

    def compose(self) -> ComposeResult:
        """Yield the offers, and below them the line."""
        with Vertical(id="command"):
            yield self._rows
            yield self._note
            with Horizontal(id="command-box"):
                yield Label(":", markup=False)
                yield self._line

    def on_mount(self) -> None:
        """Offer all that can be done."""
        self.set_focus(self._line)
        self._offer("")
        self._say("")

    @on(CommandInput.Asked)
    def _asked(self, event: CommandInput.Asked) -> None:
        """Do what a key asks for."""
        if event.key == "escape":
            self._answer(Said())
        elif event.key == "enter":
            self._do(event.typed)
        elif event.key in _WALKS:
            self._walk(_WALKS[event.key])
        else:
            self._complete(-1 if event.key == "shift+tab" else 1)

    def _complete(self, by: int) -> None:
        """Take what is offered; again, take the next."""
        current = self._rows.current
        if current is not None and self._line.value == current.what:
            self._rows.cursor = (self._rows.cursor + by) % self._rows.row_count
            current = self._rows.current
        if current is not None:
            self._put(str(current.what))

    def _walk(self, by: int) -> None:
        """In an empty line, or one from before, show an earlier command; else go to another offer."""
        if self._back or (by < 0 and not self._line.value):
            self._back = max(0, min(self._back - by, len(self._earlier)))
            self._put(self._earlier[-self._back] if self._back else "")
        elif (current := self._rows.current) is not None:
            if self._line.value == current.what:
                self._rows.action_move(by)
            self._put(str((self._rows.current or current).what))

    def _put(self, text: str) -> None:
        """Show `text` in the line, without offering anew."""
        with self.prevent(Input.Changed):
            self._line.value = text
        self._line.cursor_position = len(text)
        self._say("")

    def _offer(self, typed: str) -> None:
        offers = completions(self._below, self._place, typed)
        self._rows.choices = [Choice(clean_line(text), about, text) for text, about in offers]
        self._rows.styles.height = min(len(offers), _MOST_ROWS)
        self._rows.display = bool(offers)

    def _say(self, text: str) -> None:
        self._note.update(text)
        self._note.display = bool(text)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """Offer what was typed may become."""
        self._back = 0
        self._say("")
        self._offer(event.value)

    @on(Rows.Chosen)
    def _clicked(self) -> None:
        """Do what was clicked, when it was the one that is offered."""
        if (current := self._rows.current) is not None:
            self._do(str(current.what))

    def _do(self, typed: str) -> None:
        """Answer with what does it, or say why it cannot be done."""
        do: Callable[[], object] | None = None
        if typed.strip():
            try:
                do = said(self._below, self._place, typed)
            except Unknown as error:
                self._say(clean_line(str(error)))
                self._line.resume()
                return
        self._answer(Said(clean_line(typed), do))

    def _answer(self, said: Said) -> None:
        """Answer, once the line has all that was typed as long as it had the keys; the first answer counts."""
        if self._has_answered:
            return
        self._has_answered = True
        self._answered(self)

        def last() -> None:
            self.dismiss(replace(said, held=tuple(self._line.held)))

        self._line.call_later(last)
