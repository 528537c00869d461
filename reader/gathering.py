"""What a person names to be stored, as documents: files, folders, addresses, stdin."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from library import N_, Refused, Source, _, find_sources, is_address

if TYPE_CHECKING:
    from library import Consent

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
STDIN: Final = "-"
"""The name of stdin."""


def has_scheme(name: str) -> bool:
    """Tell whether a name is an address, of http or anything else, and no path."""
    return _SCHEME.match(name) is not None


def read_whole(name: str) -> bytes:
    """Return all that a file holds, or what comes from `STDIN`.

    Raises:
        Refused: It cannot be read.
    """
    if name == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        reason = _("cannot be read ({reason})").format(reason=error.strerror or error)
        raise Refused(name, reason) from error


def number_of(names: Sequence[str]) -> int:
    """Return how many documents `names` stand for; folders are gone through, nothing is fetched."""
    return sum(1 if is_address(name) else sum(1 for _ in _found(name, b"")) for name in names)


def gathered(
    names: Sequence[str],
    stdin: bytes,
    size: int,
    *,
    private: bool | Consent = False,
    stopped: Callable[[], bool] = bool,
) -> Iterator[Source]:
    """Yield the documents that `names` stand for, in their order.

    Args:
        names: Files, folders, addresses, and `STDIN`.
        stdin: What came from there.
        size: Bytes that a document may have that is fetched.
        private: Whether this machine and its own network may be asked for addresses, or what of it.
        stopped: Asked while an address is fetched; once it says yes, the rest is left.
    """
    for remote, some in groupby(names, is_address):
        if remote:
            # Imported here: it takes a third of a second.
            from library import fetched_sources

            yield from fetched_sources(some, private=private, size=size, stopped=stopped)
        else:
            for name in some:
                yield from _found(name, stdin)


def noted(sources: Iterator[Source], feeds: dict[str, tuple[str, ...]]) -> Iterator[Source]:
    """Yield `sources`, and note in `feeds` which feeds they name, by their own names."""
    for source in sources:
        if source.feeds:
            feeds[source.name] = source.feeds
        yield source


def _found(name: str, stdin: bytes) -> Iterator[Source]:
    """Yield the documents that a name stands for that is no address."""
    if name == STDIN:
        yield Source("stdin", stdin, is_named=True)
    elif has_scheme(name):
        yield Source(
            name, is_named=True, refusal=Refused(name, N_("is not an address of http or https"))
        )
    elif not name:
        # What a script says that has lost what it wanted to name; a path of it is the present folder.
        yield Source("''", is_named=True, refusal=Refused("''", N_("names nothing")))
    else:
        yield from find_sources([Path(name)])
