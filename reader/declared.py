"""What the command line takes, as those know it who write it down elsewhere: completions, the manual page.

All of it is read from the parser, which is the one declaration there is.
"""

from __future__ import annotations

import argparse
from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Final

from reader.parsing import command_line, words_of

FILES: Final = "files"
FOLDERS: Final = "folders"
TAGS: Final = "tags"
FEEDS: Final = "feeds"
SEARCHES: Final = "searches"
QUERIES: Final = "queries"
ASKED: Final = (TAGS, FEEDS, SEARCHES, QUERIES)
"""What is in the library: the program tells it."""

_COMPLETED: Final = {
    "PATH": FILES,
    "FILE": FILES,
    "DIR": FOLDERS,
    "TAG": TAGS,
    "FEED": FEEDS,
    "ID|FILE|QUERY": FILES,
    "ID|QUERY": QUERIES,
    "QUERY": QUERIES,
}
"""What completes an argument, by what it is called in the usage."""
_NAMED_BY: Final = {"feeds": FEEDS, "searches": SEARCHES}
"""What the names are of that stand behind the words of these commands."""
_NAME: Final = "NAME"


@dataclass(frozen=True, slots=True)
class Argument:
    """What stands behind a command by its place."""

    name: str
    """What it is called in the usage."""
    help: str
    """What it is, in a few words; may be empty."""
    choices: tuple[str, ...] = ()
    """What it may be; empty where that cannot be listed."""
    completed: str = ""
    """What completes it otherwise: one of `FILES`, `FOLDERS` and `ASKED`, or nothing."""
    is_optional: bool = False
    """Whether it may be missing."""
    is_many: bool = False
    """Whether any number of it may follow."""


@dataclass(frozen=True, slots=True)
class Option:
    """What may stand anywhere behind a command, with dashes before it."""

    names: tuple[str, ...]
    """All its names, dashes included."""
    help: str
    """What it does."""
    value: Argument | None = None
    """What stands behind it; None for nothing."""
    is_many: bool = False
    """Whether it may be given several times."""


@dataclass(frozen=True, slots=True)
class Command:
    """The program, a command of it, or a word behind one."""

    words: tuple[str, ...]
    """What it is called behind the program; empty for that itself."""
    help: str
    """What it does, a sentence without a full stop."""
    usage: tuple[str, ...]
    """How it is written, where that is said in words of its own, a line each."""
    options: tuple[Option, ...]
    """Its options."""
    arguments: tuple[Argument, ...]
    """Its arguments, in their order."""
    below: tuple[Command, ...]
    """The commands or words that may follow."""
    notes: str
    """What its help says below the options, lines and examples included."""

    def all(self) -> tuple[Command, ...]:
        """Return it and all below it."""
        return (self, *(one for command in self.below for one in command.all()))


def program() -> Command:
    """Return the program with all its commands, in the language that is chosen."""
    return _command((), command_line())


def _command(words: tuple[str, ...], parser: ArgumentParser) -> Command:
    below = tuple(_command((*words, name), one) for name, one in words_of(parser))
    actions = parser._actions  # argparse tells it in no other way
    shown = [one for one in actions if not isinstance(one, argparse._SubParsersAction)]
    return Command(
        words,
        parser.description or "",
        tuple(line.strip() for line in (parser.usage or "").splitlines()),
        tuple(_option(words, one) for one in shown if one.option_strings),
        # Without a command the program takes what the first, which opens the reader, does.
        tuple(arg for one in shown if not one.option_strings for arg in _arguments(words, one))
        or (() if words else below[0].arguments),
        below,
        parser.epilog or "",
    )


def _option(words: tuple[str, ...], action: argparse.Action) -> Option:
    takes = action.nargs != 0
    value = next(iter(_arguments(words, action)), None) if takes else None
    many = isinstance(action, argparse._AppendAction)
    return Option(tuple(action.option_strings), action.help or "", value, many)


def _arguments(words: tuple[str, ...], action: argparse.Action) -> list[Argument]:
    """Return what an action of the parser takes; of one that tells by its first word what follows, two."""
    name = str(action.metavar or action.dest.upper())
    completed = _COMPLETED.get(name, "")
    if name == _NAME and not action.option_strings:
        completed = _NAMED_BY.get(words[0], "")
    optional, many = action.nargs in {"*", "?"}, action.nargs in {"*", "+"}
    first: tuple[str, ...] = getattr(action, "first_words", ())
    if first:
        named = _NAMED_BY.get(words[0], "")
        return [
            Argument(name, action.help or "", first, completed, is_optional=True),
            Argument(_NAME, "", (), named, is_optional=True, is_many=True),
        ]
    choices = tuple(map(str, action.choices or ()))
    return [Argument(name, action.help or "", choices, completed, optional, many)]
