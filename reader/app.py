"""The app: theme, first screen, and what works everywhere."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.actions import ActionParseResult
from textual.app import App
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Input

from library import Library, LibraryError, end_session
from reader.commands import Commands
from reader.config import DEFAULT, Config
from reader.formats import complaint
from reader.keys import Scope, bindings
from reader.messages import Failed, Reopen, reported
from reader.saving import Saver
from reader.screens.help import HelpScreen
from reader.screens.main import MainScreen
from reader.storing import NOTHING, Tally

DARK = Theme(
    name="newsreader-dark",
    primary="#7aa2c8",
    secondary="#8fb996",
    accent="#d9a566",
    warning="#d9a566",
    error="#d07a7a",
    success="#8fb996",
    foreground="#d5d3cc",
    background="#16181c",
    surface="#1b1e23",
    panel="#262a31",
    dark=True,
    variables={
        "quiet": "#8a8983",
        "person": "#d9a566",
        "place": "#8fb996",
        "organisation": "#7aa2c8",
        "date": "#a99bc4",
        "handle": "#7fb5b5",
    },
)


def is_typed_into(widget: Widget | None) -> bool:
    """Tell whether the keys go into text that is being typed."""
    return isinstance(widget, Input) or (widget is not None and widget.has_class("-typed"))


class ReaderApp(App[None]):
    """Shows one library."""

    TITLE = "newsreader"
    CSS_PATH = "reader.tcss"
    COMMANDS: ClassVar = {Commands}
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.APP)
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        library: Library,
        first: str | None = None,
        config: Config = DEFAULT,
        home: Path | None = None,
        tally: Tally = NOTHING,
    ) -> None:
        """Show a library.

        Args:
            library: The one to show.
            first: The id of the article to open.
            config: What the person has set.
            home: The folder into which articles are added; None for that of `library`.
            tally: What has been added just before.
        """
        super().__init__()
        self._home = home
        self._tally = tally
        self._library = library
        self._config = config
        self._first = first
        self._held: list[events.Key] | None = []
        self.failure: LibraryError | None = None
        """Why the app had to end, if it had to."""
        self.added: Tally | None = None
        """What was added to the person's own library, which is to be shown now that there is one."""
        self.saver = Saver(library.folder)
        self.register_theme(DARK)
        self.theme = DARK.name

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen."""
        return MainScreen(
            self._library, self.saver, self._config, self._home, self._first, self._tally
        )

    async def on_event(self, event: events.Event) -> None:
        """Hold the keys that are typed before there is a list that they could act on."""
        if self._held is not None and isinstance(event, events.Key):
            self._held.append(event)
        else:
            await super().on_event(event)

    def on_mount(self) -> None:
        """End in good order when the system asks for it: the terminal is given back, marks are kept."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGQUIT"):
            # Not every system has all of them, nor does every loop take them.
            with suppress(AttributeError, NotImplementedError):
                number = getattr(signal, name)
                loop.add_signal_handler(number, self._end, 128 + number)

    def on_unmount(self) -> None:
        """Remember that the session ended, so that the next can tell what came after it."""
        try:
            end_session(self._library.folder, datetime.now(UTC))
        except LibraryError as error:
            self.failure = self.failure or error

    def _end(self, code: int) -> None:
        self.exit(return_code=code)

    def on_ready(self) -> None:
        """Do what was typed so far, and get out of the way of what follows."""
        held, self._held = self._held or [], None
        for key in held:
            self.post_message(key)
        # What is loaded now stays until the end. Python looks through it again and again for
        # garbage, which takes 60 ms each time, in the midst of a key.
        gc.freeze()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys of the reader to whatever text is being typed."""
        typed = action in {"help", "command_palette", "quit_now"}
        return not (typed and is_typed_into(self.focused)) and super().check_action(
            action, parameters
        )

    def on_reopen(self, event: Reopen) -> None:
        """End, to be started again on the person's own library."""
        self.added = event.tally
        self.exit()

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key, a click or the palette asks for; where the library fails, say so and go on."""
        with reported(self):
            return await super().run_action(action, default_namespace, namespaces)
        return True

    def on_failed(self, event: Failed) -> None:
        """Say in plain words what went wrong and what to do, and end if there is nothing to show."""
        if event.fatal:
            self.failure = event.error
            self.exit()
        else:
            self.notify(complaint(event.error), severity="error", markup=False)

    def action_quit_now(self) -> None:
        """Quit from wherever it is."""
        self.exit()

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(HelpScreen())
