"""How well structure is found: precision, recall and F1 against labelled articles, and speed.

    python -m tests.benchmarks.sections GOLD.jsonl [--folds 5 [--also POSTS.jsonl ...]]

With `--folds` the weights are not those that are shipped: the publishers of the gold are dealt
out to that many folds, and the articles of each fold are read with weights that the recipe fits to
those of all others, and to the articles of the files named by `--also`. So no article is read with
weights that have seen another one of its publisher.

Each line of GOLD is an article: `lang`, `gold_kind` (`silver` is noisy, others are clean),
`lines` and `labels`. The lines are joined to a text as people have it; every line must come back
in the title or in a block, and the block's kind is compared with the line's label.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from library.clean import clean_text
from library.models import Block, BlockKind, Draft
from library.structure import structure
from library.structuring.training.fit_weights import fit

LABELS: Final = ("heading", "li", "quote", "tweet", "caption")
SEED: Final = 0
_SHARED_DOMAINS: Final = frozenset(("co", "com", "wordpress", "blogspot"))
IGNORED: Final = frozenset(("bold", "unk"))
"""Labels that say neither that a line is a heading nor that it is none."""
_LABEL_OF_KIND: Final = {
    BlockKind.HEADING: "heading",
    BlockKind.LIST_ITEM: "li",
    BlockKind.QUOTE: "quote",
    BlockKind.CAPTION: "caption",
}


def main() -> None:
    """Print the figures for the gold file that is named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--also", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    articles = read(options.gold)
    if options.folds:
        also = [article for path in options.also for article in read(path)]
        drafts = cross_validated(articles, also, options.folds)
    else:
        drafts = parsed(articles)
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for article, draft in zip(articles, drafts, strict=True):
        group = (article["lang"], "silver" if article["gold_kind"] == "silver" else "clean")
        for label, outcome in outcomes(article, draft):
            counts[*group, label, outcome] += 1
    report(counts)


def read(path: Path) -> list[dict[str, Any]]:
    """Return the articles of the gold file at `path`."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def parsed(articles: list[dict[str, Any]]) -> list[Draft]:
    """Return the drafts of `articles` as the app reads them, and print how fast that went."""
    texts = ["\n".join(article["lines"]) for article in articles]
    cleaned = [clean_text(text) for text in texts]
    started = time.process_time()
    drafts = [structure(text) for text in cleaned]
    seconds = time.process_time() - started
    print(f"{len(texts) / seconds:,.0f} texts a second on one core")
    return drafts


def cross_validated(
    articles: list[dict[str, Any]], also: list[dict[str, Any]], folds: int
) -> list[Draft]:
    """Return the drafts of `articles`, each read with weights fitted to other publishers', and `also`."""
    publishers = sorted({publisher(article["site"]) for article in articles})
    random.Random(SEED).shuffle(publishers)
    fold_of = {name: number % folds for number, name in enumerate(publishers)}
    fold = [fold_of[publisher(article["site"])] for article in articles]
    weights = [
        fit([*(a for a, own in zip(articles, fold, strict=True) if own != number), *also])
        for number in range(folds)
    ]
    return [
        structure(clean_text("\n".join(article["lines"])), weights[own])
        for article, own in zip(articles, fold, strict=True)
    ]


def publisher(site: str) -> str:
    """Return what names the publisher in `site`, which is a host or a short name.

    `thetelegraph` and `telegraph.co.uk` are one, so that both fall into one fold.
    """
    labels = re.sub(r"^(?:www|news|blog|de|en|m)\.", "", site.casefold()).split(".")
    labels = labels[:-1] or labels
    if len(labels) > 1 and labels[-1] in _SHARED_DOMAINS:
        labels.pop()
    return re.sub(r"\W|^the", "", labels[-1])


def report(counts: Counter[tuple[str, str, str, str]]) -> None:
    """Print a row for each language, kind of gold and label."""
    print(f"{'':3} {'':7} {'':8} {'precision':>9} {'recall':>7} {'F1':>6} {'lines':>6}")
    for language, kind in sorted({key[:2] for key in counts}):
        for label in LABELS:
            right, wrong, missed = (
                counts[language, kind, label, outcome] for outcome in ("right", "wrong", "missed")
            )
            if right + missed:
                precision, recall = right / max(1, right + wrong), right / (right + missed)
                f1 = 2 * right / (2 * right + wrong + missed)
                print(
                    f"{language:3} {kind:7} {label:8}"
                    f" {precision:9.3f} {recall:7.3f} {f1:6.3f} {right + missed:6}"
                )


def outcomes(article: dict[str, Any], draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield a label and `right`, `wrong` or `missed` for every line where there is something to say."""
    labelled = zip(article["labels"], predicted(article["lines"], draft), strict=True)
    for number, (expected, found) in enumerate(labelled):
        if number == 0 or expected in IGNORED:
            continue
        # The text of a post is a quote as well, and a quote may be told to be a post.
        found = expected if {expected, found} == {"tweet", "quote"} else found
        if expected == found:
            yield expected, "right"
        else:
            yield expected, "missed"
            yield found, "wrong"


def predicted(lines: list[str], draft: Draft) -> Iterator[str]:
    """Yield the label that `draft` gives each of `lines`, empty for what is in no block."""
    blocks: dict[str, list[str]] = {}
    for block in draft.blocks:
        for part in block.text.split("\n"):
            blocks.setdefault(_key(part), []).append(label_of(block))
    for line in lines:
        waiting = blocks.get(_key(clean_text(line)), [])
        yield waiting.pop(0) if waiting else ""


def label_of(block: Block) -> str:
    """Return the gold's label for `block`."""
    is_post = block.attribution is not None and "(@" in block.attribution
    return "tweet" if is_post else _LABEL_OF_KIND.get(block.kind, "p")


def _key(text: str) -> str:
    """Return `text` without what structure may take off its front, and without white space."""
    return "".join(text.lstrip("-*•‣◦·▪●–> \t").split())


if __name__ == "__main__":
    main()
