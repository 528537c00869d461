"""A state file that is damaged, or of a later version, is named as such and left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.errors import Damaged, NewerSchema, StorageError
from library.journal import Change
from library.state import State
from tests.library.states import LATER, A, B, filled, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder whose state file holds `CHANGES`, and whose journal is empty."""
    return filled(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"7",
        b'"x"',
        b"{}",
        b"\0" * 512,
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"schema": 1}',
        b'{"schema": 1, "checksum": ""}',
        b'{"schema": 1, "checksum": "", "articles": []}',
        b'{"schema": 1, "checksum": null, "articles": null}',
        b'{"schema": "1", "checksum": "x", "articles": {}}',
        b'{"schema": 1, "checksum": "x", "articles": {"a": NaN}}',
        b'{"schema": 1, "checksum": "x", "articles": {"\\ud800": {}}}',
        b'{"schema": 1, "checksum": "x", "articles": {"a": ' + b"[" * 900 + b"]" * 900 + b"}}",
    ],
    ids=lambda content: ascii(content[:24]),
)
def test_damage_is_named_and_left_alone(folder: Path, content: bytes) -> None:
    (folder / "state.json").write_bytes(content)
    _refused(folder, Damaged)


@pytest.mark.parametrize("lost", [1, 10, 200])
def test_a_truncated_file_is_damaged(folder: Path, lost: int) -> None:
    path = folder / "state.json"
    path.write_bytes(path.read_bytes()[:-lost].rstrip(b"\n}"))
    _refused(folder, Damaged)


def test_one_changed_character_is_damage(folder: Path) -> None:
    path = folder / "state.json"
    path.write_bytes(path.read_bytes().replace(b"2024-05-17T12", b"2024-05-17T13", 1))
    _refused(folder, Damaged)


@pytest.mark.parametrize("document", [5, None, [], "x", [["read", 7]]], ids=str)
def test_documents_that_are_none_are_damage(folder: Path, document: object) -> None:
    write(folder, {"articles": {A: document}})
    _refused(folder, Damaged)


@pytest.mark.parametrize(
    "document",
    [
        {"read": 7},
        {"read": "gestern"},
        {"read": "0001-01-01T00:00:00+14:00"},
        {"bookmarked": {}},
        {"place": [1, 2]},
        {"place": {"block": 1}},
        {"place": {"block": 10**30, "offset": 0}},
        {"changed": 7},
        {"changed": []},
        {"changed": {"read": 7}},
    ],
    ids=str,
)
def test_documents_of_another_form_are_damage(folder: Path, document: object) -> None:
    write(folder, {"articles": {A: document}})
    with pytest.raises(Damaged):
        State(folder).statuses()


@pytest.mark.parametrize("changed", [7, [], "x", {"read": 7}, {"read": None}], ids=str)
def test_a_change_to_a_document_of_another_form_finds_the_damage(
    folder: Path, changed: object
) -> None:
    write(folder, {"articles": {A: {"changed": changed}}})
    before = (folder / "state.json").read_bytes()
    state = State(folder)
    state.append([Change(A, "read", None, LATER)])
    with pytest.raises(Damaged):
        state.fold()
    assert (folder / "state.json").read_bytes() == before
    assert state.has_changes()


def test_a_later_version_wrote_it(folder: Path) -> None:
    write(folder, {"articles": {A: {}}}, schema=2)
    _refused(folder, NewerSchema)
    (folder / "state.json").write_text('{"schema": 99, "checksum": null, "other": [1]}')
    _refused(folder, NewerSchema)


def _refused(folder: Path, kind: type[StorageError]) -> None:
    """Check that the state file is refused, left as it is, and that the journal is kept."""
    path, state = folder / "state.json", State(folder)
    before = path.read_bytes()
    state.append([Change(B, "read", None, LATER)])
    journal = (folder / "state.journal").read_bytes()
    for use in (state.statuses, state.fold):
        with pytest.raises(kind) as caught:
            use()
        assert type(caught.value) is kind
        assert caught.value.path == path
        assert caught.value.remedy
    assert path.read_bytes() == before
    assert (folder / "state.journal").read_bytes() == journal
