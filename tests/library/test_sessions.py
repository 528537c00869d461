"""The end of the last session is remembered, and a crash takes nothing away."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from library import Unavailable
from library.sessions import SESSION_NAME, end_session, last_session

THEN = datetime(2024, 5, 17, 12, 0, 0, 123000, tzinfo=UTC)


def test_it_is_remembered(tmp_path: Path) -> None:
    assert last_session(tmp_path) is None
    end_session(tmp_path, THEN)
    assert last_session(tmp_path) == THEN
    assert (tmp_path / SESSION_NAME).read_text() == "2024-05-17T12:00:00.123Z\n"
    assert [path.name for path in tmp_path.iterdir()] == [SESSION_NAME]


@pytest.mark.parametrize("content", [b"", b"yesterday", b"\xff\xfe", b"2024-13-01T00:00:00Z", b"0"])
def test_what_cannot_be_read_is_not_known(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SESSION_NAME).write_bytes(content)
    assert last_session(tmp_path) is None
    end_session(tmp_path, THEN)
    assert last_session(tmp_path) == THEN


def test_what_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end_session(tmp_path, THEN)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Unavailable, match="No space left"):
        end_session(tmp_path, datetime.now(UTC))
    assert last_session(tmp_path) == THEN
    assert [path.name for path in tmp_path.iterdir()] == [SESSION_NAME]
