"""The commands that tag, note and delete, through the installed script."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import pytest

from library import Library
from library.state import State
from tests import texts
from tests.reader.inside import records, run
from tests.reader.test_cli import SCRIPT


@pytest.fixture
def ids(home: Path) -> list[str]:
    """Return the ids of the articles in `home`."""
    with Library(home) as library:
        return [headline.id for headline in library.search("")]


def test_tags_are_put_on_and_taken_off_and_listed(home: Path, ids: list[str]) -> None:
    told, _ = run(home, "tag", ids[0][:6], ids[1], "--add", "Strom", "--add", "to read", "--json")
    assert records(told) == [{"id": one, "tags": ["Strom", "to read"]} for one in ids[:2]]
    told, _ = run(home, "tag", "tag:strom", "--remove", "STROM", "--json")
    assert records(told) == [{"id": one, "tags": ["to read"]} for one in ids[:2]]
    told, _ = run(home, "tag", "--json")
    assert records(told) == [{"tag": "to read", "articles": 2}]
    told, _ = run(home, "tag")
    assert told == "        2  to read\n"
    told, _ = run(home, "tag", ids[2], code=0)
    assert told == f"{ids[2][:8]}  -\n"
    _, errors = run(home, "tag", ids[0], "--add", "x" * 65, code=2)
    assert "no more than 64 letters" in errors
    run(home, "tag", "ffffffffffffffff", "--add", "a", code=1)


def test_a_note_is_kept_and_printed(home: Path, ids: list[str]) -> None:
    run(home, "note", ids[0], code=1)
    told, _ = run(home, "note", ids[0][:6], "Wer war das?")
    assert told == "The note is saved.\n"
    told, _ = run(home, "note", ids[0])
    assert told == "Wer war das?\n"
    told, _ = run(home, "note", ids[0], "-", "--json", stdin=b"zwei\nZeilen\x1b[31m\n")
    assert records(told) == [{"id": ids[0], "note": "zwei\nZeilen␛[31m"}]
    for command in (("list",), ("search", "note:zeile"), ("show", ids[0]), ("export", ids[0])):
        (record, *_) = [
            one for one in records(run(home, *command, "--json")[0]) if one["id"] == ids[0]
        ]
        assert (record["tags"], record["note"]) == ([], "zwei\nZeilen␛[31m")
    told, _ = run(home, "note", ids[0], "")
    assert told == "There is no note now.\n"
    run(home, "search", "is:noted", code=1)


def test_what_is_removed_is_acknowledged_and_can_be_brought_back(
    home: Path, ids: list[str]
) -> None:
    told, _ = run(home, "remove", ids[0][:6], "ffff", ids[1], "--json", code=1)
    assert records(told) == [{"id": one, "what": "remove"} for one in ids[:2]]
    assert [one["id"] for one in records(run(home, "list", "--json")[0])] == ids[2:]
    run(home, "show", ids[0], code=1)
    deleted = records(run(home, "restore", "--json")[0])
    assert {one["id"] for one in deleted} == {*ids[:2]}
    assert deleted[0]["deleted"].endswith("Z")
    told, _ = run(home, "remove", "--undo", "--json")
    # What one command has deleted comes back together.
    assert {one["id"] for one in records(told)} == {*ids[:2]}
    run(home, "remove", ids[0])
    told, errors = run(home, "restore", ids[0][:6], "ffff", "--json", code=1)
    assert records(told) == [{"id": ids[0], "what": "restore"}]
    assert "No deleted article" in errors
    assert [one["id"] for one in records(run(home, "list", "--json")[0])] == ids
    run(home, "restore", code=1)
    run(home, "remove", "--undo", code=1)


def test_a_query_asks_or_needs_yes(home: Path, ids: list[str]) -> None:
    told, errors = run(home, "remove", "is:unread", code=2)
    assert (told, "--yes" in errors) == ("", True)
    assert len(records(run(home, "list", "--json")[0])) == 3
    told, _ = run(home, "remove", "is:unread", "--yes")
    assert [one["id"] for one in records(told)] == ids
    run(home, "list", code=1)
    told, _ = run(home, "remove", "--purge")
    assert told == "3 articles are forgotten.\n"
    run(home, "remove", "--undo", code=1)
    run(home, "remove", code=2)
    with Library(home) as library:
        assert library._connection.execute("SELECT count(*) FROM originals").fetchone() == (0,)


def test_by_its_name_it_comes_back(home: Path, ids: list[str], tmp_path: Path) -> None:
    paths = texts.write_articles(tmp_path / "in")
    run(home, "remove", *ids)
    told, _ = run(home, "add", "--later", tmp_path / "in")
    assert told == "3 known\n"
    told, _ = run(home, "add", "--later", paths[0])
    assert told == "1 stored\n"
    assert len(records(run(home, "list", "--json")[0])) == 1


def test_what_was_acknowledged_outlives_a_kill(home: Path, ids: list[str]) -> None:
    command = [str(SCRIPT), "remove", "-", "--json", "--home", str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(f"{ids[1]}\n".encode())
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["id"] == ids[1]
        running.send_signal(signal.SIGKILL)
    assert State(home).statuses()[ids[1]].deleted is not None
    assert [one["id"] for one in records(run(home, "list", "--json")[0])] == [ids[0], ids[2]]
