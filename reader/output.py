"""What the command line prints: JSON Lines for programs, plain lines for people.

All of it is printed here and nowhere else, so that nothing of outside gets to a terminal as it came.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Final

from library import TITLE_BLOCK as TITLE
from library import (
    Article,
    EntityKind,
    Headline,
    Mention,
    clean_line,
    clean_text,
    escape_json,
)
from reader.formats import date_width, local_now, long_date
from reader.signs import sign
from reader.streams import discard

PROGRAM: Final = "newsreader"
"""What the program is called; complaints begin with it."""

_MARKS: Final = {
    EntityKind.PERSON: "PER",
    EntityKind.PLACE: "LOC",
    EntityKind.ORGANISATION: "ORG",
    EntityKind.OTHER: "MISC",
    EntityKind.DATE: "DATE",
    EntityKind.HANDLE: "HANDLE",
}

MARK: Final = re.compile(rf"\[(?:{'|'.join(_MARKS.values())}) ([^\]\n]*)\]")
"""A marked name in plain text; its one group is the name."""

_BEGINS: Final = re.compile(rf"\[(?=(?:{'|'.join(_MARKS.values())}) )")

_ID_DIGITS: Final = 8

Json = dict[str, object]
"""An object as it is printed."""


class _Answers:
    """What becomes of a command whose answers nobody reads any more."""

    are_dispensable: bool = False


def go_on_unread(whether: bool) -> None:
    """Say whether a command is to do all that it was asked for, though whoever read its answers has gone.

    Else that ends it, as what only lists something.
    """
    _Answers.are_dispensable = whether


def put(text: str, *, end: str = "\n", flush: bool = False) -> None:
    """Print what people read; outside text in it is made safe."""
    _print(clean_text(text), end=end, flush=flush)


def put_record(record: Json, *, flush: bool = False) -> None:
    """Print what programs read, as one line of JSON."""
    put_json(encode(record), flush=flush)


def put_json(text: str, *, end: str = "\n", flush: bool = False) -> None:
    """Print JSON as it is to be read again; what a terminal could obey is escaped in it."""
    _print(escape_json(text), end=end, flush=flush)


def flush() -> None:
    """Let whoever reads the answers have all that was printed."""
    with _read_or_not():
        sys.stdout.flush()


def _print(text: str, *, end: str, flush: bool) -> None:
    with _read_or_not():
        print(text, end=end, flush=flush)


@contextmanager
def _read_or_not() -> Iterator[None]:
    """Go on where nobody reads what is printed within, if the command is to."""
    try:
        yield
    except BrokenPipeError:
        if not _Answers.are_dispensable:
            raise
        discard(sys.stdout)


def short_id(id_: str) -> str:
    """Return the beginning of an id that is enough for people, and for commands that take ids."""
    return id_[:_ID_DIGITS]


def complain(message: str) -> None:
    """Print a line on stderr, if that takes it; outside text in it is made safe."""
    try:
        print(f"{PROGRAM}: {clean_line(message)}", file=sys.stderr)
    except OSError:  # a full disk, a window that was closed: there is nobody left to tell
        discard(sys.stderr)


def ask(question: str) -> str:
    """Print a question on stderr, and return the line that is typed as its answer."""
    print(clean_line(question), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def tell_bug(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    """Print on stderr where in the program a bug is; what the error quotes of outside is made safe."""
    from traceback import format_exception

    print(clean_text("".join(format_exception(kind, error, traceback))), end="", file=sys.stderr)


def encode(record: Json) -> str:
    """Return `record` as one line of JSON."""
    return json.dumps(record, ensure_ascii=False)


def headline_line(headline: Headline) -> str:
    """Return an article in a list as a line for people: id, signs, day, title, source."""
    signs = sign(("·" if headline.read else "●") + ("★" if headline.bookmarked else " "))
    now = local_now()
    day = long_date(headline.published, now) if headline.published else ""
    source = f"  ({clean_line(headline.source)})" if headline.source else ""
    return f"{short_id(headline.id)} {signs} {day:>{date_width()}}  {clean_line(headline.title)}{source}"


def article_text(article: Article, mentions: Iterable[Mention] | None = None) -> str:
    """Return an article as plain text, its blocks parted by blank lines.

    Each of `mentions`, in reading order, is marked with what it names: `[PER Angela Merkel]`. Without
    the marks, which `MARK` finds, the text is that of None, which marks nothing, code point for code
    point.
    """
    texts = [article.title, *(block.text for block in article.blocks)]
    if mentions is None:
        return "\n\n".join(texts)
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.block, []).append(mention)
    return "\n\n".join(
        _marked(text, found.get(number, ())) for number, text in enumerate(texts, start=TITLE)
    )


def _marked(text: str, mentions: Iterable[Mention]) -> str:
    """Return `text` with its mentions in brackets, a pair on each line that one is on."""
    parts, position = list[str](), 0
    for mention in mentions:
        name = text[mention.start : mention.end]
        # One that holds the end of a mark could not be told from the rest.
        if mention.start >= position and "]" not in name:
            parts.append(_unmarked(text[position : mention.start]))
            kind = _MARKS[mention.entity.kind]
            parts.append("\n".join(f"[{kind} {line}]" if line else "" for line in name.split("\n")))
            position = mention.end
    return "".join([*parts, _unmarked(text[position:])])


def _unmarked(text: str) -> str:
    """Return `text` so that nothing in it is taken for a mark: what begins like one is marked itself."""
    return _BEGINS.sub(f"[{_MARKS[EntityKind.OTHER]} []", text)
