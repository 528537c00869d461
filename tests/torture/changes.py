"""Every kind of change that a person or the program makes to what is kept, and what it is made to."""

from __future__ import annotations

import gc
import pickle
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from library import Altered, EntityKind, Library, Mark, Place, end_session
from library.searches import Queries
from library.store.tables import RANKED
from reader.history import HISTORY_NAME, History
from reader.layout import LAYOUT_NAME, ScreenLayout, Widths, save_layout
from reader.writing.files import write_file
from tests.library.store.test_migrating import NAMES_OF_2, OF_3, OF_4
from tests.torture import reading
from tests.torture.forking import Say, asked
from tests.torture.reading import Known, kept, more, read_all

Do = Callable[[Library], object]

_UNTOUCHED: Final = "Meldung Nummer 20"


@dataclass(frozen=True)
class Change:
    """One kind of change."""

    name: str
    """What it is called."""
    do: Do
    """Makes it; when this returns, it is acknowledged."""
    begins: str = "filled"
    """The name of the folder in which it is made."""
    later: bool = False
    """Whether a later version of the program makes it, which reads documents otherwise."""
    again: bool = False
    """Whether it can be made again, and only does what was not done yet."""
    is_several: bool = False
    """Whether it is made in several steps, of which the first are kept if a later one fails.

    To put a file in place and to make sure of that are two.
    """
    is_light: bool = False
    """Whether it may be lost without a word, for it is not what a person did."""


def ids(library: Library) -> list[str]:
    """Return the ids of the articles that are shown or deleted, in an order that stays."""
    return sorted(id_ for (id_,) in library._connection.execute("SELECT id FROM headlines"))


def untouched(library: Library) -> list[str]:
    """Return the id of an article that no change bookmarks, so that it can be bookmarked afterwards."""
    found = library._connection.execute("SELECT id FROM headlines WHERE title = ?", (_UNTOUCHED,))
    return [id_ for (id_,) in found]


def _marked(number: int, mark: Mark) -> Do:
    return lambda library: library.mark([ids(library)[number]], mark)


def _all_marked(library: Library) -> None:
    library.mark(ids(library), Mark.READ)


def _put_back(library: Library) -> None:
    id_ = ids(library)[0]
    library.put_back([Altered(id_, "read", None, library.status(id_).read)])


def _corrected(name: str, do: str, *values: object) -> Do:
    def correct(library: Library) -> None:
        entity = library.register.entity(name).entity
        getattr(library.register.corrections, do)(entity, *values)

    return correct


def _merged(library: Library) -> None:
    one, other = (library.register.entity(name).entity for name in ("Rotterdam", "London"))
    library.register.corrections.merge(one, other)


def _edited(shelf: Callable[[Library], Queries], do: str, *values: object) -> Do:
    def edit(library: Library) -> None:
        queries = shelf(library)
        getattr(queries, do)(queries.all()[0], *values)

    return edit


def _searches(library: Library) -> Queries:
    return library.searches


def _rules(library: Library) -> Queries:
    return library.rules


def _feeds(library: Library) -> Queries:
    return library.feeds


def _feed_moved(library: Library) -> None:
    library.feeds.moved(library.feeds.all()[0], "https://example.net/moved")


def _marked_and_folded(library: Library) -> None:
    library.mark([ids(library)[3]], Mark.READ)
    library.fold()


def _folder_added(library: Library) -> None:
    list(library.add(more()))


def _reindexed(library: Library) -> None:
    list(library.reindex())


def _laid_out(library: Library) -> None:
    save_layout(library.folder / LAYOUT_NAME, ScreenLayout({2: Widths(30, 0)}, "nord"))


def _session_ended(library: Library) -> None:
    end_session(library.folder, datetime.now(UTC))


def _exported(library: Library) -> None:
    write_file(
        library.folder / "exported.txt", (f"{n}. Zeile\n" for n in range(200)), overwrite=True
    )


