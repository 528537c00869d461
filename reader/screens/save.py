"""Asks where articles are to be saved, and how, and saves them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Button, Input, Static

from library import Library, LibraryError, _, clean_line, ngettext
from reader.formats import complaint, count
from reader.screens.add import PathSuggester
from reader.screens.dialog import Dialog
from reader.screens.typing import LineScreen
from reader.signs import sign
from reader.storing import completed
from reader.threads import LibraryThread
from reader.widgets.buttons import Buttons
from reader.widgets.dialog_box import DialogBox
from reader.widgets.format_bar import FormatBar
from reader.widgets.typed_line import TypedLine
from reader.writing import Format, format_of
from reader.writing.names import proposed_name
from reader.writing.saving import Filled, path_of, save_each, save_one


class SaveScreen(LineScreen[Path | None]):
    """A line for the path; dismissed with where something was saved, None if it was given up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Close", priority=True),
        Binding("tab", "complete", "Complete", priority=True),
        Binding("down", "format(1)", "Next format", priority=True),
        Binding("up", "format(-1)", "Previous format", priority=True),
    ]

    def __init__(self, library: Library, ids: Sequence[str], folder: Path, form: Format) -> None:
        """Ask where to save the articles with these ids; propose a name in `folder`, and a format.

        Raises:
            NotFound: The article is gone.
        """
        self._ids = tuple(ids)
        name = ""
        if len(self._ids) == 1:
            name = proposed_name(library.article(self._ids[0]), form.suffix)
        path = f"{folder / 'x'}"[:-1] + name
        super().__init__(TypedLine(path, suggester=PathSuggester(), select_on_focus=False))
        self._formats = FormatBar(form)
        self._note = Static(markup=False, classes="dialog--note")
        self._thread = LibraryThread(library.folder, "save-as")
        self._is_saving = self._is_stopped = False

    @property
    def form(self) -> Format:
        """The format that is chosen."""
        return self._formats.form

    def compose(self) -> ComposeResult:
        """Yield the line, the formats, a line for what there is to say, and what can be clicked."""
        number = len(self._ids)
        with DialogBox(
            ngettext("Save the article as", "Save {count} articles into", number).format(
                count=count(number)
            ),
            _("Enter saves · Tab completes · ↑ ↓ format"),
        ):
            yield self._line
            yield self._formats
            yield self._note
            yield Buttons(_("Save"), _("Close"))

    def on_mount(self) -> None:
        """Say nothing yet."""
        super().on_mount()
        self._note.display = False

    def on_unmount(self) -> None:
        """Let go of the library."""
        self._is_stopped = True
        self._thread.close()

    @work(group="complete", exclusive=True)
    async def action_complete(self) -> None:
        """Complete the path up to the cursor."""
        line = self._line
        value, at = line.value, line.cursor_position
        path = await asyncio.to_thread(completed, value[:at])
        if path is not None and (line.value, line.cursor_position) == (value, at):
            line.value = path + value[at:]
            line.cursor_position = len(path)

    def action_format(self, by: int) -> None:
        """Choose another format."""
        self._take_format(self._formats.choose(by))

    def action_give_up(self) -> None:
        """Close without saving; of several articles that are just being saved, save no more."""
        self._is_stopped = True
        if not self._is_saving:
            self.dismiss(None)

    @on(FormatBar.Chosen)
    def _format_clicked(self, event: FormatBar.Chosen) -> None:
        self._take_format(event.form)

    def _take_format(self, form: Format) -> None:
        """Let the name end as those of this format do, if it ends as those of another."""
        value, place = self._line.value, self._line.cursor_position
        suffix = PurePath(value).suffix
        is_file = len(self._ids) == 1 and value.endswith(suffix)
        if suffix and is_file and format_of(PurePath(value)) not in (None, form):
            stem = len(value) - len(suffix)
            self._line.value = value[:stem] + form.suffix
            self._line.cursor_position = place if place <= stem else len(self._line.value)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """Choose the format that the name tells."""
        self._say("")
        if len(self._ids) == 1 and (form := format_of(PurePath(event.value))):
            self._formats.form = form

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._begin()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self._begin() if event.button.has_class("-first") else self.action_give_up()

    def _begin(self) -> None:
        if not self._line.value.strip():
            self._say(_("Name a file."))
        elif not self._is_saving:
            self._is_saving, self._is_stopped = True, False
            self._save()

    @work(group="save-as")
    async def _save(self) -> None:
        """Save, asking before something is overwritten; where it fails say why, and stay."""
        try:
            saved = await (self._save_one() if len(self._ids) == 1 else self._save_each())
        except LibraryError as error:
            self._say(complaint(error))
        else:
            if saved is not None and self.is_current:
                self.dismiss(saved)
        finally:
            self._is_saving = False

    async def _save_one(self) -> Path | None:
        """Save the article and return where; None if it is not to be after all."""
        save = partial(save_one, id_=self._ids[0], text=self._line.value, form=self._formats.form)
        try:
            path = await self._thread.run(partial(save, overwrite=False))
        except FileExistsError as error:
            there = _("{path} is there already.").format(path=error.filename)
            if not await self.app.push_screen_wait(OverwriteScreen(there)):
                return None
            path = await self._thread.run(partial(save, overwrite=True))
        self.app.notify(_("Saved as {path}").format(path=clean_line(str(path))), markup=False)
        return path

    async def _save_each(self) -> Path | None:
        """Save the articles and return their folder; None if some are still to be saved."""
        self._say(sign(_("Saving …")))
        save = partial(
            save_each,
            text=self._line.value,
            form=self._formats.form,
            stopped=lambda: self._is_stopped,
        )
        filled: Filled = await self._thread.run(partial(save, ids=self._ids, overwrite=False))
        there, refused = filled.there, filled.refused
        if refused:
            question = ngettext(
                "{count} file is there already and holds something else.",
                "{count} files are there already and hold something else.",
                len(refused),
            ).format(count=count(len(refused)))
            if await self.app.push_screen_wait(OverwriteScreen(question)):
                filled = await self._thread.run(partial(save, ids=refused, overwrite=True))
                there += filled.there
        folder = path_of(self._line.value)
        self.app.notify(
            ngettext(
                "{count} article is in {path}", "{count} articles are in {path}", there
            ).format(count=count(there), path=clean_line(str(folder))),
            markup=False,
        )
        return folder

    def _say(self, text: str) -> None:
        """Say something below the line."""
        self._note.update(clean_line(text))
        self._note.display = bool(text)


class OverwriteScreen(Dialog[bool]):
    """Asks whether what is there may be overwritten; dismissed with the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Overwrite", priority=True),
        Binding("n,escape,enter,q", "dismiss(False)", "Keep", priority=True),
    ]

    def __init__(self, there: str) -> None:
        """Ask; `there` says what is there."""
        super().__init__()
        self._there = clean_line(there)

    def compose(self) -> ComposeResult:
        """Yield the question, and what can be clicked."""
        with DialogBox(_("Overwrite?"), _("y overwrites · Esc keeps")):
            yield Static(self._there, markup=False)
            yield Buttons(_("Overwrite"), _("Keep"))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.has_class("-first"))
