"""A line in which the keys act in the order in which they were typed."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class TypedLine(Input):
    """An input for those who type faster than the screen is drawn."""

    # Textual's own lays out the whole screen again for every letter. What is typed scrolls within the
    # line and never changes its size, so drawing the line is enough.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    async def _on_key(self, event: events.Key) -> None:
        """Take a key, or do what it is bound to."""
        if bound := self._bindings.key_to_bindings.get(event.key):
            # Done here and now: on its way through the app it would be overtaken by letters.
            event.stop()
            event.prevent_default()
            await self.run_action(bound[0].action)
        else:
            await super()._on_key(event)
