"""A line in which the keys act in the order in which they were typed."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class TypedLine(Input):
    """An input for those who type faster than the screen is drawn."""

    async def _on_key(self, event: events.Key) -> None:
        """Take a key, or do what it is bound to."""
        if bound := self._bindings.key_to_bindings.get(event.key):
            # Done here and now: on its way through the app it would be overtaken by letters.
            event.stop()
            event.prevent_default()
            await self.run_action(bound[0].action)
        else:
            await super()._on_key(event)
