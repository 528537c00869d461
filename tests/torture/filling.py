"""Fills a small disk while changes are made, and makes a folder that can only be read.

Run where a disk can be mounted: unshare --map-root-user --mount python -m tests.torture.filling FOLDER WHAT
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from library import Library, LibraryError, Mark, Place, Unavailable
from reader.app import ReaderApp
from reader.config import Config
from reader.screens.main import MainScreen
from tests.torture.changes import ids, ready
from tests.torture.forking import Say, asked
from tests.torture.reading import more
from tests.torture.seeing import check, seen

_SIZE: Final = "3m"
_SHOW: Final = ("show", "--plain", "29579c50")
"""The command that shows an article in which names are yet to be recognised."""
_STEP: Final = 4096
_STEPS: Final = 40
"""How often some room is given, a page each time."""

Trial = tuple[str, Any, Callable[[Library], object]]
"""What is changed, what it is in the end, and what makes that change."""


class Disk:
    """A small disk, which can be filled."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
        subprocess.run(mount, check=True)
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """Leave no byte free."""
        with self._ballast.open("ab", buffering=0) as file:
            for size in (1 << 16, _STEP, 1):
                with suppress(OSError):
                    while True:
                        file.write(b"x" * size)

    def give(self, size: int) -> None:
        """Give so many bytes free."""
        os.truncate(self._ballast, max(0, self._ballast.stat().st_size - size))

    def empty(self) -> None:
        """Give all room free."""
        self._ballast.unlink(missing_ok=True)


def _trials(library: Library, number: int) -> Iterator[Trial]:
    """Yield changes, each of which says something that can be told from all others."""
    every = ids(library)
    id_, text = every[3 + number % (len(every) - 3)], f"n{number}"
    yield f"read {id_}", "now", lambda library: library.mark([id_], Mark.READ)
    yield f"note {id_}", text, lambda library: library.labels.set_note(id_, text)
    yield f"tags {id_}", [text], lambda library: _tag(library, id_, text)
    place = {"block": 0, "offset": number}
    yield f"place {id_}", place, lambda library: library.keep_place(id_, Place(0, number))
    yield f"search {text}", True, lambda library: library.searches.add(text, text)
    yield (
        f"feed {text}",
        True,
        lambda library: library.feeds.add(f"https://example.net/{text}", text),
    )
    source = more()[number % 5]
    yield f"added {source.name}", True, lambda library: list(library.add([source]))
    yield "folded", None, lambda library: library.fold()


def _tag(library: Library, id_: str, tag: str) -> None:
    library.labels.tag([id_], [tag], library.status(id_).tags)


class Filling:
    """A library on a disk that fills up while it is open."""

    def __init__(self, disk: Disk, home: Path, since: str) -> None:
        self._disk = disk
        self._home = home
        self._since = since
        self._wanted: dict[str, Any] = {}
        self.became: Counter[str] = Counter()
        """How many changes were acknowledged and refused while there was no room, or little."""
        self.wrong: list[str] = []
        """What went wrong."""
        self.shown = (-1, "")
        """What the command that shows an article ends with and says, when there is no room."""

    def run(self) -> None:
        """Change a library while there is no room, some more each time, and much."""
        with Library(self._home) as library:
            self._disk.fill()
            self.shown = _commanded(self._home, *_SHOW)
            for number in range(_STEPS):
                self._change(library, number, "full")
                self._disk.give(_STEP if number % 8 else 0)
                if number % 16 == 15:
                    self._disk.fill()
            self._disk.empty()
            # In the same process, with the same library.
            for number in range(_STEPS, _STEPS + 5):
                self._change(library, number, "room")
        self._compare()

    def _change(self, library: Library, number: int, when: str) -> None:
        for name, value, do in _trials(library, number):
            try:
                do(library)
            except LibraryError as error:
                self.became[f"refused, {when}"] += 1
                if not (str(error) and error.remedy):
                    self.wrong.append(f"{name}: {error!r} says not what to do")
                if when == "room":
                    self.wrong.append(f"{name}: is refused when there is room again: {error}")
            else:
                self.became[f"acknowledged, {when}"] += 1
                self._wanted[name] = value

    def _compare(self) -> None:
        """Compare what was acknowledged with what is there."""
        found = dict(seen(self._home, self._since))
        found |= {f"search {name}": True for name, *_ in found["searches"]}
        found |= {f"feed {name}": True for name, *_ in found["feeds"]}
        with Library(self._home) as library:
            names = library._connection.execute("SELECT name FROM originals").fetchall()
        found |= {f"added {name}": True for (name,) in names}
        for name, value in self._wanted.items():
            # One that was refused may be kept where it could not be taken back, but none is lost.
            if found.get(name) != value:
                self.wrong.append(f"{name} is {found.get(name)!r} and not {value!r}")
        check(self._home)


