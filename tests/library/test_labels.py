"""Tags and notes stay, are found, and merge field by field."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import (
    MAX_NOTE,
    MAX_TAG,
    MAX_TAGS,
    Library,
    Mark,
    NotSaved,
    Source,
    Unavailable,
    read_tags,
    tag_key,
)
from library.journal import Change
from library.labels import kept_note, kept_tags, with_tags
from library.models import Place
from library.state import State
from tests import texts
from tests.library.listed import ids, titles
from tests.library.making import NOON
from tests.library.states import A, write

HOSTILE = pytest.mark.parametrize("text", texts.HOSTILE)


@given(st.lists(st.text(max_size=20), max_size=10))
def test_tags_are_clean_and_each_is_there_once(given_tags: list[str]) -> None:
    found = read_tags(given_tags)
    assert read_tags(found) == found
    assert len({tag_key(tag) for tag in found}) == len(found)
    assert {tag_key(p) for tag in given_tags for p in tag.split(",")} - {""} == {
        tag_key(tag) for tag in found
    }


def test_a_tag_is_written_as_it_was_first_and_added_as_it_is_now() -> None:
    assert kept_tags(["Strom", "STROM", " to  read ", "", "Öl,Gas"]) == (
        "Gas",
        "Öl",
        "Strom",
        "to read",
    )
    assert with_tags(("strom", "Öl"), ["Strom"], ["oel"]) == ("Strom",)


@pytest.mark.parametrize("tags", [["x" * (MAX_TAG + 1)], [f"t{n}" for n in range(MAX_TAGS + 1)]])
def test_what_is_too_much_is_not_kept(library: Library, tags: list[str]) -> None:
    (first, *_) = ids(library)
    with pytest.raises(NotSaved):
        library.labels.tag([first], tags)
    with pytest.raises(NotSaved):
        library.labels.set_note(first, "x" * (MAX_NOTE + 1))
    assert State(library.folder).statuses() == {}


@HOSTILE
def test_what_is_written_is_data(library: Library, home: Path, text: str) -> None:
    (first, *_) = ids(library)
    library.labels.tag([first], [text])
    library.labels.set_note(first, f"{text}\n{text}")
    with Library(home) as again:
        (shown,) = again.search("is:tagged is:noted")
        assert shown.tags == read_tags([text])
        assert all(character.isprintable() for tag in shown.tags for character in tag)
        note = again.labels.note(first)
        assert note == kept_note(f"{text}\n{text}")
        assert "\x1b" not in note
        assert "\u202e" not in note


def test_tags_and_notes_stay_and_are_found(library: Library, home: Path) -> None:
    first, second, third = ids(library)
    library.labels.tag([first, second], ["Strom", "to read"])
    library.labels.tag([second], remove=["TO READ"])
    library.labels.set_note(third, "Häuser am Rhein,\nund noch ein Satz.")
    for fold in (False, True):
        if fold:
            library.fold()
        with Library(home) as again:
            for opened in (library, again):
                assert titles(opened, "tag:strom") == titles(opened, "is:tagged")
                assert len(titles(opened, "tag:strom")) == 2
                assert [one.id for one in opened.search('tag:"to read"')] == [first]
                assert [one.id for one in opened.search("tag:to*")] == [first]
                assert [one.id for one in opened.search("note:haus")] == [third]
                assert [one.id for one in opened.search('note:"am rhein"')] == [third]
                assert titles(opened, 'note:"rhein und"') == []
                assert [one.id for one in opened.search("is:noted -is:tagged")] == [third]
                assert opened.labels.known() == [("Strom", 2), ("to read", 1)]
                (headline,) = opened.search("is:noted")
                assert (headline.tags, headline.is_noted) == ((), True)
                assert opened.status(first).tags == ("Strom", "to read")
    library.labels.set_note(third, "  \n ")
    library.labels.tag([first, second], remove=["strom", "to read"])
    with Library(home) as again:
        assert titles(again, "is:noted OR is:tagged") == []
    documents = State(home).statuses()
    assert (documents[first].tags, documents[third].note) == ((), "")


def test_the_document_of_an_article_can_be_read_by_a_person(library: Library, home: Path) -> None:
    (first, *_) = ids(library)
    library.labels.tag([first], ["Strom"])
    library.labels.set_note(first, "Zeile eins\nZeile zwei")
    library.fold()
    document = json.loads((home / "state.json").read_text())["articles"][first]
    assert document["tags"] == ["Strom"]
    assert document["note"] == "Zeile eins\nZeile zwei"
    assert set(document["changed"]) == {"tags", "note"}


def test_of_each_field_the_newer_change_wins(tmp_path: Path) -> None:
    state = State(tmp_path)
    later = NOON + timedelta(hours=1)
    state.append(
        [
            Change(A, "tags", ("neu",), later),
            Change(A, "note", "alt", NOON),
            Change(A, "tags", ("alt",), NOON),
            Change(A, "note", "neu", later),
        ]
    )
    assert (state.statuses()[A].tags, state.statuses()[A].note) == (("neu",), "neu")
    state.fold()
    state.append([Change(A, "tags", None, NOON), Change(A, "note", None, later)])
    assert (state.statuses()[A].tags, state.statuses()[A].note) == (("neu",), "")


def test_a_state_of_an_earlier_version_or_of_anybody_is_read(tmp_path: Path) -> None:
    changed = {"read": "2024-05-17T12:00:00.000Z"}
    document = {"read": "2024-05-17T12:00:00.000Z", "changed": changed}
    edited = {**document, "tags": ["\x1b[31mrot", "b,c", "B"], "note": "\x1b]0;x\x07 da"}
    write(tmp_path, {"articles": {A: document, "b" * 16: edited}})
    found = State(tmp_path).statuses()
    assert (found[A].tags, found[A].note, found[A].deleted) == ((), "", None)
    assert found["b" * 16].tags == ("b", "c", "␛[31mrot")
    assert "\x1b" not in found["b" * 16].note


def test_they_wait_for_their_article_and_outlive_reading_it_again(
    library: Library, home: Path, tmp_path: Path
) -> None:
    (first,) = (one.id for one in library.search("title:park"))
    library.labels.tag([first], ["Strom"])
    library.labels.set_note(first, "Verträge prüfen")
    library.keep_place(first, Place(1, 3))
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    shutil.copy(home / "state.journal", fresh / "state.journal")
    with Library(fresh) as again:
        assert titles(again, "is:tagged") == []
        list(again.add([Source("a.txt", texts.SUMMIT.encode())]))
        for _ in range(2):
            (shown,) = again.search("tag:strom note:vertrag")
            assert (shown.id, shown.tags, shown.is_noted) == (first, ("Strom",), True)
            list(again.reindex())


def test_what_cannot_be_made_safe_is_not_shown(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    (first, *_) = ids(library)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(Unavailable):
            library.labels.tag([first], ["Strom"])
    assert titles(library, "is:tagged") == []


def test_a_crash_between_journal_and_mirror_is_mended(
    library: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    (first, *_) = ids(library)
    with monkeypatch.context() as patch:
        patch.setattr(type(library._writer), "mirror", crash)
        with pytest.raises(KeyboardInterrupt):
            library.labels.set_note(first, "bleibt")
    assert titles(library, "is:noted") == []
    with Library(home) as again:
        assert [one.id for one in again.search("note:bleibt")] == [first]


def test_what_was_answered_outlives_a_kill(library: Library, home: Path) -> None:
    (first, *_) = ids(library)
    code = """
