"""The commands `completions` and `man`: what shells and the manual know of the command line."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from library import DATABASE_NAME, Library, LibraryError, _, clean_line
from reader import output
from reader.shells import SHELLS

_PLAIN: Final = re.compile(r"\w[\w-]*")
"""What need not stand in quotation marks."""
_STATES: Final = ("is:unread", "is:read", "is:bookmarked", "is:tagged", "is:noted", "is:hidden")


def _queries(library: Library) -> Iterable[str]:
    """Return what may stand in a query: states, tags, and the searches that are saved."""
    # No query can name a quotation mark.
    tags = (name for name, _number in library.labels.known() if '"' not in name)
    asked = (f"tag:{tag}" if _PLAIN.fullmatch(tag) else f'tag:"{tag}"' for tag in tags)
    return (*_STATES, *asked, *(one.query for one in library.searches.all()))


_ASKED: Final[dict[str, Callable[[Library], Iterable[str]]]] = {
    "tags": lambda library: (name for name, _number in library.labels.known()),
    "feeds": lambda library: (one.name for one in library.feeds.all()),
    "searches": lambda library: (one.name for one in library.searches.all()),
    "queries": _queries,
}
"""What shells ask for while they complete: of the names in `reader.declared.ASKED`, what there is."""


def take_completions(parser: ArgumentParser) -> None:
    """Take the shell, or what it asks for."""
    names = (*SHELLS, *_ASKED)
    told = _("the shell that they are for; or {names}, which it asks for itself")
    parser.add_argument(
        "what", choices=names, metavar="SHELL", help=told.format(names=", ".join(_ASKED))
    )


def take_man(_parser: ArgumentParser) -> None:
    """Take nothing."""


def completions(options: Namespace, folder: Path) -> int:
    """Print the script for a shell, or what there is in the library; of one that cannot be used, nothing."""
    if options.what in SHELLS:
        # Imported here: that asks for all commands, of which this is one.
        from reader.declared import program
        from reader.shells import script

        output.put(script(options.what, program()), end="")
        return 0
    if not (folder / DATABASE_NAME).exists():  # and asking for names is no reason to make one
        return 0
    try:
        with Library(folder) as library:
            for name in _ASKED[options.what](library):
                output.put(clean_line(name))
    except LibraryError:  # which whoever types will be told when the command runs
        return 0
    return 0


def man(_options: Namespace, _folder: Path) -> int:
    """Print the manual page."""
    from reader.declared import program
    from reader.manual import manual

    output.put(manual(program()), end="")
    return 0
