"""Writes a note on an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static, TextArea

from library import MAX_NOTE, _, clean_line
from reader.formats import count, shorten
from reader.screens.dialog import Dialog
from reader.widgets.dialog_box import DialogBox
from reader.widgets.typed_area import TypedArea

_TITLE_WIDTH: Final = 60


class NoteScreen(Dialog[None]):
    """A text area; what was typed is saved however it is left, and can be taken back like all else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,escape", "close", "Save", priority=True),
    ]

    def __init__(self, title: str, note: str, save: Callable[[str], None]) -> None:
        """Show the `note` on the article with this title; `save` is called with another."""
        super().__init__()
        self._title_of_it = shorten(clean_line(title), _TITLE_WIDTH)
        self._note = note
        self._save = save
        self._area = TypedArea(note)
        self._said = Static(markup=False, classes="dialog--quiet")

    def compose(self) -> ComposeResult:
        """Yield the text area."""
        with DialogBox(
            _("Note: {title}").format(title=self._title_of_it), _("Esc or ctrl+s saves and closes")
        ):
            yield self._area
            yield self._said

    def on_mount(self) -> None:
        """Go on behind what is there."""
        self._said.display = False
        self._area.move_cursor(self._area.document.end)
        # At once: the next keys may have been typed already.
        self.set_focus(self._area)

    @on(TextArea.Changed)
    def _changed(self) -> None:
        """Say when it is too long."""
        length = len(self._area.text)
        self._said.display = length > MAX_NOTE
        if length > MAX_NOTE:
            self._said.update(
                _("{count} letters; no more than {most} can be kept.").format(
                    count=count(length), most=count(MAX_NOTE)
                )
            )

    def action_close(self) -> None:
        """Save it and close, unless it is too long."""
        if len(self._area.text) <= MAX_NOTE:
            self._finish()
            self.dismiss(None)

    def on_unmount(self) -> None:
        """Save it when the program ends meanwhile, as much as can be kept."""
        self._finish()

    def _finish(self) -> None:
        """Save what was typed, once."""
        text = self._area.text[:MAX_NOTE]
        if text != self._note:
            self._note = text
            self._save(text)