import sys
from pathlib import Path
from library import Library
with Library(Path(sys.argv[1])) as library:
    for number in range(10_000):
        library.labels.tag([sys.argv[2]], [f"t{number}"], [f"t{number - 1}"])
        library.labels.set_note(sys.argv[2], f"n{number}")
        print(number, flush=True)
        if number % 5 == 4:
            library.fold()
"""
    command = [sys.executable, "-c", code, str(home), first]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = [int(next(running.stdout)) for _ in range(13)]
        running.send_signal(signal.SIGKILL)
        said += [int(line) for line in running.stdout if line.endswith("\n")]
    with Library(home) as again:
        status = again.status(first)
        last = int(status.note.removeprefix("n"))
        assert last in {said[-1], said[-1] + 1}
        assert status.tags in {(f"t{last}",), (f"t{last + 1}",)}
        assert len(again.search(f"note:n{last}")) == 1
        again.mark([first], Mark.READ)
        assert again.status(first).note == f"n{last}"


def test_two_windows_that_tag_one_article_lose_no_tag(
    library: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*tags: tuple[str, ...]) -> tuple[str, ...]:
        time.sleep(0.01)
        return with_tags(*tags)

    (first, *_) = ids(library)
    monkeypatch.setattr("library.labelling.with_tags", slowly)

    def tag(name: str) -> None:
        with Library(home) as window:
            for number in range(8):
                window.labels.tag([first], [f"{name}{number}"])

    windows = [Thread(target=tag, args=(name,)) for name in "ab"]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert len(library.status(first).tags) == 16
    assert len(State(home).statuses()[first].tags) == 16
