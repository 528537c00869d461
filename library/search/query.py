"""The query language: from what a person types to a tree.

    query   =  branch { OR branch }
    branch  =  term { term }                 all must hold
    term    =  [-] ( word | "phrase" | field:value | ( query ) ) | in:part

A bare word is looked for in title and body, folded (`library.words`), in all its forms
(`library.stems`); with a `*` before, within or after it, as the letters that it stands for. While a
query is being typed its last word is a prefix. `in:lead` has all words beside it looked for in the
lead alone. Positions are code points of the query as typed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from library.days import local_now
from library.errors import QueryError
from library.search.columns import Column
from library.search.leaves import FIELDS, Scope, leaf_of, part_of
from library.search.nodes import EVERYTHING, Node, Not, Or, all_of, single, within
from library.search.tokens import Token, tokens_of
from library.translation import _

MAX_LENGTH: Final = 10_000
"""Code points of the longest query that is read."""

"""Kinds of tokens that look for nothing by themselves."""

_MAX_DEPTH: Final = 10
"""Brackets within brackets, minus signs included; SQLite reads no expressions much deeper."""


def parse(query: str, *, typing: bool = False, now: datetime | None = None) -> Node:
    """Return the tree of `query`.

    Args:
        query: What the person typed; blank means everything.
        typing: Whether it is still being typed, so that its last word is a prefix and a quotation
            mark that is still open is no error.
        now: What ages such as `7d` are reckoned from, in the reader's time zone; the present if None.

    Raises:
        QueryError: It cannot be read; the error names the place and the remedy.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(_("The search is too long"), MAX_LENGTH, _("Shorten it."))
    scope = Scope(len(query.rstrip()) if typing else None, now or local_now())
    tokens = tokens_of(query, FIELDS, typing=typing)
    node = _Parser(tokens, scope).whole()
    if node == EVERYTHING and not typing and any(token.text != "*" for token in tokens):
        # All articles would be found, which nobody means by a sign or two but for that of a shell.
        raise QueryError(
            _("There is no word to look for"), tokens[0].position, _("Write what to look for.")
        )
    return node


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, tokens: list[Token], scope: Scope) -> None:
        self._tokens = tokens
        self._scope = scope
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        """Read the query to its end."""
        node = self._query()
        if (token := self._peek()) is not None:
            raise QueryError(
                _("A bracket closes that was never opened"), token.position, _("Remove it.")
            )
        return node

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _query(self) -> Node:
        branches = [self._branch()]
        while (token := self._peek()) is not None and token.is_or:
            self._next += 1
            branches.append(self._branch())
        branches = [branch for branch in branches if branch != EVERYTHING]
        return single(branches, Or) if branches else EVERYTHING

    def _branch(self) -> Node:
        terms: list[Node] = []
        parts: list[Column] = []
        while (token := self._peek()) is not None and token.kind != ")" and not token.is_or:
            if token.field is not None and token.field.lower() == "in":
                self._next += 1
                parts += part_of(token, self._scope)
            else:
                terms.append(self._term())
        whole = all_of(*terms)
        return single([within(whole, part) for part in parts], Or) if parts else whole

    def _term(self) -> Node:
        token = self._tokens[self._next]
        self._next += 1
        if token.kind == "-":
            if self._peek() is None:
                return EVERYTHING
            self._descend(token)
            self._check_excludable(self._tokens[self._next])
            node = self._term()
            self._depth -= 1
            return EVERYTHING if node == EVERYTHING else Not(node)
        if token.kind == "(":
            return self._group(token)
        return leaf_of(token, self._scope)

    def _check_excludable(self, token: Token) -> None:
        if token.field is not None and token.field.lower() == "in":
            raise QueryError(
                _("“in:” cannot be excluded"), token.position, _("Put the minus before the words.")
            )

    def _group(self, opening: Token) -> Node:
        self._descend(opening)
        node = self._query()
        self._depth -= 1
        if self._peek() is not None:
            self._next += 1
        elif self._scope.end is None:
            raise QueryError(_("A bracket is left open"), opening.position, _("Close it with )."))
        return node

    def _descend(self, token: Token) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise QueryError(
                _("Brackets are nested too deep"), token.position, _("Use fewer of them.")
            )
