"""The query language: from what a person types to a tree.

    query   =  branch { OR branch }
    branch  =  term { term }                 all must hold
    term    =  [-] ( word | "phrase" | field:value | ( query ) )

A bare word is looked for in title and body, folded (`library.words`). While a query is being
typed its last word is a prefix. Positions are code points of the query as typed.
"""

from __future__ import annotations

import difflib
import re
from typing import Final, NamedTuple

from library.clean import clean_line
from library.errors import QueryError
from library.models import EntityKind
from library.search.nodes import (
    BOOKMARKED,
    EVERYTHING,
    UNREAD,
    Condition,
    Naming,
    Node,
    Not,
    Or,
    Words,
    all_of,
    single,
)
from library.words import folded_words

MAX_LENGTH: Final = 10_000
"""Code points of the longest query that is read."""

_MAX_DEPTH: Final = 10
"""Brackets within brackets, minus signs included; SQLite reads no expressions much deeper."""


_PARTS: Final = {"title": "title", "heading": "heading"}
_IS: Final[dict[str, Node]] = {"unread": UNREAD, "read": Not(UNREAD), "bookmarked": BOOKMARKED}
_NAMED: Final = {
    "entity": None,
    "person": EntityKind.PERSON,
    "place": EntityKind.PLACE,
    "org": EntityKind.ORGANISATION,
}
_COLUMNS: Final = {"source": "source", "author": "author", "lang": "language"}
FIELDS: Final = (*_PARTS, *_COLUMNS, *_NAMED, "is")
"""The names that may stand before a colon."""

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<bracket>[()])|(?P<minus>-)(?=[^\s)])|(?P<field_only>[A-Za-z]+):(?=[\s()]|$)"
    r'|(?:(?P<field>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)(?P<close>"?)|(?P<word>[^\s()"]+)))'
)


class _Token(NamedTuple):
    """One piece of a query."""

    kind: str
    text: str
    field: str | None
    position: int
    end: int