def opened_when_full(home: Path, disk: Disk) -> str:
    """Return what becomes of opening and reading a library where no byte is free."""
    disk.fill()

    def read(say: Say) -> None:
        try:
            with Library(home) as library:
                say(f"{len(library.search(''))} articles")
        except LibraryError as error:
            say(f"{type(error).__name__}: {error}. {error.remedy}")

    ((told, *_),) = asked(read)
    disk.empty()
    return str(told)


def read_only(home: Path) -> dict[str, Any]:
    """Return what can be done with the library in a folder that can only be read."""
    subprocess.run(["mount", "--bind", home, home], check=True)
    subprocess.run(["mount", "-o", "remount,ro,bind", home], check=True)
    told: dict[str, Any] = {"refused": {}}
    with Library(home) as library:
        told["listed"] = len(library.search(""))
        told["found"] = len(library.search("kohle"))
        told["title"] = library.article(ids(library)[0]).title
        told["marked"] = sum(one.bookmarked is not None for one in library.search(""))
        for name, _, do in _trials(library, 1):
            try:
                do(library)
            except Unavailable as error:
                told["refused"][name.split()[0]] = f"{error}. {error.remedy}"
    commands = (["list"], ["search", "kohle"], _SHOW, ["doctor"])
    told["commands"] = [_commanded(home, *command) for command in commands]
    told["screen"], told["toasts"] = asyncio.run(_shown(home))
    return told


def _commanded(home: Path, *command: str) -> tuple[int, str]:
    """Return what a command of the program ends with, and says."""
    script = Path(sys.executable).with_name("newsreader")
    done = subprocess.run(
        [script, "--home", home, *command], capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout + done.stderr


async def _shown(home: Path) -> tuple[str, str]:
    """Return what the app shows after an article was opened and the next one bookmarked."""
    # Imported here: it would make every process that is split off slower.
    from tests.reader.conftest import screen_text, settle, toasts

    with Library(home) as library:
        app = ReaderApp(library, None, Config(engine="rules"))
        try:
            async with app.run_test(size=(100, 30), notifications=True) as pilot:
                await settle(pilot)
                await pilot.press("enter")
                await settle(pilot)
                opened = toasts(pilot)
                await pilot.press("s")
                await settle(pilot)
                assert isinstance(app.screen, MainScreen)
                return screen_text(app.screen), opened + "\n--\n" + toasts(pilot)
        finally:
            with suppress(LibraryError):
                app.saver.close()


def main(folder: Path, what: str) -> None:
    """Do one of these things, and print what was found, as JSON."""
    made, since = ready(folder / "made")
    home = made / "filled"
    if what == "read-only":
        sys.stdout.write(json.dumps(read_only(home)))
        return
    disk = Disk(folder / "disk")
    home = folder / "disk" / "home"
    subprocess.run(["cp", "-r", made / "filled", home], check=True)
    full = opened_when_full(home, disk)
    filling = Filling(disk, home, since)
    filling.run()
    sys.stdout.write(
        json.dumps(
            {
                "opened": full,
                "became": filling.became,
                "wrong": filling.wrong,
                "shown": filling.shown,
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
