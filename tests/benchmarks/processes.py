"""Measures programs from outside, each in a process of its own: starts, memory, first lines."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests.benchmarks.figures import Spent
from tests.terminal import Terminal

# A program that is installed has its bytecode; where that may not be written, each start compiles all anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_STEADY: Final = 1.0
"""MiB that the memory of a program at rest may still change by in a second."""
_PATIENCE: Final = 120


class Program(NamedTuple):
    """A program for the terminal."""

    argv: Sequence[str]
    """How it is started."""
    ready: str
    """What its first screen shows (a pattern)."""
    env: Mapping[str, str] | None = None
    """What is added to the environment."""


class Memory(NamedTuple):
    """What a process holds in memory, in MiB."""

    now: float
    """At the moment."""
    peak: float
    """At most, since its start."""


def reader(home: Path, *arguments: str) -> Program:
    """Return the reader on the library in `home`, or a subcommand of it."""
    return Program([sys.executable, "-m", "reader", "--home", str(home), *arguments], "● ")


def starts(programs: Mapping[str, Program], runs: int) -> dict[str, list[float]]:
    """Start each of `programs` so many times, in turns; return the seconds to their first screens.

    In turns, so that their ratios hold while the machine's speed drifts.
    """
    times: dict[str, list[float]] = {name: [] for name in programs}
    for run in range(runs + 1):
        for name, program in programs.items():
            with Terminal(program.argv, env=program.env) as terminal:
                seconds = terminal.wait(program.ready, timeout=_PATIENCE) - terminal.started
            if run:  # the first warms the caches of files
                times[name].append(seconds)
    return times


def memory(home: Path, keys: Sequence[tuple[str, str]]) -> dict[str, Memory]:
    """Start the reader, type `keys`, each with a name; return its memory after the start and each of them.

    What goes on in the background after a key is waited for.
    """
    with Terminal(reader(home).argv) as terminal:
        terminal.wait("● ", timeout=_PATIENCE)
        taken = {"start": _at_rest(terminal)}
        for name, typed in keys:
            for key in (typed,) if typed.startswith("\x1b") else typed:
                terminal.type(key)
                time.sleep(0.15)
            taken[name] = _at_rest(terminal)
    return taken


def first_line(home: Path, *arguments: str) -> Spent:
    """Run a subcommand, and return what is spent until the first line that it prints."""
    begun, used = time.perf_counter(), _used()
    with subprocess.Popen(reader(home, *arguments).argv, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = time.perf_counter() - begun
        process.kill()
    if not line:
        raise ValueError(f"{' '.join(arguments)} printed nothing")
    return Spent(seconds, _used() - used)


def _used() -> float:
    """Return the seconds of the processor that all processes used that were started here and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _at_rest(terminal: Terminal) -> Memory:
    """Return the memory of the program in `terminal`, once that does not change any more."""
    before, deadline = -1.0, time.perf_counter() + _PATIENCE
    while time.perf_counter() < deadline:
        time.sleep(1.0)  # a cursor that blinks is no rest for `settle`
        now = _memory(terminal.process.pid)
        if abs(now.now - before) < _STEADY:
            break
        before = now.now
    return now


def _memory(pid: int) -> Memory:
    """Return what Linux says of the memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    held, peak = (int(status.split(name)[1].split()[0]) / 1024 for name in ("VmRSS:", "VmHWM:"))
    return Memory(held, peak)
