"""Lines in and out: no more than a terminal that cannot place text, a pipe or a file can take."""

from __future__ import annotations

import signal
import sys
import threading
from io import TextIOWrapper
from types import FrameType, TracebackType
from typing import Final, Self

from library import _, clean_text
from reader.wrapping import as_shown, wrap

_PROMPT: Final = "> "


class Console:
    """Asks for lines on stdin and says others on stdout; as a context, it takes Ctrl-C.

    The first Ctrl-C stops what is being said, the second without a command in between ends all, as
    KeyboardInterrupt does.
    """

    def __init__(self, width: int = 0) -> None:
        """Break lines to so many cells; 0 leaves that to the terminal."""
        self._width = width
        self._is_asking = False
        self._interrupted = 0
        self._usual: object = None
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # bytes that are no text are no command

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._usual = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._usual is not None:
            signal.signal(signal.SIGINT, self._usual)  # type: ignore[arg-type]

    @property
    def is_stopped(self) -> bool:
        """Whether the person has heard enough of what is being said."""
        return self._interrupted > 0

    def say(self, *texts: str) -> None:
        """Write texts, each from a new line on, as far as nobody stops it; what they hold is made safe."""
        for text in texts:
            for line in self._lines(clean_text(text)):
                if self._interrupted:
                    return
                sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def ask(self) -> str | None:
        """Return the next line; None at the end of the input. Only a person is prompted."""
        while True:
            self._is_asking = True  # before the prompt: whoever sees it can be sure to be heard
            try:
                if sys.stdin.isatty():
                    sys.stdout.write(_PROMPT)
                sys.stdout.flush()
                line = sys.stdin.readline()
            except KeyboardInterrupt:
                if self._interrupted > 1:
                    raise
                sys.stdout.write("\n{}\n".format(_("Ctrl-C once more, or q, ends it.")))
                continue
            finally:
                self._is_asking = False
            self._interrupted = 0
            return line.strip() if line else None

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self._interrupted += 1
        if self._is_asking or self._interrupted > 1:
            raise KeyboardInterrupt

    def _lines(self, text: str) -> list[str]:
        """Return the lines of a text; soft hyphens are shown only where one is broken there."""
        if not self._width:
            return [as_shown(line, is_broken=False) for line in text.split("\n")]
        spans = wrap(text, self._width)
        return [as_shown(text[a:b], is_broken=b < len(text)) for a, b in spans]
