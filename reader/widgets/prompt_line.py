"""A line in which something is typed that the reader acts on at once."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from reader.widgets.ending_line import EndingLine, Typed

_MAX_LENGTH = 10_000


class PromptLine(EndingLine):
    """An input that says when it is done, and gives on what was typed then when it is left."""

    class Accepted(Message):
        """What is typed stands; something else is wanted next."""

    class Cancelled(Message):
        """It is given up."""

    class Left(Message):
        """The keys go elsewhere now."""

        def __init__(self, held: Sequence[Typed]) -> None:
            """Tell what was typed after the key that ended the line."""
            super().__init__()
            self.held = held

    def __init__(self, placeholder: str) -> None:
        """Make an empty line."""
        super().__init__(placeholder, _MAX_LENGTH)

    def on_focus(self) -> None:
        """Take keys again."""
        self.is_done = False

    def on_blur(self) -> None:
        """Give on what was typed after the key that ended it."""
        held, self.held = self.held, []
        # Not by way of the screen, which may be waiting for something: until it is there, keys wait.
        self.app.post_message(self.Left(held))

    def resume(self) -> None:
        """Go on taking keys: what is typed does not stand."""
        self.is_done = False
        self.held.clear()

    def takes(self, key: str) -> bool:  # noqa: ARG002
        """Act on a key that neither is a letter nor ends the line; tell whether there was anything to do."""
        return False

    def acts_on(self, key: str) -> bool:
        """Tell that the line is done, or do what else the key asks for."""
        if key not in {"enter", "escape"}:
            return self.takes(key)
        self.is_done = True
        self.post_message(self.Accepted() if key == "enter" else self.Cancelled())
        return True
