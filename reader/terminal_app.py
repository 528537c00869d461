"""An app that gives the terminal back, whatever asks it to."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress

from textual import events
from textual.app import App, ScreenStackError
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.errors import NoWidget

from library import _


class TerminalApp(App[None]):
    """Ends in good order when the system asks for it, and lends the terminal to the shell."""

    def __init__(self) -> None:
        super().__init__()
        self._asked_to_end = 0
        self._turning: asyncio.AbstractEventLoop | None = None

    def get_driver_class(self) -> type[Driver]:
        """Return our own driver, where there are terminals of the kind that it is for."""
        if os.name != "posix":
            return super().get_driver_class()
        from reader.terminal import TerminalDriver

        return TerminalDriver

    def end(self, code: int) -> None:
        """End with this exit code as soon as can be; to be called from a thread, or in the midst of one."""
        self._asked_to_end = code
        if (hurry := getattr(self._driver, "hurry", None)) is not None:
            hurry()
        if self._turning is not None:
            with suppress(RuntimeError):  # the loop is closed: it has ended
                self._turning.call_soon_threadsafe(self._end_if_asked)

    @property
    def waiting(self) -> int:
        """How many messages the app, and what the keys go to, have still to deal with."""
        with suppress(ScreenStackError):
            if self.focused is not None:
                return self.message_queue_size + self.focused.message_queue_size
        return self.message_queue_size

    async def on_event(self, event: events.Event) -> None:
        """Take no keys and clicks that are nobody's.

        That is all of them once the app is to end; there may be many. Of clicks and the like it is those
        outside of the screen, as they come in when the window has become smaller: Textual would take the
        focus for them from what has it, and then a dialog would get no keys any more.
        """
        ended = self._asked_to_end and isinstance(event, events.InputEvent)
        if not (ended or self._is_outside(event)):
            await super().on_event(event)

    def _is_outside(self, event: events.Event) -> bool:
        """Tell whether an event is one of the mouse at a place where nothing is."""
        if not isinstance(event, events.MouseEvent) or event.is_forwarded or self.mouse_captured:
            return False
        try:
            self.get_widget_at(event.x, event.y)
        except NoWidget:
            return True
        return False

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top, but for the last: a dialog may be answered while the app ends."""
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def on_ready(self) -> None:
        """End if that was asked for in the meantime; widgets that are being made must not lose the app."""
        self._turning = asyncio.get_running_loop()
        self._end_if_asked()

    def _end_if_asked(self) -> None:
        if self._asked_to_end:
            self.exit(return_code=self._asked_to_end)

    def action_suspend(self) -> None:
        """Stop for a while, with all that was started together with the program."""
        if self.is_headless or os.name != "posix":
            return
        if os.getpgrp() == os.getsid(0):
            # The program is all that runs in this window, so nobody could have it go on.
            self.notify(_("There is no shell to go back to."), severity="warning")
        elif (stop := getattr(self._driver, "stop_all", None)) is not None:
            stop()
