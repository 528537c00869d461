"""Saved searches and rules: kept in the state, counted, hidden by, taken back; hostile ones do no harm."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from library import (
    EVERYTHING,
    HIDDEN,
    UNREAD,
    Counts,
    Deed,
    Edit,
    Entity,
    EntityKind,
    Library,
    Mark,
    NotFound,
    NotSaved,
    QueryError,
    Saved,
    Source,
    Tally,
    all_of,
    depends_on_marks,
    parse_query,
    without,
)
from library.state import State

TEXTS = {
    "Sport am Montag": "Der Verein aus Wien hat wieder gewonnen.",
    "Wien wählt": "In Wien wird am Sonntag gewählt, und der Sport ruht.",
    "Wetter": "Es regnet in Rom.",
    "Noch ein Wetter": "Es schneit in Wien.",
}
HOSTILE = [
    "[/]",
    "[bold red]rot[/bold red]",
    "\x1b[31m\x1b]0;x\x07",
    "\ud800 halb",
    "x" * 10_000,
    "a\nb\tc\u202e",
    "[/] ]" * 50,
    "名前 😀 e\u0301\u0301",
]


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library with `TEXTS`, which nobody may change."""
    folder = tmp_path_factory.mktemp("searches") / "home"
    documents = [
        Source("a.txt", f"Title: {title}\nDate: 2024-05-{day:02}\n\n{text}\n".encode())
        for day, (title, text) in enumerate(TEXTS.items(), start=1)
    ]
    with Library(folder) as library:
        assert len(list(library.add(documents))) == len(TEXTS)
        list(library.recognise(engine="rules"))
    return folder


@pytest.fixture
def library(tmp_path: Path, made_once: Path) -> Iterator[Library]:
    """Return a library with `TEXTS`."""
    with Library(Path(shutil.copytree(made_once, tmp_path / "home"))) as library:
        yield library


def titles(library: Library, query: str = "") -> list[str]:
    return [headline.title for headline in library.search(query)]


def names(library: Library) -> list[str]:
    return [one.name for one in library.searches.all()]


def test_they_are_kept_and_taken_back_one_after_the_other(library: Library) -> None:
    library.searches.add("Wien", "wien")
    library.searches.add(" Rom ", "rom")
    library.searches.add("wien", "wien OR vienna")  # the same name, whatever its case
    assert [(one.name, one.query) for one in library.searches.all()] == [
        ("Wien", "wien OR vienna"),
        ("Rom", "rom"),
    ]
    rome = library.searches.one("ROM")
    assert library.searches.one(rome.id[:6]) == rome
    library.searches.move(rome, 0)
    library.searches.rename(rome, "Roma")
    library.searches.remove(library.searches.one("wien"))
    library.rules.add("schneit")
    assert names(library) == ["Roma"]
    for expected in (["Roma", "Wien"], ["Rom", "Wien"], ["Wien", "Rom"]):
        library.searches.undo()
        assert names(library) == expected
    assert library.searches.undo().deed is Deed.CHANGE
    assert library.searches.one("Wien").query == "wien"
    library.searches.undo()
    library.searches.undo()
    assert names(library) == []
    with pytest.raises(NotFound, match="nothing to take back"):
        library.searches.undo()
    assert [one.query for one in library.rules.all()] == ["schneit"]


def test_another_process_and_the_next_start_see_them(library: Library) -> None:
    library.searches.add("Wien", "wien")
    library.rules.add("sport")
    with Library(library.folder) as other:
        assert names(other) == ["Wien"]
        other.searches.rename(other.searches.one("wien"), "Vienna")
        other.fold()
    assert names(library) == ["Vienna"]
    library.fold()
    library.close()
    (library.folder / "library.db").unlink()
    with Library(library.folder) as made_anew:
        assert names(made_anew) == ["Vienna"]
        assert [one.query for one in made_anew.rules.all()] == ["sport"]


