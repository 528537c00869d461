"""What something is typed into: its text is as safe to show as any other, however it came in."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from library import clean_text, is_safe, without_loose_joiners


class SafeInput(Input):
    """An input of one line that takes nothing in that acts on a terminal or hides: it is replaced."""

    def validate_value(self, value: str) -> str:
        """Return what is typed, pasted, completed or set, as it is kept and shown."""
        return _line(value)

    def validate__suggestion(self, suggestion: str) -> str:
        """Return what is suggested; nothing where that could not be taken as it is."""
        return suggestion if is_safe(suggestion) else ""

    def replace(self, text: str, start: int, end: int) -> None:
        """Put `text` in the place of another, and the cursor behind it."""
        super().replace(taken(text, self.value[:start], _line), start, end)


class TypedLine(SafeInput):
    """An input for those who type faster than the screen is drawn: keys act in the order of typing."""

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


def taken(text: str, before: str, clean: Callable[[str], str]) -> str:
    """Return what of `text` is taken in behind `before`; `clean` tells what may be shown.

    An emoji comes one code point at a time, and the last of them mean something only behind the others.
    """
    whole = clean(before + text)
    return whole[len(before) :] if whole.startswith(before) else clean(text)


def _line(text: str) -> str:
    """Return a text as a line that one may still be typing, so its blanks stay."""
    return text if is_safe(text) else clean_text(without_loose_joiners(text)).replace("\n", " ")
