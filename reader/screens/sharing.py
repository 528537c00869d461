"""The part of the main screen that takes articles elsewhere: to files, commands, the browser, the clipboard."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import work
from textual.screen import Screen

from library import Headline, Library, _, clean_line, ngettext
from reader.browsing import obstacle, open_address, shown_address
from reader.formats import count
from reader.messages import reported
from reader.threads import LibraryThread
from reader.writing import FORMATS, Format, document, named, write

if TYPE_CHECKING:
    from reader.piping import Command

_COMMANDS_KEPT: Final = 100


class SharingScreen(Screen[None]):
    """Saves, pipes, opens and copies what `chosen` returns; it needs nothing else of the screen."""

    library: Library
    """Has the articles."""

    def __init__(self) -> None:
        """Begin in the folder where the program was started, and with formats that people read."""
        super().__init__()
        self._folder: Path | None = None  # where something was saved last
        self._form: Format = FORMATS[0]
        self._piped: Format = named("txt")
        self._commands: list[str] = []

    def chosen(self) -> Sequence[Headline]:
        """Return the articles that are meant: those that are selected, or the one under the cursor."""
        raise NotImplementedError

    def action_save_as(self) -> None:
        """Ask where to save the articles, and save them."""
        if ids := self._chosen_ids():
            self.save_as(ids)

    def action_pipe(self) -> None:
        """Ask for a command, and give it the articles."""
        if ids := self._chosen_ids():
            self.pipe(ids)

    def save_as(self, ids: Sequence[str]) -> None:
        """Ask where to save the articles with these ids, and save them.

        Raises:
            NotFound: The article is gone.
        """
        # Imported here and below: few starts need them.
        from reader.screens.save import SaveScreen

        screen = SaveScreen(self.library, ids, self._folder or _present_folder(), self._form)

        def saved(path: Path | None) -> None:
            if path is not None:
                self._folder = path.parent if len(ids) == 1 else path
                self._form = screen.form

        # Not from a worker: the keys that follow are for the dialog, however fast they come.
        self.app.push_screen(screen, saved)

    def pipe(self, ids: Sequence[str]) -> None:
        """Ask for a command, and show what it says of the articles with these ids."""
        from reader.screens.pipe import PipeScreen

        def asked(answer: tuple[str, Command] | None) -> None:
            if answer is not None:
                line, command = answer
                self._piped = command.form
                others = (one for one in self._commands if one != line)
                self._commands = [*others, line][-_COMMANDS_KEPT:]
                self._run(command, ids)

        self.app.push_screen(PipeScreen(self._commands, self._piped), asked)

    @work(group="ask")
    async def _run(self, command: Command, ids: Sequence[str]) -> None:
        """Show what a command says of the articles with these ids."""
        from reader.screens.pipe import OutputScreen

        with reported(self):
            text = await self._written(ids, command.form)
            await self.app.push_screen_wait(OutputScreen(command, text))

    async def _written(self, ids: Sequence[str], form: Format) -> str:
        """Return articles in a format, without holding up the screen."""
        thread = LibraryThread(self.library.folder, "pipe")
        try:
            return await thread.run(
                lambda library: "".join(write(form, (document(library, id_) for id_ in ids)))
            )
        finally:
            thread.close()

    @work(group="browse")
    async def action_open_address(self) -> None:
        """Say the whole address of the article, and open it in the browser; of one article at a time."""
        addresses = self._addresses()
        if len(addresses) > 1:
            self.notify(_("Several articles are selected; one at a time is opened."))
        elif addresses:
            (address,) = addresses
            with reported(self):
                if not obstacle(address):
                    opening = _("Opening {address}").format(address=shown_address(address))
                    self.notify(opening, markup=False)
                await asyncio.to_thread(open_address, address)

    def action_copy_address(self) -> None:
        """Copy the address of the article, and say which; of several, each on a line."""
        if addresses := self._addresses():
            self.app.copy_to_clipboard("\n".join(addresses))
            number = len(addresses)
            told = ngettext("Copied {address}", "Copied {count} addresses.", number)
            told = told.format(address=shown_address(addresses[0]), count=count(number))
            self.notify(told, markup=False)

    def _addresses(self) -> list[str]:
        """Return the addresses of the articles; where there is none say so."""
        articles = self.chosen()
        found = [url for one in articles if (url := clean_line(one.url or ""))]
        if not articles:
            self.notify(_("No article here."))
        elif not found:
            self.notify(
                ngettext(
                    "This article has no address.",
                    "None of these articles has an address.",
                    len(articles),
                )
            )
        return found

    def _chosen_ids(self) -> tuple[str, ...]:
        """Return the ids of the articles; where there is none say so."""
        ids = tuple(one.id for one in self.chosen() if one.id)
        if not ids:
            self.notify(_("No article here."))
        return ids


def _present_folder() -> Path:
    """Return the folder in which the program runs, or the person's home where that cannot be shown."""
    with suppress(OSError):  # it has been removed
        folder = Path.cwd()
        if clean_line(str(folder)) == str(folder):
            return folder
    return Path.home()
