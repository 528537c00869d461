"""Files are written whole or not at all, and nothing that is there is lost."""

from __future__ import annotations

import errno
import os
import resource
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from library import Article, Block, BlockKind, Unavailable
from reader.formats import complaint
from reader.writing import Document, named
from reader.writing.files import is_same, write_file
from reader.writing.folders import Folder, Outcome
from tests.reader.test_exporting import article


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_has_what_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_file(tmp_path / "a.md", ["ein ", "Text\n"])
        os.umask(0o077)
        write_file(tmp_path / "b.md", ["x"])
    finally:
        os.umask(before)
    assert (tmp_path / "a.md").read_text() == "ein Text\n"
    assert (mode(tmp_path / "a.md"), mode(tmp_path / "b.md")) == (0o644, 0o600)
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_there_stays_unless_it_is_to_be_overwritten(tmp_path: Path) -> None:
    path, link = tmp_path / "a.md", tmp_path / "link.md"
    path.write_text("alt")
    path.chmod(0o640)
    with pytest.raises(FileExistsError):
        write_file(path, ["neu"])
    assert path.read_text() == "alt"
    link.symlink_to("a.md")
    with pytest.raises(FileExistsError):
        write_file(link, ["neu"])
    write_file(link, ["neu"], overwrite=True)
    assert link.is_symlink()
    assert (path.read_text(), mode(path)) == ("neu", 0o640)
    assert is_same(path, "neu")
    assert not is_same(path, "nie")
    assert not is_same(tmp_path / "gone", "neu")
    (tmp_path / "dangling.md").symlink_to("new.md")
    write_file(tmp_path / "dangling.md", ["neu"], overwrite=True)
    assert (tmp_path / "new.md").read_text() == "neu"


@pytest.mark.parametrize("with_links", [False, True])
def test_a_name_is_free_until_the_whole_file_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_links: bool
) -> None:
    """So whatever kills the writer, the next one finds no part of it in the way."""
    path = tmp_path / "a.md"

    def pieces() -> Iterator[str]:
        yield "x" * 100_000
        assert not path.exists()
        yield "y"

    if not with_links:
        monkeypatch.setattr(Path, "hardlink_to", _not_linked)
    write_file(path, pieces())
    assert [(one.name, len(one.read_text())) for one in tmp_path.iterdir()] == [("a.md", 100_001)]


def _not_linked(path: Path, _target: Path) -> None:
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(path))


@pytest.mark.parametrize("with_links", [False, True])
def test_what_somebody_else_wrote_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, with_links: bool
) -> None:
    path = tmp_path / "a.md"

    def pieces() -> Iterator[str]:
        path.write_text("theirs")
        yield "ours"

    if not with_links:
        monkeypatch.setattr(Path, "hardlink_to", _not_linked)
    with pytest.raises(FileExistsError):
        write_file(path, pieces())
    assert [one.read_text() for one in tmp_path.iterdir()] == ["theirs"]


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone/a.md", "there is no such folder"),
        ("file/a.md", "there is no such folder"),
        ("x" * 300, "the name is too long"),
        ("a\0b", "null"),
    ],
    ids=lambda text: text[:4],
)
def test_what_cannot_be_written_is_told(
    tmp_path: Path, name: str, reason: str, overwrite: bool
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match=reason) as caught:
        write_file(tmp_path / name, ["x"], overwrite=overwrite)
    assert caught.value.remedy
    assert "\0" not in complaint(caught.value)
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("path", ["/dev/null", "/proc"])
def test_only_files_are_overwritten(path: str) -> None:
    with pytest.raises(Unavailable, match=r"it is no file|it is a folder"):
        write_file(Path(path), ["x"], overwrite=True)


@pytest.fixture
def nobody() -> Iterator[None]:
    """Be somebody who may not write everything, if the tests are run by one who may."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield
    if user == 0:
        os.seteuid(0)


@pytest.mark.parametrize("overwrite", [False, True])
def test_folders_that_must_not_be_written_are_told(
    tmp_path: Path, nobody: None, overwrite: bool
) -> None:
    if os.access(tmp_path, os.W_OK, effective_ids=True):
        tmp_path.chmod(0o500)
    try:
        with pytest.raises(Unavailable, match="it may not be written there"):
            write_file(tmp_path / "a.md", ["x"], overwrite=overwrite)
    finally:
        with suppress(PermissionError):
            tmp_path.chmod(0o700)


@pytest.fixture
def small_files() -> Iterator[None]:
    """Let no file become larger than some bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_nothing_is_left_of_what_has_no_room(tmp_path: Path, small_files: None) -> None:
    path = tmp_path / "a.md"
    with pytest.raises(Unavailable, match="too large"):
        write_file(path, ["x" * 10_000])
    assert not list(tmp_path.iterdir())
    path.write_text("alt")
    with pytest.raises(Unavailable, match="too large"):
        write_file(path, ["x" * 10_000], overwrite=True)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["alt"]


def with_id(id_: str, text: str = "Text") -> Document:
    found = article("Titel", Block(BlockKind.PARAGRAPH, text))
    facts = (found.url, found.source, found.author, found.published, found.language, found.added)
    return Document(Article(id_, found.title, found.blocks, *facts))


def test_a_folder_is_filled_without_losing_anything(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder"
    folder = Folder(path, named("md"))
    one, other = with_id("ab" * 8), with_id("abababab" + "0" * 8)
    assert folder.put(one)[1] is Outcome.WRITTEN
    assert folder.put(one)[1] is Outcome.THERE
    assert folder.put(other)[0].name == "2024-05-17-titel-abababab00000000.md"
    assert len(list(path.iterdir())) == 2
    changed = with_id("ab" * 8, "Anderes")
    at, outcome = Folder(path, named("md")).put(changed)
    assert outcome is Outcome.REFUSED
    assert "Anderes" not in at.read_text()
    assert Folder(path, named("md"), overwrite=True).put(changed) == (at, Outcome.WRITTEN)
    assert "Anderes" in at.read_text()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="there is a file of that name"):
        Folder(tmp_path / "file", named("md")).put(with_id("0" * 16))
