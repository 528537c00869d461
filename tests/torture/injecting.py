"""Puts a fault into single calls of every kind of change, and sees what is left of the library.

Run with the library of `shim.c` loaded: python -m tests.torture.injecting FOLDER SEED COUNT NTH OF
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from library import Library, LibraryError, Mark
from tests.torture.changes import CHANGES, Change, known_as, ready, untouched
from tests.torture.faults import MODES, Call, Mode, Shim
from tests.torture.forking import Message, Say, asked
from tests.torture.seeing import Seen, check, seen

_BOOKMARKED: Final = "bookmarked"
_MENDED: Final = {
    ("new library", "pwrite", ".new", Mode.FULL_ONCE),
    ("new library", "pwrite", ".new", Mode.IO_ERRORS),
    ("article added", "fsync", "", Mode.POWER_LOST),
    ("purge", "fsync", "", Mode.POWER_LOST),
    ("history", "unlink", "", Mode.POWER_LOST),
    ("history", "rename", "", Mode.IO_ERRORS),
    ("end of a session", "rename", "", Mode.IO_ERRORS),
    ("read", "pwrite", "", Mode.FULL),
    ("tag", "pwrite", "", Mode.IO_ERROR),
    ("entity renamed", "pwrite", "", Mode.FULL_ONCE),
    ("search added", "pwrite", "", Mode.FULL),
}
"""Faults that something was lost by, or that were told wrongly, until that was mended."""


@dataclass(frozen=True)
class Case:
    """One fault in one kind of change."""

    change: Change
    """The change."""
    number: int
    """The call that is spoiled, from 1."""
    call: Call
    """What it does."""
    mode: Mode
    """What becomes of it."""

    def __str__(self) -> str:
        call = self.call
        return f"{self.change.name}, call {self.number} ({call.sort} {call.name}): {self.mode.name}"


@dataclass(frozen=True)
class Course:
    """How a change goes when nothing is in its way."""

    before: Seen
    """What is seen before it."""
    after: Seen
    """What is seen after it."""
    calls: tuple[Call, ...]
    """Its calls, with those of opening and closing the library."""


class Trial:
    """Tries cases in a folder of its own."""

    def __init__(self, shim: Shim, made: Path, work: Path, since: str) -> None:
        self._shim = shim
        self._made = made
        self._home = work / "home"
        self._since = since
        with Library(made / "filled") as library:
            (id_,) = untouched(library)
        self._another = f"{_BOOKMARKED} {id_}"

    def course(self, change: Change) -> Course:
        """Return how a change goes when nothing is in its way."""
        self._begin(change)
        before = self._seen()
        self._begin(change)
        calls: list[Call] = []

        def count(say: Say) -> None:
            self._shim.arm(self._home)
            with Library(self._home) as library:
                change.do(library)
            self._shim.disarm()
            say(*self._shim.calls())

        for message in asked(count):
            assert message[0] != "bug", message
            calls += [Call(*call) for call in message]
        check(self._home)
        return Course(before, self._seen(), tuple(calls))

    def problems(self, case: Case, course: Course, counts: Counter[str]) -> Iterator[str]:
        """Yield what is wrong after a fault."""
        self._begin(case.change)
        said = self._suffered(case)
        kinds = {message[0] for message in said}
        yield from _complaints(said)
        if not case.mode.is_deadly and "went on" not in kinds:
            yield f"did not go on in the same process: {said}"
        acknowledged = "acknowledged" in kinds
        counts["acknowledged" if acknowledged else "refused" if "refused" in kinds else "died"] += 1
        try:
            now = self._seen()
            yield from self._differences(
                course, now, acknowledged=acknowledged and not case.change.is_light
            )
            check(self._home)
            # Where no call works any more, nothing can be taken back either.
            whole = "refused" in kinds and case.mode is not Mode.IO_ERRORS
            if whole and not case.change.is_several and not self._holds(now, course.before):
                yield "was refused, and is there"
            self._go_on(case.change, course)
            counts["files left"] += any(_is_temporary(path) for path in self._home.iterdir())
        except (LibraryError, AssertionError, OSError, ValueError) as error:
            yield f"{type(error).__name__}: {error}"

    def _begin(self, change: Change) -> None:
        shutil.rmtree(self._home, ignore_errors=True)
        shutil.copytree(self._made / change.begins, self._home)
        known_as(change)

    def _seen(self) -> Seen:
        return seen(self._home, self._since)

    def _suffered(self, case: Case) -> list[Message]:
        """Return what is said while the change is made with the fault in it."""
        if case.mode.is_deadly:
            return asked(lambda say: self._suffer(case, say))
        said: list[Message] = []
        try:
            self._suffer(case, lambda *message: said.append(message))
        except Exception:
            said.append(("bug", traceback.format_exc()))
        finally:
            self._shim.disarm()
        return said

    def _suffer(self, case: Case, say: Say) -> None:
        """Make the change with the fault in it, and another one when it is over."""
        shim = self._shim
        shim.arm(self._home, case.mode, case.number)
        library = None
        try:
            library = Library(self._home)
            case.change.do(library)
            say("acknowledged")
        except LibraryError as error:
            say("refused", type(error).__name__, str(error), error.remedy)
        if library is None or not shim.has_struck:
            # It strikes while the library is being closed, or not at all.
            if library is not None:
                library.close()
            shim.disarm()
            library = Library(self._home)
        shim.disarm()
        _mark_another(library)
        library.close()
        say("went on")

    def _go_on(self, change: Change, course: Course) -> None:
        """Check that what the fault left can be worked with."""
        with Library(self._home) as library:
            if change.again:
                change.do(library)
            _mark_another(library)
            library.fold()
        now = self._seen()
        with Library(self._home) as library:
            for id_ in untouched(library):
                assert now[f"{_BOOKMARKED} {id_}"], "a later change was lost"
        if change.again:
            assert self._holds(now, course.after), "cannot be made again"
            check(self._home)

    def _differences(self, course: Course, now: Seen, *, acknowledged: bool) -> Iterator[str]:
        """Yield where what is seen now is neither as before nor as after."""
        for name in {**course.before, **course.after, **now}:
            allowed = [course.after.get(name)]
            if not acknowledged:
                allowed.append(course.before.get(name))
            if now.get(name) not in allowed and name != self._another:
                yield f"{name} is {now.get(name)!r} and not among {allowed}"

    def _holds(self, now: Seen, wanted: Seen) -> bool:
        """Tell whether all is seen that is wanted, and nothing else."""
        names = {*now, *wanted} - {self._another}
        return all(now.get(name) == wanted.get(name) for name in names)


def _is_temporary(path: Path) -> bool:
    return ".tmp" in path.name or ".new" in path.name


def _mark_another(library: Library) -> None:
    library.mark(untouched(library), Mark.BOOKMARK)


def _complaints(said: Iterable[Message]) -> Iterator[str]:
    """Yield what is wrong with what a process said."""
    for kind, *rest in said:
        if kind == "bug":
            yield rest[0]
        if kind == "refused" and not (rest[1] and rest[2]):
            yield f"is refused without a word: {rest}"


def chosen(
    courses: dict[Change, Course], count: int, seed: int, modes: Sequence[Mode]
) -> list[Case]:
    """Return so many cases: each mode in each kind of change, in each sort of call, and others by chance."""
    every = [
        Case(change, number, call, mode)
        for change, course in courses.items()
        for number, call in enumerate(course.calls, 1)
        for mode in modes
        if mode.applies(call)
    ]
    if not count:
        return every
    first: dict[tuple[str, Mode], Case] = {}
    for case in every:
        sort, file = case.call
        if any(
            (case.change.name, sort, case.mode) == (name, of, mode) and file.endswith(end)
            for name, of, end, mode in _MENDED
        ):
            # Of many writes of one change the last is enough.
            number = 0 if sort == "pwrite" else case.number
            first[f"{case.change.name}, {sort} {number}", case.mode] = case
    random.Random(seed).shuffle(every)
    for case in every:
        for key in (case.change.name, case.call.sort, case.call.name.split(".")[0]):
            first.setdefault((key, case.mode), case)
    needed = list(dict.fromkeys(first.values()))
    return list(dict.fromkeys([*needed, *every]))[: max(count, len(needed))]


def main(folder: Path, seed: int, count: int, nth: int, of: int, *modes: str) -> None:
    """Try every `of`-th case, from the `nth` on, and print what was found, as JSON."""
    made, since = ready(folder / f"made{nth}")
    work = folder / f"work{nth}"
    work.mkdir()
    trial = Trial(Shim(), made, work, since)
    courses = {change: trial.course(change) for change in CHANGES}
    cases = chosen(courses, count, seed, [Mode[one] for one in modes] or MODES)[nth::of]
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for case in cases:
        found = list(trial.problems(case, courses[case.change], counts))
        if found:
            wrong.append(f"{case}: " + "\n".join(found))
    told = {"cases": len(cases), "changes": len(courses), "became": counts, "wrong": wrong}
    told["calls"] = sum(len(course.calls) for course in courses.values())
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    _folder, _seed, _count, _nth, _of, *_modes = sys.argv[1:]
    main(Path(_folder), int(_seed), int(_count), int(_nth), int(_of), *_modes)
