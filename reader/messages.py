"""What any part of the screen may have to tell the app."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from textual.dom import DOMNode
from textual.message import Message

from library import LibraryError
from reader.storing import Tally


class Failed(Message):
    """The library could not do what was asked of it."""

    def __init__(self, error: LibraryError, *, fatal: bool = False) -> None:
        """Tell why; `fatal` when there is nothing left to show."""
        super().__init__()
        self.error = error
        self.fatal = fatal


class Reopen(Message):
    """The person has stored the first articles of their own, and wants to see these."""

    def __init__(self, tally: Tally) -> None:
        """Tell what became of them."""
        super().__init__()
        self.tally = tally


class FeedsNamed(Message):
    """What was to be stored is a feed, or a page that names some."""

    def __init__(self, addresses: Sequence[str]) -> None:
        """Tell where they are."""
        super().__init__()
        self.addresses = addresses


@contextmanager
def reported(node: DOMNode, *, fatal: bool = False) -> Iterator[None]:
    """Tell the app, in the name of `node`, what the library fails to do within; go on behind it."""
    try:
        yield
    except LibraryError as error:
        node.post_message(Failed(error, fatal=fatal))
