"""Measures newsboat with the articles of a synthetic library, where it is installed.

It makes its own database from a feed of one article for each publication; the others are put in
beside that. Its program is driven in a real terminal, as a person would.
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from html import escape
from itertools import islice
from pathlib import Path
from typing import Final

from library import Article
from tests.benchmarks import synthetic
from tests.benchmarks.figures import summary
from tests.benchmarks.processes import Program, starts
from tests.benchmarks.vocabulary import GERMAN, vocabulary
from tests.terminal import Terminal

_MOST: Final = 200_000
"""Articles beyond which it is not measured: it loads all of them at each start."""
_PATIENCE: Final = 120
_FIRST: Final = "Blatt 0"
_SEARCH: Final = (
    "SELECT guid, title, author, url, pubDate, length(content), unread, feedurl FROM rss_item"
    " WHERE (title LIKE ?1 OR content LIKE ?1) AND deleted = 0 ORDER BY pubDate DESC, id DESC"
)
"""What its search amounts to: all that is stored is read through."""


def measure(folder: Path, count: int, runs: int) -> None:
    """Print how newsboat starts and searches with so many articles; its files are kept in `folder`."""
    if shutil.which("newsboat") is None:
        print("newsboat: not installed")
        return
    if count > _MOST:
        print(f"newsboat: not measured with more than {_MOST:,} articles")
        return
    _make(folder, count)
    version = subprocess.run(["newsboat", "--version"], capture_output=True, text=True, check=True)
    print(version.stdout.splitlines()[0])
    times = starts({"newsboat": Program(_command(folder), _FIRST)}, runs)
    print(f"newsboat, start: {summary(times['newsboat'])}")
    words = vocabulary(GERMAN).words
    for name, word in (("frequent", words[200]), ("rare", words[3_000])):
        print(f"newsboat, search for a {name} word: {summary(_searched(folder, word, runs))}")
        print(f"  the same in SQL alone: {_asked(folder, word, runs)}")


def _command(folder: Path) -> list[str]:
    """Return how newsboat is started on the files in `folder`."""
    files = {"-u": "urls", "-c": "cache.db", "-C": "config"}
    return [
        "newsboat",
        *(part for flag, name in files.items() for part in (flag, str(folder / name))),
    ]


def _make(folder: Path, count: int) -> None:
    """Make a database of so many articles in `folder`, unless there is one."""
    if (folder / "made").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "config").touch()
    articles = synthetic.articles(count)
    feeds = [folder / f"feed{number}.xml" for number in range(synthetic.SOURCES)]
    for feed, article in zip(feeds, islice(articles, len(feeds)), strict=True):
        feed.write_text(_feed(article), encoding="utf-8")
    addresses = [feed.absolute().as_uri() for feed in feeds]
    (folder / "urls").write_text("".join(f"{address}\n" for address in addresses))
    subprocess.run([*_command(folder), "-x", "reload"], check=True, capture_output=True)
    with closing(sqlite3.connect(folder / "cache.db")) as connection, connection:
        connection.executemany(
            "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
            _rows(articles, addresses),
        )
    (folder / "made").touch()


def _rows(
    articles: Iterator[Article], addresses: list[str]
) -> Iterator[tuple[str | int | None, ...]]:
    """Yield articles as newsboat keeps them."""
    for article in articles:
        assert article.url is not None
        assert article.published is not None
        address = addresses[int(article.url.rpartition("/")[2]) % len(addresses)]
        when = int(article.published.timestamp())
        yield article.url, article.title, article.author, article.url, address, when, _html(article)


def _html(article: Article) -> str:
    """Return the text of an article as a feed gives it."""
    return "".join(
        f"<h2>{escape(block.text)}</h2>" if block.level else f"<p>{escape(block.text)}</p>"
        for block in article.blocks
    )


def _feed(article: Article) -> str:
    """Return a feed with one article."""
    source, url = escape(article.source or ""), article.url
    when = article.published.strftime("%a, %d %b %Y %H:%M:%S +0000") if article.published else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{source}</title>'
        f"<link>{url}</link><description/><item><title>{escape(article.title)}</title>"
        f"<link>{url}</link><guid>{url}</guid><pubDate>{when}</pubDate>"
        f"<description>{escape(_html(article))}</description></item></channel></rss>\n"
    )


def _searched(folder: Path, word: str, runs: int) -> list[float]:
    """Search for `word` so many times; return the seconds from Enter to the list of what was found."""
    seconds = []
    with Terminal(_command(folder)) as terminal:
        terminal.wait(_FIRST, timeout=_PATIENCE)
        for _ in range(runs):
            terminal.settle()
            terminal.type("/")
            terminal.wait("Search for:")
            terminal.type(word)
            terminal.settle()
            pressed = terminal.type("\r")
            seconds.append(terminal.wait("Search [Rr]esult", timeout=_PATIENCE) - pressed)
            terminal.type("q")
            terminal.wait(_FIRST)
    return seconds


def _asked(folder: Path, word: str, runs: int) -> str:
    """Ask its database the same; return the milliseconds, and how many articles it found."""
    seconds, found = list[float](), 0
    with closing(sqlite3.connect(folder / "cache.db")) as connection:
        for _ in range(runs):
            begun = time.perf_counter()
            found = len(connection.execute(_SEARCH, (f"%{word}%",)).fetchall())
            seconds.append(time.perf_counter() - begun)
    return f"{statistics.median(seconds) * 1e3:.1f} ms, {found:,} found"