def test_the_same_object_is_returned_until_something_changes(library: Library) -> None:
    library.searches.add("Wien", "wien")
    assert library.searches.all() is library.searches.all()
    assert library.rules.nodes() is library.rules.nodes()


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_and_queries_are_kept_clean_or_refused(library: Library, name: str) -> None:
    ways: tuple[Callable[[], Edit], ...] = (
        lambda: library.searches.add(name, "wien"),
        lambda: library.searches.add("Name", f"wien {name}"),
        lambda: library.rules.add(f"gibtsnicht {name}"),
        lambda: library.searches.follow(Entity(EntityKind.PERSON, name, "person/x")),
    )
    for add in ways:
        try:
            add()
        except (NotSaved, QueryError):
            continue
    for one in (*library.searches.all(), *library.rules.all()):
        assert one.name.isprintable()
        assert one.query.isprintable()
    assert len(titles(library)) == len(TEXTS)
    before = names(library)
    library.fold()
    assert [edit.name for edit in State(library.folder).kept().edits if edit.name]
    with Library(library.folder) as other:
        assert names(other) == before


def test_what_cannot_be_kept_is_refused_with_a_reason(library: Library) -> None:
    for name, query in (("", "wien"), (" \u200b", ""), ("x" * 201, "wien"), ("Alles", " ")):
        with pytest.raises(NotSaved):
            library.searches.add(name, query)
    with pytest.raises(QueryError, match="no field “foo:”"):
        library.searches.add("x", "foo:bar")
    with pytest.raises(NotSaved, match="finds everything"):
        library.rules.add("*")
    library.searches.add("Wien", "wien")
    library.searches.add("Rom", "rom")
    with pytest.raises(NotSaved, match="Another search is called “Wien”"):
        library.searches.rename(library.searches.one("Rom"), "wien")
    with pytest.raises(NotSaved, match="already"):
        library.searches.add("Wien", "wien")
    library.rules.add("sport")
    with pytest.raises(NotSaved, match="hidden already"):
        library.rules.add(" sport ")
    with pytest.raises(NotFound, match="No saved search is “Nix”"):
        library.searches.one("Nix")


def test_following_a_name_is_a_search_for_it_until_it_is_followed_no_more(
    library: Library,
) -> None:
    putin = Entity(EntityKind.PERSON, 'Wladimir "W." Putin', "person/putin")
    library.searches.follow(putin)
    (saved,) = library.searches.all()
    assert saved.query == 'person:"Wladimir W. Putin"'
    parse_query(saved.query)
    assert library.searches.follow(putin).deed is Deed.REMOVE
    library.searches.add('wladimir "w." putin', "putin krieg")
    library.searches.follow(putin)
    assert names(library) == ['wladimir "w." putin', 'person:"Wladimir W. Putin"']
    library.searches.follow(Entity(EntityKind.OTHER, "NATO-Gipfel", "other/x"))
    assert library.searches.all()[-1].query == 'entity:"NATO-Gipfel"'


# Rules


def test_what_a_rule_finds_is_in_no_list_but_that_of_what_is_hidden(library: Library) -> None:
    library.rules.add("sport")
    assert titles(library) == ["Noch ein Wetter", "Wetter"]
    assert titles(library, "wien") == ["Noch ein Wetter"]
    assert titles(library, "is:unread") == ["Noch ein Wetter", "Wetter"]
    assert library.count(EVERYTHING) == 2
    assert library.count(parse_query("wien")) == 1
    hidden = library.listing(library.find(HIDDEN))
    assert [headline.title for headline in hidden] == ["Wien wählt", "Sport am Montag"]
    assert len(library.find(all_of(HIDDEN, parse_query("sonntag")))) == 1
    assert library.counts() == (4, 4, 0)
    assert library.hidden() == (2, 2, 0)
    library.mark([hidden[0].id], Mark.READ)
    library.mark([hidden[1].id], Mark.BOOKMARK)
    assert library.hidden() == (2, 1, 1)
    library.rules.undo()
    assert len(titles(library)) == 4
    assert library.hidden() == (0, 0, 0)
    assert len(library.find(HIDDEN)) == 0


def test_several_rules_hide_what_any_of_them_finds(library: Library) -> None:
    library.rules.add("title:wetter regnet")
    library.rules.add("sonntag OR gibtsnicht")
    assert titles(library) == ["Noch ein Wetter", "Sport am Montag"]
    assert library.hidden() == (2, 2, 0)
    assert [library.hidden_by(rule) for rule in library.rules.all()] == [1, 1]


