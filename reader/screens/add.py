"""Asks what to store, and shows what there is to say of what was stored the last time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.suggester import Suggester
from textual.widgets import Input, Static

from library import _, clean_line
from reader.screens.dialog import Dialog
from reader.signs import sign
from reader.storing import completed, names_in
from reader.widgets.dialog_box import DialogBox
from reader.widgets.typed_line import TypedLine


class PathSuggester(Suggester):
    """Completes names of files and folders."""

    def __init__(self) -> None:
        """Ask the disk every time: folders change."""
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the first path that begins with `value`."""
        return await asyncio.to_thread(completed, value)


class AddScreen(Dialog[tuple[str, ...]]):
    """A line for what is to be stored; dismissed with the names of that, none if given up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Close", priority=True),
        Binding("tab", "complete", "Complete", priority=True),
    ]

    def __init__(self, remarks: Sequence[str], text: str = "") -> None:
        """Ask, beginning with `text`; `remarks` is outside text about what became of all the last time."""
        super().__init__()
        self._remarks = remarks
        placeholder = sign(_("files, folders, https://…"))
        self._line = TypedLine(text, placeholder=placeholder, suggester=PathSuggester())

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self._line.value

    def compose(self) -> ComposeResult:
        """Yield the line, and below it the remarks."""
        with DialogBox(_("Add articles"), _("Enter stores · Tab completes · Esc closes")):
            yield self._line
            if self._remarks:
                with VerticalScroll(can_focus=False):
                    yield Static(_("The last time"), classes="dialog--quiet", markup=False)
                    for remark in self._remarks:
                        yield Static(clean_line(remark), markup=False)

    def action_complete(self) -> None:
        """Take the suggested path."""
        self._line.action_end()
        self._line.action_cursor_right()

    def action_give_up(self) -> None:
        """Close without storing anything."""
        self.dismiss(())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Answer with the names."""
        self.dismiss(names_in(event.value))


class StoringScreen(Dialog[bool]):
    """Says that storing goes on; dismissed with whether it is to stop."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "dismiss(True)", "Stop", priority=True),
        Binding("escape,enter,a,q", "dismiss(False)", "Close", priority=True),
    ]

    def __init__(self, progress: str) -> None:
        """Show how far it is."""
        super().__init__()
        self._progress = progress

    def compose(self) -> ComposeResult:
        """Yield the message."""
        with DialogBox(_("Add articles"), _("x stops it · Esc closes")):
            yield Static(self._progress, markup=False)
            yield Static(_("What is stored already stays."), classes="dialog--quiet", markup=False)
