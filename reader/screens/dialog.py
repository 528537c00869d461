"""What all dialogs have in common: they are answered once, however fast keys and clicks come."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A screen above another, dismissed with an answer.

    What was typed before it has gone may answer it again; Textual would take that for an answer to the
    screen below, or fail.
    """

    _is_answered = False

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Go, with an answer, unless it was given already."""
        if self._is_answered:
            return AwaitComplete()
        self._is_answered = True
        return super().dismiss(result)
