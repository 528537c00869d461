"""Text that is pasted, as the terminal sends it: made safe before it is read, so that nothing in it is a key.

A terminal says where pasted text begins and ends. Textual looks for keys in between as well, and would
take what follows an escape in a pasted text for typed: whoever pastes the text of a stranger would have
the stranger press keys.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Final

from textual._xterm_parser import XTermParser
from textual.message import Message

from library import clean_text

BEGIN: Final = "\x1b[200~"
"""What terminals send before a pasted text."""
END: Final = "\x1b[201~"
"""What they send behind it; they take care that the text itself has none."""

_ACTING: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Pasted:
    """Knows where in what a terminal sends a pasted text is; that may come in pieces of any size."""

    def __init__(self) -> None:
        """Begin outside of one."""
        self._is_within = False
        self._before = (
            ""  # the last that was passed on, which may be the first half of the beginning
        )
        self._held = ""  # the last that was not, which may be the first half of the end

    def cleaned(self, sent: str) -> str:
        """Return what is sent with all controls in pasted text replaced by what can be seen.

        What may be the first half of the end is returned with what is sent next.
        """
        rest, self._held = self._held + sent, ""
        parts = list[str]()
        while rest:
            part, rest = self._inside(rest) if self._is_within else self._outside(rest)
            parts.append(part)
        return "".join(parts)

    def _outside(self, sent: str) -> tuple[str, str]:
        """Return what is no pasted text, and what follows its beginning."""
        seen = self._before + sent
        _before, begin, rest = seen.partition(BEGIN)
        self._is_within = bool(begin)
        self._before = "" if begin else seen[1 - len(BEGIN) :]
        return sent[: len(sent) - len(rest)], rest

    def _inside(self, sent: str) -> tuple[str, str]:
        """Return pasted text with its end, if that has come, and what follows it."""
        text, end, rest = sent.partition(END)
        if end:
            self._is_within = False
        else:
            half = next(n for n in range(len(END) - 1, -1, -1) if text.endswith(END[:n]))
            text, self._held = text[: len(text) - half], END[:half]
        return _ACTING.sub(lambda found: clean_text(found[0]), text) + end, rest


class _Parser(XTermParser):
    """Reads what a terminal sends, with pasted text that is safe."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted = Pasted()

    def feed(self, data: str) -> Iterable[Message]:
        """Yield the events that `data` stands for; without any it is the end of all."""
        cleaned = self._pasted.cleaned(data)
        return super().feed(cleaned) if cleaned or not data else ()


def paste_safely() -> None:
    """Have what the terminal sends read so from the next start of the app on."""
    if sys.platform != "win32":
        from textual.drivers import linux_driver

        # The driver makes its parser by this name, and there is no other way to give it another.
        vars(linux_driver).update(XTermParser=_Parser)
