"""Feeds are followed, updated, imported and exported from the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.dom.minidom import parseString

import pytest
from filelock import FileLock

from tests.library.test_updating import rss
from tests.reader.inside import Ended, inside
from tests.web import Site, site

OPML = """<opml version="2.0"><body><outline text="Stadt"><outline text="Herold" xmlUrl="{a}"/></outline>
<outline text="Bote" xmlUrl="{b}"/><outline text="Programm" xmlUrl="exec:ls"/></body></opml>"""

Run = Callable[..., Ended]


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as running:
        yield running


@pytest.fixture
def run(tmp_path: Path) -> Run:
    newsreader = inside(tmp_path / "home")

    def done(*command: str, code: int = 0, text: str = "") -> Ended:
        found = newsreader(*command, stdin=text)
        assert found.code == code, found
        return found

    return done


def test_from_another_reader_to_the_first_article(server: Site, run: Run) -> None:
    a, b = server.say("/a.xml", rss("a1", "a2")), server.say("/b.xml", b"", 503)
    found = run("feeds", "import", "-", text=OPML.format(a=a, b=b), code=3)
    assert found.out == "2 feeds are followed now\n"
    assert found.errors == "newsreader: exec:ls: is no address of http or https\n"
    assert "already" in run("feeds", "import", "-", text=OPML.format(a=a, b=b), code=3).out
    updated = run("update", "--allow-private", "--later", code=3)
    assert updated.out == ""
    assert updated.errors.count("\n") == 1
    assert "Bote: was refused by the server (503" in updated.errors
    listed = {one["name"]: one for one in run("feeds", "list", "--json").records}
    assert listed["Stadt/Herold"]["unread"] == 2
    assert "503" in str(listed["Bote"]["problem"])
    assert len(run("list", "--json").records) == 2
    # Again, as a clock would do it: quiet, for the one that fails is waited for.
    again = run("update", "--allow-private")
    assert (again.out, again.errors) == ("", "")


def test_opml_is_written_as_it_was_read(server: Site, run: Run) -> None:
    opml = OPML.format(a=server.address + "/a", b=server.address + "/b")
    assert "exec:ls: is no address" in run("feeds", "import", "-", text=opml, code=3).errors
    opml = run("feeds", "export").out
    assert '<outline text="Stadt">' in opml
    assert "exec" not in opml
    found = run("feeds", "import", "-", text=opml)
    assert found.out == "0 feeds are followed now, 2 were already\n"


def test_opml_is_xml_whatever_a_feed_is_called(run: Run) -> None:
    run("feeds", "add", "--unchecked", "https://a.example/", "--name", "A\ufffe/B\uffff <&\"'>\x1b")
    (_folder, feed) = parseString(run("feeds", "export").out).getElementsByTagName("outline")
    assert feed.getAttribute("text") == "B\ufffd <&\"'>␛"


def test_a_site_leads_to_its_feed(server: Site, run: Run) -> None:
    server.say("/feed.xml", rss("a"))
    link = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'
    one = f"<html><head>{link.format('Alles', '/feed.xml')}</head><body>Text</body></html>"
    page = server.say("/", one.encode(), Content_Type="text/html")
    added = run("feeds", "add", page, "--allow-private", "--name", "Stadt/Blatt")
    assert added.out.startswith("“Stadt/Blatt” is followed.")
    (listed,) = run("feeds", "--json").records
    assert listed["address"] == f"{server.address}/feed.xml"
    two = one.replace("</head>", link.format("Sport", "/sport.xml") + "</head>")
    several = run("feeds", "add", server.say("/two", two.encode()), "--allow-private", code=1)
    assert several.out.splitlines()[1] == f"{server.address}/sport.xml  Sport"
    none = run("feeds", "add", server.say("/no", b"<p>Text</p>"), "--allow-private", code=3)
    assert "is no feed, and names none" in none.errors
    assert "public network" in run("feeds", "add", page, code=3).errors
    assert "followed already" in run("feeds", "add", page, "--allow-private", code=2).errors


def test_the_pages_of_a_feed_are_fetched_from_the_start_where_that_is_said(
    server: Site, run: Run
) -> None:
    for number, more in enumerate(([], ["--full"])):
        run("feeds", "add", "--unchecked", server.say(f"/{number}", rss("a1")), *more)
    assert [one["pages"] for one in run("feeds", "--json").records] == ["short", "always"]


def test_what_is_done_to_feeds_can_be_taken_back(server: Site, run: Run) -> None:
    address = server.address + "/a"
    run("feeds", "add", "--unchecked", address, "--name", "Herold")
    run("feeds", "rename", "Herold", "Stadt/Bote")
    run("feeds", "pages", "Bote", "never")
    (listed,) = run("feeds", "list", "--json").records
    assert (listed["name"], listed["pages"]) == ("Stadt/Bote", "never")
    run("feeds", "remove", address)
    assert run("feeds", code=1).out == ""
    run("feeds", "undo")
    run("feeds", "undo")
    (listed,) = run("feeds", "list", "--json").records
    assert (listed["name"], listed["pages"]) == ("Stadt/Bote", "short")
    assert "No feed is “x”" in run("feeds", "remove", "x", code=1).errors


def test_a_folder_stands_for_its_feeds(server: Site, run: Run) -> None:
    for name in ("Welt/Bote", "Welt/Fern/Herold", "Anzeiger"):
        run("feeds", "add", "--unchecked", f"{server.address}/{name}", "--name", name)
    told = run("feeds", "pages", "welt", "always").out.splitlines()
    assert len(told) == 2
    pages = {one["name"]: one["pages"] for one in run("feeds", "--json").records}
    assert pages == {"Welt/Bote": "always", "Welt/Fern/Herold": "always", "Anzeiger": "short"}


def test_an_address_is_no_folder_of_the_feeds_whose_addresses_go_on_like_it(run: Run) -> None:
    first, second = "https://paper.example/feed", "https://paper.example/feed/comments"
    for address in (first, second):
        run("feeds", "add", "--unchecked", address)
    for address in (second, first):
        run("feeds", "pages", address, "never")
        pages = {one["address"]: one["pages"] for one in run("feeds", "--json").records}
        assert pages[address] == "never"
    assert {one["pages"] for one in run("feeds", "--json").records} == {"never"}
    run("feeds", "remove", "feed", code=1)


def test_a_folder_is_updated(server: Site, run: Run) -> None:
    for name in ("Stadt/A", "Stadt/B", "Land/C"):
        address = server.say(f"/{name[-1]}", rss(name[-1]))
        run("feeds", "add", "--unchecked", address, "--name", name)
    answers = run("update", "--json", "--later", "--allow-private", "stadt", "c").records
    assert {one["feed"]: one["stored"] for one in answers} == {
        "Stadt/A": 1,
        "Stadt/B": 1,
        "Land/C": 1,
    }
    assert "No feed" in run("update", "nonsense", code=1).errors


def test_a_second_update_leaves_it_to_the_first(server: Site, run: Run, tmp_path: Path) -> None:
    run("feeds", "add", "--unchecked", server.say("/a", rss("a")))
    with FileLock(tmp_path / "home" / "updating.lock"):
        found = run("update", "--allow-private")
    assert (found.out, found.errors, server.asked) == ("", "", [])


def test_consent_is_set_or_said(server: Site, run: Run, tmp_path: Path) -> None:
    feed = server.say("/a", rss("a1"))
    assert "public network" in run("feeds", "add", feed, code=3).errors
    run("feeds", "add", feed, "--allow", "127.0.0.1")
    assert "neither a name nor" in run("update", "--allow", "http://x", code=2).errors
    run("update", "--later", code=3)
    (tmp_path / "home" / "config.toml").write_text('[network]\nallow_private = ["localhost"]\n')
    assert 'allow_private = ["localhost"]' in run("config").out
    (updated,) = run("update", "--json", "--later", "Der Herold").records
    assert (updated["stored"], updated["problem"]) == (1, None)
    (added,) = run("add", "--json", "--later", server.say("/b.txt", b"Kurz\n\nEin Satz.")).records
    assert added["result"] == "stored"


@pytest.mark.parametrize(
    "command",
    [["add"], ["rename", "x"], ["pages", "x", "sometimes"], ["nonsense"]],
)
def test_what_makes_no_sense_is_said(run: Run, command: list[str]) -> None:
    found = run("feeds", *command, code=2)
    assert "Traceback" not in found.errors
    assert found.errors


def test_an_address_that_is_refused_ends_as_with_add(run: Run) -> None:
    assert "is not an address" in run("feeds", "add", "x.example", code=3).errors
    run("add", "x.example", code=3)


def test_nothing_to_take_back_is_nothing_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    for command in ("feeds", "searches", "rules", "entities"):
        assert "to take back" in run(command, "undo", code=1).errors
