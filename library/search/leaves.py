"""What the words and fields of a query mean: from one piece of it to a leaf of the tree."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import datetime
from typing import Final, NamedTuple

from library.clean import clean_line
from library.errors import QueryError
from library.labels import tag_key
from library.models import EntityKind
from library.search.columns import Column
from library.search.moments import Stretch, stretch_of
from library.search.nodes import (
    BOOKMARKED,
    EVERYTHING,
    HAS_PART,
    HIDDEN,
    NOTED,
    TAGGED,
    UNREAD,
    Condition,
    During,
    Fed,
    Naming,
    Node,
    Not,
    Wild,
    Words,
    all_of,
    tagged,
)
from library.search.starts import bit_of
from library.search.tokens import Token
from library.translation import N_, _
from library.words import fold, folded_words, surfaces

_PARTS: Final[dict[str, Column]] = {"title": "title", "heading": "heading", "lead": "lead"}
_WRITTEN: Final[dict[str, Column]] = {**_PARTS, "note": "note"}
_TAG: Final = "tag"
_FEED: Final = "feed"
_IS: Final[dict[str, Node]] = {
    "unread": UNREAD,
    "read": Not(UNREAD),
    "bookmarked": BOOKMARKED,
    "hidden": HIDDEN,
    "tagged": TAGGED,
    "noted": NOTED,
}
_NAMED: Final = {
    "entity": None,
    "person": EntityKind.PERSON,
    "place": EntityKind.PLACE,
    "org": EntityKind.ORGANISATION,
}
_COLUMNS: Final = {"source": "source", "author": "author", "lang": "language"}
_TIMES: Final[dict[str, Callable[[Stretch], During]]] = {
    "after": lambda stretch: During("published", stretch.start, None),
    "before": lambda stretch: During("published", None, stretch.start),
    "date": lambda stretch: During("published", *stretch),
    "added": lambda stretch: During("added", *stretch),
}
FIELDS: Final = (*_PARTS, *_COLUMNS, _FEED, *_NAMED, _TAG, "note", "is", "in", *_TIMES)
"""The names that may stand before a colon."""

_BARELY_BEGUN: Final = 2
"""Letters of the last word of a phrase that is being typed, up to which it is looked for by itself; so are
the commonest beginnings."""
_TIME_REMEDY: Final = N_("Write 2023-09-05, 2023-09, 2023, today, or an age such as 7d, 3w, 6m.")
_OPEN_WORD: Final = re.compile(r"(?:[^\W_]|[*\u0300-\u036f])+")


class Scope(NamedTuple):
    """What a leaf is read with."""

    end: int | None
    """Where the query ends that is still being typed; None when it is not."""
    now: datetime
    """What ages are reckoned from, in the reader's time zone."""

    def is_last(self, token: Token) -> bool:
        """Tell whether `token` is what is being typed just now."""
        return token.end == self.end and token.kind != "phrase"


def leaf_of(token: Token, scope: Scope) -> Node:
    """Return the node of a word, a phrase or a field.

    Raises:
        QueryError: There is no such field, or no such value of it.
    """
    last = scope.is_last(token)
    field = token.field.lower() if token.field else None
    if field is None:
        return _words(token, None, last)
    if field not in FIELDS:
        # A clock time or an address is no field: "20:15" never gets here, "https:" does.
        if token.text.startswith("//"):
            return _words(token, None, last)
        raise QueryError(
            _("There is no field “{field}:”").format(field=field),
            token.position,
            _nearest(field, FIELDS),
        )
    if _is_blank(token, field, scope):
        return EVERYTHING
    if field in _WRITTEN:
        return _words(token, _WRITTEN[field], last)
    if field == _TAG:
        return _tag(token, last)
    if field in _NAMED:
        return _naming(token, _NAMED[field], last)
    if field == _FEED or field in _COLUMNS:
        return _part(field, token)
    if field in _TIMES:
        return _during(field, token, scope)
    return _state(token, last)


def part_of(token: Token, scope: Scope) -> list[Column]:
    """Return the part of the article that `in:` names; none while its name is being typed.

    Raises:
        QueryError: There is no such part.
    """
    if _is_blank(token, "in", scope):
        return []
    value = token.text.lower()
    if value in _PARTS:
        return [_PARTS[value]]
    if scope.is_last(token) and any(known.startswith(value) for known in _PARTS):
        return []
    raise QueryError(
        _("“in:{value}” is unknown").format(value=value),
        token.position,
        _nearest(value, tuple(_PARTS)),
    )


