"""What a person asks for is fetched and stored, and nothing else is ever contacted."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from library import Library, Source
from reader.cli import main
from reader.screens.main import MainScreen
from tests.reader.conftest import Start
from tests.web import Site, site

PAGE = """<html lang="de"><head><title>Die Elbe steigt</title>
<link rel="canonical" href="{canonical}"><meta name="date" content="2024-01-09"></head><body><article>
<h1>Die Elbe steigt</h1><p>In Dresden ist die Elbe am Dienstag weiter gestiegen, wie die Stadt mitteilte,
und die Uferwege bleiben bis auf Weiteres gesperrt.</p><p>Der Scheitel wird am Donnerstag erwartet, danach
soll das Wasser nach Angaben des Landes langsam fallen.</p></article></body></html>"""

# Runs commands and tells of every machine that was contacted, or asked after.
AUDITED = """
import sys
contacted = []
watched = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}
sys.addaudithook(lambda event, args: contacted.append((event, args[1:])) if event in watched else None)
from reader.cli import main
for command in COMMANDS:
    main(command)
sys.stdout.flush()
print(contacted, file=sys.stderr)
"""


# Reads in the app, and tells the same.
READ = """
import asyncio, sys
from pathlib import Path
contacted = []
watched = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}
sys.addaudithook(lambda event, args: contacted.append((event, args[1:])) if event in watched else None)
from library import Library
from reader.app import ReaderApp
from reader.config import Config
async def read(library):
    app = ReaderApp(library, None, Config(engine="rules"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.5)
        for keys in ("j enter t h h slash", "e l b e enter", "D D D D A", "j k escape", "1 s r T"):
            await pilot.press(*keys.split())
            await pilot.pause(0.1)
    app.saver.close()
with Library(Path(HOME)) as library:
    asyncio.run(read(library))
print(contacted, file=sys.stderr)
"""


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as running:
        running.say("/elbe", PAGE.format(canonical="").encode(), Content_Type="text/html")
        yield running


def add(home: Path, *names: str) -> list[dict[str, object]]:
    """Add what `names` stand for, and return what is told of each."""
    command = [
        sys.executable,
        "-m",
        "reader",
        "--home",
        str(home),
        "add",
        "--later",
        "--json",
        *names,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 3}, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_address_is_stored(server: Site, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ein Text\n\nMit einem Satz darin.\n")
    moved = server.say("/moved", b"", 301, Location="/elbe?utm_source=x")
    server.say("/elbe?utm_source=x", PAGE.format(canonical="").encode(), Content_Type="text/html")
    names = [f"{server.address}/elbe", str(tmp_path / "a.txt"), moved, f"{server.address}/gone"]
    first, text, again, gone = add(tmp_path / "home", "--allow-private", *names)
    assert (first["result"], first["title"]) == ("stored", "Die Elbe steigt")
    assert text["result"] == "stored"
    assert (again["result"], again["id"]) == ("known", first["id"])
    assert gone["result"] == "refused"
    assert "404" in str(gone["reason"])
    with Library(tmp_path / "home") as library:
        (headline,) = library.search("elbe")
        assert headline.url == f"{server.address}/elbe"
        assert headline.published is not None
        assert len(library.article(headline.id).blocks) == 2


def test_without_consent_this_machine_is_not_asked(server: Site, tmp_path: Path) -> None:
    (answer,) = add(tmp_path, f"{server.address}/elbe")
    assert answer["result"] == "refused"
    assert "public network" in str(answer["reason"])
    assert server.asked == []


def test_a_page_does_not_pass_for_one_of_another_site(server: Site, tmp_path: Path) -> None:
    page = PAGE.format(canonical="https://www.example.org/elbe").encode()
    address = server.say("/other", page, Content_Type="text/html")
    add(tmp_path, "--allow-private", address)
    with Library(tmp_path) as library:
        (headline,) = library.search("elbe")
        assert headline.url == address


def test_nothing_is_contacted_but_what_was_asked_for(server: Site, tmp_path: Path) -> None:
    home, text = ["--home", str(tmp_path / "home")], tmp_path / "a.txt"
    text.write_text(f"Ein Text\n\nMit einer Adresse: {server.address}/elbe steht darin.\n")
    page = tmp_path / "a.html"
    image = (
        f'<img src="{server.address}/i.png"><link rel="stylesheet" href="{server.address}/x.css">'
    )
    page.write_text(PAGE.format(canonical=f"{server.address}/elbe").replace("<h1>", f"{image}<h1>"))
    quiet = [
        [*home, "add", str(text), str(page)],
        *([*home, *command] for command in (["list"], ["search", "elbe"], ["show", str(page)])),
        *(
            [*home, *command]
            for command in (["doctor"], ["reindex"], ["export", "elbe"], ["entities"])
        ),
    ]
    assert contacted(quiet) == "[]"
    assert server.asked == []
    asked = contacted([[*home, "add", "--allow-private", f"{server.address}/elbe"]])
    assert asked.count("socket.connect") == 1
    assert [path for path, _ in server.asked] == ["/elbe"]


def contacted(commands: list[list[str]]) -> str:
    """Return the machines that were contacted while `commands` ran in one process."""
    code = AUDITED.replace("COMMANDS", repr(commands))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stderr.splitlines()[-1]


def test_reading_and_searching_contact_nobody(server: Site, tmp_path: Path) -> None:
    """Not even with feeds to follow, and pages, images and enclosures to be fetched."""
    with Library(tmp_path) as library:
        page = PAGE.format(canonical=f"{server.address}/elbe")
        list(library.add([Source("a.html", page.encode())]))
        library.feeds.add(f"{server.address}/feed", "Herold", ("Stadt",))
    code = READ.replace("HOME", repr(str(tmp_path)))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"
    assert server.asked == []


async def test_an_address_is_stored_while_one_reads(start: Start, server: Site) -> None:
    async with start() as (pilot, screen):
        assert isinstance(screen, MainScreen)
        before = len(screen.session.listing)
        await pilot.press("a")
        await pilot.pause()
        for key in f"{server.address}/elbe":
            await pilot.press(KEYS.get(key, key))
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        # Without consent it is refused, and that is said.
        assert len(screen.session.listing) == before
        assert screen._tally.refused == 1


KEYS = {":": "colon", "/": "slash", ".": "full_stop"}


def test_the_help_names_addresses(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["add", "--help"])
    assert "https://" in capsys.readouterr().out


def test_a_page_that_names_a_feed_offers_it(server: Site, tmp_path: Path) -> None:
    link = '<link rel="alternate" type="application/atom+xml" href="/feed.xml"></head>'
    page = PAGE.format(canonical="").replace("</head>", link).encode()
    feed = server.say("/feed.xml", b"<?xml version='1.0'?><rss version='2.0'></rss>")
    address = server.say("/named", page, Content_Type="text/html")
    named, itself = add(tmp_path, "--allow-private", address, feed)
    assert (named["result"], named["feeds"]) == ("stored", [feed])
    assert (itself["result"], itself["feeds"]) == ("refused", [feed])
    assert "feeds add" in str(itself["reason"])
    plain = server.say("/plain", PAGE.format(canonical="").encode(), Content_Type="text/html")
    assert "feeds" not in add(tmp_path, "--allow-private", plain)[0]
