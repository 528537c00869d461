"""A library on a disk that is full, that can only be read or that has gone: it is said, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from library import Library, Mark, Unavailable
from reader.cli import main
from tests.reader.conftest import Start, row, screen_text, settle

SIZE = 3_000_000


async def told(pilot: Pilot[None], *keys: str) -> list[str]:
    """Press keys, and return what is said of that."""
    pilot.app.clear_notifications()
    await pilot.press(*keys)
    await settle(pilot)
    return [one.message for one in pilot.app._notifications]


async def add(pilot: Pilot[None], path: Path) -> list[str]:
    """Have a document stored from within, and return what is said of that."""
    await pilot.press("a")
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = str(path)
    return await told(pilot, "enter")


def mounted(*arguments: str | Path) -> None:
    """Mount something, or skip the test where that is not allowed."""
    command = shutil.which("mount")
    done = command and subprocess.run([command, *arguments], check=False, capture_output=True)
    if not done or done.returncode:
        pytest.skip("nothing can be mounted here")


def unmounted(folder: Path) -> None:
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def small(tmp_path: Path, filled: Path) -> Iterator[Path]:
    """Return a folder on a small disk of its own, with a library in it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted("-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", disk)
    try:
        yield Path(shutil.copytree(filled, disk / "home"))
    finally:
        unmounted(disk)


def fill(folder: Path) -> Path:
    """Fill the disk of `folder` to the last byte, and return what is to be deleted again."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (4096, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
    return ballast


@contextmanager
def only_read(folder: Path) -> Iterator[None]:
    """Let nothing be written in `folder` meanwhile."""
    if os.geteuid():
        folder.chmod(0o500)
        for path in folder.iterdir():
            path.chmod(0o400)
        try:
            yield
        finally:
            folder.chmod(0o700)
        return
    mounted("--bind", folder, folder)  # root may write whatever the permissions are
    try:
        mounted("-o", "remount,ro,bind", folder)
        yield
    finally:
        unmounted(folder)


async def test_on_a_full_disk_all_can_be_read_and_nothing_is_lost(
    start: Start, small: Path, tmp_path: Path
) -> None:
    large = tmp_path / "large.txt"
    large.write_text("Groß\n\n" + os.urandom(200_000).hex())
    async with start(folder=small, saves=False) as (pilot, screen):
        assert not await told(pilot, "s")
        ballast = fill(small.parent)
        for keys in (["r"], ["j", "s"], ["delete"], ["enter"]):
            (said, *_) = await told(pilot, *keys)
            assert "space" in said or "Make room" in said, keys
        assert screen.bar.views == ("All 3", "Unread 3", "★ 1")
        await told(pilot, "h", "slash", *"der", "enter")
        assert len(screen.session.listing) == 2
        await told(pilot, "escape")
        assert any("Make room" in said for said in await add(pilot, large))
        ballast.unlink()
        assert not await told(pilot, "s")
        assert await add(pilot, large) == ["1 stored"]
        shown = screen.bar.views
    with Library(small) as library:
        articles, unread, bookmarked = library.counts()
    assert shown == (f"All {articles}", f"Unread {unread}", f"★ {bookmarked}")
    assert articles == 4
    assert bookmarked != 1


async def test_what_is_in_the_journal_is_safe_even_if_the_disk_is_full_at_the_end(
    start: Start, small: Path
) -> None:
    async with start(folder=small) as (pilot, _):
        assert not await told(pilot, "s")
        ballast = fill(small.parent)
    with Library(small) as library:
        assert library.counts().bookmarked == 1
    ballast.unlink()
    with Library(small) as library:
        library.fold()
    assert '"bookmarked"' in (small / "state.json").read_text()


async def test_what_can_only_be_read_is_read(start: Start, home: Path) -> None:
    with only_read(home):
        async with start(saves=False) as (pilot, screen):
            assert [one.message for one in pilot.app._notifications] == [
                "The library can only be read: no marks are kept."
            ]
            assert "Präsident Südkoreas" in screen_text(screen)
            assert not await told(pilot, "enter")
            assert not await told(pilot, "h", "slash", *"der", "enter")
            (said,) = await told(pilot, "s")
            assert "it can only be read, so nothing can be changed" in said
            assert screen.bar.views == ("All 3", "Unread 3", "★ 0")
            await told(pilot, "q")
            assert pilot.app.return_code in (None, 0)


def test_commands_read_what_can_only_be_read(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library(home) as library:
        id_ = library.search("")[0].id
        library.mark([id_], Mark.READ)
        library.fold()
    (home / "state.json").touch()  # as a copy on another disk, whose marks were not mirrored there
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    with only_read(home):
        assert main(["--home", str(home), "list"]) == 0
        assert len(capsys.readouterr().out.splitlines()) == 3
        assert main(["--home", str(home), "search", "is:read"]) == 0
        assert main(["--home", str(home), "show", id_]) == 0
        assert main(["--home", str(home), "doctor"]) == 1
        capsys.readouterr()
        for command in (["mark", "bookmark", id_], ["add", str(home / "state.json")], ["reindex"]):
            assert main(["--home", str(home), *command]) == 2, command
            assert "it can only be read" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in home.iterdir()} == before


def _deleted(home: Path, towns: Path) -> None:
    (home / "library.db").unlink()


def _gone(home: Path, towns: Path) -> None:
    shutil.rmtree(home)


def _replaced(home: Path, towns: Path) -> None:
    shutil.copy(towns / "library.db", home / "other")
    (home / "other").replace(home / "library.db")


@pytest.mark.parametrize(
    ("lose", "early"), [(_deleted, True), (_deleted, False), (_gone, False), (_replaced, False)]
)
async def test_a_library_that_vanishes_is_told_and_none_is_made_in_its_place(
    start: Start,
    home: Path,
    towns: Path,
    tmp_path: Path,
    lose: Callable[[Path, Path], None],
    early: bool,
) -> None:
    document = tmp_path / "neu.txt"
    document.write_text("Neu\n\nEin Absatz.\n")
    async with start(saves=False) as (pilot, screen):
        if not early:  # then all that writes has the library open
            assert not await told(pilot, "s", "r")
            assert not await told(pilot, "slash", *"der", "enter")
            await told(pilot, "escape")
        lose(home, towns)
        before = screen.bar.views
        for keys in (["j", "s"], ["delete"]):
            (said, *_) = await told(pilot, *keys)
            assert "while it was open" in said
            assert "Nothing was changed." in said
        assert screen.bar.views == before
        title = row(screen)
        assert all("while it was open" in one for one in await told(pilot, "enter"))
        assert title in screen_text(screen)
        if lose is not _replaced:
            assert "while it was open" in "".join(await add(pilot, document))
        assert pilot.app.is_running
    assert (home / "library.db").exists() is (lose is _replaced)
    if lose is _replaced:
        assert (home / "library.db").read_bytes() == (towns / "library.db").read_bytes()


def test_what_could_not_be_kept_is_told_at_the_end(home: Path) -> None:
    from reader.saving import Saver

    with Library(home) as library:
        saver = Saver(home, ensure=library.ensure_writable)
        (home / "library.db").rename(home / "away")
        saver.mark([library.search("")[0].id], Mark.READ)
        with pytest.raises(Unavailable, match="while it was open"):
            saver.close()