def _is_blank(token: Token, field: str, scope: Scope) -> bool:
    """Tell whether nothing stands after the colon yet.

    Raises:
        QueryError: Nothing does, and nothing will.
    """
    if token.text or token.kind != "word":
        return False
    if scope.is_last(token):
        return True
    raise QueryError(
        _("Nothing stands after “{field}:”").format(field=field),
        token.position,
        _("Put a word right after it."),
    )


def _words(token: Token, column: Column | None, last: bool) -> Node:
    """Return the node for a word or phrase; punctuation within a word makes it a phrase."""
    if token.kind == "word" and "*" in token.text.strip("*") + token.text[:1]:
        return _open_words(token, column)
    found = folded_words(token.text)
    if not found:
        return EVERYTHING
    star = token.kind == "word" and token.text.endswith("*")
    prefix = star or (last and token.text[-1:].isalnum())
    surface = "" if star or token.kind != "word" else surfaces(token.text)[-1]
    if prefix and len(found) > 1 and _is_barely_begun(found[-1]):
        # The index would go through all that begins so; until more is typed it need not stand there.
        *before, last_ = found
        begun = Words((last_,), column, prefix=True, start=token.position, end=token.end)
        return all_of(Words(tuple(before), column), begun)
    return Words(tuple(found), column, prefix, surface, token.position, token.end)


def _is_barely_begun(word: str) -> bool:
    """Tell whether so many words begin with `word` that the index takes long for a phrase with it."""
    return len(word) <= _BARELY_BEGUN or bit_of(word) is not None


def _open_words(token: Token, column: Column | None) -> Node:
    """Return the node for words with stars in them, such as `*waffen*`."""
    nodes: list[Node] = []
    for piece in _OPEN_WORD.findall(token.text):
        letters = ["".join(folded_words(part)) for part in piece.split("*")]
        pattern = re.sub(r"\*+", "*", "*".join(letters))
        if not any(letters):
            continue
        if "*" not in pattern.rstrip("*"):
            nodes.append(Words((pattern.rstrip("*"),), column, prefix="*" in pattern))
        else:
            nodes.append(Wild(pattern, column))
    return all_of(*nodes)


def _tag(token: Token, last: bool) -> Node:
    """Return the node of a tag, or with a star at its end of all that begin so."""
    key = tag_key(token.text.rstrip("*"))
    if not key:
        return EVERYTHING if not token.text.endswith("*") else TAGGED
    return tagged(key, prefix=last or token.text.endswith("*"))


def _naming(token: Token, kind: EntityKind | None, last: bool) -> Node:
    """Return the node for what is named so."""
    found = tuple(folded_words(token.text))
    if not found:
        return EVERYTHING
    # Imported here: its tables are only needed for such a field.
    from library.entities.identities import identity

    kinds = (kind,) if kind else (EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION)
    keys = tuple((one, identity(one, token.text)) for one in kinds)
    return Naming(found, keys, kind, prefix=last and token.text[-1:].isalnum())


def _part(field: str, token: Token) -> Node:
    """Return the node of what stands in a column of the headlines, or in the name of a feed or its folder."""
    if field == _FEED:
        return Fed(fold(clean_line(token.text)))
    return Condition(f"{HAS_PART}(headlines.{_COLUMNS[field]}, ?)", (fold(clean_line(token.text)),))


def _during(field: str, token: Token, scope: Scope) -> Node:
    """Return the node of a stretch of time."""
    stretch = stretch_of(token.text, scope.now)
    if stretch is not None:
        return _TIMES[field](stretch)
    if scope.is_last(token):
        return EVERYTHING
    raise QueryError(
        _("“{field}:{text}” is no time").format(field=field, text=token.text),
        token.position,
        _(_TIME_REMEDY),
    )


def _state(token: Token, last: bool) -> Node:
    """Return the node of `is:`, whose values are a fixed set."""
    value = token.text.lower()
    if value in _IS:
        return _IS[value]
    if last and any(known.startswith(value) for known in _IS):
        return EVERYTHING
    raise QueryError(
        _("“is:{value}” is unknown").format(value=value),
        token.position,
        _nearest(value, tuple(_IS)),
    )


def _nearest(word: str, known: tuple[str, ...]) -> str:
    """Return a remedy that names the known word most like `word`."""
    nearest = difflib.get_close_matches(word, known, n=1)
    return (
        _("Did you mean “{nearest}”?").format(nearest=nearest[0])
        if nearest
        else _("Known are {known}.").format(known=", ".join(known))
    )
