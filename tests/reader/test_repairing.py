"""What is damaged is said in plain words, and the command `repair` saves what can be read."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from library import Library, Mark, Source, check_library
from reader.cli import main
from tests.reader.conftest import Start, settle

PAGE = 4096


def tear(home: Path, *names: str) -> None:
    """Overwrite the first pages of tables and indexes."""
    path = home / "library.db"
    with closing(sqlite3.connect(path)) as connection:
        roots = [
            root
            for name in names
            for (root,) in connection.execute(
                "SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)
            )
        ]
    assert len(roots) == len(names)
    with path.open("r+b") as file:
        for root in roots:
            file.seek((root - 1) * PAGE)
            file.write(b"\xa5" * PAGE)


def run(home: Path, *command: str) -> int:
    return main(["--home", str(home), *command])


def test_it_is_said_what_to_do_and_that_saves_all(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library(home) as library:
        library.mark([library.search("")[0].id], Mark.BOOKMARK)
        library.fold()
    assert run(home, "list") == 0
    before = capsys.readouterr().out
    tear(home, "fulltext_data", "meta")
    assert run(home, "list") == 2
    assert "“newsreader repair” saves what can be read" in capsys.readouterr().err
    assert run(home, "repair") == 0
    out, err = capsys.readouterr()
    assert out == "3 saved\n"
    (kept,) = home.glob("library.db.damaged-*")
    assert f"The damaged file is kept as {kept}." in err
    assert run(home, "list") == 0
    assert capsys.readouterr().out == before
    assert run(home, "list", "is:bookmarked") == 0
    assert run(home, "doctor") == 0
    assert f"1 damaged file is kept beside it, {kept.name}" in capsys.readouterr().out


def test_what_is_whole_is_left_alone_unless_that_is_wanted(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (home / "library.db").read_bytes()
    assert run(home, "repair") == 0
    assert "The library is whole; nothing was changed." in capsys.readouterr().err
    assert (home / "library.db").read_bytes() == before
    assert run(home, "repair", "--force", "--json") == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["result"] for one in told] == ["whole"] * 3
    assert all(len(one["id"]) == 16 and one["title"] for one in told)


def test_what_is_lost_is_named_and_made_safe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (
        b"<html><head><title>Ebbe</title><link rel=canonical href='https://deich.example/1'></head>"
        b"<body><article><h1>Ebbe</h1><p>Das Wasser geht, und der Grund kommt.</p></article></body></html>"
    )
    with Library(tmp_path) as library:
        list(library.add([Source("a.html", page), Source("b.txt", b"Flut\n\nEs kommt.\n")]))
    with closing(sqlite3.connect(tmp_path / "library.db")) as connection:
        connection.execute("DELETE FROM articles WHERE rank = (SELECT min(rank) FROM articles)")
        connection.execute("DELETE FROM originals WHERE rank NOT IN (SELECT rank FROM articles)")
        connection.execute("UPDATE headlines SET title = title || char(27) || '[31m'")
        connection.commit()
    assert run(tmp_path, "repair", "--force") == 3
    out, err = capsys.readouterr()
    assert out == "1 saved, 1 lost\n"
    assert "lost: " in err
    assert "\x1b" not in err


def test_where_nothing_can_be_read_nothing_is_changed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "library.db").write_bytes(b"no such thing" * 500)
    assert run(home, "repair") == 2
    assert "no article can be read in it" in capsys.readouterr().err
    assert (home / "library.db").read_bytes() == b"no such thing" * 500
    assert run(home / "none", "repair") == 1


async def test_a_library_that_was_not_closed_in_good_order_is_looked_through(
    start: Start, home: Path
) -> None:
    path = home / "library.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE headlines SET words = words + 1")
        for end in ("", "-wal"):
            shutil.copy(f"{path}{end}", home / f"kept{end}")
    for end in ("", "-wal"):
        (home / f"kept{end}").replace(f"{path}{end}")
    with path.open("r+b") as file:  # an index that nobody needs now
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as found:
            ((root,),) = found.execute(
                "SELECT rootpage FROM sqlite_schema WHERE name = 'digested'"
            ).fetchall()
        file.seek((root - 1) * PAGE)
        file.write(b"\xa5" * PAGE)
    assert not {check.check: check for check in check_library(home, "rules")}["library"].ok
    async with start() as (pilot, _):
        for _attempt in range(200):
            if pilot.app._notifications:
                break
            await pilot.pause(0.05)
        (told,) = pilot.app._notifications
        assert "the library is damaged" in told.message
        assert "newsreader repair" in told.message
        await settle(pilot)
        assert len(list(pilot.app.screen.query("*"))) > 5
