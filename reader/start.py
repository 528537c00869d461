"""Starts the app, on the person's library or on the welcome library."""

from __future__ import annotations

import sys
from pathlib import Path

from library import Library, find_sources
from reader.app import ReaderApp
from reader.config import Config

WELCOME_FOLDER = "welcome"
"""Folder of the welcome library within the person's own."""


def run_app(library: Library, first: str | None, config: Config) -> int:
    """Show `library` until the person quits, and return the exit code.

    Raises:
        LibraryError: The library could not be shown, or a change could not be saved.
    """
    if library.counts().articles:
        return _run(library, first, config)
    with welcome_library(library.folder) as welcome:
        return _run(welcome, first, config)


def welcome_library(home: Path) -> Library:
    """Return a library of short articles that teach the reader, apart from the person's own.

    What is read and marked in it is kept like any other, but never mixes with what they store.
    """
    # Imported here: 5 ms that only a first start needs.
    from importlib.resources import as_file, files

    welcome = Library(home / WELCOME_FOLDER)
    if not welcome.counts().articles:
        with as_file(files("reader") / "welcome") as folder:
            for _ in welcome.add(list(find_sources([folder]))):
                pass
    return welcome


def _run(library: Library, first: str | None, config: Config) -> int:
    if not sys.stderr.isatty():
        # Textual draws on stderr; where that is kept in a file, the screen is on stdout.
        sys.__stderr__ = sys.__stdout__  # type: ignore[misc]
    app = ReaderApp(library, first, config)
    try:
        app.run()
    finally:
        # What was marked is on its way to the disk; leaving waits for it.
        app.saver.close()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
