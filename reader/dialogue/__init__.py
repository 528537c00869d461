"""`newsreader read`: reading as a dialogue of lines, for screen readers, braille displays and scripts.

    words      the commands, and how a line is understood
    console    lines in and out, and Ctrl-C
    spoken     an article as lines to be read out: headings, quotes and lists are told in words (pure)
    pages      how far an article is read, a page or a section at a time
    told       what is said of articles and names, beside their text
    labelling  marks, tags, notes, and taking them back
    aloud      reads an article out, and tells what else it has
    talk       does what the commands say

Nothing is drawn: every line is written once, from top to bottom, without colours and movements of
the cursor. Whatever a command changes is on disk before the next is asked for.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from array import array
from typing import Final

from library import EVERYTHING, Library, _
from reader.choosing import Chosen
from reader.codes import NOTHING_FOUND, STOPPED
from reader.in_force import settings_in_force
from reader.output import complain

_NARROWEST: Final = 20
_DIGITS: Final = 9
"""Digits of a width that are read; no screen has more cells."""


def take_read(parser: ArgumentParser) -> None:
    """Take the articles, and the width of the lines."""
    parser.add_argument(
        "chosen", nargs="*", metavar="ID|QUERY", help=_("which articles (default: all)")
    )
    parser.add_argument(
        "--width",
        type=_width,
        default=0,
        metavar="N",
        help=_("break lines after at most N columns (default: the terminal breaks them)"),
    )
    example = _("such as: {command}").format(command='newsreader read "is:unread kiew"')
    parser.epilog = f"{example} – " + _("Type help, or h, for what can be said then.")


def read(options: Namespace, library: Library) -> int:
    """Read articles in a dialogue until it is ended, by a command, the end of stdin, or Ctrl-C twice."""
    # Imported here: 10 ms that no other command needs.
    from reader.dialogue.console import Console
    from reader.dialogue.talk import Talk

    config = settings_in_force(options.home)
    chosen = Chosen(library, options.chosen)
    keys = _keys(library, chosen) if options.chosen else library.find(EVERYTHING)
    if not keys:
        if not chosen.missed:
            complain(_("There is nothing to read."))
        return NOTHING_FOUND
    try:
        with Console(options.width) as console:
            Talk(library, config, console, keys).run()
    except KeyboardInterrupt:
        return STOPPED
    finally:
        library.fold()
    return NOTHING_FOUND if chosen.missed else 0


def _keys(library: Library, chosen: Chosen) -> array[int]:
    """Return the keys of the articles, each once, in the order in which they are named or found."""
    return array("q", dict.fromkeys(library.key(id_) for id_ in chosen.ids()))


def _width(text: str) -> int:
    width = int(text[:_DIGITS]) if text.isdecimal() else 0
    if width < _NARROWEST:
        raise ArgumentTypeError(_("must be {least} or more").format(least=_NARROWEST))
    return width
