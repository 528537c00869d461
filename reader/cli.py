"""The command line: it reads what is asked, calls the library, and prints.

Results go to stdout, everything else to stderr. Exit codes: 0, 1 nothing found, 2 usage or a
library that cannot be used, 3 some inputs refused, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from library import Library, LibraryError, NotFound, _, clean_line
from reader import codes, output, subcommands
from reader.config import config_file, usable_config
from reader.formats import complaint, count, use_dates
from reader.missing import refuse_file, refuse_missing
from reader.output import complain, tell_bug
from reader.parsing import HOME_OPTIONS, OPEN, command_line, refuse_mistyped, with_command
from reader.signs import use_ascii
from reader.speaking import use_language
from reader.streams import discard, prepare_streams
from reader.telling import tell

_MANY = 1000
"""Articles from which on bringing a library up to date takes a second or more."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments`, or those of the command line, and return its exit code."""
    prepare_streams()
    sys.excepthook = tell_bug
    given = sys.argv[1:] if arguments is None else arguments
    _go_by_settings(_home_in(given))  # the parser speaks already
    try:
        return _run(given)
    except LibraryError as error:
        complain(complaint(error))
        return codes.NOTHING_FOUND if isinstance(error, NotFound) else codes.UNUSABLE
    except BrokenPipeError:
        # Whoever read our output has enough of it.
        discard(sys.stdout)
        return 0
    except OSError as error:
        # The library says itself what goes wrong with its files; this is our own output, or the settings.
        discard(sys.stdout)
        reason = error.strerror or error
        if error.filename is None:
            complain(_("The results could not be written ({reason}).").format(reason=reason))
        else:
            told = _("cannot be used ({error})").format(error=reason)
            complain(f"{clean_line(str(error.filename))}: {told}")
        return codes.UNUSABLE
    except KeyboardInterrupt:
        return 130


def _run(arguments: Sequence[str]) -> int:
    """Do what is asked for, and return the exit code. Help and version end the program here."""
    try:
        parser = command_line()
        refuse_mistyped(parser, arguments)
        options = parser.parse_args(with_command(arguments))
        gc.enable()  # which the start does without
        refuse_file(options.home)
        output.go_on_unread(not options.ends)
        folder: Path = options.home or default_home()
        if not options.opens:
            alone: subcommands.Alone = options.run
            code = alone(options, folder)
            tell(folder)
            return code
        if not options.makes:
            refuse_missing(options.home)
        with Library(folder, _renewing) as library:
            if options.command != OPEN:  # the reader tells it on its screen
                tell(folder, library.trouble)
            run: subcommands.Run = options.run
            code = run(options, library)
            tell(folder)
            return code
    finally:
        output.flush()  # what cannot be written is told now, not after the end


def _go_by_settings(home: Path | None) -> None:
    """Say all as it is set; what is wrong with the settings is said by what needs them."""
    config, _wrong = usable_config(config_file(home), screen=False)
    use_language(config.language)
    use_dates(config.dates)
    use_ascii(config.ascii is True)


def _home_in(arguments: Sequence[str]) -> Path | None:
    """Return the folder that `--home` names in `arguments`, before these are parsed."""
    named: str | None = None
    for place, one in enumerate(arguments):
        if one == "--":
            break
        option, sign, value = one.partition("=")
        if option in HOME_OPTIONS:
            named = value if sign else next(iter(arguments[place + 1 :]), None)
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
