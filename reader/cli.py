"""The command line: it reads what is asked, calls the library, and prints.

Results go to stdout, everything else to stderr. Exit codes: 0, 1 nothing found, 2 usage or a
library that cannot be used, 3 some inputs refused, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from library import Library, LibraryError, NotFound, _
from reader import codes, subcommands
from reader.config import config_file, read_config
from reader.formats import complaint, count
from reader.output import complain
from reader.speaking import use_language
from reader.streams import discard, prepare_streams
from reader.usage import speak_as_chosen

_OPEN = "open"
_MANY = 1000
"""Articles from which on bringing a library up to date takes a second or more."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments`, or those of the command line, and return its exit code."""
    prepare_streams()
    given = sys.argv[1:] if arguments is None else arguments
    use_language(_language(_home_in(given)))  # the parser speaks already
    try:
        options = _parser().parse_args(_with_command(given))
        if not options.opens:
            alone: subcommands.Alone = options.run
            return alone(options, options.home or default_home())
        with Library(options.home or default_home(), _renewing) as library:
            run: subcommands.Run = options.run
            code = run(options, library)
            sys.stdout.flush()  # what cannot be written is told now, not after the end
            return code
    except LibraryError as error:
        complain(complaint(error))
        return codes.NOTHING_FOUND if isinstance(error, NotFound) else codes.UNUSABLE
    except BrokenPipeError:
        # Whoever read our output has enough of it.
        discard(sys.stdout)
        return 0
    except OSError as error:
        # The library says itself what goes wrong with files; this is our own output.
        discard(sys.stdout)
        reason = error.strerror or error
        complain(_("The results could not be written ({reason}).").format(reason=reason))
        return codes.UNUSABLE
    except KeyboardInterrupt:
        return 130


def _language(home: Path | None) -> str:
    """Return the language that is set; what is wrong with the settings is said by what needs them."""
    with suppress(LibraryError):
        return read_config(config_file(home), screen=False).language
    return ""


def _home_in(arguments: Sequence[str]) -> Path | None:
    """Return the folder that `--home` names in `arguments`, before these are parsed."""
    named: str | None = None
    for place, one in enumerate(arguments):
        if one == "--":
            break
        if one == "--home":
            named = next(iter(arguments[place + 1 :]), None)
        elif one.startswith("--home="):
            named = one.removeprefix("--home=")
    return Path(named) if named else None


def _renewing(articles: int) -> None:
    """Say why the program takes so long, when it does."""
    if articles >= _MANY:
        told = _("Bringing the library of {count} articles up to date …")
        complain(told.format(count=count(articles)))


def default_home() -> Path:
    """Return the folder that is used when the command line names none."""
    if home := os.environ.get("NEWSREADER_HOME"):
        return Path(home)
    from platformdirs import user_data_path

    return user_data_path("newsreader", appauthor=False)


class _ShowVersion(argparse.Action):
    """Prints the version. Looking it up takes 10 ms, which no other start should pay."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"{parser.prog} {version('newsreader-tui')}\n")
        parser.exit()


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Return `arguments` with the command `open` put in where none is named."""
    place = 0
    while place < len(arguments) and arguments[place].startswith("-") and arguments[place] != "-":
        if arguments[place] in {"-h", "--help", "--version"}:
            return list(arguments)
        place += 2 if arguments[place] == "--home" else 1
    named = place < len(arguments) and arguments[place] in {c.name for c in subcommands.ALL}
    return [*arguments[:place], *(() if named else (_OPEN,)), *arguments[place:]]


def _parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    speak_as_chosen()
    parser = argparse.ArgumentParser(
        prog="newsreader",
        usage="newsreader [--home DIR] [PATH...]\n       newsreader [--home DIR] COMMAND ...",
        description=_(
            "Read, search and understand your own archive of news. "
            "Without a command: store the paths, if any, and open the reader."
        ),
    )
    parser.add_argument("--version", action=_ShowVersion, help=_("show the version, and end"))
    _take_home(parser, default=None)
    # Without this the whole usage above would stand before that of each command.
    commands = parser.add_subparsers(
        title=_("commands"), metavar="COMMAND", required=True, prog=parser.prog
    )
    for command in subcommands.ALL:
        sub = commands.add_parser(command.name, help=_(command.help), description=_(command.help))
        sub.set_defaults(run=command.run, opens=command.opens, command=command.name)
        command.arguments(sub)
        _take_home(sub, default=argparse.SUPPRESS)
    return parser


def _folder(text: str) -> Path:
    """Return the folder that `text` names; nothing, as an unset variable gives, names none."""
    if not text:
        raise argparse.ArgumentTypeError(_("names no folder"))
    return Path(text)


def _take_home(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--home", type=_folder, metavar="DIR", default=default, help=_("the folder of the library")
    )
