"""Copies of the state become one: whatever is merged into what, in whatever order, and however often."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library import Library, Mark, take_notices
from library.corrections import Action, Correction
from library.edits import Deed, Edit, Shelf, standing
from library.journal import Change, Entry
from library.merging import Taken, article, merge, said
from library.models import EntityKind
from library.said import Undone
from library.state import State
from library.statefile import text_of
from library.tables import Tables, enter_all
from tests.library.making import NOON
from tests.library.states import A, B, write

IDS = ["a" * 16, "b" * 16, "c" * 16]
TIMES = [
    *(NOON + timedelta(milliseconds=number) for number in range(4)),
    datetime(2500, 1, 1, tzinfo=UTC),
]


moments = st.sampled_from(TIMES)
times = st.none() | moments
changes = st.one_of(
    st.builds(
        Change, st.sampled_from(IDS), st.sampled_from(["read", "bookmarked", "deleted"]), times, moments
    ),
    st.builds(
        Change, st.sampled_from(IDS), st.just("tags"),
        st.none() | st.lists(st.sampled_from("äbc"), min_size=1, max_size=2, unique=True).map(tuple), moments,
    ),
    st.builds(Change, st.sampled_from(IDS), st.just("note"), st.none() | st.sampled_from(["x", "y"]), moments),
)  # fmt: skip
edits = st.builds(
    Edit, st.sampled_from([Shelf.SEARCHES, Shelf.RULES]), st.just(Deed.ADD), moments,
    name=st.sampled_from("NM"), query=st.sampled_from("qr"),
)  # fmt: skip
corrections = st.builds(
    Correction, st.just(Action.RENAME), st.just((EntityKind.PERSON, "person/a")), moments,
    text=st.sampled_from("xy"), name=st.sampled_from("AB"),
)  # fmt: skip
undone = st.one_of(
    st.builds(lambda edit, at: Undone(edit.id, at, edit.shelf), edits, moments),
    st.builds(lambda one, at: Undone(one.id, at), corrections, moments),
)
entries: st.SearchStrategy[list[Entry]] = st.lists(
    st.one_of(changes, changes, edits, corrections, undone), max_size=12
)
unknown = st.dictionaries(
    st.sampled_from(IDS), st.dictionaries(st.sampled_from("xy"), st.integers(0, 2)), max_size=2
)


@st.composite
def states(draw: st.DrawFn) -> Tables:
    """Return what a machine has on which that was done, in normal form, with something of a later version."""
    tables: Tables = {}
    enter_all(draw(entries), tables)
    if more := draw(unknown):
        tables["moods"] = {id_: dict(sorted(one.items())) for id_, one in more.items()}
        for id_ in more:
            tables.setdefault("articles", {}).setdefault(id_, {})["mood"] = more[id_]
    return {
        name: {id_: article(one) if name == "articles" else said(one) for id_, one in table.items()}
        for name, table in tables.items()
        if table
    }


def merged(*all_: Tables) -> Tables:
    result: Tables = {}
    for one in all_:
        merge(result, copy.deepcopy(one))
    return result


@settings(max_examples=100, deadline=None)
@given(states(), states(), states())
def test_merging_is_commutative_associative_and_idempotent(
    one: Tables, two: Tables, three: Tables
) -> None:
    assert merged(one) == one
    assert merged(one, two) == merged(two, one)
    assert merged(merged(one, two), three) == merged(one, merged(two, three))
    assert merged(one, one) == one
    both = merged(one, two)
    assert merge(both, two) == Taken(0, 0)
    assert merge(both, one) == Taken(0, 0)


@settings(max_examples=50, deadline=None)
@given(st.lists(changes, max_size=9, unique_by=lambda one: (one.id, one.field, one.at)), st.data())
def test_what_is_merged_is_what_comes_of_both_journals(
    done: list[Change], data: st.DataObject
) -> None:
    # But for changes at the same time, of which in a journal the last stays.
    cut = data.draw(st.integers(0, len(done)))
    tables: list[Tables] = [{}, {}, {}]
    for entered, part in zip(tables, (done[:cut], done[cut:], done), strict=True):
        enter_all(part, entered)
    assert merged(tables[1], tables[0]) == merged(tables[2])


def moment(text: str) -> dict[str, Any]:
    return {"read": text, "changed": {"read": text}}


def test_of_each_field_the_newer_change_stays(tmp_path: Path) -> None:
    here, there = (State(tmp_path / name) for name in ("here", "there"))
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
    hour = timedelta(hours=1)
    here.append([Change(A, "read", NOON, NOON), Change(A, "note", "hier", NOON + hour)])
    there.append([Change(A, "read", None, NOON + hour), Change(A, "note", "dort", NOON)])
    there.append([Change(B, "bookmarked", NOON, NOON)])
    assert here.merge(there.tables()) == Taken(2, 0)
    status = here.statuses()[A]
    assert (status.read, status.note) == (None, "hier")
    assert here.statuses()[B].bookmarked == NOON
    before = (tmp_path / "here" / "state.json").read_bytes()
    assert here.merge(there.tables()) == Taken(0, 0)
    assert (tmp_path / "here" / "state.json").read_bytes() == before
    # What was taken is in the backup too, for no journal has it.
    assert (tmp_path / "here" / "state.json.bak").read_bytes() == before


def test_a_time_that_lies_far_ahead_freezes_nothing(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        for text in ("2999-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"):
            write(tmp_path, {"articles": {A: moment(text)}})
            for mark in (Mark.UNREAD, Mark.READ, Mark.UNREAD, Mark.READ):
                library.mark([A], mark)
                library.fold()
                is_read = State(tmp_path).statuses()[A].read is not None
                assert is_read is (mark is Mark.READ)


NAMES = [
    "state.sync-conflict-20240517-120000-ABCDEFG.json",
    "state (Ann's conflicted copy 2024-05-17).json",
    "state (In Konflikt stehende Kopie von Ann 2024-05-17).json",
    "state (conflicted copy 2024-05-17 120000).json",
    "state_conflict-20240517-120000.json",
]


def test_what_a_sync_service_left_is_merged_put_aside_and_told(tmp_path: Path) -> None:
    with Library(tmp_path) as library:
        library.mark([A], Mark.READ)
        library.fold()
        for number, name in enumerate(NAMES):
            data = text_of({"articles": {f"{number:016x}": moment("2024-05-17T12:00:00.000Z")}})
            (tmp_path / name).write_text(data)
            assert library.changed_elsewhere()
            assert library.status(f"{number:016x}").read == NOON
            assert not (tmp_path / name).exists()
            assert (tmp_path / f"{name}.merged").read_text() == data
            (told,) = take_notices(tmp_path)
            assert (
                f"1 change in it was newer and was taken; the copy is kept as {name}.merged" in told
            )
        assert library.status(A).read is not None
    assert len(State(tmp_path).statuses()) == len(NAMES) + 1


def test_copies_that_cannot_be_merged_are_put_aside_and_told(tmp_path: Path) -> None:
    copies = {
        "state.sync-conflict-1.json": (b"null", "it is something else"),
        "state.sync-conflict-2.json": (b"", "it is empty"),
        "state.sync-conflict-3.json": (
            b'{"schema": 3, "checksum": ""}',
            "a later version wrote it",
        ),
    }
    for name, (data, _) in copies.items():
        (tmp_path / name).write_bytes(data)
    Library(tmp_path).close()
    told = take_notices(tmp_path)
    assert len(told) == len(copies)
    for notice, (name, (data, reason)) in zip(told, copies.items(), strict=True):
        assert f"({reason})" in notice
        assert (tmp_path / f"{name}.unmerged").read_bytes() == data
        assert not (tmp_path / name).exists()


def test_a_copy_of_the_journal_is_merged_as_well(tmp_path: Path) -> None:
    line = {"id": A, "field": "read", "value": "2024-05-17T12:00:00Z", "at": "2024-05-17T12:00:00Z"}
    copied = tmp_path / "state.sync-conflict-20240517-120000-ABCDEFG.journal"
    copied.write_text(json.dumps(line) + "\n")
    with Library(tmp_path) as library:
        assert library.status(A).read == NOON


def test_copies_stay_where_the_state_is_of_a_later_version(tmp_path: Path) -> None:
    write(tmp_path, {"articles": {}}, schema=2)
    before = (tmp_path / "state.json").read_bytes()
    copied = tmp_path / "state.sync-conflict-1.json"
    copied.write_text(text_of({"articles": {A: {}}}))
    with Library(tmp_path) as library:
        assert library.trouble is not None
    assert copied.exists()
    assert (tmp_path / "state.json").read_bytes() == before


def test_edits_that_cannot_be_read_hinder_no_merging(tmp_path: Path) -> None:
    bad: Tables = {"searches": {"7": {"undone": 7}, "8": {"undone": None, "deed": [[]]}}}
    write(tmp_path, bad)
    copied = tmp_path / "state.sync-conflict-1.json"
    copied.write_text(text_of({"searches": {"7": {"undone": "x"}}, "articles": {A: {}}}))
    with Library(tmp_path) as library:
        assert library.trouble is None
    assert not copied.exists()
    assert set(State(tmp_path).statuses()) == {A}


def test_searches_that_were_saved_on_both_stand_on_both(tmp_path: Path) -> None:
    for name, query in (("one", "wien"), ("two", "rom")):
        with Library(tmp_path / name) as library:
            library.searches.add(query.title(), query)
            library.searches.add("Beides", f"{query} OR x")
            library.searches.undo()
    found = []
    for name, other in (("one", "two"), ("two", "one")):
        with State(tmp_path / other).locked():
            tables = State(tmp_path / other).tables()
        State(tmp_path / name).merge(tables)
        found.append(State(tmp_path / name).looked_at().edits)
        with Library(tmp_path / name) as library:
            assert {one.query for one in library.searches.all()} == {"wien", "rom"}
    assert found[0] == found[1]
    assert [one.query for one in standing(found[0], Shelf.SEARCHES)] == ["wien", "rom"]


@pytest.mark.parametrize("document", [{"read": 7}, {"changed": 3}, {"tags": "x"}])
def test_a_document_that_is_none_is_not_merged(document: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        merge({}, {"articles": {A: document}})
