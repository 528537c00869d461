"""What is written to a terminal comes there whole and in order, however slowly it takes it."""

from __future__ import annotations

import os
import pty
import threading
import tty
from collections.abc import Iterator

import pytest

from reader.terminal import Taker

TEXTS = [f"{number:05} größer {'–' * (number % 700)}\n" for number in range(400)]


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """Return both ends of a terminal that changes nothing: that of the screen, and that of the program."""
    screen, program = pty.openpty()
    tty.setraw(program)
    yield screen, program
    for end in (screen, program):
        os.close(end)


def test_what_is_taken_at_once_and_what_later_comes_in_order(ends: tuple[int, int]) -> None:
    screen, program = ends
    taker = Taker(program, "utf-8")
    taker.open()
    wanted, seen = "".join(TEXTS).encode(), bytearray()
    at_once = 0
    more = threading.Semaphore(0)

    def late() -> None:
        """Write as Textual's thread does: whenever it is told that there is something left."""
        for _ in TEXTS:
            more.acquire()
            taker.write("")

    def read() -> None:
        while len(seen) < len(wanted):
            seen.extend(os.read(screen, 1000))

    threads = [threading.Thread(target=one, daemon=True) for one in (late, read)]
    threads[0].start()
    for number, text in enumerate(TEXTS):
        if number == len(TEXTS) // 2:
            threads[1].start()  # until then it is full
        at_once += taker.takes(text)
        more.release()
    for one in threads:
        one.join(20)
    taker.close()
    assert bytes(seen) == wanted
    assert 0 < at_once < len(TEXTS)


def test_what_cannot_be_opened_again_is_written_to_by_the_thread(ends: tuple[int, int]) -> None:
    screen, program = ends
    taker = Taker(program, "utf-8")
    assert not taker.takes("ä")
    assert not taker.takes("b")
    taker.write("")
    read = b""
    while len(read) < len("äb".encode()):  # what is written in two comes in one or in two
        read += os.read(screen, 10)
    assert read == "äb".encode()


def test_a_terminal_that_has_gone_is_given_up() -> None:
    screen, program = pty.openpty()
    taker = Taker(program, "ascii")
    taker.open()
    os.close(screen)
    assert not taker.takes("one")
    taker.write("")
    assert taker.patience == -1.0
    assert not taker.takes("two")
    taker.write("")
    taker.close()
    os.close(program)
