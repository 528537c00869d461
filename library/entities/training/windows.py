"""Windows: stretches of running text with labelled tokens, cut and varied anew for each epoch.

Data sets come as tokens, but what people read is text. So their sentences are written out as text
(with the blanks that a writer would set, or with one between all tokens), varied, and cut again by
the function that cuts what people read.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from library.entities.tokens import tokens_of
from library.entities.training.sets import DataSet, Sentence, Span

_NO_BLANK_BEFORE: Final = frozenset(
    [*",.;:!?)]}%…”", "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'m", "'d"]
)
_NO_BLANK_AFTER: Final = frozenset("([{„‚$£€#")
_LONGEST: Final = 110
"""Tokens of the longest window."""


_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of text with the names in it."""

    words: tuple[tuple[str, bool], ...]
    """Its tokens, and whether each is glued to the one before."""
    spans: tuple[Span, ...]
    """The names, by token."""
    data: DataSet
    """Where it is from."""


def written(sentence: Sentence, *, spaced: bool) -> tuple[str, list[Span]]:
    """Return a sentence as text and the names in it by code point.

    With `spaced` a blank stands between all tokens, otherwise where a writer would set one.
    """
    text = ""
    places: list[tuple[int, int]] = []
    opened = glue = False
    words = sentence.tokens
    for number, word in enumerate(words):
        straight = word == '"'
        closes = word in _NO_BLANK_BEFORE or (straight and opened)
        around = words[max(0, number - 1)][-1:] + words[min(number + 1, len(words) - 1)][:1]
        tight = word == "/" and around.isalnum()
        if text and (spaced or not (glue or closes or tight)):
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        glue = not spaced and (word in _NO_BLANK_AFTER or (straight and not opened) or tight)
        opened ^= straight
    spans = [(places[start][0], places[end - 1][1], label) for start, end, label in sentence.spans]
    return text, spans


def labelled(text: str, spans: Sequence[Span]) -> tuple[list[tuple[str, bool]], list[Span]]:
    """Return the tokens of `text`, and its names (by code point) by token.

    A token that only part of a name reaches into belongs to it when that is at least half of the token.
    """
    tokens = list(tokens_of(text))
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    found: list[Span] = []
    for start, end, label in spans:
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        while first < last and _inside(tokens[first], start, end) < 0.5:
            first += 1
        while first < last and _inside(tokens[last - 1], start, end) < 0.5:
            last -= 1
        if first < last and (not found or first >= found[-1][1]):
            found.append((first, last, label))
    return [(text[token.start : token.end], token.glued) for token in tokens], found


def _inside(token: tuple[int, int, bool], start: int, end: int) -> float:
    """Return the share of a token that lies between `start` and `end`."""
    return (min(end, token[1]) - max(start, token[0])) / (token[1] - token[0])


def windows(
    documents: Sequence[list[Sentence]], data: DataSet, rng: random.Random, *, vary: bool = True
) -> Iterator[Window]:
    """Yield the windows of one pass over `documents`.

    A window holds one sentence or several that follow one another. With `vary` their number is drawn,
    now and then the next document's sentences follow in the same window, and letters are capitalised
    as headlines are, or not at all.
    """
    order = list(documents)
    if vary:
        rng.shuffle(order)
    words: list[tuple[str, bool]] = []
    spans: list[Span] = []
    limit = _limit(rng) if vary else _LONGEST
    spaced = vary and rng.random() < 0.3
    for document in order:
        for sentence in document:
            text, named = written(sentence, spaced=spaced)
            if vary:
                text = _recased(text, data, rng)
            more, found = labelled(text, named)
            if words and len(words) + len(more) > limit:
                yield Window(tuple(words), tuple(spans), data)
                words, spans = [], []
                limit = _limit(rng) if vary else _LONGEST
                spaced = vary and rng.random() < 0.3
            spans += [(start + len(words), end + len(words), label) for start, end, label in found]
            words += more
        if words and not (vary and len(document) == 1 and rng.random() < 0.5):
            yield Window(tuple(words), tuple(spans), data)
            words, spans = [], []
            limit = _limit(rng) if vary else _LONGEST
    if words:
        yield Window(tuple(words), tuple(spans), data)


def _limit(rng: random.Random) -> int:
    """Return after how many tokens a window is full: often after its first sentence."""
    return 0 if rng.random() < 0.35 else rng.randint(30, _LONGEST)


def _recased(text: str, data: DataSet, rng: random.Random) -> str:
    """Return `text`, now and then in capitals, in lower case or in the Title Case of English headlines."""
    draw = rng.random()
    if draw < 0.03:
        other = text.upper()
    elif draw < 0.05:
        other = text.lower()
    elif draw < 0.07 and data.language == "en":
        other = " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
    else:
        return text
    return other if len(other) == len(text) else text  # “ß” grows, and offsets with it


def batches(
    items: Iterable[_Item], length: Callable[[_Item], int], pieces: int, rng: random.Random
) -> Iterator[list[_Item]]:
    """Yield batches of about `pieces` pieces, of windows of about the same `length` in pieces."""
    pool = list(items)
    rng.shuffle(pool)
    made: list[list[_Item]] = []
    for begin in range(0, len(pool), 1000):
        batch: list[_Item] = []
        for item in sorted(pool[begin : begin + 1000], key=length):
            if batch and length(item) * (len(batch) + 1) > pieces:
                made.append(batch)
                batch = []
            batch.append(item)
        if batch:
            made.append(batch)
    rng.shuffle(made)
    yield from made
