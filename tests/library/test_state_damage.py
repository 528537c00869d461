"""A state file that is damaged is kept, the newest whole one takes its place, and that is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from library import Damaged, NewerSchema, Unavailable, check_library, take_notices
from library.journal import Change
from library.models import Status
from library.state import State
from library.statefile import text_of
from tests.library.making import NOON
from tests.library.states import LATER, STATUSES, A, B, filled, write

C, D = "c" * 16, "d" * 16
AFTERWARDS = {
    **STATUSES,
    C: Status(read=NOON, changed=NOON),
    D: Status(bookmarked=LATER, changed=LATER),
}
"""What a folder of `folded` holds: of the first fold, the second, and the journal."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that was folded into twice, with one more change in its journal."""
    return folded(tmp_path)


def folded(folder: Path) -> Path:
    state = State(filled(folder))
    state.append([Change(C, "read", NOON, NOON)])
    state.fold()
    state.append([Change(D, "bookmarked", LATER, LATER)])
    return folder


def kept(folder: Path) -> dict[str, Status]:
    """Return what is there when it is opened, in the way in which a library opens it."""
    state = State(folder)
    with state.locked():
        return state.kept().statuses


def damaged_files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob("state.json.damaged-*"))]


def damage(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield ways in which a whole file can be damaged, by what they are called."""
    text = whole.decode()
    number = b'"at": ' + b"9" * 5_000
    yield "nothing", b""
    yield "null", b"null"
    yield "a list", b"[]"
    yield "a number", b"7"
    yield "a text", b'"x"'
    yield "an empty object", b"{}"
    yield "NUL bytes", b"\0" * len(whole)
    yield "NUL bytes at the end", whole[:-40] + b"\0" * 40
    yield "BOM", b"\xef\xbb\xbf" + whole
    yield "UTF-16", text.encode("utf-16")
    yield "Latin-1", text.replace("Z", "ä").encode("latin-1")
    yield "deep nesting", b"[" * 200_000
    yield "deep nesting within", whole[:-3] + b',"x": {"y": ' + b"[" * 9_000 + b"]" * 9_000 + b"}}"
    yield "a long number", whole.replace(b'"changed": {', b'"changed": {' + number + b", ", 1)
    yield "a document twice", whole.replace(b'"articles": {\n', b'"articles": {\n' + line(whole), 1)
    yield "half a surrogate pair", whole.replace(b'"read"', b'"note": "\\ud800", "read"', 1)
    yield "an id that is none", whole.replace(A.encode(), b"\\ud800", 1)
    yield "NaN", whole.replace(b'"block": 3', b'"block": NaN', 1)
    yield "no checksum", b'{"schema": 1}'
    yield "an empty checksum", b'{"schema": 1, "checksum": "", "articles": {}}'
    yield "another checksum", whole.replace(b'"checksum": "', b'"checksum": "0', 1)
    yield "tables that are none", b'{"schema": 1, "checksum": "", "articles": []}'
    yield "a schema that is a text", whole.replace(b'"schema": 1', b'"schema": "1"')
    yield "a schema that never was", whole.replace(b'"schema": 1', b'"schema": 100000000')
    yield "one letter", whole.replace(b"2024-05-17T12", b"2024-05-17T13", 1)
    for length in (1, 10, 100, 200):
        yield f"the last {length} bytes", whole[:-length].rstrip(b"\n}")
    for value in (5, None, [], "x", [["read", 7]]):
        yield f"a document that is {value}", with_article(whole, value)
    for field in BAD_FIELDS:
        yield f"a document with {field}", with_article(whole, field)


BAD_FIELDS: list[dict[str, object]] = [
    {"read": 7},
    {"read": "gestern"},
    {"read": "0001-01-01T00:00:00+14:00"},
    {"bookmarked": {}},
    {"place": [1, 2]},
    {"place": {"block": 1}},
    {"place": {"block": 10**30, "offset": 0}},
    {"tags": "x"},
    {"note": ["x"]},
    {"changed": 7},
    {"changed": []},
    {"changed": {"read": 7}},
    {"changed": {"read": None}},
]


def line(whole: bytes) -> bytes:
    """Return the line of one article with something else in it."""
    document = json.dumps({"read": "2020-01-01T00:00:00.000Z"})
    return f'"{A}": {document},\n'.encode()


def with_article(whole: bytes, document: object) -> bytes:
    """Return a file with a checksum that is right, and with a document that is none."""
    tables = json.loads(whole)
    del tables["schema"], tables["checksum"]
    tables["articles"][A] = document
    return text_of(tables).encode()


def test_every_damage_is_mended_and_nothing_is_lost(tmp_path: Path) -> None:
    whole = (folded(tmp_path) / "state.json").read_bytes()
    before = {path.name: path.read_bytes() for path in tmp_path.glob("state.j*")}
    number = 0
    for number, (name, content) in enumerate(damage(whole), start=1):
        for uses_fold in (False, True):
            folder = tmp_path / f"{number}-{uses_fold}"
            folder.mkdir()
            for file, data in before.items():
                (folder / file).write_bytes(data)
            (folder / "state.json").write_bytes(content)
            if uses_fold:
                State(folder).fold()
            assert kept(folder) == AFTERWARDS, name
            assert damaged_files(folder) == [content], name
            (told,) = take_notices(folder)
            assert "was damaged" in told, name
            assert "4 articles have marks now" in told, name
            assert take_notices(folder) == []
            State(folder).fold()
            assert State(folder).statuses() == AFTERWARDS, name
            assert damaged_files(folder) == [content], name
    assert number > 40


def test_who_only_looks_changes_nothing(folder: Path) -> None:
    (folder / "state.json").write_bytes(b"null")
    before = {path: path.read_bytes() for path in folder.glob("state.*")}
    with pytest.raises(Damaged, match="it is something else"):
        State(folder).looked_at()
    (marks,) = (one for one in check_library(folder) if one.check == "marks")
    assert not marks.ok
    assert "newest backup" in marks.remedy
    assert {path: path.read_bytes() for path in folder.glob("state.*")} == before


@pytest.mark.parametrize(
    ("harm", "source", "loss"),
    [
        (lambda data: data[:-9], "state.json.bak", "Nothing was lost."),
        (lambda _: b"", "state.json.bak", "What was done after 2024-05-17"),
        (lambda data: b"\xef\xbb\xbf" + data, "", "All of it could still be read. Nothing was lost."),
    ],
)  # fmt: skip
def test_what_was_lost_is_told(
    folder: Path, harm: Callable[[bytes], bytes], source: str, loss: str
) -> None:
    path = folder / "state.json"
    path.write_bytes(harm(path.read_bytes()))
    kept(folder)
    (told,) = take_notices(folder)
    assert source in told
    assert loss in told


def test_after_the_backup_the_copies_of_days_are_taken_the_newest_whole_one_first(
    folder: Path,
) -> None:
    backups = folder / "backups"
    (today,) = backups.iterdir()
    today.unlink()
    for day, statuses in (("01", {A: {}}), ("02", {A: {}, "e" * 16: {}}), ("03", None)):
        data = b"[]" if statuses is None else text_of({"articles": statuses}).encode()
        (backups / f"state-2024-05-{day}.json").write_bytes(data)
    for name in ("state.json", "state.json.bak"):
        (folder / name).write_bytes(b"\0")
    assert set(kept(folder)) == {A, "e" * 16, C, D}
    (told,) = take_notices(folder)
    assert "backups/state-2024-05-02.json and the journals took its place" in told


def test_without_a_backup_what_can_be_read_stays(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.append([Change(f"{n:016x}", "note", f"Nummer {n} 😀", NOON) for n in range(9)])
    state.fold()
    (tmp_path / "state.journal.bak").unlink()
    whole = (tmp_path / "state.json").read_bytes()
    lines = whole.splitlines(keepends=True)
    for harm, expected in (
        (whole[: whole.index(b"Nummer 6")], 6),
        (whole.replace(b"Nummer 3", b"Nummer \xff"), 9),
        (whole.replace(b'"Nummer 3', b"Nummer 3"), 8),
        (b"".join(lines[5:]), 8),
        (whole.replace(b"2024-05-17T12:00:00.000Z", b"x", 1), 8),
        (b"", 0),
    ):
        (tmp_path / "state.json").write_bytes(harm)
        assert len(kept(tmp_path)) == expected
        (told,) = take_notices(tmp_path)
        assert "no whole backup" in told
        assert harm in damaged_files(tmp_path)
        assert len(State(tmp_path).statuses()) == expected


def test_damage_that_cannot_be_kept_is_not_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (folder / "state.json").write_bytes(b"null")
    with monkeypatch.context() as patch:
        patch.setattr("library.restoring.keep_as", fail)
        with pytest.raises(Unavailable, match="No space"):
            kept(folder)
    assert (folder / "state.json").read_bytes() == b"null"
    assert kept(folder) == AFTERWARDS


def test_lines_that_cannot_be_read_are_told(folder: Path) -> None:
    with (folder / "state.journal").open("ab") as file:
        file.write(b"nonsense\n\0\0\0\n")
    State(folder).fold()
    (told,) = take_notices(folder)
    assert told.startswith("2 lines of state.journal could not be read")
    assert (folder / "state.journal.unread").read_bytes() == b"nonsense\n\0\0\0\n"
    assert kept(folder) == AFTERWARDS
    (marks,) = (one for one in check_library(folder) if one.check == "marks")
    assert marks.ok
    assert "2 lines of journals" in marks.detail


def test_a_later_version_wrote_it(folder: Path) -> None:
    for content in (
        text_of({"articles": {A: {}}}).replace('"schema": 1', '"schema": 2').encode(),
        b'{"schema": 99, "checksum": null, "other": [1]}',
    ):
        path, state = folder / "state.json", State(folder)
        path.write_bytes(content)
        journal = (folder / "state.journal").read_bytes()
        for use in (state.looked_at, state.kept, state.tables, state.fold):
            with pytest.raises(NewerSchema) as caught:
                use()
            assert caught.value.path == path
            assert caught.value.remedy
        assert path.read_bytes() == content
        assert (folder / "state.journal").read_bytes() == journal
    assert not damaged_files(folder)
    assert take_notices(folder) == []


def test_what_can_be_read_of_a_later_version_is_shown(folder: Path) -> None:
    tables = {
        "articles": {A: {"read": "2024-05-17T12:00:00.000Z", "mood": [1]}, B: {"read": 7}},
        "moods": {"1": {"x": [[]]}},
    }
    write(folder, tables, schema=2)
    assert State(folder).of_later_version().statuses == {A: Status(read=NOON)}
    (folder / "state.json").write_bytes(b'{"schema": 2, "all": "otherwise"}')
    assert State(folder).of_later_version().statuses == {}
