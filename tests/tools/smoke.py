"""Whether what is installed works at all: stores an article, lists, shows and reads it, and draws the app.

For trying other versions of Python, and wheels in environments of their own:

    uv run --isolated --no-dev --python 3.13 python -m tests.tools.smoke
    PYTHON_OF_SOME_ENVIRONMENT tests/tools/smoke.py

It ends with an error where something does not work. It needs nothing but the package and its own
text, so that no tool of the tests has to run on that version.
"""

from __future__ import annotations

import asyncio
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

TEXT = """\
Title: Die Brücke von Köln ist offen
Date: 2024-03-14

Erika Muster hat am Donnerstag in Köln die neue Brücke über den Rhein freigegeben.

Die Bahn will im Mai folgen.
"""


def said_by(home: Path, *arguments: str, stdin: str = "") -> str:
    """Return what a command says; raises CalledProcessError where it fails."""
    command = [sys.executable, "-m", "reader", "--home", str(home), *arguments]
    done = subprocess.run(
        command, input=stdin, stdout=subprocess.PIPE, check=True, encoding="utf-8", timeout=120
    )
    return done.stdout


async def first_frame(home: Path) -> str:
    """Return what the app draws first."""
    from library import Library
    from reader.app import ReaderApp
    from reader.config import Config

    with Library(home) as library:
        app = ReaderApp(library, config=Config())
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(1)
            strips = app.screen._compositor.render_strips()
            drawn = "\n".join("".join(segment.text for segment in strip) for strip in strips)
        app.saver.close()
    return drawn


def main() -> None:
    """Try everything once, and say so."""
    with tempfile.TemporaryDirectory() as folder:
        home, site = Path(folder) / "home", Path(folder) / "site"
        said_by(home, "add", "-", stdin=TEXT)
        for said in (
            said_by(home, "list"),
            said_by(home, "show", "--plain", said_by(home, "list").split()[0]),
            said_by(home, "read", stdin="\nq\n"),
            said_by(home, "search", "brücken"),
            asyncio.run(first_frame(home)),
        ):
            if "Köln" not in said:
                raise AssertionError(said)
        if "Erika Muster" not in said_by(home, "entities"):
            raise AssertionError("no names")
        said_by(home, "export", "--site", str(site))
        if not (site / "style.css").is_file():
            raise AssertionError("no site")
    print(f"Python {platform.python_version()}: it works.")


if __name__ == "__main__":
    main()
