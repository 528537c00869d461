"""An app whose keys act in the order in which they were typed, though something is waited for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from reader.terminal_app import TerminalApp
from reader.widgets.ending_line import Typed, unsent
from reader.widgets.prompt_line import PromptLine


class TypedAheadApp(TerminalApp):
    """Keeps what is typed for as long as it is not known what that is meant for."""

    class Due(Message):
        """Nobody has what is typed wait any more."""

    def __init__(self) -> None:
        super().__init__()
        self._holders: list[Screen[Any] | None] = []
        self._ahead: deque[Typed] = deque()

    @property
    def waiting(self) -> int:
        """How many messages are still to be dealt with, and how much of what was typed."""
        return super().waiting + len(self._ahead)

    def hold_keys(self, until_left: Screen[Any] | None = None) -> None:
        """Have what is typed from now on wait, until `release_keys` is called as often, and with the same.

        While another screen stands above `until_left`, which cannot be left before that has gone, what is
        typed is for the one above, and acts at once.
        """
        self._holders.append(until_left)

    def release_keys(
        self, earlier: Iterable[Typed] = (), until_left: Screen[Any] | None = None
    ) -> None:
        """Let what is typed act, and before that what was typed `earlier` and kept elsewhere."""
        self._ahead.extendleft(reversed([unsent(event) for event in earlier]))
        self._holders.remove(until_left)
        self.post_message(self.Due())

    def follow_focus(self, screen: Screen[None]) -> None:
        """Have what the lines of a screen keep act before what is typed once they have been left."""
        self.watch(screen, "focused", self._focus_moves, init=False)

    def _focus_moves(self, old: Widget | None, _new: Widget | None) -> None:
        if isinstance(old, PromptLine):
            self.hold_keys()

    def on_prompt_line_left(self, event: PromptLine.Left) -> None:
        """Do what was typed behind what ended a line."""
        self.release_keys(event.held)

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed, if it has to wait, or what was typed before it has not acted yet."""
        if (
            isinstance(event, events.Key | events.Paste)
            and not event.is_forwarded
            and self._has_to_wait()
        ):
            self._ahead.append(event)
        else:
            await self._act_on(event)

    def _has_to_wait(self) -> bool:
        """Tell whether what is typed now has to wait, or be behind what does."""
        holders = self._holders
        if any(holders):
            below = self.screen_stack[:-1]
            holders = [one for one in holders if one not in below]
        return bool(holders) or (bool(self._ahead) and not self._holders)

    async def on_typed_ahead_app_due(self) -> None:
        """Do what was typed, until that has to wait again."""
        while self._ahead and not self._holders:
            await self._act_on(self._ahead.popleft())

    async def _act_on(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self.input_comes()
        await super().on_event(event)

    def input_comes(self) -> None:
        """Take notice that a key or the mouse is about to act."""
