"""Feeds that are followed are asked for what is new, on a real server, and their articles are stored."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from library import Busy, Library, NotFound, NotSaved, Pages, Updated, pages_of, use_language
from tests.web import Handler, Site, site

LONG = "Der Fluss ist in der Nacht weiter gestiegen, und die Stadt hat die Uferwege gesperrt. " * 9


def rss(*items: str, title: str = "Der Herold") -> bytes:
    """Return a feed with items of these names."""
    made = "".join(
        f"<item><title>Titel {name}</title><link>/{name}</link><guid>{name}</guid>"
        f"<pubDate>Tue, 05 Sep 2023 0{number % 10}:30:00 GMT</pubDate>"
        f"<description>{LONG} {name}</description></item>"
        for number, name in enumerate(items)
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{made}</channel></rss>'.encode()


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as running:
        yield running


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "home") as made:
        yield made


Update = Callable[..., list[Updated]]


@pytest.fixture
def update(library: Library) -> Update:
    def updated(*names: str) -> list[Updated]:
        feeds = [library.feeds.one(name) for name in names] or None
        return list(library.update(feeds, private=True))

    return updated


def test_what_is_new_is_stored_once(server: Site, library: Library, update: Update) -> None:
    library.feeds.add(server.say("/feed", rss("a", "b")))
    (first,) = update()
    assert (first.name, first.stored, first.problem) == (f"{server.address}/feed", 2, "")
    (feed,) = library.feeds.all()
    assert feed.name == "Der Herold"
    assert {one.title for one in library.search("fluss")} == {"Titel a", "Titel b"}
    assert {one.source for one in library.search("fluss")} == {"Der Herold"}
    server.say("/feed", rss("c", "b", "a"))
    (second,) = update()
    assert (second.name, second.stored) == ("Der Herold", 1)
    (third,) = update()
    assert third.stored == 0
    status, articles, unread = library.feed_statuses()[feed.id]
    assert (articles, unread, status.failures, status.problem) == (3, 3, 0, "")
    assert status.changed is not None


def test_what_is_unchanged_is_not_sent_again(
    server: Site, library: Library, update: Update
) -> None:
    def answer(request: Handler) -> None:
        known = request.headers.get("If-None-Match") == '"1"'
        request.say(b"" if known else rss("a"), 304 if known else 200, ETag='"1"')

    library.feeds.add(server.answer("/feed", answer), "Herold", ("Stadt",))
    assert [one.stored for one in update()] == [1]
    assert [one.stored for one in update()] == [0]
    assert server.asked[-1][1]["if-none-match"] == '"1"'
    assert [feed.name for feed in library.feeds.all()] == ["Stadt/Herold"]


def test_an_item_that_was_taken_does_not_come_back(
    server: Site, library: Library, update: Update
) -> None:
    library.feeds.add(server.say("/feed", rss("a")))
    update()
    changed = rss("a").replace(b"Titel a", b"Titel a, berichtigt")
    server.say("/feed", changed)
    assert [one.stored for one in update()] == [0]
    assert [one.title for one in library.search("")] == ["Titel a"]


def test_failures_are_said_and_waited_for(server: Site, library: Library, update: Update) -> None:
    library.feeds.add(server.say("/feed", b"", 500), "Herold")
    (first,) = update()
    assert "500" in first.problem
    assert update() == []  # it is not asked again at once
    (again,) = update("Herold")  # but for those who ask for it by name
    assert "500" in again.problem
    (status, *_numbers) = next(iter(library.feed_statuses().values()))
    assert status.failures == 2
    assert status.due is not None
    assert timedelta(minutes=25) < status.due - datetime.now(UTC) <= timedelta(minutes=30)
    assert status.problem == "was refused by the server (500 Internal Server Error)"
    use_language("de")
    (status, *_numbers) = next(iter(library.feed_statuses().values()))
    use_language("en")
    assert status.problem == "wurde vom Server verweigert (500 Internal Server Error)"
    server.say("/feed", rss("a"))
    assert [one.stored for one in update("Herold")] == [1]
    assert [one.problem for one in update()] == [""]


def test_who_may_not_be_asked_is_not_waited_for_once_it_may(
    server: Site, library: Library, update: Update
) -> None:
    library.feeds.add(server.say("/f", rss("a1")))
    (refused,) = library.update()
    assert "--allow" in refused.problem
    assert server.asked == []
    (allowed,) = update()
    assert len(allowed.new) == 1


def test_who_wants_to_be_asked_later_is(server: Site, library: Library, update: Update) -> None:
    library.feeds.add(server.say("/feed", b"", 429, Retry_After="7200"), "Herold")
    update()
    (status, *_numbers) = next(iter(library.feed_statuses().values()))
    assert status.due is not None
    assert timedelta(minutes=110) < status.due - datetime.now(UTC) <= timedelta(minutes=120)


def test_who_is_gone_is_not_asked_again(server: Site, library: Library, update: Update) -> None:
    library.feeds.add(server.say("/feed", b"", 410), "Herold")
    (gone,) = update()
    assert gone.gone
    asked = len(server.asked)
    assert update() == []
    assert len(server.asked) == asked


def test_who_has_moved_is_asked_there(server: Site, library: Library, update: Update) -> None:
    there = server.say("/there", rss("a"))
    library.feeds.add(server.say("/feed", b"", 301, Location="/there"), "Herold")
    (moved,) = update()
    assert (moved.moved, moved.address, moved.stored) == (True, there, 1)
    assert [feed.query for feed in library.feeds.all()] == [there]
    assert [one.moved for one in update()] == [False]
    assert server.asked[-1][0] == "/there"


@pytest.mark.parametrize(
    "data", [b"<html><body>no feed</body></html>", b"", b"\x00\xff", b'{"items": 3}']
)
def test_what_is_no_feed_is_said(
    server: Site, library: Library, update: Update, data: bytes
) -> None:
    library.feeds.add(server.say("/feed", data), "Herold")
    library.feeds.add(server.say("/good", rss("a")), "Bote")
    updated = {one.name: one for one in update()}
    assert updated["Herold"].problem
    assert updated["Bote"].stored == 1


def test_pages_are_fetched_where_the_feed_is_short(
    server: Site, library: Library, update: Update
) -> None:
    page = f"<html><body><article><h1>Titel a</h1><p>{LONG}</p><p>{LONG} Ende.</p></article></body></html>"
    server.say("/a", page.encode(), Content_Type="text/html")
    short = rss("a").replace(LONG.encode(), b"Kurz.")
    library.feeds.add(server.say("/short", short), "Kurz")
    library.feeds.add(server.say("/never", short.replace(b"/a<", b"/n<")), "Nie")
    library.feeds.set_pages(library.feeds.one("Nie"), Pages.NEVER)
    server.say("/n", page.encode())
    update()
    lengths = {one.url: one.words for one in library.search("")}
    assert lengths[f"{server.address}/a"] > 100
    assert lengths[f"{server.address}/n"] < 10
    assert pages_of(library.feeds.one("Nie")) is Pages.NEVER


def test_what_servers_say_of_types_is_not_believed(
    server: Site, library: Library, update: Update
) -> None:
    for number, said in enumerate(("image/png", "text/html", "application/octet-stream", "\x01;=")):
        library.feeds.add(server.say(f"/{number}", rss(f"{number}x"), Content_Type=said), said)
    image = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
    library.feeds.add(server.say("/image", image, Content_Type="application/rss+xml"), "Bild")
    server.say("/z", image, Content_Type="text/html")
    short = rss("z").replace(LONG.encode(), b"Ein Satz, der im Feed steht.")
    library.feeds.add(server.say("/short", short), "Kurz")
    updated = {one.name: (one.stored, bool(one.problem)) for one in update()}
    assert updated.pop("Bild") == (0, True)
    assert set(updated.values()) == {(1, False)}
    assert len(updated) == 5
    (kept,) = (one for one in library.search("") if one.url == f"{server.address}/z")
    assert kept.words == 7


def test_a_page_that_is_missing_costs_no_article(
    server: Site, library: Library, update: Update
) -> None:
    short = rss("a").replace(LONG.encode(), b"Ein Satz, der im Feed steht.")
    library.feeds.add(server.say("/feed", short))
    assert [one.stored for one in update()] == [1]


def test_what_is_stopped_before_its_pages_came_is_taken_the_next_time(
    server: Site, library: Library, update: Update
) -> None:
    def slow(request: Handler) -> None:
        time.sleep(0.6)
        paragraphs = f"<p>{LONG}</p><p>{LONG} Ende.</p>"
        request.say(f"<html><body><article>{paragraphs}</article></body></html>".encode())

    server.answer("/a", slow)
    library.feeds.add(server.say("/feed", rss("a").replace(LONG.encode(), b"Kurz.")))
    begun = time.monotonic()
    asked = library.update(private=True, stopped=lambda: time.monotonic() - begun > 0.3)
    assert list(asked) == []
    assert len(library.search("")) == 0
    assert [one.stored for one in update()] == [1]
    assert library.search("")[0].words > 100


def test_many_are_asked_at_once(server: Site, library: Library, update: Update) -> None:
    for number in range(40):
        library.feeds.add(server.say(f"/{number}", rss(f"i{number}", title=f"Feed {number}")))
    assert sum(one.stored for one in update()) == 40
    assert len({feed.name for feed in library.feeds.all()}) == 40


def test_only_one_updates(library: Library, tmp_path: Path, update: Update) -> None:
    with FileLock(tmp_path / "home" / "updating.lock"), pytest.raises(Busy):
        update()
    assert update() == []


def test_stopping_stops(server: Site, library: Library) -> None:
    for number in range(50):
        library.feeds.add(server.say(f"/{number}", rss(f"i{number}")))
    updated: list[Updated] = []
    asked = library.update(private=True, stopped=lambda: len(updated) >= 3)
    updated.extend(asked)
    assert 3 <= len(updated) < 50


def test_feeds_are_kept_and_found(library: Library) -> None:
    library.feeds.add("https://a.example/feed", "Herold", ("Stadt", "Nord"))
    library.feeds.add("https://b.example/feed", "Bote", ("Stadt",))
    library.feeds.add("https://c.example/feed", "Bote", ("Land",))
    with pytest.raises(NotSaved, match="already"):
        library.feeds.add("HTTPS://A.example:443/feed#x")
    for wrong in ("a.example", "file:///etc/passwd", "exec:ls", ""):
        with pytest.raises(NotSaved, match="no address"):
            library.feeds.add(wrong)
    assert library.feeds.one("herold").query == "https://a.example/feed"
    assert library.feeds.one("https://b.example/feed").name == "Stadt/Bote"
    with pytest.raises(NotFound):
        library.feeds.one("Bote")
    assert [one.name for one in library.feeds.within("stadt")] == [
        "Stadt/Nord/Herold",
        "Stadt/Bote",
    ]
    library.feeds.rename(library.feeds.one("Land/Bote"), "Post")
    assert library.feeds.one("post").name == "Post"
    with pytest.raises(NotSaved, match="Another"):
        library.feeds.rename(library.feeds.one("post"), "stadt/BOTE")
    library.feeds.remove(library.feeds.one("post"))
    library.feeds.undo()
    assert library.feeds.one("post").name == "Post"


def test_what_is_no_longer_followed_is_forgotten(
    server: Site, library: Library, update: Update
) -> None:
    library.feeds.add(server.say("/feed", rss("a")), "Herold")
    update()
    library.feeds.remove(library.feeds.one("Herold"))
    assert update() == []
    assert library.feed_statuses() == {}
    assert len(library.search("")) == 1  # its articles stay
