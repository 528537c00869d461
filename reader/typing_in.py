"""What is typed and pasted, from the bytes of a terminal to messages, whatever bytes come."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.events import Paste
from textual.message import Message

MOST_PASTED: Final = 100_000
"""Characters of a paste that are taken; a line to type into has no use for more."""

_MOST: Final = 28
"""Characters of a sequence, beyond which the parser would take it for so many keys."""
_BEGINS: Final = re.compile(
    re.escape(BRACKETED_PASTE_START) + rf"|(?P<endless>\x1b\[[0-?]{{{_MOST}}})"
)
"""What begins that the parser does not take, or not well: a paste, or a sequence that is too long."""
_REST: Final = re.compile(r"[0-?]*[ -/]*(?P<end>[@-~]|[^ -~])?")
"""The rest of a sequence: what it says, and the letter that ends it, or what cannot be in any."""


class TypedIn:
    """Makes messages of bytes. Nothing that is typed or sent can make it fail.

    What is no text is read as U+FFFD, and what no terminal should send is dropped. Textual's parser,
    which takes the rest, reads letter by letter, a second for each megabyte; so the text of a paste
    goes past it.
    """

    def __init__(self, charset: str) -> None:
        """Read bytes of this character set."""
        self._decoder = codecs.getincrementaldecoder(charset)("replace")
        self._parser = XTermParser()
        self._last = ""  # the end of what has been read, in which a mark may have begun
        self._take = self._take_keys

    def feed(self, data: bytes) -> Iterator[Message]:
        """Yield what `data` completes."""
        text = self._decoder.decode(data)
        while text:
            messages, text = self._take(text)
            yield from messages

    def rest(self) -> Iterator[Message]:
        """Yield what was begun and did not go on for a while: Escape alone is a key."""
        if self._take != self._take_paste:
            self._take, self._last = self._take_keys, ""
            yield from self._parse("")

    # Each takes the beginning of a text; it returns the messages in that, and what is left.

    def _take_keys(self, text: str) -> tuple[list[Message], str]:
        """Take what the parser takes, as far as to what it is to be kept from."""
        begun = _BEGINS.search(self._last + text)
        if begun is None:
            self._last = (self._last + text)[-_MOST - 2 :]  # with what introduces it
            return self._parse(text), ""
        before = len(self._last)
        self._last = ""
        if begun["endless"]:
            self._take = self._drop
            # Escape ends what went before; of what it begins here the parser is not to know.
            messages = (
                self._parse(text[: begun.start() + 1 - before]) if begun.start() >= before else []
            )
            self._start_anew()
            return messages, text[max(0, begun.end() - before) :]
        self._take, self._pasted, self._size = self._take_paste, list[str](), 0
        return self._parse(text[: begun.end() - before]), text[begun.end() - before :]

    def _take_paste(self, text: str) -> tuple[list[Message], str]:
        """Take what is pasted, as far as there is a use for it."""
        place = (self._last + text).find(BRACKETED_PASTE_END)
        if place < 0:
            self._last = (self._last + text)[1 - len(BRACKETED_PASTE_END) :]
            self._keep(text)
            return [], ""
        end = place + len(BRACKETED_PASTE_END) - len(self._last)
        self._keep(text[:end])
        self._take, self._last = self._take_keys, ""
        whole = "".join(self._pasted).removesuffix(BRACKETED_PASTE_END)[:MOST_PASTED]
        pasted = Paste(whole.replace("\0", ""))
        return [*self._parse(BRACKETED_PASTE_END), pasted], text[end:]

    def _drop(self, text: str) -> tuple[list[Message], str]:
        """Take nothing of a sequence that is too long."""
        rest = _REST.match(text)
        assert rest is not None  # it matches nothing at all, too
        if not rest["end"]:
            return [], text[rest.end() :]
        self._take = self._take_keys
        return [], text[rest.end() if " " <= rest["end"] <= "~" else rest.start("end") :]

    def _keep(self, text: str) -> None:
        if self._size < MOST_PASTED + len(BRACKETED_PASTE_END):
            self._pasted.append(text)
            self._size += len(text)

    def _parse(self, text: str) -> list[Message]:
        """Return what the parser makes of `text`, or of the time that has passed where there is none."""
        messages = list[Message]()
        try:
            for message in self._parser.feed(text) if text else self._parser.tick():
                if not isinstance(message, Paste):  # an empty one: its text went past the parser
                    messages.append(message)
        except (ValueError, ArithmeticError):
            # A number that is no letter, or a window of no size: what else was in `text` goes with it.
            self._start_anew()
        return messages

    def _start_anew(self) -> None:
        """Take a new parser, which knows what the old one did of the window."""
        old, self._parser = self._parser, XTermParser()
        self._parser.mouse_pixels = old.mouse_pixels
        self._parser.terminal_size = old.terminal_size
        self._parser.terminal_pixel_size = old.terminal_pixel_size
