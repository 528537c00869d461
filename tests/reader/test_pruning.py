"""What a query finds is deleted at once, but for what the person has put a mark on."""

from __future__ import annotations

from pathlib import Path

import pytest

from library import Library, Mark
from reader.cli import main


def prune(home: Path, *arguments: str) -> int:
    return main(["--home", str(home), "prune", *arguments])


def test_what_is_marked_stays(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library(home) as library:
        kept, noted, gone = library.search("")
        library.mark([kept.id], Mark.BOOKMARK)
        library.labels.set_note(noted.id, "wichtig")
    assert prune(home, "added:30d", "--dry-run") == 0
    listed = capsys.readouterr()
    assert listed.out.count("\n") == 1
    assert gone.id[:8] in listed.out
    assert "1 article would go" in listed.err
    with Library(home) as library:
        assert library.counts().articles == 3
    assert prune(home, "added:30d", "--json") == 0
    assert capsys.readouterr().out == f'{{"id": "{gone.id}", "what": "remove"}}\n'
    with Library(home) as library:
        assert {one.id for one in library.search("")} == {kept.id, noted.id}
    assert prune(home, "added:30d") == 1
    assert prune(home, "added:30d", "--marked") == 0
    with Library(home) as library:
        assert library.counts().articles == 0
        assert len(library.bin.all()) == 3
        library.bin.restore([kept.id])
        assert [one.bookmarked is not None for one in library.search("")] == [True]


@pytest.mark.parametrize("query", ["", "  ", "title:"])
def test_everything_is_no_query(home: Path, query: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert prune(home, query) == 2
    assert capsys.readouterr().err
    with Library(home) as library:
        assert library.counts().articles == 3


def test_what_cannot_be_read_deletes_nothing(home: Path) -> None:
    assert prune(home, '"open') == 2
    with Library(home) as library:
        assert library.counts().articles == 3
