"""Asks for a command that is to read an article, and shows what it says."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Button, Input, Static

from library import _, clean_line
from reader.earlier import Earlier
from reader.formats import complaint, shorten
from reader.piping import Command, NotRun, Piping, command_of, told
from reader.screens.dialog import Dialog
from reader.screens.typing import LineScreen
from reader.signs import sign
from reader.widgets.buttons import Buttons
from reader.widgets.dialog_box import DialogBox
from reader.widgets.format_bar import FormatBar
from reader.widgets.output_view import OutputView
from reader.widgets.typed_line import TypedLine
from reader.writing import FORMATS, Format, named

_SHOW_SECONDS: Final = 0.1
"""Time between two showings of what a command says while it runs."""
_TITLE_WIDTH: Final = 60


class PipeScreen(LineScreen[tuple[str, Command] | None]):
    """A line for a command; dismissed with it as it was typed and read, None if it was given up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Close", priority=True),
        Binding("up", "earlier(1)", "Earlier command", priority=True),
        Binding("down", "earlier(-1)", "Later command", priority=True),
    ]

    def __init__(self, earlier: Sequence[str], form: Format) -> None:
        """Ask; `earlier` are commands of this run, the latest last, and the article is written as `form`."""
        placeholder = _("a command, such as wc -w")
        super().__init__(TypedLine(placeholder=placeholder, select_on_focus=False))
        self._earlier = Earlier(tuple(earlier))
        self._formats = FormatBar(form)
        self._note = Static(markup=False, classes="dialog--note")

    def compose(self) -> ComposeResult:
        """Yield the line, the formats, a line for what there is to say, and what can be clicked."""
        with DialogBox(
            _("Give the article to a command"), _("Enter runs · ↑ earlier · Esc closes")
        ):
            yield self._line
            yield self._formats
            yield self._note
            yield Buttons(_("Run"), _("Close"))
            yield Static(
                sign(
                    _(
                        "It reads the article on stdin. “html:” and the like before it choose the format."
                    )
                ),
                classes="dialog--quiet",
                markup=False,
            )

    def on_mount(self) -> None:
        """Say nothing yet."""
        super().on_mount()
        self._note.display = False

    def action_give_up(self) -> None:
        """Close without running anything."""
        self.dismiss(None)

    def action_earlier(self, by: int) -> None:
        """Show an earlier command, or a later one, and behind the latest what was typed."""
        self._line.value = self._earlier.walk(by, self._line.value)
        self._line.cursor_position = len(self._line.value)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """Choose the format that is typed."""
        self._note.display = False
        if (form := _typed_format(event.value)) is not None:
            self._formats.form = form

    @on(FormatBar.Chosen)
    def _format_clicked(self, event: FormatBar.Chosen) -> None:
        """Take another format than the one that is typed."""
        if _typed_format(self._line.value) is not None:
            rest = self._line.value.partition(":")[2]
            self._line.value = f"{event.form.name}:{rest}"

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._run()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self._run() if event.button.has_class("-first") else self.dismiss(None)

    def _run(self) -> None:
        line = self._line.value.strip()
        try:
            command = command_of(line, self._formats.form)
        except NotRun as error:
            self._note.update(complaint(error))
            self._note.display = True
        else:
            self.dismiss((line, command))


class OutputScreen(Dialog[None]):
    """Runs a command and shows what it says, to be scrolled through."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop_or_close", "Stop, or close", priority=True),
        Binding("q,enter", "close", "Close", priority=True),
        Binding("j,down", "lines(1)", "Down", priority=True),
        Binding("k,up", "lines(-1)", "Up", priority=True),
        Binding("space,pagedown", "pages(1)", "A page down", priority=True),
        Binding("b,pageup", "pages(-1)", "A page up", priority=True),
        Binding("g,home", "first", "Beginning", priority=True),
        Binding("G,end", "last", "End", priority=True),
    ]

    def __init__(self, command: Command, text: str) -> None:
        """Run `command` on `text`."""
        super().__init__()
        self._command = command
        self._text = text
        self._said = bytearray()
        self._shown_size = 0
        self._piping: Piping | None = None
        self._is_over = False
        self._begun = time.monotonic()
        self._showing: Timer | None = None
        self._view = OutputView()
        self._state = Static(markup=False, classes="dialog--quiet")
        self._buttons = Buttons(_("Stop"), _("Close"))

    def compose(self) -> ComposeResult:
        """Yield what the command says, how it does, and what can be clicked."""
        with DialogBox(
            shorten(clean_line(" ".join(self._command.words)), _TITLE_WIDTH),
            _("j k Space b scroll · Esc stops, then closes"),
        ):
            yield self._view
            yield self._state
            yield self._buttons

    def on_mount(self) -> None:
        """Run the command."""
        self._view.focus()
        self._showing = self.set_interval(_SHOW_SECONDS, self._show)
        self._run()

    def action_stop_or_close(self) -> None:
        """Stop the command; when it has ended or is being stopped, close."""
        if self._piping is not None and not self._is_over and not self._piping.is_stopped:
            self._piping.stop()
            self._show()
        else:
            self.action_close()

    def action_close(self) -> None:
        """Close; what still runs is stopped."""
        self.dismiss(None)

    def action_lines(self, by: int) -> None:
        """Scroll by lines."""
        self._view.scroll_lines(by)

    def action_pages(self, by: int) -> None:
        """Scroll by pages."""
        self._view.scroll_pages(by)

    def action_first(self) -> None:
        """Scroll to the beginning."""
        self._view.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """Scroll to the end."""
        self._view.scroll_to(y=self._view.max_scroll_y, animate=False)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if not event.button.has_class("-first"):
            self.action_close()
        elif not self._is_over and self._piping is not None:
            self._piping.stop()

    @work(group="pipe")
    async def _run(self) -> None:
        """Run the command, and say how it ended."""
        try:
            self._piping = Piping(self._command.words, self._text, self._said.extend)
            how = await self._piping.ended()
        except NotRun as error:
            state = complaint(error)
        else:
            state = told(how, stopped=self._piping.is_stopped)
            if how.is_cut:
                state = _("{state} · only the first megabyte is shown").format(state=state)
            elif not self._said:
                state = _("{state} · it said nothing").format(state=state)
        self._is_over = True
        self._buttons.hide_first()
        if self._showing is not None:
            self._showing.stop()
        self._show()
        self._state.update(clean_line(state))

    def _show(self) -> None:
        """Show what has been said so far, and for how long it has been running."""
        if len(self._said) != self._shown_size:
            self._shown_size = len(self._said)
            self._view.show(bytes(self._said))
        if not self._is_over:
            seconds = time.monotonic() - self._begun
            stopping = self._piping is not None and self._piping.is_stopped
            text = _("Stopping …") if stopping else _("Running for {seconds} s · Esc stops it")
            self._state.update(sign(text.format(seconds=round(seconds))))


def _typed_format(line: str) -> Format | None:
    """Return the format that stands before a command."""
    name, colon, _rest = line.strip().partition(":")
    return named(name) if colon and name in {one.name for one in FORMATS} else None
