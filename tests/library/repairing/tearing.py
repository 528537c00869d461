"""Tears libraries, repairs them, and tells what is in them then."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from library import (
    Library,
    Repairing,
    Rescue,
)
from library.store.salvaging import Salvager
from tests.library.store.damage import PAGE


def titles(home: Path) -> list[str]:
    with Library(home) as library:
        return [one.title for one in library.search("")]


def files(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir() if not path.name.endswith(".lock"))


def repaired(home: Path) -> Counter[Rescue]:
    """Repair a library, check that the file it had is kept, and return how much was saved of what."""
    before = (home / "library.db").read_bytes()
    repairing = Repairing(home)
    assert repairing.is_needed()
    found = Counter(one.rescue for one in repairing.answers())
    assert repairing.kept is not None
    assert repairing.kept.read_bytes() == before
    assert not repairing.is_needed()
    assert not list(home.glob("*.repaired*"))
    return found


def tear(path: Path, table: str, *pages: int) -> None:
    """Overwrite pages of a table or an index: the first, the second, … of its tree."""
    with Salvager(path) as salvager:
        numbers = list(salvager._tree(table))
    with path.open("r+b") as file:
        for page in pages or range(len(numbers)):
            file.seek((numbers[page] - 1) * PAGE)
            file.write(b"\xa5" * PAGE)
