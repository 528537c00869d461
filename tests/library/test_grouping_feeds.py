"""Articles are grouped by the feeds that they came from, and by their folders, and are found by these."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from library import Arrangement, Grouping, Label, Library, Order, Source, parse_query
from tests.library.test_updating import rss
from tests.web import Site, site


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as running:
        yield running


@pytest.fixture
def library(server: Site, tmp_path: Path) -> Iterator[Library]:
    """Return a library with two articles of one feed, one of another, and one of none."""
    with Library(tmp_path) as made:
        made.feeds.add(server.say("/a", rss("a1", "a2")), "Herold", ("Stadt", "Nord"))
        made.feeds.add(server.say("/b", rss("b1")), "Bote")
        list(made.update(private=True))
        list(made.add([Source("x.txt", b"Ein Text\n\nVon niemandem.\n")]))
        yield made


def groups(library: Library, grouping: Grouping) -> list[tuple[Label, int, int]]:
    arranged = library.arrange(parse_query(""), Arrangement(Order.DATE, grouping))
    assert arranged.outline is not None
    found = [arranged.outline.group(number) for number in range(arranged.outline.groups)]
    return [(one.label, one.articles, one.unread) for one in found]


def test_feeds_and_folders(library: Library) -> None:
    assert groups(library, Grouping.FEED) == [("Bote", 1, 1), ("Herold", 2, 2), (None, 1, 1)]
    assert groups(library, Grouping.FOLDER) == [("Stadt/Nord", 2, 2), (None, 2, 2)]
    library.feeds.rename(library.feeds.one("Herold"), "Zeitung")
    assert groups(library, Grouping.FEED) == [("Bote", 1, 1), ("Zeitung", 2, 2), (None, 1, 1)]
    assert groups(library, Grouping.FOLDER) == [(None, 4, 4)]


def test_what_is_read_is_counted_in_its_group(library: Library) -> None:
    arranged = library.arrange(parse_query(""), Arrangement(Order.TITLE, Grouping.FEED))
    outline = arranged.outline
    assert outline is not None
    row = outline.rows(1)[0]
    outline.mark(arranged[row], arranged.key(row), -1)
    assert [outline.group(number).unread for number in range(3)] == [1, 1, 1]


def test_in_a_search_too(library: Library) -> None:
    arranged = library.arrange(parse_query("fluss"), Arrangement(Order.SOURCE, Grouping.FEED))
    assert arranged.outline is not None
    assert [arranged.outline.group(n).articles for n in range(2)] == [1, 2]


def test_what_came_from_a_feed_is_found_wherever_a_query_can_stand(library: Library) -> None:
    def titles(query: str) -> list[str]:
        return sorted(one.title for one in library.search(query))

    assert titles("feed:stadt/") == titles("feed:HEROLD fluss") == ["Titel a1", "Titel a2"]
    assert titles("-feed:herold") == ["Ein Text", "Titel b1"]
    assert titles('feed:""') == ["Titel a1", "Titel a2", "Titel b1"]
    assert titles("feed:nirgends") == []
    node = parse_query("feed:bote")
    (id_,) = library.ids_of(library.find(node))
    assert library.matches(node, id_)
    assert not library.matches(node, library.search("a1")[0].id)
    assert library.count(node) == 1
    assert [one.title for one in library.each("feed:nord")] == ["Titel a2", "Titel a1"]
    assert library.suggestions("fluss feed:nirgends") == []
    assert list(library.register.known("feed:nirgends")) == []
    library.rules.add("feed:stadt")
    assert titles("") == ["Ein Text", "Titel b1"]
    assert library.hidden().articles == library.hidden_by(library.rules.all()[0]) == 2
    library.feeds.rename(library.feeds.one("Herold"), "Land/Herold")
    assert titles("feed:land") == titles("feed:herold") == ["Titel a1", "Titel a2"]
    library.feeds.remove(library.feeds.one("Herold"))
    assert titles("feed:herold") == []
