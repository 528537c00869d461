"""How well structure is found: precision, recall and F1 against labelled articles, and speed.

    python tests/benchmarks/sections.py GOLD.jsonl

Each line of GOLD is an article: `lang`, `gold_kind` (`silver` is noisy, others are clean),
`lines` and `labels`. The lines are joined to a text as people have it; every line must come back
in the title or in a block, and the block's kind is compared with the line's label.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from library.clean import clean_text
from library.models import Block, BlockKind, Draft
from library.structure import structure

LABELS: Final = ("heading", "li", "quote", "tweet", "caption")
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
    articles = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    texts = [clean_text("\n".join(article["lines"])) for article in articles]
    started = time.perf_counter()
    drafts = [structure(text) for text in texts]
    seconds = time.perf_counter() - started
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for article, draft in zip(articles, drafts, strict=True):
        group = (article["lang"], "silver" if article["gold_kind"] == "silver" else "clean")
        for label, outcome in outcomes(article, draft):
            counts[*group, label, outcome] += 1
    report(counts)
    print(f"{len(texts) / seconds:,.0f} texts a second on one core")


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
