"""Let a model label news that nobody labelled, for a second fitting to learn from.

    python -m library.entities.training.silver MODEL ARTICLES silver.json

ARTICLES is a file of JSON lines `{"lang": "de", "lines": ["...", ...]}`. What the model is not sure of
stays without a label, and a window without names is left out. The file that is written holds the texts;
only what is learnt from it may be given away.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from library.entities.labelling import NO_NAME, kind_of
from library.entities.model import OTHER, Model

_SURE: Final = 0.7
"""The probability from which a label counts."""
_UNKNOWN: Final = -100
"""Stands for the label that is not known."""
_MOST_LINES: Final = 40


class Labelled(NamedTuple):
    """A window of labelled news."""

    language: str
    """ISO 639-1 code."""
    words: list[tuple[str, bool]]
    """Its tokens, and whether each is glued to the one before."""
    tags: list[int]
    """Numbers of their labels, -100 for those not known."""


def read_silver(path: Path) -> list[Labelled]:
    """Return the windows in a file that this script wrote."""
    rows = json.loads(path.read_text("utf-8"))
    return [Labelled(language, [(w, g) for w, g in words], tags) for language, words, tags in rows]


def labelled(model: Model, language: str, texts: Sequence[str]) -> Iterator[Labelled]:
    """Yield the windows of an article with the labels that `model` is sure of."""
    for reading in model.readings(texts):
        sure = [
            label if _sureness(label, shares) > _SURE else _UNKNOWN
            for label, shares in zip(reading.labels, reading.shares.tolist(), strict=True)
        ]
        words = [
            (texts[one.text][one.token.start : one.token.end], one.token.glued)
            for one in reading.window.tokens
        ]
        if any(label > NO_NAME for label in sure):
            yield Labelled(language, words, sure)


def _sureness(label: int, shares: Sequence[float]) -> float:
    """Return how likely the kind of `label` is; other names and no name count as one."""
    if label == NO_NAME or label in OTHER:
        return shares[NO_NAME] + sum(shares[other] for other in OTHER)
    begins = 2 * kind_of(label) + 1
    return shares[begins] + shares[begins + 1]


def main() -> None:
    """Write labelled news."""
    parser = argparse.ArgumentParser(description="Label news with a model.")
    parser.add_argument("model", type=Path, help="folder of the model")
    parser.add_argument("articles", type=Path, help="file of JSON lines")
    parser.add_argument("silver", type=Path, help="the file to write")
    options = parser.parse_args()
    model = Model(options.model)
    found: list[Labelled] = []
    for line in options.articles.read_text("utf-8").splitlines():
        article = json.loads(line)
        if article["lang"] in ("de", "en"):
            lines = [text for text in article["lines"][:_MOST_LINES] if text.strip()]
            found += labelled(model, article["lang"], lines)
    options.silver.write_text(json.dumps(found, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