CHANGES: Final = (
    Change("read", _marked(3, Mark.READ)),
    Change("unread", _marked(0, Mark.UNREAD)),
    Change("bookmark", _marked(3, Mark.BOOKMARK)),
    Change("unbookmark", _marked(0, Mark.UNBOOKMARK)),
    Change("tag", lambda library: library.labels.tag([ids(library)[0]], ["neu"], ["alt"])),
    Change("note", lambda library: library.labels.set_note(ids(library)[0], "Noch einmal lesen.")),
    Change("place", lambda library: library.keep_place(ids(library)[0], Place(0, 7))),
    Change("delete", lambda library: library.bin.delete([ids(library)[3]])),
    Change("restore", lambda library: library.bin.restore([ids(library)[1]])),
    Change("purge", lambda library: library.bin.forget(days=0), again=True),
    Change("bulk mark", _all_marked),
    Change("undo of a mark", _put_back),
    Change("search added", lambda library: library.searches.add("Bergbau", "kohle -holz")),
    Change("search changed", lambda library: library.searches.add("Kohle", "kohle OR koks")),
    Change("search renamed", lambda library: _edited(_searches, "rename", "Häfen")(library)),
    Change("search moved", _edited(_searches, "move", 2)),
    Change("search removed", _edited(_searches, "remove")),
    Change("undo of a search", lambda library: library.searches.undo()),
    Change("rule added", lambda library: library.rules.add("title:haushalt")),
    Change("rule removed", _edited(_rules, "remove")),
    Change("feed added", lambda library: library.feeds.add("https://example.net/new", "Neues")),
    Change("feed renamed", _edited(_feeds, "rename", "Ordner/Anders")),
    Change("feed moved", _feed_moved),
    Change("feed removed", _edited(_feeds, "remove")),
    Change("entity merged", _merged),
    Change("entity renamed", _corrected("Köln", "rename", "Cöln am Rhein")),
    Change("entity split", _corrected("Südkorea", "split", "Südkoreas")),
    Change("entity retyped", _corrected("Seoul", "retype", EntityKind.OTHER)),
    Change("entity hidden", _corrected("Washington", "hide")),
    Change("undo of a correction", lambda library: library.register.corrections.undo()),
    Change("fold", lambda library: library.fold(), again=True),
    Change("mark and fold", _marked_and_folded, again=True, is_several=True),
    Change("article added", lambda library: list(library.add(more()[:1])), again=True),
    Change("folder added", _folder_added, again=True, is_several=True),
    Change("reindexing", _reindexed, later=True, again=True, is_several=True),
    Change("renewal of version 4", lambda library: library, begins="of 4", again=True),
    Change("renewal of version 1", lambda library: library, begins="of 1", again=True),
    Change("new library", lambda library: library, begins="empty", again=True),
    Change("layout", _laid_out, again=True, is_light=True),
    Change(
        "history",
        lambda library: History(library.folder / HISTORY_NAME).add("kohle"),
        again=True,
        is_several=True,
    ),
    Change("end of a session", _session_ended, again=True, is_several=True),
    Change("export", _exported, again=True),
)
"""All kinds of changes."""


def ready(folder: Path) -> tuple[Path, str]:
    """Make `folder` with what changes begin with, and get this process ready to split off others.

    It is returned with a time after which nothing was done in it. Documents are read in another process,
    for what that loads would have to be copied each time.
    """
    folder.mkdir()
    parts = folder / "parts"

    def make(say: Say) -> None:
        parts.write_bytes(pickle.dumps(read_all()))
        reading.use(parts)
        say("since", _make_all(folder))

    ((kind, since),) = asked(make)
    assert kind == "since", since
    reading.use(parts)
    gc.collect()
    gc.freeze()
    return folder, since


def _make_all(folder: Path) -> str:
    """Make the folders in which changes begin, and return a time after which nothing was done to them."""
    (folder / "empty").mkdir()
    _fill(folder / "filled", deleting=True)
    for name, make in _OLDER.items():
        _fill(folder / name, deleting=False)
        with closing(sqlite3.connect(folder / name / "library.db", isolation_level=None)) as old:
            make(old)
    return datetime.now(UTC).isoformat()


def _fill(home: Path, *, deleting: bool) -> None:
    """Make a library with something of everything in it, of which the last is in the journal alone."""
    with Library(home) as library:
        assert all(one.id for one in library.add(kept()))
        all_ids = ids(library)
        library.mark(all_ids[:1], Mark.READ)
        library.mark(all_ids[:1], Mark.BOOKMARK)
        library.labels.tag(all_ids[:1], ["alt", "Strom"])
        library.labels.set_note(all_ids[0], "Eine Notiz: „ja“.")
        library.keep_place(all_ids[0], Place(1, 3))
        if deleting:
            library.bin.delete(all_ids[1:3])
        for name, query in (("Hafen", "hafen OR harbour"), ("Kohle", "kohle"), ("Rhein", "rhein")):
            library.searches.add(name, query)
        library.rules.add("title:fähre")
        library.feeds.add("https://example.net/feed", "Der Herold", ("Presse",))
        library.feeds.add("https://example.net/other", "Das Blatt")
        _corrected("Hamburg", "rename", "Freie Hansestadt")(library)
        library.fold()
        library.mark(all_ids[2:3], Mark.BOOKMARK)
        library.searches.add("Wien", "wien")
        _corrected("Almaty", "hide")(library)
        History(home / HISTORY_NAME).add("hafen")
        save_layout(home / LAYOUT_NAME, ScreenLayout({3: Widths(0, 24)}, "auto"))
        write_file(home / "exported.txt", ["Was vorher da stand.\n"])


def _make_4(old: sqlite3.Connection) -> None:
    # What an earlier version mirrored of the state is not enough for this one.
    old.execute("DELETE FROM meta WHERE name IN ('state', 'corrections', 'edits')")
    old.executescript(OF_4)


def _make_1(old: sqlite3.Connection) -> None:
    _make_4(old)
    for table in RANKED:
        old.execute(f"UPDATE {table} SET rank = -rank / 64 * 256 - rank % 64")
        old.execute(f"UPDATE {table} SET rank = -rank")
    old.executescript(OF_3 + NAMES_OF_2)
    for table in ("digests", "signatures", "sketches", "unlinked", "stories"):
        old.execute(f"DROP TABLE {table}")
    old.execute("PRAGMA user_version = 1")


_OLDER: Final[Mapping[str, Callable[[sqlite3.Connection], None]]] = {
    "of 4": _make_4,
    "of 1": _make_1,
}


def known_as(change: Change) -> str:
    """Return by which version documents are read when it is made; see `Known.version`."""
    Known.version = "later" if change.later else ""
    return Known.version
