"""The command `add` on a large folder: stopped, killed, and run again until all is stored."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from library import Library
from tests import texts
from tests.terminal import Terminal

SCRIPT = Path(sys.executable).with_name("newsreader")
COUNT = 1_500


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with so many texts that storing them takes seconds."""
    folder = tmp_path_factory.mktemp("many")
    texts.write_many(folder, COUNT)
    return folder


@contextmanager
def running(home: Path, *arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    command: list[str | Path] = [SCRIPT, "--home", home, "add", *arguments]
    # Without a buffer, in which lines that were read ahead would be lost to `communicate`.
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe, bufsize=0)
    with process:
        try:
            yield process
        finally:
            process.kill()


def children(process: int) -> set[int]:
    """Return the ids of the children of a process that runs."""
    path = Path(f"/proc/{process}/task/{process}/children")
    tasks = path.parents[1].iterdir()
    return {int(id_) for task in tasks for id_ in (task / "children").read_text().split()}


def answers(stream: IO[bytes] | None, count: int) -> list[str]:
    """Return the ids of the next `count` articles that were stored."""
    assert stream is not None
    return [json.loads(stream.readline())["id"] for _ in range(count)]


def stored(home: Path) -> set[str]:
    with Library(home) as library:
        return {headline.id for headline in library.search("")}


def finish(home: Path, folder: Path) -> str:
    """Store the folder, and return what was said about it."""
    command: list[str | Path] = [SCRIPT, "--home", home, "add", folder]
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=60, check=True)
    assert len(stored(home)) == COUNT
    return done.stdout.decode()


def wait_until_gone(processes: set[int]) -> None:
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{process}").exists() for process in processes):
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.alone
def test_ctrl_c_stops_in_good_order_and_the_same_command_goes_on(
    tmp_path: Path, folder: Path
) -> None:
    with running(tmp_path, "--json", folder) as process:
        told = answers(process.stdout, 50)
        workers = children(process.pid)
        assert workers
        process.send_signal(signal.SIGINT)
        begun = time.monotonic()
        output, errors = process.communicate(timeout=20)
        assert time.monotonic() - begun < 1.5
    wait_until_gone(workers)
    assert process.returncode == 130
    told += [json.loads(line)["id"] for line in output.splitlines()]
    assert stored(tmp_path) == set(told)
    assert len(told) < COUNT
    assert f"Stopped after storing {len(told):,} articles. They are kept" in errors.decode()
    assert b"Traceback" not in errors
    assert finish(tmp_path, folder) == f"{COUNT - len(told)} stored, {len(told)} known\n"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_when_it_is_killed_what_it_told_is_stored_and_no_worker_is_left(
    tmp_path: Path, folder: Path, number: signal.Signals
) -> None:
    with running(tmp_path, "--json", folder) as process:
        told = answers(process.stdout, 50)
        workers = children(process.pid)
        assert workers
        process.send_signal(number)
        output, _ = process.communicate(timeout=20)
    wait_until_gone(workers)
    # Of the one it is killed, by the other it ends.
    assert process.returncode == (128 + number if number == signal.SIGTERM else -number)
    told += [json.loads(line)["id"] for line in output.splitlines()]
    assert set(told) <= stored(tmp_path)
    assert len(told) < COUNT
    finish(tmp_path, folder)


def test_progress_shows_count_and_rate_and_ctrl_c_leaves_the_terminal_alone(
    tmp_path: Path, folder: Path
) -> None:
    argv = [str(SCRIPT), "--home", str(tmp_path), "add", str(folder)]
    with Terminal(argv) as terminal:
        terminal.wait(rf"Storing .* \d+/{COUNT} +\d+/s +\d:\d\d:\d\d")
        terminal.type("\x03")
        terminal.wait("Stopped after storing")
        assert terminal.process.wait(5) == 130
        assert any("stored" in line for line in terminal.lines)


def test_what_known_files_need_no_worker_for_is_quick(tmp_path: Path, folder: Path) -> None:
    finish(tmp_path, folder)
    seen: set[int] = set()
    with running(tmp_path, "--json", folder) as process:
        assert process.stdout is not None
        for _ in process.stdout:
            seen |= children(process.pid)
        assert process.wait(20) == 0
    assert seen == set()


def test_larger_files_are_taken_when_that_is_asked_for(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_text("Titel\n" + "Ein langer Text. " * 70_000)
    assert large.stat().st_size > 1024 * 1024
    for size, code in (("1", 3), ("2", 0), ("0", 2), ("x", 2), ("501", 2)):
        command: list[str | Path] = [SCRIPT, "--home", tmp_path, "add", "--later"]
        command += ["--max-size", size, large]
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        assert done.returncode == code
        assert (b"is larger than 1 MB" in done.stderr) == (code == 3)