def test_a_rule_may_be_about_marks_and_names(library: Library) -> None:
    library.rules.add("place:rom")
    assert titles(library) == ["Noch ein Wetter", "Wien wählt", "Sport am Montag"]
    library.rules.add("is:read")
    library.mark([library.search("")[0].id], Mark.READ)
    assert titles(library) == ["Wien wählt", "Sport am Montag"]
    library.mark([library.search("")[0].id], Mark.BOOKMARK)
    assert titles(library, "is:bookmarked") == ["Wien wählt"]


def test_an_article_is_tested_for_a_query(library: Library) -> None:
    id_ = library.search("")[0].id
    for query, matches in (
        ("wien", True),
        ("wien -schneit", False),
        ("place:wien", True),
        ("place:rom", False),
        ("place:rom OR title:noch", True),
        ("is:unread", True),
    ):
        assert library.matches(parse_query(query), id_) is matches
    assert not library.matches(EVERYTHING, "f" * 16)
    assert not library.matches(HIDDEN, id_)
    library.rules.add("schneit")
    assert library.matches(HIDDEN, id_)


def test_a_query_that_only_a_later_version_reads_hides_nothing_and_stays(library: Library) -> None:
    library.close()
    line = {
        "edit": {"deed": "add", "at": "2030-01-01T00:00:00.000Z", "query": "near:wien,5km"},
        "of": "rules",
    }
    with (library.folder / "state.journal").open("a") as file:
        file.write(json.dumps(line) + "\n")
    with Library(library.folder) as later:
        (rule,) = later.rules.all()
        assert rule.query == "near:wien,5km"
        assert len(titles(later)) == len(TEXTS)
        with pytest.raises(QueryError):
            later.hidden_by(rule)
        later.fold()
    assert "near:wien,5km" in (library.folder / "state.json").read_text()


@pytest.mark.parametrize(
    ("query", "depends", "among_unread"),
    [
        ("wien", False, False),
        ("is:unread", True, False),
        ("wien is:unread", True, False),
        ("wien -is:unread", True, True),
        ("wien OR is:bookmarked", True, True),
        ("wien is:bookmarked", True, True),
    ],
)
def test_whether_marks_change_what_matches(query: str, depends: bool, among_unread: bool) -> None:
    node = parse_query(query)
    assert depends_on_marks(node) is depends
    assert depends_on_marks(without(node, UNREAD)) is among_unread


def test_a_name_that_many_have_is_told_apart_by_ids(library: Library, tmp_path: Path) -> None:
    # As two machines leave it that have saved a search of the same name.
    library.searches.add("Wien", "wien")
    library.close()
    line = {
        "edit": {
            "deed": "add",
            "at": "2020-01-01T00:00:00.000Z",
            "name": "Wien",
            "query": "vienna",
        },
        "of": "searches",
    }
    with (library.folder / "state.journal").open("a") as file:
        file.write(json.dumps(line) + "\n")
    with Library(library.folder) as merged:
        assert names(merged) == ["Wien", "Wien"]
        with pytest.raises(NotFound, match="More than one"):
            merged.searches.one("Wien")
        merged.searches.remove(Saved(merged.searches.all()[0].id, "", ""))
        assert names(merged) == ["Wien"]


def test_what_was_counted_is_right_until_something_changes(library: Library) -> None:
    assert library.tally() is None
    library.searches.add("Wien", "wien")
    tally = Tally({"wien": 3}, Counts(0, 0, 0))

    def is_right() -> bool:
        kept, right = library.tally() or (None, False)
        assert kept == tally
        return right

    ways: tuple[Callable[[], object], ...] = (
        lambda: library.mark([library.search("wien")[0].id], Mark.READ),
        lambda: library.rules.add("sport"),
        lambda: list(library.add([Source("b.txt", b"Neues\nAus Wien.\n")])),
        lambda: list(library.recognise(engine="rules")),
    )
    for change in ways:
        library.keep_tally(tally)
        before = is_right()
        change()
        # As long as names are to be recognised nothing is right.
        assert not is_right() or not before
    for damage in ("", "{}", "[]", '{"unread": 7, "hidden": [], "version": 1}'):
        library._connection.execute("UPDATE meta SET value = ? WHERE name = 'tally'", (damage,))
        assert library.tally() is None
