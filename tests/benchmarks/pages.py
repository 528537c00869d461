"""Measures how fast pages are read, and how much of their articles is found.

    python -m tests.benchmarks.pages FOLDER

Every `*.html` and `*.html.gz` below FOLDER is read. Where FOLDER also has a `ground-truth.json`
that gives each page's `articleBody` under the page's name (the layout of scrapinghub's benchmark
of article extraction), the bodies are compared by their shingles: runs of four words, as many
times as they occur. Precision and recall are means over the pages, F1 is of these means.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import mean

from library.errors import Refused
from library.intake.web import Page, read_page
from library.models import BlockKind

_WORD = re.compile(r"\w+")
_SHINGLE = 4


def main() -> None:
    """Read all pages of the folder that is named and print the figures."""
    folder = Path(sys.argv[1])
    sources = {
        path.name.partition(".html")[0]: _content(path) for path in sorted(folder.rglob("*.html*"))
    }
    _read("", b"<html><p>What is imported with the first page is not counted.</p></html>")
    start = time.perf_counter()
    pages = {name: _read(name, data) for name, data in sources.items()}
    seconds = time.perf_counter() - start
    noticed = sum(page is not None and page.notice is not None for page in pages.values())
    print(f"{len(pages)} pages, {len(pages) / seconds:.1f} a second, {noticed} kept whole")
    truth_file = folder / "ground-truth.json"
    if truth_file.exists():
        truth = json.loads(truth_file.read_text("utf-8"))
        bodies = {name: _WORD.findall(entry["articleBody"]) for name, entry in truth.items()}
        for label, captions in (("with captions", True), ("without captions", False)):
            found = {name: _words(pages.get(name), captions=captions) for name in bodies}
            print(f"{label:17}", *_scores(bodies, found))


def _content(path: Path) -> bytes:
    """Return the page in a file, which may be compressed."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def _read(name: str, data: bytes) -> Page | None:
    """Return the page as it is read, None when it is refused."""
    try:
        return read_page(data, name)
    except Refused:
        return None


def _words(page: Page | None, *, captions: bool) -> list[str]:
    """Return the words of a page's body."""
    blocks = page.draft.blocks if page else ()
    kept = (block for block in blocks if captions or block.kind is not BlockKind.CAPTION)
    return _WORD.findall("\n".join(block.text for block in kept))


def _scores(truth: dict[str, list[str]], found: dict[str, list[str]]) -> tuple[str, str, str]:
    """Return precision, recall and F1 as they are printed."""
    precisions: list[float] = []
    recalls: list[float] = []
    for name, words in truth.items():
        wanted, got = _shingles(words), _shingles(found[name])
        common = (wanted & got).total()
        if got:
            precisions.append(common / got.total())
        if wanted:
            recalls.append(common / wanted.total())
    precision, recall = mean(precisions), mean(recalls)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"precision {precision:.3f}", f"recall {recall:.3f}", f"F1 {f1:.3f}"


def _shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    """Return how often each run of words occurs; fewer words than a run has are one run."""
    runs = range(max(1, len(words) - _SHINGLE + 1)) if words else ()
    return Counter(tuple(words[n : n + _SHINGLE]) for n in runs)


if __name__ == "__main__":
    main()
