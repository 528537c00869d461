"""The declaration of the command line, from which help, completions and the manual page are made."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
import textwrap
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final, NoReturn

from library import _, clean_line
from reader import subcommands
from reader.arguments import some_path
from reader.examples import examples_of, told
from reader.formats import did_you_mean
from reader.output import PROGRAM, put
from reader.usage import speak_as_chosen

HOME_OPTIONS: Final = ("--home", "--hom", "--ho")
"""The option that names the folder of the library, and how it may be cut short."""
OPEN: Final = "open"
"""The command that is meant where none is named."""
_WIDTH: Final = 78
_OF_PATHS: Final = frozenset("/\\.:")
"""What stands in paths and addresses, and in no command."""
_NEAR: Final = 2
"""Commands that are named at most where one is mistyped."""
_NUMBER: Final = re.compile(r"-\d+|-\d*\.\d+")
"""What argparse takes for a number below zero, and for no option."""


class _Parser(ArgumentParser):
    """A parser that says nothing a terminal could obey, whatever was typed."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and end."""
        super().error(clean_line(message))

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Namespace | None = None
    ) -> tuple[Namespace, list[str]]:
        """Read `args`, and end where one is unknown: with the usage of the command, not of the program."""
        words = list(sys.argv[1:] if args is None else args)
        # Without this, what is said to be missing would be the query that begins with a dash.
        if self._takes_query() and (dashed := self._unknown_option(words)):
            hint = _("words of a query that begin with a dash go behind --")
            if not dashed.startswith("--"):  # which is an option mistyped, rather than a word
                before = words[: words.index(dashed)]
                hint += f": {shlex.join([*self.prog.split(), *before, '--', dashed])}"
            self.error(f"{_unknown([dashed])}; {hint}")
        known, unknown = super().parse_known_args(words, namespace)
        if unknown:
            self.error(_unknown(unknown))
        return known, unknown

    def _takes_query(self) -> bool:
        """Tell whether a query may stand behind the command, or behind one of its words."""
        return any(
            "QUERY" in str(one.metavar) or hasattr(one, "first_words")
            for one in self._actions
            if not one.option_strings
        )

    def _unknown_option(self, words: Sequence[str]) -> str:
        """Return the first of `words` that looks like an option and is none; empty for none, or for help."""
        if not {"-h", "--help"}.isdisjoint(words):
            return ""
        for word in takewhile(lambda one: one != "--", words):
            looks_so = word.startswith("-") and word != "-" and " " not in word
            named = word.split("=")[0]
            known = any(option.startswith(named) for option in self._option_string_actions)
            if looks_so and not known and not _NUMBER.fullmatch(word):
                return word
        return ""

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 - it is what was asked for
        """Print the help where results go, so that it is told if it cannot be written."""
        put(self.format_help(), end="")


def _unknown(words: Sequence[str]) -> str:
    return _("unrecognized arguments: %s") % " ".join(words)


def command_line() -> ArgumentParser:
    """Return the parser of the command line, in the language that is chosen."""
    speak_as_chosen()
    parser = _Parser(
        prog=PROGRAM,
        usage="newsreader [--home DIR] [PATH...]\n       newsreader [--home DIR] COMMAND ...",
        description=_(
            "Read, search and understand your own archive of news. "
            "Without a command: store the paths, if any, and open the reader."
        ),
        epilog=_("Each command has help of its own: newsreader COMMAND --help"),
    )
    parser.add_argument("--version", action=_ShowVersion, help=_("show the version, and end"))
    _take_home(parser, default=None)
    # Without this the whole usage above would stand before that of each command.
    commands = parser.add_subparsers(
        title=_("commands"), metavar="COMMAND", required=True, prog=parser.prog
    )
    for command in subcommands.ALL:
        sub = commands.add_parser(command.name, help=_(command.help), description=_(command.help))
        sub.set_defaults(
            run=command.run,
            opens=command.opens,
            makes=command.makes,
            ends=command.ends,
            command=command.name,
        )
        command.arguments(sub)
        _take_home(sub, default=argparse.SUPPRESS)
        _show_examples(sub, command.name)
        for name, word in words_of(sub):
            _take_home(word, default=argparse.SUPPRESS)
            _show_examples(word, command.name, name)
    return parser


def with_command(arguments: Sequence[str]) -> list[str]:
    """Return `arguments` with the command `open` put in where none is named."""
    place = _place_of_command(arguments)
    if place is None:
        return list(arguments)
    named = place < len(arguments) and arguments[place] in {c.name for c in subcommands.ALL}
    return [*arguments[:place], *(() if named else (OPEN,)), *arguments[place:]]


def refuse_mistyped(parser: ArgumentParser, arguments: Sequence[str]) -> None:
    """End where the first word is no path, but nearly a command, and say which; else do nothing."""
    place = _place_of_command(arguments)
    word = next(iter(arguments[place:]), "") if place is not None else ""
    if not _OF_PATHS.isdisjoint(word) or os.path.lexists(word):
        return
    names = [command.name for command in subcommands.ALL]
    if word in names or not (near := _near(word, names)):
        return
    neither = _("there is neither a command nor a file “{word}”.").format(word=word)
    parser.error(f"{neither} {did_you_mean(near)}")


def _near(word: str, names: Sequence[str]) -> Sequence[str]:
    # Imported here: only who mistypes is to wait for it.
    from difflib import get_close_matches

    return get_close_matches(word.lower(), names, _NEAR)


def _place_of_command(arguments: Sequence[str]) -> int | None:
    """Return where the command stands in `arguments`, or would.

    It stands nowhere where help or the version is asked for, or the name of the folder is missing.
    """
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        if arguments[place] in {"-", "--"}:
            break
        is_home = arguments[place] in HOME_OPTIONS
        if arguments[place] in {"-h", "--help", "--version"} or (
            is_home and place + 1 == len(arguments)
        ):
            return None
        place += 2 if is_home else 1
    return place


def words_of(parser: ArgumentParser) -> Iterator[tuple[str, ArgumentParser]]:
    """Yield the names and the parsers of what may stand behind a command, or behind the program."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def _show_examples(parser: ArgumentParser, *words: str) -> None:
    """Have the help of a command end with its examples; what stands there already stays above them."""
    about = parser.epilog or ""
    if parser.formatter_class is not argparse.RawDescriptionHelpFormatter:
        about = textwrap.fill(about, _WIDTH)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n\n".join(filter(None, (about.rstrip(), told(examples_of(*words)))))


def _take_home(parser: ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--home",
        type=some_path,
        metavar="DIR",
        default=default,
        help=_("the folder of the library"),
    )


class _ShowVersion(argparse.Action):
    """Prints the version. Looking it up takes 10 ms, which no other start should pay."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        put(f"{parser.prog} {version('newsreader-tui')}")
        parser.exit()
