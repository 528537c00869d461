"""A change that was acknowledged is in the journal, whatever else became of the file."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.journal import Change, Field, Journal, decode_value, stamp
from library.models import Place
from library.times import decode_time, encode_time
from tests.library.making import NOON

READ = Change("a" * 16, "read", NOON, NOON)
CLEARED = Change("ä 😀", "bookmarked", None, NOON + timedelta(milliseconds=7))
STOPPED = Change("b" * 16, "place", Place(-1, 12), NOON)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "state.journal")


def test_changes_come_back_in_their_order(journal: Journal) -> None:
    assert journal.read() == ()
    assert not journal.is_filled()
    journal.append([READ, CLEARED])
    journal.append([])
    journal.append([STOPPED])
    assert journal.read() == (READ, CLEARED, STOPPED)
    assert journal.is_filled()
    assert journal.path.stat().st_mode & 0o777 == 0o600
    journal.clear()
    assert journal.read() == ()
    assert not journal.is_filled()


def test_a_torn_line_is_passed_over_and_spoils_nothing_after_it(journal: Journal) -> None:
    journal.append([READ, CLEARED])
    whole = journal.path.read_bytes()
    for length in range(len(whole)):
        journal.path.write_bytes(whole[:length])
        kept = [change for change in (READ, CLEARED) if change in journal.read()]
        complete = whole[:length].count(b"\n")
        assert len(kept) >= complete
        journal.append([STOPPED])
        assert journal.read() == (*kept, STOPPED)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\0" * 4096,
        b"\xff\xfe{}",
        b"null",
        b"[]",
        b"7",
        b"{}",
        b"[" * 100_000,
        b'{"id": "a", "field": "read", "value": null}',
        b'{"id": "a", "field": "colour", "value": null, "at": "2024-05-17T12:00:00Z"}',
        b'{"id": "a", "field": ["read"], "value": null, "at": "2024-05-17T12:00:00Z"}',
        b'{"id": null, "field": "read", "value": null, "at": "2024-05-17T12:00:00Z"}',
        b'{"id": "\\ud800", "field": "read", "value": null, "at": "2024-05-17T12:00:00Z"}',
        b'{"id": "a", "field": "read", "value": 7, "at": "2024-05-17T12:00:00Z"}',
        b'{"id": "a", "field": "read", "value": null, "at": "yesterday"}',
        b'{"id": "a", "field": "read", "value": null, "at": "0001-01-01T00:00:00+14:00"}',
        b'{"id": "a", "field": "place", "value": {"block": 1}, "at": "2024-05-17T12:00:00Z"}',
        b'{"id": "a", "field": "place", "value": {"block": 1e9, "offset": 1},'
        b' "at": "2024-05-17T12:00:00Z"}',
        b'{"id": "a", "field": "place", "value": {"block": 99999999999999999999, "offset": 1},'
        b' "at": "2024-05-17T12:00:00Z"}',
    ],
    ids=lambda garbage: ascii(garbage[:30]),
)
def test_lines_that_say_nothing_are_passed_over(journal: Journal, garbage: bytes) -> None:
    journal.append([READ])
    with journal.path.open("ab") as file:
        file.write(garbage + b"\n")
    journal.append([STOPPED])
    assert journal.read() == (READ, STOPPED)


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    class File(Journal):
        path = Path(f"/proc/self/fd/{os.memfd_create('journal')}")

        def __init__(self) -> None:
            pass

    journal = File()
    journal.path.write_bytes(data + b"\n")
    try:
        assert journal.read() == ()
    finally:
        os.close(int(journal.path.name))


def test_what_cannot_be_made_safe_is_not_acknowledged(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    journal.append([CLEARED])
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        journal.append([READ])


def test_short_writes_are_gone_on_with(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:5]))
    journal.append([READ, CLEARED])
    assert journal.read() == (READ, CLEARED)


def test_the_stamp_tells_every_change(journal: Journal) -> None:
    folder = journal.path.parent
    stamps = [stamp(folder)]
    journal.append([READ])
    stamps.append(stamp(folder))
    journal.append([READ])
    stamps.append(stamp(folder))
    (folder / "state.json").write_text("x")
    stamps.append(stamp(folder))
    (folder / "other.json").write_text("x")
    assert stamp(folder) == stamps[-1]
    assert len(set(stamps)) == 4


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-17T12:00:00.000Z", NOON),
        ("2024-05-17T14:00:00+02:00", NOON),
        ("2024-05-17T12:00:00", NOON),
    ],
)
def test_times_are_read_in_any_zone(text: str, moment: datetime) -> None:
    assert decode_time(text) == moment


@given(st.datetimes(timezones=st.just(UTC)))
def test_times_come_back_in_milliseconds(moment: datetime) -> None:
    back = decode_time(encode_time(moment))
    assert back == moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert encode_time(back) == encode_time(moment)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("read", 7),
        ("bookmarked", {}),
        ("place", "x"),
        ("place", [1, 2]),
        ("place", {"block": -2, "offset": 0}),
    ],
)
def test_values_of_another_type_are_errors(field: Field, value: object) -> None:
    with pytest.raises(ValueError, match="must"):
        decode_value(field, value)


def test_lines_of_a_later_version_outlive_the_fold(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state.journal")
    later = b'{"id": "0011", "field": "hidden", "value": true, "at": "2026-01-01T00:00:00.000Z"}'
    (tmp_path / "state.journal").write_bytes(later + b"\n")
    journal.clear()
    assert (tmp_path / "state.journal.unread").read_bytes() == later + b"\n"
    assert not journal.is_filled()


def test_what_could_not_be_made_safe_is_not_found_later(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    journal.append([READ])
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="No space"):
            journal.append([CLEARED])
    assert journal.read() == (READ,)
