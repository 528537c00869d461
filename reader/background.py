"""Storing in the background: the command `newsreader add` in a process of its own, and what it tells.

Beside a thread that stores, every turn of the screen's loop would wait for Python's lock; a process
leaves the screen as quick as it is without it.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

from library import Added, Result, StorageError, find_sources
from reader.output import PROGRAM

_UNUSABLE: Final = 2
_CHUNK: Final = 65_536
_MAX_MESSAGE: Final = 2_000


async def count_sources(paths: Sequence[Path]) -> int:
    """Return how many documents `paths` name, without holding up the screen."""
    return await asyncio.to_thread(lambda: sum(1 for _ in find_sources(paths)))


@asynccontextmanager
async def adding(home: Path, paths: Sequence[Path]) -> AsyncIterator[AsyncIterator[list[Added]]]:
    """Store what `paths` name in the library in the folder `home`, and yield the answers as they come.

    Leaving the context before the end stops it in good order: what is stored stays.

    Raises:
        StorageError: The library cannot be used.
    """
    command = [sys.executable, "-P", "-m", "reader", "--home", str(home), "add", "--json"]
    process = await asyncio.create_subprocess_exec(
        *command,
        *(str(path.absolute()) for path in paths),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,  # the terminal's keys are for the screen
    )
    said = asyncio.create_task(_last_line(process))
    try:
        yield _answers(process)
        if await process.wait() == _UNUSABLE:
            raise StorageError(home, (await said).removeprefix(f"{PROGRAM}: {home}/"))
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)
        # What it still says is taken, or it could never end.
        await asyncio.gather(_drained(process), said)
        await process.wait()


async def _answers(process: asyncio.subprocess.Process) -> AsyncIterator[list[Added]]:
    """Yield what the command tells, as many answers at a time as have come."""
    assert process.stdout is not None
    rest = b""
    while data := await process.stdout.read(_CHUNK):
        *lines, rest = (rest + data).split(b"\n")
        if lines:
            yield [_answer(line) for line in lines]


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


async def _last_line(process: asyncio.subprocess.Process) -> str:
    """Return the last that the command complained of."""
    assert process.stderr is not None
    kept = b""
    while data := await process.stderr.read(_CHUNK):
        kept = (kept + data)[-_MAX_MESSAGE:]
    return kept.decode(errors="replace").strip().rpartition("\n")[2]


async def _drained(process: asyncio.subprocess.Process) -> None:
    """Read to the end what nobody wants any more."""
    assert process.stdout is not None
    while await process.stdout.read(_CHUNK):
        pass
