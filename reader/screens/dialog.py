"""What all screens above others have in common: they are answered once, however fast keys and clicks come."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

Answer = TypeVar("Answer")


class AnsweredOnce(Screen[Answer]):
    """A screen above another, dismissed with an answer.

    What was typed before it has gone may answer it again, and another may come to stand above it before
    it has: Textual would take either for an answer to a screen that was not meant, or fail.
    """

    _is_answered = False
    _waiting: tuple[Answer | None] | None = None  # the answer, while another stands above

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Go, with an answer, as soon as nothing stands above; the first answer counts."""
        if self._is_answered:
            return AwaitComplete()
        self._is_answered = True
        if not self.is_active:
            self._waiting = (result,)
            return AwaitComplete()
        return super().dismiss(result)

    def on_screen_resume(self) -> None:
        """Go now, if that waited for what stood above."""
        if self._waiting is not None and self.is_active:
            (result,), self._waiting = self._waiting, None
            super().dismiss(result)


class Dialog(AnsweredOnce[Answer], ModalScreen[Answer]):
    """One that leaves what is below it to be seen."""
