"""What was said of entities is kept like all state: safe once said, whole after a crash, merged by union."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import Damaged, EntityKind
from library.corrections import Action, Correction
from library.journal import Change, Journal
from library.said import Said, Undone, enter, holding
from library.state import State
from tests.library.making import NOON
from tests.library.naming import Naming
from tests.library.states import write

A, B = (EntityKind.PERSON, "person/a"), (EntityKind.PERSON, "person/b")
HOUR = timedelta(hours=1)
MERGED = Correction(Action.MERGE, A, NOON, B, name="Ä 😀 [red]", into_name="B")
RENAMED = Correction(Action.RENAME, B, NOON + HOUR, text="Zwei")
UNDONE = Undone(RENAMED.id, NOON + 2 * HOUR)


def test_it_is_there_before_and_after_it_is_folded(tmp_path: Path) -> None:
    state = State(tmp_path)
    assert list(state.corrections()) == []
    read = Change("a" * 16, "read", NOON, NOON)
    state.append([MERGED, read, RENAMED])
    for _ in range(2):
        assert list(state.corrections()) == [MERGED, RENAMED]
        assert state.statuses()["a" * 16].read == NOON
        state.fold()
    state.append([UNDONE])
    for _ in range(2):
        assert list(state.corrections()) == [MERGED]
        state.fold()
    assert not state.has_changes()
    tables = json.loads((tmp_path / "state.json").read_text("utf-8"))
    assert set(tables) == {"schema", "checksum", "articles", "corrections"}
    assert tables["schema"] == 1
    assert tables["corrections"] == {
        MERGED.id: {
            "action": "merge",
            "entity": ["person", "person/a"],
            "at": "2024-05-17T12:00:00.000Z",
            "into": ["person", "person/b"],
            "name": "Ä 😀 [red]",
            "into_name": "B",
        },
        RENAMED.id: {
            "action": "rename",
            "entity": ["person", "person/b"],
            "at": "2024-05-17T13:00:00.000Z",
            "text": "Zwei",
            "undone": "2024-05-17T14:00:00.000Z",
        },
    }


def test_a_state_without_corrections_is_read_as_ever(tmp_path: Path) -> None:
    write(tmp_path, {"articles": {}, "searches": {"1": {"query": "x"}}})
    assert list(State(tmp_path).corrections()) == []
    State(tmp_path).append([MERGED])
    State(tmp_path).fold()
    assert json.loads((tmp_path / "state.json").read_text())["searches"] == {"1": {"query": "x"}}


@given(st.permutations([MERGED, RENAMED, UNDONE, Undone(RENAMED.id, NOON), RENAMED, MERGED]))
def test_the_order_of_lines_does_not_matter(lines: list[Said]) -> None:
    documents: dict[str, dict[str, object]] = {}
    for line in lines:
        enter(line, documents)
    assert list(holding(documents)) == [MERGED]
    assert documents[RENAMED.id]["undone"] == "2024-05-17T14:00:00.000Z"
    before = json.dumps(documents)
    for line in lines:
        enter(line, documents)
    assert json.dumps(documents) == before


def test_two_copies_are_one_by_taking_all_documents(tmp_path: Path) -> None:
    tables: dict[str, dict[str, object]] = {}
    copies: dict[str, list[Said]] = {"here": [MERGED, RENAMED], "there": [RENAMED, UNDONE]}
    for name, lines in copies.items():
        (tmp_path / name).mkdir()
        State(tmp_path / name).append(lines)
        State(tmp_path / name).fold()
        kept = json.loads((tmp_path / name / "state.json").read_text("utf-8"))["corrections"]
        for id_, document in kept.items():
            tables[id_] = tables.get(id_, {}) | document
    write(tmp_path, {"articles": {}, "corrections": tables})
    assert list(State(tmp_path).corrections()) == [MERGED]


def test_a_torn_line_is_passed_over_and_spoils_nothing_after_it(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state.journal")
    journal.append([MERGED, UNDONE])
    whole = journal.path.read_bytes()
    for length in range(len(whole)):
        journal.path.write_bytes(whole[:length])
        kept = [entry for entry in (MERGED, UNDONE) if entry in journal.read()]
        assert len(kept) >= whole[:length].count(b"\n")
        journal.append([RENAMED])
        assert journal.read() == (*kept, RENAMED)


@pytest.mark.parametrize(
    "line",
    [
        '{"correction": null}',
        '{"correction": {"action": "praise", "entity": ["person", "a"], "at": "2024-05-17T12:00Z"}}',
        '{"correction": {"action": "hide", "entity": ["ship", "a"], "at": "2024-05-17T12:00Z"}}',
        '{"undone": 7, "at": "2024-05-17T12:00Z"}',
        '{"undone": "\\ud800", "at": "2024-05-17T12:00Z"}',
        '{"undone": "a"}',
        '{"undone": "a", "at": "gestern"}',
    ],
)
def test_lines_of_a_later_version_outlive_the_fold(tmp_path: Path, line: str) -> None:
    (tmp_path / "state.journal").write_text(line + "\n")
    state = State(tmp_path)
    state.append([MERGED])
    state.fold()
    assert list(state.corrections()) == [MERGED]
    assert (tmp_path / "state.journal.unread").read_text() == line + "\n"


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"action": "praise", "entity": list(A), "at": "2024-05-17T12:00:00.000Z"},
        {"action": "hide", "entity": list(A), "at": "2024-05-17T12:00:00.000Z"},  # not its id
        {"undone": "gestern"},
        {"undone": 7},
        {"undone": None},
    ],
    ids=str,
)
def test_damage_is_named_and_mended(tmp_path: Path, document: object) -> None:
    write(tmp_path, {"articles": {}, "corrections": {"a" * 16: document}})
    before = (tmp_path / "state.json").read_bytes()
    for use in (State(tmp_path).corrections, State(tmp_path).statuses):
        with pytest.raises(Damaged):
            use()
    assert (tmp_path / "state.json").read_bytes() == before
    with Naming(tmp_path) as library:
        assert library.corrections.all() == ()
        library.check()
    (kept,) = tmp_path.glob("state.json.damaged-*")
    assert kept.read_bytes() == before
