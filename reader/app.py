"""The app: theme, first screen, and what works everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from inspect import isawaitable
from pathlib import Path
from typing import ClassVar, Final

from textual.actions import ActionParseResult
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from library import Library, LibraryError, _, clean_line, end_session
from reader.command_table import Command, Scope
from reader.commands import Place, namespace_of
from reader.config import DEFAULT, Config
from reader.formats import complaint, use_dates
from reader.keys import bindings, keymap, use_keys
from reader.layout import LAYOUT_NAME, Widths
from reader.looking import LookingApp
from reader.messages import Failed, Reopen, reported
from reader.saving import Saver
from reader.screens.main import MainScreen
from reader.storing import NOTHING, Tally
from reader.tidying import Tidying
from reader.wholeness import Wholeness
from reader.widgets.bars import KeyHints

_LONG: Final = 20.0
"""Seconds for which is shown what is said at the start."""


def is_typed_into(widget: Widget | None) -> bool:
    """Tell whether the keys go into text that is being typed."""
    return isinstance(widget, Input) or (widget is not None and widget.has_class("-typed"))


class ReaderApp(LookingApp):
    """Shows one library."""

    TITLE = "newsreader"
    CSS_PATH = "reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.APP)
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        library: Library,
        first: str | None = None,
        config: Config = DEFAULT,
        home: Path | None = None,
        tally: Tally = NOTHING,
        said: Sequence[str] = (),
    ) -> None:
        """Show a library.

        Args:
            library: The one to show.
            first: The id of the article to open.
            config: What the person has set.
            home: The folder into which articles are added; None for that of `library`.
            tally: What has been added just before.
            said: What there is to say at the start, such as what is wrong with the settings; outside text.
        """
        super().__init__(config, (home or library.folder) / LAYOUT_NAME)
        self._home = home
        self._tally = tally
        self._library = library
        self._main: MainScreen | None = None
        self._config = config
        self._first = first
        self._said: list[str] = []  # what was typed on the command line
        self._at_start = list(said)
        self._wholeness = Wholeness(library.folder, lambda error: self.post_message(Failed(error)))
        self._tidying = Tidying(self.set_timer)
        self.failure: LibraryError | None = None
        """Why the app had to end, if it had to."""
        self.added: Tally | None = None
        """What was added to the person's own library, which is to be shown now that there is one."""
        self.saver = Saver(library.folder, library.seen, library.ensure_writable)
        self.hold_keys()  # until there is a list that they could act on
        use_keys(config.keys)
        use_dates(config.dates)
        self.set_keymap(keymap())

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen."""
        screen = MainScreen(
            self._library, self.saver, self._config, self._home, self._first, self._tally
        )
        screen.panes.usual = Widths(self._config.list_width, self._config.contents_width)
        screen.panes.widths = self.layout_kept.widths
        self._main = screen
        self.follow_focus(screen)
        return screen

    def input_comes(self) -> None:
        """Take notice that the person is there, and finish what was begun before."""
        self._tidying.used()
        if self._main is not None:
            self._main.show_rest()

    def on_unmount(self) -> None:
        """Remember that the session ended, so that the next can tell what came after it."""
        self._tidying.end()
        self._wholeness.stop()
        self.write_layout()
        if self._library.is_read_only:
            return  # which was told at the start
        try:
            end_session(self._library.folder, datetime.now(UTC))
        except LibraryError as error:
            self.failure = self.failure or error

    def on_ready(self) -> None:
        """Say what there is to say, do what was typed so far, and get out of the way of what follows."""
        if self._library.is_read_only:
            self._at_start.append(_("The library can only be read: no marks are kept."))
        if self._library.was_broken_off:
            self._wholeness.begin()
        for text in self._at_start:
            self.notify(clean_line(text), severity="warning", timeout=_LONG)
        self.release_keys()
        self._tidying.begin()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys of the reader to whatever text is being typed."""
        typed = action in {"help", "palette", "command_line", "suspend", "quit_now"}
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
        elif all(one.message != complaint(event.error) for one in self._notifications):
            # What is on the screen already is not said once more.
            self.notify(complaint(event.error), severity="error", markup=False)

    def action_quit_now(self) -> None:
        """Quit from wherever it is."""
        self.exit()

    async def action_help(self) -> None:
        """Show the keys, and do what was chosen there."""
        # Imported here and below: few starts need them.
        from reader.screens.help import HelpScreen

        below = self.screen

        async def chosen(command: Command | None) -> None:
            if command is not None:
                await self._do(below, command)

        # Keys that are typed at once are meant for what is opened, so it is waited for.
        await self.push_screen(HelpScreen(), chosen)

    async def action_palette(self) -> None:
        """List what can be done, and do what was chosen."""
        from reader.screens.palette import PaletteScreen
        from reader.widgets.choices import Choice

        async def chosen(choice: Choice | None) -> None:
            if choice is not None and callable(choice.what):
                with reported(self):
                    await _done(choice.what)

        await self.push_screen(PaletteScreen(self.screen, self._place(self.screen)), chosen)

    async def action_command_line(self) -> None:
        """Take a command that is typed, and do it."""
        from reader.screens.command_line import CommandLineScreen, Said

        async def done(said: Said | None) -> None:
            if said is None:
                return
            if said.do is not None:
                self._said = [*(one for one in self._said if one != said.text), said.text]
                with reported(self):
                    await _done(said.do)
            self.release_keys(said.held, line)

        below = self.screen
        line = CommandLineScreen(below, self._place(below), self._said, self.hold_keys)
        await self.push_screen(line, done)

    async def on_key_hints_chosen(self, event: KeyHints.Chosen) -> None:
        """Do what the key does that was clicked."""
        await self._do(self.screen, event.command)

    async def _do(self, screen: Screen[object], command: Command) -> None:
        """Do what a command does, if it can be done on `screen` now."""
        node = namespace_of(screen, command.scope)
        if node is not None and "{key}" not in command.action:
            await self.run_action(command.action, node)

    def _place(self, screen: Screen[object]) -> Place:
        return Place(self, screen if isinstance(screen, MainScreen) else None)


async def _done(do: Callable[[], object]) -> None:
    """Do something, and return when it is done."""
    doing = do()
    if isawaitable(doing):
        await doing
