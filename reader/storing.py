"""How far storing has come: what the screen and the command line say of it, without either."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from library import Added, Result, _, is_safe
from reader.formats import count
from reader.gathering import has_scheme
from reader.signs import sign

_LEAST_RATE: Final = 0.5
"""What is done in a second from which on it is told as a rate."""
_MAX_REMARKS: Final = 200
"""Documents of which is remembered what there is to say."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the documents so far."""

    total: int
    """How many there are."""
    stored: int = 0
    """How many are new."""
    known: int = 0
    """How many were stored already."""
    refused: int = 0
    """How many were not taken."""
    remarks: tuple[str, ...] = ()
    """What there is to say of single documents, the first of them: why one was refused, or how it was
    read; outside text."""
    first: str | None = None
    """The id of the first that is new."""

    @property
    def done(self) -> int:
        """How many have been dealt with."""
        return self.stored + self.known + self.refused

    def with_answer(self, answer: Added) -> Tally:
        """Return the tally with one more answer."""
        remark = answer.reason or (answer.notice and _(answer.notice))
        if remark and len(self.remarks) < _MAX_REMARKS:
            remarks = (*self.remarks, f"{answer.source}: {remark}")
        else:
            remarks = self.remarks
        match answer.result:
            case Result.STORED:
                first = self.first or answer.id
                return replace(self, stored=self.stored + 1, first=first, remarks=remarks)
            case Result.KNOWN:
                return replace(self, known=self.known + 1, remarks=remarks)
            case Result.REFUSED:
                return replace(self, refused=self.refused + 1, remarks=remarks)

    def progress(self, seconds: float) -> str:
        """Return how far it is after so many seconds, how fast it goes, and what remains."""
        return progress(_("Storing"), self.done, self.total, seconds)

    def summary(self) -> str:
        """Return what became of all, as a sentence without a full stop."""
        named = (
            (self.stored, _("{count} stored")),
            (self.known, _("{count} known")),
            (self.refused, _("{count} refused")),
        )
        told = ", ".join(name.format(count=count(n)) for n, name in named if n)
        return told or _("Nothing to store")


NOTHING: Final = Tally(0)
"""What became of no documents."""


def progress(what: str, done: int, total: int, seconds: float) -> str:
    """Return how far `what` is after so many seconds, how fast it goes, and what remains."""
    rate = done / seconds if seconds > 0 else 0.0
    parts = [_("{what} {done} of {total}").format(what=what, done=count(done), total=count(total))]
    if rate:
        left = _("{minutes} left").format(minutes=_duration((total - done) / rate))
        # Of what takes longer, the time that is left says enough.
        parts += [f"{count(round(rate))}/s"] if rate >= _LEAST_RATE else []
        parts.append(left)
    return sign(" · ").join(parts)


def names_in(text: str) -> tuple[str, ...]:
    """Return what a person typed to be stored: a path with blanks in it, or several names as in a shell.

    Paths are absolute then; addresses are as they were typed.
    """
    whole = _expanded(text.strip())
    is_there = os.path.exists(whole)  # noqa: PTH110 - Path's own fails for a name that is too long
    if not text.strip() or (not has_scheme(text.strip()) and is_there):
        return (str(whole.absolute()),) if text.strip() else ()
    try:
        names = shlex.split(text)
    except ValueError:  # a quotation mark without its counterpart
        names = [text.strip()]
    return tuple(
        # What names nothing, or something of another kind, is refused by these words.
        str(_expanded(name).absolute()) if name and not has_scheme(name) else name
        for name in names
    )


def completed(text: str) -> str | None:
    """Return `text`, the beginning of a path, completed; None when nothing begins so.

    What is common to all names that begin so is added, or the rest of the first where that is nothing.
    Names that cannot be shown as they are are passed over: a line could not hold them either.
    """
    if not text:
        return None
    folder, beginning = text.rpartition("/")[::2] if "/" in text else ("", text)
    place = _expanded(f"{folder}/" if "/" in text else ".")
    try:
        names = sorted(
            f"{path.name}/" if path.is_dir() else path.name
            for path in place.iterdir()
            if path.name.startswith(beginning)
            and (beginning or not path.name.startswith("."))
            and is_safe(path.name)
        )
    except (OSError, ValueError):  # no such folder
        return None
    common = os.path.commonprefix(names)  # noqa: RUF071 - of names, letter by letter
    name = common if len(common) > len(beginning) else next(iter(names), "")
    return text + name[len(beginning) :] if name else None


def _expanded(name: str) -> Path:
    """Return the path that `name` is, with `~` for a person's home where there is such a person."""
    return Path(os.path.expanduser(name))  # noqa: PTH111 - Path's own fails for an unknown person


def _duration(seconds: float) -> str:
    """Return a length of time as a person says it."""
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
