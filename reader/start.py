"""Starts the app, on the person's library or on the welcome library."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Timer
from typing import Final

from library import Library, _, find_sources, language_in_use
from reader.app import ReaderApp
from reader.config import Config
from reader.ending import Ending
from reader.output import complain
from reader.speaking import use_language

WELCOME_FOLDER = "welcome"
"""Folder of the welcome library within the person's own."""

_PATIENCE: Final = 1.0
"""Seconds after which it is said why the program has not ended yet."""


def run_app(library: Library, first: str | None, config: Config, said: Sequence[str] = ()) -> int:
    """Show `library` until the person quits, and return the exit code; `said` is told at the start.

    While nothing is stored in it, and no feed is followed that could fill it, the welcome library is
    shown instead.

    Raises:
        LibraryError: A library could not be shown, or a change could not be saved.
    """
    use_language(config.language)
    with Ending() as ending:
        return _shown(library, first, config, ending, said) or ending.code


def _shown(
    library: Library, first: str | None, config: Config, ending: Ending, said: Sequence[str]
) -> int:
    """Show `library`, or the welcome library and then that, and return the exit code."""
    if not library.counts().articles and not library.feeds.all():
        with welcome_library(library.folder) as welcome:
            app = ReaderApp(welcome, first, config, home=library.folder, said=said)
            code = _run(app, ending)
        if app.added is None:
            return code
        return _run(ReaderApp(library, None, config, tally=app.added), ending)
    return _run(ReaderApp(library, first, config, said=said), ending)


def welcome_library(home: Path) -> Library:
    """Return a library of short articles that teach the reader, apart from the person's own.

    What is read and marked in it is kept like any other, but never mixes with what they store. Those in
    the language that is chosen come first.
    """
    # Imported here: 5 ms that only a first start needs.
    from importlib.resources import as_file, files

    welcome = Library(home / WELCOME_FOLDER)
    if not welcome.counts().articles:
        with as_file(files("reader") / "welcome") as folder:
            ours = f"\nlanguage: {language_in_use()}\n".encode()
            sources = sorted(
                find_sources([folder]),
                key=lambda source: ours not in Path(source.name).read_bytes(),
            )
            for _answer in welcome.add(sources):
                pass
    return welcome


def _run(app: ReaderApp, ending: Ending) -> int:
    """Run `app` to its end, which the system may ask for, and return the exit code."""
    if not sys.stderr.isatty():
        # Textual draws on stderr; where that is kept in a file, the screen is on stdout.
        sys.__stderr__ = sys.__stdout__  # type: ignore[misc]
    ending.tell = app.end
    if ending.code:  # in the meantime
        app.end(ending.code)
    try:
        app.run()
    finally:
        # What was marked is on its way to the disk; leaving waits for it, and says so if that takes long.
        waiting = Timer(_PATIENCE, complain, (_("Saving what you did …"),))
        waiting.start()
        try:
            app.saver.close()
        finally:
            waiting.cancel()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
