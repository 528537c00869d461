"""Progress of long work, on stderr and only when that is a terminal."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import TYPE_CHECKING, Self

from library import _
from reader.output import complain

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


class Progress:
    """A bar with the number of documents done, their rate, and the time that remains."""

    def __init__(self, total: int, what: str = "") -> None:
        """Show progress towards `total` documents, with `what` is done to them; empty for storing."""
        self._bar: Bar | None = _bar() if sys.stderr.isatty() and total > 1 else None
        self._task = (
            self._bar.add_task(what or _("Storing"), total=total, rate="") if self._bar else None
        )

    def __enter__(self) -> Self:
        self._shown().__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._shown().__exit__(kind, error, traceback)

    def advance(self) -> None:
        """Count one more document as done."""
        if self._bar is not None and self._task is not None:
            speed = self._bar.tasks[0].speed
            self._bar.update(self._task, advance=1, rate=f"{speed:.0f}/s" if speed else "")

    def say(self, message: str) -> None:
        """Print a line of outside text above the bar."""
        complain(message)

    def _shown(self) -> AbstractContextManager[object]:
        return self._bar if self._bar is not None else nullcontext()


def _bar() -> Bar:
    """Return the bar; its parts are imported only where one is shown."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    return Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        # Whatever is said meanwhile stays one line, however long.
        console=Console(stderr=True, soft_wrap=True),
        transient=True,
        # What goes to a file or another program stays what it is, and goes there.
        redirect_stdout=sys.stdout.isatty(),
        # Answers come in bursts of a third of a second; their rate is that of some of them.
        speed_estimate_period=10,
    )
