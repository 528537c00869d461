"""The pieces of a query: words, phrases, brackets, minus signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from library.errors import QueryError
from library.translation import _

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<bracket>[()])|(?P<minus>-)(?=[^\s)])|(?P<field_only>[A-Za-z]+):(?=[\s()]|$)"
    r'|(?:(?P<field>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)(?P<close>"?)|(?P<word>[^\s()"]+)))'
)


class Token(NamedTuple):
    """One piece of a query."""

    kind: str
    """`word`, `phrase`, `open` for a phrase whose end is yet to come, `-`, `(` or `)`."""
    text: str
    """What it says, without field and quotation marks."""
    field: str | None
    """The field before its colon; None for none."""
    position: int
    """Its first code point in the query."""
    end: int
    """One past its last."""

    @property
    def is_or(self) -> bool:
        """Whether it parts two alternatives."""
        return self.kind == "word" and self.text == "OR" and self.field is None


def tokens_of(query: str, fields: Collection[str], *, typing: bool) -> list[Token]:
    """Split `query` into its pieces.

    Args:
        query: What the person typed.
        fields: The fields that there are.
        typing: Whether it is still being typed, so that a phrase may be open.

    Raises:
        QueryError: A quotation mark is left open.
    """
    tokens: list[Token] = []
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
            tokens.append(Token(kind, kind, None, start, position))
        elif match["phrase"] is not None:
            if not match["close"] and not typing:
                raise QueryError(_("A quotation mark is left open"), start, _('Close it with ".'))
            kind = "phrase" if match["close"] else "open"
            tokens.append(Token(kind, match["phrase"], match["field"], start, position))
        elif (name := match["field_only"]) is not None:
            # “Berlin: Koalition streitet” is a headline, and “Berlin” no field that has no value.
            word, field = ("", name) if name.lower() in fields else (name, None)
            tokens.append(Token("word", word, field, start, position))
        else:
            tokens.append(Token("word", match["word"], match["field"], start, position))
    return _as_written_elsewhere(tokens)


def _as_written_elsewhere(tokens: Sequence[Token]) -> list[Token]:
    """Return `tokens` without an AND between others, and with a minus for a NOT, as others write it.

    Either by itself is a word, as is what is in quotation marks.
    """
    found: list[Token] = []
    for token in tokens:
        bare = token.text if token.kind == "word" and token.field is None else ""
        if bare == "AND" and found:
            continue
        is_not = bare == "NOT" and len(tokens) > 1
        found.append(token._replace(kind="-") if is_not else token)
    return found
