"""Windows: stretches of an article that the model reads at once.

What stands around a name tells what it is, so short texts share a window and long ones are cut
where a sentence ends. Windows hold as many tokens as those that the model learned from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from library.entities.pieces import Pieces
from library.entities.tokens import Token, tokens_of

_LONGEST: Final = 110
"""Tokens of a window, at most."""
_MOST_PIECES: Final = 250
_SHORTEST: Final = 30
"""Tokens below which no window is cut at the end of a sentence."""
_SENTENCE_ENDS: Final = frozenset(".!?…")


class Located(NamedTuple):
    """A token and the text that it is in."""

    text: int
    """Number of the text."""
    token: Token
    """Where in it the token is."""


class Window(NamedTuple):
    """What the model reads at once."""

    tokens: list[Located]
    """Its tokens in order."""
    pieces: list[int]
    """Numbers of the pieces, those that begin and end the window included."""
    firsts: list[int]
    """Where in `pieces` the first piece of each token stands."""


def windows_of(texts: Sequence[str], table: Pieces) -> Iterator[Window]:
    """Yield the windows of `texts`, which belong together, in order; time is linear in them."""
    tokens: list[Located] = []
    pieces: list[tuple[int, ...]] = []
    size = 0
    for number, text in enumerate(texts):
        for token in tokens_of(text):
            found = table.of(text[token.start : token.end], glued=token.glued)
            if len(tokens) == _LONGEST or size + len(found) > _MOST_PIECES:
                cut = _cut(texts, tokens)
                yield _window(tokens[:cut], pieces[:cut], table)
                tokens, pieces = tokens[cut:], pieces[cut:]
                size = sum(map(len, pieces))
            tokens.append(Located(number, token))
            pieces.append(found)
            size += len(found)
    if tokens:
        yield _window(tokens, pieces, table)


def _cut(texts: Sequence[str], tokens: list[Located]) -> int:
    """Return after how many of `tokens` to cut: where the last text or sentence ends, if not too early."""
    for place in range(len(tokens) - 1, min(_SHORTEST, len(tokens)) - 1, -1):
        (before, token), (after, _) = tokens[place - 1], tokens[place]
        if before != after or (
            token.end - token.start == 1 and texts[before][token.start] in _SENTENCE_ENDS
        ):
            return place
    return len(tokens)


def _window(tokens: list[Located], pieces: list[tuple[int, ...]], table: Pieces) -> Window:
    """Return the window of some tokens."""
    flat, firsts = [table.begin], []
    for found in pieces:
        firsts.append(len(flat))
        flat += found
    return Window(tokens, [*flat, table.end], firsts)
