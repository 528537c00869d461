"""What starts loads no more than it needs: everything else waits until it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    *(
        "anyio",
        "brotli",
        "charset_normalizer",
        "feedparser",
        "h2",
        "httpcore",
        "httpx",
        "listparser",
    ),
    *("lxml", "markdown_it", "numpy", "onnxruntime", "rapidfuzz", "rich.console", "sentencepiece"),
    *("spacy", "Stemmer", "textual", "tinydb", "trafilatura"),
}

LATER = {
    *("asyncio", "concurrent.futures", "decimal", "html.parser", "http.client", "logging"),
    *("multiprocessing", "ssl", "subprocess", "unittest", "xml.etree.ElementTree"),
    *("reader.app", "reader.command_table", "reader.dialogue.talk", "reader.links", "reader.site"),
    *("reader.themes", "reader.writing.web_page"),
}
"""What of the standard library and of our own takes time, and is needed by few commands."""
SCREEN = {"textual", "rich.console", "tinydb", "markdown_it"}
"""What of the heavy a screen cannot do without."""
UNSEEN = {
    *("http.client", "multiprocessing", "unittest", "xml.etree.ElementTree"),
    *("reader.dialogue.talk", "reader.site", "reader.writing.web_page", "reader.links"),
    *(
        "reader.screens.help",
        "reader.screens.palette",
        "reader.screens.links",
    ),
    *("reader.piping", "reader.screens.add", "reader.screens.correct", "reader.screens.entity"),
    *("library.passages", "library.store.prepared", "library.workers.limits"),
    *("library.entities.recogniser", "library.fetching", "library.intake.web", "library.updating"),
}
"""What no first frame needs."""

LOADED = """
import sys
from contextlib import suppress
from reader.cli import main

with suppress(SystemExit):
    main({})
print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("command", "used"),
    [
        (["--version"], set()),
        (["list", "--json"], set()),
        (["search", "kohle", "--json"], {"Stemmer"}),
        (["feeds", "list", "--json"], set()),
        (["searches", "list", "--json"], set()),
    ],
)
def test_commands_load_what_they_need(home: Path, command: list[str], used: set[str]) -> None:
    code = LOADED.format(repr(["--home", str(home), *command]))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (HEAVY | LATER) & set(done.stderr.split()) <= used


def test_the_first_screen_loads_neither_network_nor_parsers_nor_the_model(home: Path) -> None:
    code = f"""
import asyncio, sys
from pathlib import Path
from library import Library
from reader.app import ReaderApp
from reader.config import Config
from reader.screens import adding

adding._START_SECONDS = 3600  # what comes after the first frame, however long that takes

async def start():
    with Library(Path({str(home)!r})) as library:
        app = ReaderApp(library, config=Config(engine="rules"))
        async with app.run_test() as pilot:
            await pilot.pause()
            print(*sys.modules)
        app.saver.close()

asyncio.run(start())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (HEAVY - SCREEN | UNSEEN) & set(done.stdout.split()) == set()
