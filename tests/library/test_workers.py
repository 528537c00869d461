"""Real processes, and documents that are bombs: each costs itself alone, and nothing is left behind."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.errors import Refused, Unavailable
from library.workers.frames import read_frame, write_frame
from library.workers.limits import MEGABYTE, Limits, worker_count
from library.workers.pool import Job, Reply, WorkerPool
from tests.kept_workers import KeptWorkers

TARGET = "tests.library.bombs:read"
LIMITS = Limits(size=MEGABYTE, memory=200 * MEGABYTE, seconds=1.0)


def pool(workers: int = 2, limits: Limits = LIMITS) -> WorkerPool:
    return WorkerPool(TARGET, limits, workers)


def told(pool: WorkerPool, *documents: str) -> list[str]:
    """Return what became of `documents`: what they say, or why they were refused."""
    found = []
    for outcome in pool.read(Job(f"{n}.txt", text.encode()) for n, text in enumerate(documents)):
        if isinstance(outcome, Reply):
            assert outcome.name == outcome.parts[0].decode()
            found.append(outcome.parts[1].decode())
        elif isinstance(outcome, Refused):
            found.append(outcome.reason)
    return found


def process_of(pool: WorkerPool) -> int:
    """Return the id of a process of `pool`."""
    (reply,) = (outcome for outcome in pool.read([Job("a", b"who")]) if outcome is not None)
    assert isinstance(reply, Reply)
    return int(reply.parts[2])


def wait_until_gone(processes: Iterable[int], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while any(Path(f"/proc/{process}").exists() for process in processes):
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left(kept_workers: KeptWorkers) -> Iterable[None]:
    """Check that all threads have ended when all tests have, and all children with them."""
    yield
    kept_workers.end()
    assert not [t for t in threading.enumerate() if t.name == "reading"]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


BOMBS = {
    "sleep 30": "takes longer than 1 seconds to read",
    "spin": "takes longer than 1 seconds to read",
    "crash": "made its parser crash (SIGSEGV)",
    "exit 3": "made its parser crash (exit code 3)",
    "memory": "needs more than 200 MB of memory to read",
    "deep": "is nested too deeply to be read",
    "bug": "made its parser fail (KeyError)",
    "refuse": "is not to my taste",
}


@pytest.mark.alone
def test_a_bomb_costs_itself_alone() -> None:
    documents = [text for bomb in BOMBS for text in (f"before {bomb}", bomb, f"after {bomb}")]
    with pool() as two:
        answers = told(two, *documents, "talk", "last")
    assert answers == [BOMBS.get(text, text) for text in [*documents, "talk", "last"]]


def test_answers_come_in_the_order_of_the_questions() -> None:
    documents = [f"sleep {0.05 if number % 7 == 0 else 0.001}" for number in range(40)]
    documents = [f"{text}{number}" for number, text in enumerate(documents)]
    with pool(3) as three:
        assert told(three, *documents) == documents


def test_what_is_no_job_passes_in_its_place() -> None:
    items: list[Job | int] = [1, Job("a", b"sleep 0.1", b"key"), 2, 3, Job("b", b"b"), 4]
    with pool() as two:
        found = [outcome for outcome in two.read(items) if outcome is not None]
    assert [outcome for outcome in found if isinstance(outcome, int)] == [1, 2, 3, 4]
    first, second = found[1], found[4]
    assert isinstance(first, Reply)
    assert isinstance(second, Reply)
    assert (first.name, first.key, second.name, second.key) == ("a", b"key", "b", b"")


def test_a_name_that_is_no_text_comes_back_as_it_was() -> None:
    with pool(1) as one:
        (outcome,) = (o for o in one.read([Job("Stra\udcdfe", b"x")]) if o is not None)
    assert isinstance(outcome, Reply)
    assert outcome.name == outcome.parts[0].decode("utf-8", "surrogatepass") == "Stra\udcdfe"


def test_what_an_earlier_document_did_to_a_worker_is_not_the_next_ones_fault() -> None:
    with pool(1) as one:
        assert told(one, "first", "second", "third") == ["first", "second", "third"]


def test_one_worker_reads_many_and_is_replaced_after_a_failure() -> None:
    with pool(1) as one:
        first = process_of(one)
        assert process_of(one) == first
        os.kill(first, signal.SIGINT)
        assert process_of(one) == first
        assert told(one, "bug") == ["made its parser fail (KeyError)"]
        second = process_of(one)
        assert second != first
        os.kill(second, signal.SIGKILL)
        assert process_of(one) not in {first, second}


def test_nothing_starts_before_a_document_comes() -> None:
    with WorkerPool("nowhere:read", LIMITS, 1) as none:
        assert list(none.read([])) == []
        assert list(none.read([1, 2])) == [1, 2]
        with pytest.raises(Unavailable, match="cannot be started to read documents"):
            list(none.read([Job("a", b"a")]))


def test_who_waits_is_told_that_nothing_came() -> None:
    with pool(1) as one:
        outcomes = list(one.read([Job("a", b"sleep 0.5")], patience=0.05))
    assert isinstance(outcomes[-1], Reply)
    assert len(outcomes) > 3
    assert set(outcomes[:-1]) == {None}


def test_few_documents_are_taken_ahead() -> None:
    taken = 0

    def jobs(size: int) -> Iterable[Job]:
        nonlocal taken
        for _ in range(1_000):
            taken += 1
            yield Job("a", b"x" * size)

    for size, most in ((10, 64), (5 * MEGABYTE, 4)):
        taken = 0
        with pool(1, Limits(size=6 * MEGABYTE)) as one:
            outcomes = one.read(jobs(size))
            while next(outcomes) is None:
                pass
            assert 1 < taken <= most


@pytest.mark.alone
def test_closing_ends_all_at_once() -> None:
    with pool(limits=Limits()) as two:
        process = process_of(two)
        outcomes = two.read([Job("a", b"spin"), Job("b", b"sleep 60"), *[Job("c", b"c")] * 9])
        assert next(outcomes) is None
        begun = time.monotonic()
    assert time.monotonic() - begun < 1
    assert not Path(f"/proc/{process}").exists()


def test_it_works_in_any_thread() -> None:
    answers: list[str] = []

    def work() -> None:
        with pool() as two:
            answers.extend(told(two, "crash", "a", "b"))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    assert answers == [BOMBS["crash"], "a", "b"]


@pytest.mark.alone
@pytest.mark.parametrize("document", ["nothing", "spin"])
def test_workers_end_with_their_parent(document: str) -> None:
    code = f"""
