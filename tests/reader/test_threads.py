"""What is to be saved is saved, whoever waits for it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event

import pytest

from library import Library
from reader.threads import LibraryThread


async def test_what_nobody_waits_for_any_more_is_done_nevertheless(home: Path) -> None:
    thread, go_on, done = LibraryThread(home, "save"), Event(), list[str]()

    def first(_: Library) -> None:
        go_on.wait(10)

    thread.submit(first)
    waiting = asyncio.wrap_future(thread.submit(lambda _: done.append("saved")))
    given_up = asyncio.ensure_future(thread.run(lambda _: done.append("searched")))
    await asyncio.sleep(0)
    waiting.cancel()
    given_up.cancel()
    await asyncio.sleep(0)
    go_on.set()
    thread.close()
    assert done == ["saved"]
    with pytest.raises(asyncio.CancelledError):
        await waiting
