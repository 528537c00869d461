"""The labelled data sets, and what of them is kept aside to choose by.

A set is a file of JSON lines `{"tokens": [...], "tags": [...], "doc": "..."}` with BIO tags over PER,
LOC, ORG and MISC. Where the makers of two sets drew different lines, that is mended here or said here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Final

LABELS: Final = ("PER", "LOC", "ORG", "MISC")
"""What a name may be: person, place, organisation, other."""

Span = tuple[int, int, str]
"""First token or code point, one past the last, and the label."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence."""

    tokens: tuple[str, ...]
    """Its words and signs."""
    spans: tuple[Span, ...]
    """The names in it, by token."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """How one file is used."""

    file: str
    """Its name, without `.jsonl`."""
    language: str
    """ISO 639-1 code."""
    repeats: float
    """How often an epoch goes through it; small and good sets more than once."""
    has_other: bool
    """Whether it labels names that are neither person, place nor organisation."""
    held_out: float
    """The share of its documents that is kept aside."""


SETS: Final = (
    DataSet("de.germeval.dev", "de", 3, has_other=True, held_out=0.15),
    DataSet("de.smartdata.train.news", "de", 1, has_other=False, held_out=0.1),
    DataSet("de.smartdata.train.other", "de", 0.5, has_other=False, held_out=0),
    DataSet("en.wikigold", "en", 2.5, has_other=True, held_out=0.2),
    DataSet("en.ewt.dev", "en", 3, has_other=False, held_out=0.2),
    DataSet("en.wnut.train", "en", 0.7, has_other=True, held_out=0),
    DataSet("en.wnut.dev", "en", 0, has_other=True, held_out=1),
    DataSet("en.btc", "en", 0.4, has_other=False, held_out=0.02),
)
"""The sets that the model learns from."""

_SIGN_SPLIT: Final = frozenset("@#")


def documents(folder: Path, data: DataSet, *, held_out: bool) -> list[list[Sentence]]:
    """Return the documents of a set, each as its sentences: those kept aside, or the others.

    A set without documents counts each sentence as one. Which are kept aside depends on their text
    alone, so it stays the same when a set grows.
    """
    found = []
    for document in _read(folder / f"{data.file}.jsonl"):
        chosen = _share(" ".join(document[0].tokens)) < data.held_out
        if chosen == held_out:
            found.append(document)
    return found


def _read(path: Path) -> Iterator[list[Sentence]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    single = len({row["doc"] for row in rows}) == 1
    numbered = ((n if single else row["doc"], row) for n, row in enumerate(rows))
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        sentences = [mended(row["tokens"], row["tags"], path.name) for _, row in group]
        document = [sentence for sentence in sentences if sentence.tokens]
        if document:
            yield document


def _share(text: str) -> float:
    """Return a number from 0 to 1 that is as good as random, but always the same for `text`."""
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest()) / 2**48


def spans_of(tags: Iterable[str]) -> list[Span]:
    """Return the spans of a sequence of BIO tags; an I without a B before it begins one."""
    spans: list[Span] = []
    open_: Span | None = None
    for number, tag in enumerate([*tags, "O"]):
        if open_ and (tag[0] != "I" or tag[2:] != open_[2]):
            spans.append((open_[0], number, open_[2]))
            open_ = None
        if tag[0] == "B" or (tag[0] == "I" and open_ is None):
            open_ = (number, number, tag[2:])
    return spans


def mended(tokens: list[str], tags: list[str], name: str) -> Sentence:
    """Return a sentence as the recogniser is to see it.

    - SmartData counts adjectives (“deutsche”) and directions (“beiden Richtungen”) as places: no names.
    - Handles are found by a rule, and are no names here; BTC has their at sign as a token of its own.
    - `'"'` stands for a quotation mark in BTC.
    """
    spans = [span for span in spans_of(tags) if not _is_clash(tokens, span, name)]
    joined: list[str] = []
    places: list[int] = []
    for number, token in enumerate(tokens):
        places.append(len(joined))
        previous = tokens[number - 1] if number else ""
        if previous in _SIGN_SPLIT and re.match(r"\w", token):
            joined[-1] += token
            places[-1] -= 1
        else:
            joined.append({"'\"'": '"', "``": '"', "''": '"'}.get(token, token))
    places.append(len(joined))
    kept = [
        (places[start], max(places[end], places[start] + 1), label) for start, end, label in spans
    ]
    kept = [
        span for span in kept if not joined[span[0]].startswith("@") or len(joined[span[0]]) < 2
    ]
    return Sentence(tuple(joined), tuple(kept))


def _is_clash(tokens: list[str], span: Span, name: str) -> bool:
    """Tell whether other sets would not count this span as a name."""
    start, end, label = span
    text = " ".join(tokens[start:end])
    if "smartdata" in name and label == "LOC":
        return text[0].islower() and not text.startswith(("von ", "am ", "im "))
    return text == "@"
