"""What another window does is seen in this one, and neither loses what the other did."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from textual.pilot import Pilot

from library import Library, Unavailable
from library.journal import Change
from library.state import State
from reader import watching
from reader.saving import Saver
from tests.library.making import NOON
from tests.reader.conftest import Start, screen_text, settle, toasts

OTHER = """
import sys
from pathlib import Path
from library import Library, Mark
with Library(Path(sys.argv[1])) as library:
    first, second, third = [one.id for one in library.search("")]
    print("open", flush=True)
    for line in sys.stdin:
        exec(line)
        print("done", flush=True)
"""


class Other:
    """Another process with the library open, which does what it is told."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Tell `process`, and wait until it has it open."""
        self._process = process
        self._answered()

    def do(self, code: str) -> None:
        """Have something done, and return when it is on disk."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{code}\n")
        self._process.stdin.flush()
        self._answered()

    def _answered(self) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline()


@contextmanager
def other(home: Path) -> Iterator[Other]:
    """Return another process with the library in `home` open."""
    command = [sys.executable, "-c", OTHER, str(home)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Other(process)
        process.communicate()


async def seen(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait until something is so, which is to be soon, but on a machine with much else to do later."""
    deadline = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < deadline
        await pilot.pause(0.05)


async def test_what_another_process_does_appears_and_nothing_is_lost(
    start: Start, home: Path
) -> None:
    assert watching._LOOK_SECONDS < 0.5  # so that it is seen within a second
    with other(home) as process:
        async with start() as (pilot, screen):
            ids = [one.id for one in screen.list.headlines]
            process.do("library.mark([first, second], Mark.BOOKMARK)")
            await seen(pilot, lambda: screen.bar.views[2] == "★ 2")
            assert [one.bookmarked is not None for one in screen.list.headlines] == [
                True, True, False,
            ]  # fmt: skip
            process.do(
                "library.labels.tag([first], ['strom']); library.labels.set_note(first, 'ä')"
            )
            await seen(pilot, lambda: screen.view.tags == ("strom",) and screen.view.note == "ä")
            # Both at once, on the same article and on others.
            await pilot.press("r")
            process.do("library.mark([first], Mark.UNBOOKMARK); library.mark([third], Mark.READ)")
            await pilot.press("j", "s")
            await seen(pilot, lambda: screen.bar.views == ("All 3", "Unread 1", "★ 0"))
            process.do("library.searches.add('Park', 'park')")
            await seen(pilot, lambda: "Park" in "".join(screen.bar.views[3:]))
            process.do("library.bin.delete([third])")
            await seen(pilot, lambda: len(screen.list.headlines) == 2)
            process.do("library.rules.add('harbour')")
            await seen(pilot, lambda: len(screen.list.headlines) == 1)
            await settle(pilot)
            assert toasts(pilot) == ""
            process.do("library.fold()")
            await pilot.press("s")
        with Library(home) as library:
            first, second, third = map(library.status, ids)
            assert (first.tags, first.note) == (("strom",), "ä")
            assert [one.read is not None for one in (first, second, third)] == [True, False, True]
            assert [one.bookmarked is not None for one in (first, second)] == [True, False]
            assert third.deleted is not None
    assert "Park" in (home / "state.json").read_text()


@pytest.mark.parametrize("code", ["library.bin.delete([first])", "library.bin.forget(days=0)"])
async def test_what_is_shown_and_deleted_elsewhere_gives_way(
    start: Start, home: Path, code: str
) -> None:
    with other(home) as process:
        async with start() as (pilot, screen):
            first, second, _third = [one.id for one in screen.list.headlines]
            await pilot.press("enter")
            await settle(pilot)
            assert screen.view.id_ == first
            process.do(f"library.bin.delete([first]); {code}")
            await seen(pilot, lambda: screen.view.id_ == second)
            assert len(screen.list.headlines) == 2
            assert toasts(pilot).count("Deleted elsewhere: Min Ho Park") == 1
            await pilot.press("s")
            await settle(pilot)
        with Library(home) as library:
            assert library.status(first).bookmarked is None
            assert library.status(second).bookmarked is not None


