"""Edits of the queries that are kept: what stands comes of them in the order of time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.edits import Deed, Edit, Saved, Shelf, decoded, encoded, holding, standing
from library.said import Undone, enter, said_on, said_record
from tests.library.making import NOON

HOUR = timedelta(hours=1)
ONE = Edit(Shelf.SEARCHES, Deed.ADD, NOON, name="Eins", query="eins")
TWO = Edit(Shelf.SEARCHES, Deed.ADD, NOON + HOUR, name="[/] 😀", query='"zwei" OR -drei')
RENAMED = Edit(Shelf.SEARCHES, Deed.RENAME, NOON + 2 * HOUR, ONE.id, name="Erstes")
CHANGED = Edit(Shelf.SEARCHES, Deed.CHANGE, NOON + 3 * HOUR, ONE.id, query="anderes")
MOVED = Edit(Shelf.SEARCHES, Deed.MOVE, NOON + 4 * HOUR, TWO.id, place=0)
REMOVED = Edit(Shelf.SEARCHES, Deed.REMOVE, NOON + 5 * HOUR, TWO.id, name="[/] 😀")
HIDING = Edit(Shelf.RULES, Deed.ADD, NOON, query="source:werbung")
ALL = (ONE, TWO, RENAMED, CHANGED, MOVED, REMOVED, HIDING)

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
edits = st.lists(
    st.builds(
        Edit,
        st.just(Shelf.SEARCHES),
        st.sampled_from(Deed),
        st.integers(0, 20).map(lambda n: NOON + n * HOUR),
        st.sampled_from([ONE.id, TWO.id, "nowhere"]),
        texts,
        texts,
        st.integers(0, 5),
    )
)


def test_what_stands_comes_of_all_edits() -> None:
    assert standing([], Shelf.SEARCHES) == ()
    assert standing(ALL[:2], Shelf.SEARCHES) == (
        Saved(ONE.id, "Eins", "eins"),
        Saved(TWO.id, "[/] 😀", '"zwei" OR -drei'),
    )
    assert standing(ALL[:5], Shelf.SEARCHES) == (
        Saved(TWO.id, "[/] 😀", '"zwei" OR -drei'),
        Saved(ONE.id, "Erstes", "anderes"),
    )
    assert standing(ALL, Shelf.SEARCHES) == (Saved(ONE.id, "Erstes", "anderes"),)
    assert standing(ALL, Shelf.RULES) == (Saved(HIDING.id, "source:werbung", "source:werbung"),)


def test_what_is_done_to_a_query_that_is_gone_does_nothing() -> None:
    late = Edit(Shelf.SEARCHES, Deed.RENAME, NOON + 9 * HOUR, TWO.id, name="zu spät")
    assert standing([*ALL, late], Shelf.SEARCHES) == standing(ALL, Shelf.SEARCHES)
    assert standing([RENAMED, CHANGED, MOVED, REMOVED], Shelf.SEARCHES) == ()


@given(
    st.permutations(
        [ONE, TWO, RENAMED, CHANGED, MOVED, ONE, CHANGED, Undone(MOVED.id, NOON, Shelf.SEARCHES)]
    )
)
def test_two_copies_become_one_whatever_the_order_of_their_lines(
    lines: list[Edit | Undone],
) -> None:
    documents: dict[str, dict[str, object]] = {}
    for line in lines:
        enter(line, documents)
    assert [one.name for one in standing(holding(documents, Shelf.SEARCHES), Shelf.SEARCHES)] == [
        "Erstes",
        "[/] 😀",
    ]
    assert documents[MOVED.id]["undone"]


@given(edits)
def test_any_edits_leave_queries_that_differ_by_their_ids(made: list[Edit]) -> None:
    found = standing([ONE, TWO, *made], Shelf.SEARCHES)
    added = {edit.id for edit in [ONE, TWO, *made] if edit.deed is Deed.ADD}
    assert {one.id for one in found} <= added
    assert all(one.name and one.query for one in found)


@pytest.mark.parametrize("edit", ALL, ids=lambda edit: str(edit.deed))
def test_a_line_of_the_journal_and_a_document_say_the_same(edit: Edit) -> None:
    record = json.loads(json.dumps(said_record(edit)))
    assert said_on(record) == edit
    assert decoded(record["edit"], edit.shelf) == edit
    undone = Undone(edit.id, NOON, edit.shelf)
    assert said_on(json.loads(json.dumps(said_record(undone)))) == undone


def test_what_others_wrote_into_the_file_is_cleaned() -> None:
    record = {**encoded(ONE), "name": "\x1b[31mEins\x9b", "query": " eins\u202e\x07\nzwei"}
    assert decoded(record, Shelf.SEARCHES) == replace(
        ONE, name="␛[31mEins\ufffd", query="eins\ufffd␇ zwei"
    )


@pytest.mark.parametrize(
    "record",
    [
        None,
        [],
        {},
        {"deed": "add", "at": "2024-05-17T12:00:00Z"},
        {"deed": "add", "at": "2024-05-17T12:00:00Z", "query": "\ud800"},
        {"deed": "add", "at": "2024-05-17T12:00:00Z", "query": 7},
        {"deed": "add", "at": "2024-05-17T12:00:00Z", "query": "x", "target": "y"},
        {"deed": "rename", "at": "2024-05-17T12:00:00Z", "target": "y"},
        {"deed": "rename", "at": "2024-05-17T12:00:00Z", "name": "x"},
        {"deed": "move", "at": "2024-05-17T12:00:00Z", "target": "y", "place": -1},
        {"deed": "move", "at": "2024-05-17T12:00:00Z", "target": "y", "place": "first"},
        {"deed": "colour", "at": "2024-05-17T12:00:00Z", "target": "y"},
        {"deed": "remove", "at": "yesterday", "target": "y"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_no_edit(record: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        decoded(record, Shelf.SEARCHES)


def test_documents_of_a_later_version_are_passed_over() -> None:
    documents = {
        ONE.id: encoded(ONE),
        "later": {"deed": "colour", "target": ONE.id, "at": "2030-01-01T00:00:00Z"},
        "x": {"query": "x"},
        "not its id": encoded(TWO),
    }
    assert holding(documents, Shelf.SEARCHES) == (ONE,)
