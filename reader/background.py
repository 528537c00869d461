"""Storing in the background: the command `newsreader add` in a process of its own, and what it tells.

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
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, Final

from library import Added, Result, StorageError, find_sources
from reader.output import PROGRAM

_UNUSABLE: Final = 2
_CHUNK: Final = 65_536
_MAX_MESSAGE: Final = 2_000


async def count_sources(paths: Sequence[Path]) -> int:
    """Return how many documents `paths` name, without holding up the screen."""
    return await asyncio.to_thread(lambda: sum(1 for _ in find_sources(paths)))


class Storing:
    """The command while it runs. It belongs to the running loop."""

    def __init__(self, home: Path, paths: Sequence[Path]) -> None:
        """Store what `paths` name in the library in the folder `home`."""
        self.is_stopped = False
        """Whether it was asked to stop before the end."""
        self._home = home
        self._complaints = TemporaryFile()  # noqa: SIM115 - the thread closes it
        command = [sys.executable, "-P", "-m", "reader", "--home", str(home), "add"]
        command += ["--json", "--later"]
        self._process = subprocess.Popen(  # noqa: S603 - our own Python
            [*command, *(str(path.absolute()) for path in paths)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            start_new_session=True,  # the terminal's keys are for the screen
        )
        self._loop = asyncio.get_running_loop()
        self._told = asyncio.Queue[bytes]()
        self._error: StorageError | None = None
        Thread(target=self._listen, name="storing").start()

    def stop(self) -> None:
        """Ask it to stop in good order: what is stored stays, and it still tells of all of that."""
        self.is_stopped = True
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGINT)

    async def answers(self) -> AsyncIterator[list[Added]]:
        """Yield what it tells, as many answers at a time as have come, to its end.

        Raises:
            StorageError: The library cannot be used.
        """
        rest = b""
        while data := await self._told.get():
            *lines, rest = (rest + data).split(b"\n")
            if lines:
                yield [_answer(line) for line in lines]
        if self._error is not None:
            raise self._error

    def _listen(self) -> None:
        """Pass on what the process tells until it ends. This is another thread."""
        with self._complaints, self._process as process:
            assert process.stdout is not None
            while data := process.stdout.read1(_CHUNK):  # type: ignore[attr-defined]
                self._pass_on(data)
            if process.wait() == _UNUSABLE:
                said = _last_line(self._complaints)
                self._error = StorageError(
                    self._home, said.removeprefix(f"{PROGRAM}: {self._home}/")
                )
        self._pass_on(b"")

    def _pass_on(self, data: bytes) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(self._told.put_nowait, data)


@contextmanager
def storing(home: Path, paths: Sequence[Path]) -> Iterator[Storing]:
    """Store what `paths` name in the library in `home`; leaving before the end stops it."""
    running = Storing(home, paths)
    try:
        yield running
    except BaseException:
        running.stop()
        raise


def _answer(line: bytes) -> Added:
    """Return the answer that a line of the command's output is."""
    record = json.loads(line)
    return Added(
        record["source"],
        Result(record["result"]),
        record["id"],
        record["title"],
        record.get("reason"),
        record.get("notice"),
    )


def _last_line(complaints: IO[bytes]) -> str:
    """Return the last line of a file, which the command has complained into."""
    size = complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, size - _MAX_MESSAGE))
    return complaints.read().decode(errors="replace").strip().rpartition("\n")[2]
