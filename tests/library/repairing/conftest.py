"""A library with marks, to be damaged and repaired."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from library import (
    Library,
    Mark,
)
from tests.library.store.damage import fill


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library with marks, which nobody may change."""
    folder = tmp_path_factory.mktemp("whole")
    fill(folder / "library.db")
    with Library(folder) as library:
        ids = [one.id for one in library.search("")]
        library.mark(ids[:5], Mark.BOOKMARK)
        library.bin.delete(ids[7:8])
        library.fold()
    return folder


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "home"))


@pytest.fixture
def database(home: Path) -> Path:
    return home / "library.db"
