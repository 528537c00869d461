"""The app: theme, first screen, and what works everywhere."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Final

from textual import events, work
from textual._callback import invoke
from textual.actions import ActionParseResult
from textual.app import App
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.filter import LineFilter, Monochrome, NoColor
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widgets import Input

from library import Library, LibraryError, end_session
from reader import themes
from reader.commands import Place, namespace_of
from reader.config import DEFAULT, Config
from reader.filters import Colourless, Encoded
from reader.formats import complaint, use_dates
from reader.keys import Command, Scope, bindings, keymap, use_keys
from reader.layout import LAYOUT_NAME, ScreenLayout, Widths, load_layout, save_layout
from reader.messages import Failed, Reopen, reported
from reader.saving import Saver
from reader.screens.main import MainScreen
from reader.signs import charset_of, use_ascii, uses_ascii
from reader.storing import NOTHING, Tally
from reader.widgets.bars import KeyHints
from reader.widgets.panes import Panes
from reader.widgets.scrollbars import SignedScrollBar

_SECONDS: Final[dict[str, float]] = {"information": 4, "warning": 8, "error": 15}
"""How long a message stays: the more it matters the longer."""
_REST_SECONDS: Final = 0.3
"""Time after which a change of the layout is written; dragging makes many."""


class ReaderApp(App[None]):
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
        self._said: list[str] = []  # what was typed on the command line
        self.failure: LibraryError | None = None
        """Why the app had to end, if it had to."""
        self.added: Tally | None = None
        """What was added to the person's own library, which is to be shown now that there is one."""
        self.saver = Saver(library.folder)
        self.layout_kept = load_layout(self._layout_file)
        """What the person changed on the screen, now and before."""
        self._layout_written = self.layout_kept
        use_keys(config.keys)
        use_dates(config.dates)
        self.set_keymap(keymap())
        self._use_terminal()
        self._use_theme()

    def _use_terminal(self) -> None:
        """Draw what the terminal can show: with or without colours, all signs or those of ASCII."""
        charset = charset_of(os.environ)
        wanted = self._config.ascii
        use_ascii(charset != "utf-8" if wanted is None else wanted)
        self.no_color = themes.is_colourless()
        self._last_filters: list[LineFilter] = [Colourless()] if self.no_color else []
        if charset != "utf-8" and wanted is not False:
            self._last_filters.append(Encoded(charset))
        self.set_class(self.no_color, "-colourless")
        self.set_class(uses_ascii(), "-ascii")
        ScrollBar.renderer = SignedScrollBar

    def _use_theme(self) -> None:
        """Show the theme that is set, else the one that was chosen here, else ours."""
        for theme in themes.OWN:
            self.register_theme(theme)
        name = self._config.theme
        if name == themes.AUTO and self.layout_kept.theme in self.available_themes:
            name = self.layout_kept.theme
        self.theme = themes.chosen(name)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what changes drawn lines: ours instead of the one of Textual, which leaves greys."""
        others = super().get_line_filters()
        return [f for f in others if not isinstance(f, Monochrome | NoColor)] + self._last_filters

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours that our style sheet names, for themes that do not have them."""
        return dict(themes.derived(self.current_theme))

    def watch_theme(self) -> None:
        """Take notice of a theme that leaves the colours to the terminal; the style sheet adds marks."""
        self.set_class(self.current_theme.ansi, "-ansi-theme")

    def choose_theme(self, name: str) -> None:
        """Show a theme, and again at the next start unless another one is set then."""
        self.theme = themes.chosen(name)
        self.keep_layout(replace(self.layout_kept, theme="" if name == themes.AUTO else name))

    def keep_layout(self, layout: ScreenLayout) -> None:
        """Keep for the next start how the screen is laid out."""
        if layout != self.layout_kept:
            self.layout_kept = layout
            self._save_layout()

    @work(group="layout", exclusive=True)
    async def _save_layout(self) -> None:
        """Write the layout, once nothing more is changed."""
        await asyncio.sleep(_REST_SECONDS)
        await asyncio.to_thread(self._write_layout)

    def _write_layout(self) -> None:
        layout = self.layout_kept
        if layout != self._layout_written:
            save_layout(self._layout_file, layout)
            self._layout_written = layout

    def on_panes_resized(self, event: Panes.Resized) -> None:
        """Keep the widths of the panes."""
        self.keep_layout(replace(self.layout_kept, widths=event.widths))

    @property
    def _layout_file(self) -> Path:
        return (self._home or self._library.folder) / LAYOUT_NAME

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - widgets of Textual pass it
    ) -> None:
        """Say something, which is never taken as markup, the longer the more it matters."""
        seconds = _SECONDS[severity] if timeout is None else timeout
        super().notify(message, title=title, severity=severity, timeout=seconds, markup=False)

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen."""
        screen = MainScreen(
            self._library, self.saver, self._config, self._home, self._first, self._tally
        )
        screen.panes.usual = Widths(self._config.list_width, self._config.contents_width)
        screen.panes.widths = self.layout_kept.widths
        return screen

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
        self._write_layout()
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
        typed = action in {"help", "palette", "command_line", "quit_now"}
        return not (typed and isinstance(self.focused, Input)) and super().check_action(
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

    def theme_names(self) -> Sequence[str]:
        """Return the names of the themes that can be chosen."""
        return themes.names()

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
                    await invoke(choice.what)

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
                    await invoke(said.do)
            for key in said.held:
                self.post_message(key)

        line = CommandLineScreen(self.screen, self._place(self.screen), self._said)
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