def parse(query: str, *, typing: bool = False) -> Node:
    """Return the tree of `query`.

    Args:
        query: What the person typed; blank means everything.
        typing: Whether it is still being typed, so that its last word is a prefix and a quotation
            mark that is still open is no error.

    Raises:
        QueryError: It cannot be read; the error names the place and the remedy.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError("The search is too long", MAX_LENGTH, "Shorten it.")
    parser = _Parser(_tokens(query, typing), len(query.rstrip()), typing)
    return parser.whole()


def _tokens(query: str, typing: bool) -> list[_Token]:
    """Split `query` into its pieces."""
    tokens: list[_Token] = []
    position, end = 0, len(query.rstrip())
    while position < end:
        match = _TOKEN.match(query, position)
        if match is None:  # a lone minus, or one before a bracket that closes
            position += 1
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        position = match.end()
        if match["bracket"] or match["minus"]:
            kind = match["bracket"] or "-"
            tokens.append(_Token(kind, kind, None, start, position))
        elif match["phrase"] is not None:
            if not match["close"] and not typing:
                raise QueryError("A quotation mark is left open", start, 'Close it with ".')
            kind = "phrase" if match["close"] else "open"
            tokens.append(_Token(kind, match["phrase"], match["field"], start, position))
        elif (name := match["field_only"]) is not None:
            # “Berlin: Koalition streitet” is a headline, and “Berlin” no field that has no value.
            word, field = ("", name) if name.lower() in FIELDS else (name, None)
            tokens.append(_Token("word", word, field, start, position))
        else:
            tokens.append(_Token("word", match["word"], match["field"], start, position))
    return tokens


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, tokens: list[_Token], end: int, typing: bool) -> None:
        self._tokens = tokens
        self._end = end
        self._typing = typing
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        """Read the query to its end."""
        node = self._query()
        if (token := self._peek()) is not None:
            raise QueryError("A bracket closes that was never opened", token.position, "Remove it.")
        return node

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _query(self) -> Node:
        branches = [self._branch()]
        while (token := self._peek()) is not None and _is_or(token):
            self._next += 1
            branches.append(self._branch())
        branches = [branch for branch in branches if branch != EVERYTHING]
        return single(branches, Or) if branches else EVERYTHING

    def _branch(self) -> Node:
        terms: list[Node] = []
        while (token := self._peek()) is not None and token.kind != ")" and not _is_or(token):
            terms.append(self._term())
        return all_of(*terms)

    def _term(self) -> Node:
        token = self._tokens[self._next]
        self._next += 1
        if token.kind == "-":
            if self._peek() is None:
                return EVERYTHING
            self._descend(token)
            node = self._term()
            self._depth -= 1
            return EVERYTHING if node == EVERYTHING else Not(node)
        if token.kind == "(":
            return self._group(token)
        return self._leaf(token)

    def _group(self, opening: _Token) -> Node:
        self._descend(opening)
        node = self._query()
        self._depth -= 1
        if self._peek() is not None:
            self._next += 1
        elif not self._typing:
            raise QueryError("A bracket is left open", opening.position, "Close it with ).")
        return node

    def _descend(self, token: _Token) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise QueryError("Brackets are nested too deep", token.position, "Use fewer of them.")

    def _leaf(self, token: _Token) -> Node:
        last = self._typing and token.end == self._end and token.kind != "phrase"
        field = token.field.lower() if token.field else None
        if field is None:
            return _words(token, None, last)
        if not token.text and token.kind == "word":
            if last:
                return EVERYTHING
            raise QueryError(
                f"Nothing stands after “{field}:”", token.position, "Put a word right after it."
            )
        if field in _PARTS:
            return _words(token, _PARTS[field], last)
        if field in _NAMED:
            return _naming(token, _NAMED[field], last)
        if field not in FIELDS:
            # A clock time or an address is no field: "20:15" never gets here, "https:" does.
            if token.text.startswith("//"):
                return _words(token, None, last)
            raise QueryError(
                f"There is no field “{field}:”", token.position, _nearest(field, FIELDS)
            )
        if field in _COLUMNS:
            return _column(field, token)
        return _state(token, last)


def _words(token: _Token, column: str | None, last: bool) -> Node:
    """Return the node for a word or phrase; punctuation within a word makes it a phrase."""
    found = tuple(folded_words(token.text))
    return Words(found, column, prefix=last and token.text[-1:].isalnum()) if found else EVERYTHING


def _naming(token: _Token, kind: EntityKind | None, last: bool) -> Node:
    """Return the node for what is named so."""
    found = tuple(folded_words(token.text))
    if not found:
        return EVERYTHING
    # Imported here: its tables are only needed for such a field.
    from library.entities.identities import identity

    kinds = (kind,) if kind else (EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION)
    keys = tuple((one, identity(one, token.text)) for one in kinds)
    return Naming(found, keys, kind, prefix=last and token.text[-1:].isalnum())


def _column(field: str, token: _Token) -> Node:
    """Return the node that compares a column of the headlines, as a part of it and without case."""
    pattern = re.sub(r"([\\%_])", r"\\\1", clean_line(token.text))
    return Condition(f"headlines.{_COLUMNS[field]} LIKE ? ESCAPE '\\'", (f"%{pattern}%",))


def _state(token: _Token, last: bool) -> Node:
    """Return the node of `is:`, whose values are a fixed set."""
    value = token.text.lower()
    if value in _IS:
        return _IS[value]
    if last and any(known.startswith(value) for known in _IS):
        return EVERYTHING
    raise QueryError(f"“is:{value}” is unknown", token.position, _nearest(value, tuple(_IS)))


def _nearest(word: str, known: tuple[str, ...]) -> str:
    """Return a remedy that names the known word most like `word`."""
    nearest = difflib.get_close_matches(word, known, n=1)
    return f"Did you mean “{nearest[0]}”?" if nearest else f"Known are {', '.join(known)}."


def _is_or(token: _Token) -> bool:
    return token.kind == "word" and token.text == "OR" and token.field is None