async def test_own_changes_are_not_taken_for_those_of_others(start: Start, home: Path) -> None:
    async with start() as (pilot, screen):
        shown = 0

        async def show_anew() -> None:
            nonlocal shown
            shown += 1

        screen.show_anew = show_anew  # type: ignore[method-assign]
        await pilot.press("s", "j", "r")
        for _ in range(3):
            await settle(pilot)
            await pilot.pause(watching._LOOK_SECONDS * 1.5)
        assert shown == 0
        with Library(home) as library:
            library.labels.tag([library.search("")[0].id], ["x"])
        await seen(pilot, lambda: shown == 1)


async def test_a_copy_of_a_sync_service_is_merged_while_the_reader_runs(
    start: Start, home: Path, tmp_path: Path
) -> None:
    with Library(tmp_path / "elsewhere") as library:
        with Library(home) as here:
            first = here.search("")[0].id
        library.labels.set_note(first, "von anderswo")
        library.fold()
    async with start() as (pilot, screen):
        copied = home / "state.sync-conflict-20240517-120000-ABCDEFG.json"
        copied.write_bytes((tmp_path / "elsewhere" / "state.json").read_bytes())
        await seen(pilot, lambda: screen.view.note == "von anderswo")
        await seen(pilot, lambda: "A sync service had left a second copy" in toasts(pilot))
        assert not copied.exists()


HOLD = "from library.state import State; lock = State(library.folder).locked(); lock.__enter__()"
LET_GO = "lock.__exit__(None, None, None)"


async def test_what_is_not_saved_is_said_until_it_is_and_taken_back_if_it_cannot_be(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with other(home) as process:
        async with start(saves=False) as (pilot, screen):
            process.do(HOLD)
            await pilot.press("s")
            await seen(pilot, lambda: screen.hints.is_unsaved)
            assert screen.bar.views[2] == "★ 0"  # it counts when it is on disk
            assert screen.list.current is not None
            assert screen.list.current.bookmarked is not None
            assert "not saved yet" in screen_text(screen)
            process.do(LET_GO)
            await seen(pilot, lambda: not screen.hints.is_unsaved)
            await settle(pilot)
            assert "not saved yet" not in screen_text(screen)
            assert screen.bar.views[2] == "★ 1"

            monkeypatch.setattr("library.locking.LOCK_SECONDS", 0.4)
            process.do(HOLD)
            await pilot.press("r")
            await seen(pilot, lambda: "cannot be locked" in toasts(pilot))
            await settle(pilot)
            assert screen.list.current.read is None
            assert screen.bar.views == ("All 3", "Unread 3", "★ 1")
            process.do(LET_GO)
            await pilot.press("r")
            await settle(pilot)
            assert screen.bar.views == ("All 3", "Unread 2", "★ 1")


async def test_what_could_not_be_read_at_the_start_is_shown_once_it_can(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("library.opening._PATIENCE", 0.1)
    with other(home) as process:
        with Library(home) as library:
            first = library.search("")[0].id
        process.do(HOLD)
        State(home).append([Change(first, "bookmarked", NOON, NOON)])  # as after a crash
        async with start() as (pilot, screen):
            assert "cannot be locked" in toasts(pilot)
            assert screen.bar.views[2] == "★ 0"
            process.do(LET_GO)
            await seen(pilot, lambda: screen.bar.views[2] == "★ 1")


def test_what_was_said_last_and_could_not_be_kept_is_told_at_the_end(home: Path) -> None:
    for lose in (False, True):
        saver = Saver(home)
        if lose:
            (home / "state.journal").unlink(missing_ok=True)
            (home / "state.journal").mkdir()
        saver.edit(lambda library: library.searches.add("Wien", "wien"))
        saver.edit(lambda library: library.searches.add("Wien", "zwei"))
        saver.edit(lambda library: library.searches.add("", "("))  # which was told on the screen
        with pytest.raises(Unavailable) if lose else nullcontext():
            saver.close()
    assert "wien" in (home / "state.json").read_text()
