"""What the tests over the front door start from: a library of three articles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from library import Library, find_sources
from tests import texts


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return where a library may be made."""
    return tmp_path / "home"


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Return the files of three articles."""
    return texts.write_articles(tmp_path / "articles")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a library with three articles, which nobody may change."""
    folder = tmp_path_factory.mktemp("filled")
    sources = list(find_sources(texts.write_articles(folder / "articles")))
    with Library(folder / "home") as library:
        assert len(list(library.add(sources))) == 3
    return folder / "home"


@pytest.fixture
def library(home: Path, filled: Path) -> Iterator[Library]:
    """Return a library with three articles, in `home`."""
    shutil.copytree(filled, home)
    with Library(home) as library:
        yield library
