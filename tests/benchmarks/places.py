"""How well and how fast places are recognised.

Run `python tests/benchmarks/places.py GOLD.jsonl ...` at the top of the repository. Each line of a
gold file is an object with `tokens`, their BIO `tags` (of which `LOC` counts) and `doc`; a file's
name begins with its language, as in `de.news.jsonl`. `--part tune` or `--part held` takes one half
of the documents only: rules are made on the first and judged on the second.

`exact` counts mentions that are a gold place from end to end, `within` those that lie in one
(`Berlin` in `Berlin Ostbahnhof`). Recall is of exact matches; the table has no streets or rivers.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from library.entities import RULES
from library.models import EntityKind

_CLOSING = frozenset(".,;:!?)]}'’”“%")
_OPENING = frozenset("([{„")


class Sentence(NamedTuple):
    """One line of a gold file."""

    text: str
    """Its tokens, put together as they are printed."""
    tokens: tuple[tuple[int, int], ...]
    """Start and end of each token in `text`."""
    tags: Sequence[str]
    """Tag of each token."""


@dataclass
class Score:
    """What was counted in one file."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    within: int = 0
    words: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        """Return the figures on one line."""
        precision, recall = self.exact / max(1, self.found), self.exact / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"within P {self.within / max(1, self.found):.3f}   "
            f"exact P {precision:.3f} R {recall:.3f} F1 {f1:.3f}   "
            f"found {self.found} gold {self.gold}   {self.words / self.seconds:,.0f} words/s"
        )


def sentences(path: Path, part: str) -> Iterator[Sentence]:
    """Yield the sentences of `part` of a gold file: all, tune or held."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    one_document = len({row["doc"] for row in rows}) == 1
    for number, row in enumerate(rows):
        # A file that does not part its documents is split by sentence.
        half = zlib.crc32(str(number if one_document else row["doc"]).encode()) % 2
        if part == "all" or part == ("tune", "held")[half]:
            yield joined(row["tokens"], row["tags"])


def joined(words: Iterable[str], tags: Sequence[str]) -> Sentence:
    """Return the sentence of `words`, without spaces before closing punctuation."""
    text, previous = "", ""
    tokens: list[tuple[int, int]] = []
    for word in words:
        tight = word in _CLOSING or word.startswith(("'s", "’s", "n't")) or previous in _OPENING
        text += "" if tight or not text else " "
        tokens.append((len(text), len(text) + len(word)))
        text, previous = text + word, word
    return Sentence(text, tuple(tokens), tags)


def gold_places(sentence: Sentence) -> set[tuple[int, int]]:
    """Return start and end of the places that `sentence` is tagged with."""
    places: list[tuple[int, int]] = []
    for (start, end), tag in zip(sentence.tokens, sentence.tags, strict=True):
        if tag == "B-LOC":
            places.append((start, end))
        elif tag == "I-LOC" and places:
            places[-1] = (places[-1][0], end)
    return set(places)


def score(path: Path, part: str) -> Score:
    """Return what the rules find of the places in `part` of the gold file at `path`."""
    total, language = Score(), path.name[:2]
    for sentence in sentences(path, part):
        began = time.perf_counter()
        mentions = RULES.recognise([sentence.text], language)
        total.seconds += time.perf_counter() - began
        places = gold_places(sentence)
        found = {(m.start, m.end) for m in mentions if m.entity.kind is EntityKind.PLACE}
        total.words += len(sentence.text.split())
        total.gold += len(places)
        total.found += len(found)
        total.exact += len(found & places)
        total.within += sum(any(a <= s and e <= b for a, b in places) for s, e in found)
    return total


def main() -> None:
    """Print a line for each gold file named on the command line."""
    parser = argparse.ArgumentParser(description="Measure how places are recognised.")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--part", choices=("all", "tune", "held"), default="all")
    options = parser.parse_args()
    for language in ("de", "en"):
        began = time.perf_counter()
        RULES.recognise([""], language)
        print(f"table for {language} loaded in {1000 * (time.perf_counter() - began):.0f} ms")
    for path in options.gold:
        print(f"{path.stem:28} {score(path, options.part)}")


if __name__ == "__main__":
    main()
