"""Long work in the background: commands of `newsreader` in processes of their own, and what they tell.

Beside a thread that stores, every turn of the screen's loop would wait for Python's lock; a process
leaves the screen as quick as it is without it. A thread that only listens costs nothing, and unlike
the loop it is still there when the screen has gone and the process has not ended yet.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, Any, Final

from library import Added, LibraryError, Result, _, ensure_library
from reader.codes import UNUSABLE
from reader.consent import ALLOW
from reader.gathering import number_of
from reader.output import PROGRAM
from reader.telling import WITHIN

_IN_GOOD_ORDER: Final = (0, 3, 130)
"""How a command ends that has done what it could, or was asked to stop."""
_CHUNK: Final = 65_536
_MAX_MESSAGE: Final = 2_000


async def count_sources(names: Sequence[str]) -> int:
    """Return how many documents `names` stand for, without holding up the screen."""
    return await asyncio.to_thread(number_of, names)


class Running:
    """A command while it runs. It belongs to the running loop."""

    def __init__(self, home: Path, command: Sequence[str]) -> None:
        """Run `command`, a subcommand with its arguments, on the library in the folder `home`.

        Raises:
            Unavailable: There is no library any more.
        """
        ensure_library(home)
        self.is_stopped = False
        """Whether it was asked to stop before the end."""
        self._complaints = TemporaryFile()  # noqa: SIM115 - the thread closes it
        self._process = subprocess.Popen(  # noqa: S603 - our own Python
            [sys.executable, "-P", "-m", "reader", "--home", str(home), *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            start_new_session=True,  # the terminal's keys are for the screen
            env={**os.environ, WITHIN: "1"},
        )
        self._loop = asyncio.get_running_loop()
        self._told = asyncio.Queue[bytes]()
        self._error: LibraryError | None = None
        self._name = command[0]
        Thread(target=self._listen, name=self._name).start()

    def stop(self) -> None:
        """Ask it to stop in good order: what is done stays, and it still tells of all of that."""
        self.is_stopped = True
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGINT)

    def ask(self, line: str) -> None:
        """Give it a line on its stdin; one that has ended takes none."""
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):
            self._process.stdin.write(f"{line}\n".encode())
            self._process.stdin.flush()

    async def records(self) -> AsyncIterator[list[dict[str, Any]]]:
        """Yield the objects that it prints, as many at a time as have come, to its end.

        Raises:
            LibraryError: The library cannot be used, or something else that it needs; or it was killed.
        """
        rest = b""
        while data := await self._told.get():
            *lines, rest = (rest + data).split(b"\n")
            if lines:
                yield [json.loads(line) for line in lines]
        if self._error is not None:
            raise self._error

    def _listen(self) -> None:
        """Pass on what the process tells until it ends. This is another thread."""
        with self._complaints, self._process as process:
            assert process.stdout is not None
            while data := process.stdout.read1(_CHUNK):  # type: ignore[attr-defined]
                self._pass_on(data)
            code = process.wait()
            if code == UNUSABLE:
                said = _last_line(self._complaints)
                self._error = LibraryError(said.removeprefix(f"{PROGRAM}: "))
            elif code not in _IN_GOOD_ORDER and not self.is_stopped:
                self._error = _broken_off(self._name, code)
        self._pass_on(b"")

    def _pass_on(self, data: bytes) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(self._told.put_nowait, data)


@contextmanager
def running(home: Path, *command: str) -> Iterator[Running]:
    """Run a subcommand on the library in `home`; leaving before the end stops it."""
    process = Running(home, command)
    try:
        yield process
    except BaseException:
        process.stop()
        raise


def storing(names: Sequence[str], allowed: Iterable[str]) -> tuple[str, ...]:
    """Return the command that stores what `names` stand for, and tells of it.

    `allowed` is what may be asked of the own network.
    """
    # Names are recognised afterwards, while what is stored can be read already.
    return "add", "--json", "--later", *_allowing(allowed), "--", *names


def updating(allowed: Iterable[str], feeds: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the command that updates the feeds with these ids, or all, and tells of it."""
    return "update", "--json", "--later", *_allowing(allowed), "--", *feeds


def finding(address: str, allowed: Iterable[str]) -> tuple[str, ...]:
    """Return the command that finds the feeds that an address leads to."""
    return "feeds", "find", "--json", *_allowing(allowed), "--", address


def _allowing(allowed: Iterable[str]) -> list[str]:
    """Return the options that consent to asking machines."""
    return [f"{ALLOW}={one}" for one in allowed]


def recognising(engine: str) -> tuple[str, ...]:
    """Return the command that recognises names with `engine`, and takes ids of what is not to wait."""
    return "recognise", "--json", "--asked", "--engine", engine


def added(record: dict[str, Any]) -> Added:
    """Return the answer that an object of the command `add` is."""
    return Added(
        record["source"],
        Result(record["result"]),
        record["id"],
        record["title"],
        record.get("reason"),
        record.get("notice"),
    )


def _broken_off(name: str, code: int) -> LibraryError:
    """Return what to say of a subcommand that ended as none should."""
    ending = (
        signal.Signals(-code).name
        if -code in set(signal.Signals)
        else _("exit code {code}").format(code=code)
    )
    error = LibraryError(
        _("“{command}” ended before it was done ({ending}).").format(
            command=f"{PROGRAM} {name}", ending=ending
        )
    )
    error.remedy = _("What it had done is kept; start it again to go on from there.")
    return error


def _last_line(complaints: IO[bytes]) -> str:
    """Return the last line of a file, which the command has complained into."""
    size = complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, size - _MAX_MESSAGE))
    return complaints.read().decode(errors="replace").strip().rpartition("\n")[2]
