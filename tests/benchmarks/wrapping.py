"""How well paragraphs are put together again whose lines were broken, in the ways that lines are.

    python -m tests.benchmarks.wrapping GOLD.jsonl

Each line of GOLD is an article, with `lang` and `lines`, which are its paragraphs, headings and items.
They are broken at a column, as mail programs do; where a page of a PDF breaks them, whose letters are of
unequal width; and by hand, somewhere in the last third of a line; each time with blank lines between
them and without. Printed is how many come back as they were, beside those that were left whole.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from library.clean import clean_line
from library.layout import paragraphs

_NARROW: Final = frozenset("ijlftr.,;:!'| I()[]-")
_BROAD: Final = frozenset("mwMWABCDEGHKNOQRÄÖÜ%@—")
_CENTRE: Final = 45.0
"""How wide the lines of the page are, in letters of the broadest kind."""

Measure = Callable[[str], float]


def main() -> None:
    """Print the figures for the gold file that is named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    gold: Path = parser.parse_args().gold
    found: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for line in gold.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        whole = [text for text in map(clean_line, article["lines"]) if text]
        for way, lines in broken(whole, random.Random(len(whole))):
            got, wanted = Counter(paragraphs(lines)), Counter(whole)
            found[article["lang"], way] += Counter(
                right=(got & wanted).total(),
                found=got.total(),
                wanted=wanted.total(),
                whole=int(got == wanted),
                articles=1,
            )
    print(f"{'':28}precision  recall      F1  articles as they were")
    for (language, way), told in sorted(found.items()):
        precision, recall = told["right"] / told["found"], told["right"] / told["wanted"]
        f1 = 2 * told["right"] / (told["found"] + told["wanted"])
        print(
            f"{language:4}{way:24}{precision:9.3f}{recall:8.3f}{f1:8.3f}"
            f"{told['whole']:10} of {told['articles']}"
        )


def broken(whole: list[str], chance: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines `whole` broken in each of the ways, by its name."""
    ways: dict[str, Callable[[str], list[str]]] = {
        "not at all": lambda text: [text],
        "at column 72": lambda text: wrapped(text, lambda: 72.0, len),
        "as in a PDF": lambda text: wrapped(text, lambda: _CENTRE, breadth),
        "by hand, up to 75": lambda text: wrapped(text, lambda: chance.uniform(46, 75), len),
        "by hand, up to 55": lambda text: wrapped(text, lambda: chance.uniform(34, 55), len),
    }
    for name, way in ways.items():
        parts = [way(text) for text in whole]
        yield name, [line for part in parts for line in part]
        yield f"{name}, parted", [line for part in parts for line in (*part, "")]


def wrapped(text: str, width: Callable[[], float], measure: Measure) -> list[str]:
    """Return `text` in lines, each at most as wide as `width` says for it unless one word is wider."""
    lines, limit = [""], width()
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and measure(longer) > limit:
            lines.append(word)
            limit = width()
        else:
            lines[-1] = longer
    return lines


def breadth(text: str) -> float:
    """Return how wide `text` is in print, roughly."""
    return sum(0.3 if one in _NARROW else 0.75 if one in _BROAD else 0.55 for one in text)


if __name__ == "__main__":
    main()
