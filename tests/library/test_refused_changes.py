"""A change that was refused is not kept: what was shown of it is taken back, and must not come again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from library import Library, Mark, Unavailable


def test_what_cannot_be_shown_is_refused_and_not_found_later(
    library: Library, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    first, second, *_ = [headline.id for headline in library.search("")]
    library.mark([second], Mark.READ)
    before = (home / "state.journal").read_bytes()
    changes: list[Callable[[], object]] = [
        lambda: library.mark([first], Mark.BOOKMARK),
        lambda: library.searches.add("Kohle", "kohle"),
    ]
    for change in changes:
        with monkeypatch.context() as patch:
            patch.setattr(type(library._writer), "mirror", fail)
            patch.setattr(type(library._writer.edits), "mirror", fail)
            with pytest.raises(Unavailable, match="the disk is full") as caught:
                change()
        assert caught.value.remedy == "Make room on its disk."
        assert (home / "state.journal").read_bytes() == before
    with Library(home) as again:
        assert again.status(first).bookmarked is None
        assert again.searches.all() == ()
        assert again.status(second).read is not None
    for change in changes:
        change()
    assert library.status(first).bookmarked is not None
    assert [one.name for one in library.searches.all()] == ["Kohle"]
