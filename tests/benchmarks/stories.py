"""How well versions of a story are found, and how many other articles are taken for one.

    python -m tests.benchmarks.stories FOLDER

Of each plain text below FOLDER a version is made that lacks a share of the sentences; it should be
told to be the same story, and be found by its keys. All pairs of texts that are told to be one story
are printed, to be looked at: what is no story among them is false.
"""

from __future__ import annotations

import random
import re
import sys
import time
from itertools import combinations
from pathlib import Path
from typing import Final

from library.stories import KEYS, is_same_story, resemblance, signature
from library.words import folded_words

_SHARES: Final = (0.1, 0.25, 0.5)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")


def main() -> None:
    """Measure on the folder that is named, and print the figures."""
    texts = {path: path.read_text("utf-8") for path in sorted(Path(sys.argv[1]).rglob("*.txt"))}
    started = time.perf_counter()
    signatures = {path: signature(folded_words(text)) for path, text in texts.items()}
    seconds = time.perf_counter() - started
    print(f"{len(texts)} texts, {seconds / len(texts) * 1e3:.2f} ms a signature")
    for share in _SHARES:
        chance = random.Random(share)
        found = 0
        for path, text in texts.items():
            version = signature(folded_words(_without(text, share, chance)))
            own = signatures[path]
            candidate = not set(own[:KEYS]).isdisjoint(version[:KEYS])
            found += candidate and is_same_story(own, version)
        print(f"{share:4.0%} of the sentences dropped: {found / len(texts):.3f} found")
    pairs = list(combinations(signatures.items(), 2))
    linked = [(a[0], b[0], resemblance(a[1], b[1])) for a, b in pairs if is_same_story(a[1], b[1])]
    print(f"{len(linked)} of {len(pairs):,} pairs linked")
    for one, other, share in linked:
        print(f"  {share:.2f}  {one.name}  {other.name}")


def _without(text: str, share: float, chance: random.Random) -> str:
    """Return `text` without about a `share` of its sentences."""
    sentences = _SENTENCE_END.split(text)
    return " ".join(sentence for sentence in sentences if chance.random() >= share)


if __name__ == "__main__":
    main()