from library.workers.limits import Limits
from library.workers.pool import Job, WorkerPool
pool = WorkerPool({TARGET!r}, Limits(seconds=0.3), 1)
for outcome in pool.read([Job("a", b"who"), Job("b", {document!r}.encode())]):
    if outcome is not None:
        print(outcome.parts[2].decode() if outcome.parts else "", flush=True)
input()
"""
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.1)
        assert Path(f"/proc/{child}").exists()
        parent.kill()
    # The timer of the system ends what hangs: after its time and one second.
    wait_until_gone([child], 5)


@given(st.lists(st.binary(), max_size=5), st.lists(st.binary(), max_size=5))
def test_frames_come_as_they_went(first: list[bytes], second: list[bytes]) -> None:
    stream = io.BytesIO()
    write_frame(stream, first)
    write_frame(stream, second)
    stream.seek(0)
    assert [read_frame(stream, 10**6) for _ in range(3)] == [tuple(first), tuple(second), None]


def test_a_frame_that_is_torn_or_too_large_is_no_frame() -> None:
    stream = io.BytesIO()
    write_frame(stream, (b"abc", b"defg"))
    whole = stream.getvalue()
    assert read_frame(io.BytesIO(whole), 7) == (b"abc", b"defg")
    with pytest.raises(ValueError, match="too large"):
        read_frame(io.BytesIO(whole), 6)
    for length in range(1, len(whole)):
        with pytest.raises(ValueError, match="ends early"):
            read_frame(io.BytesIO(whole[:length]), 7)


def test_limits_grow_with_what_is_asked_for() -> None:
    assert Limits().seconds_for(MEGABYTE) == 10
    assert Limits().seconds_for(19 * MEGABYTE) == 28
    assert Limits.for_size(20) == Limits(20 * MEGABYTE, 520 * MEGABYTE)
    assert Limits.for_size(1) == Limits(MEGABYTE, 512 * MEGABYTE)
    assert Limits.for_size(100).memory == 2600 * MEGABYTE
    assert 1 <= worker_count() <= 8
