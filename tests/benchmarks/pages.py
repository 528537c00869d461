"""Measures how fast pages are read, and how much of what is on them is found.

    python -m tests.benchmarks.pages FOLDER [--misses title|authors|date|headings|body]

Every `*.html` and `*.html.gz` below FOLDER is read. What they say is held against its
`ground-truth.json`, an object that has for a page's name (its file name up to `.html`) an object
with any of these:

    articleBody  the text of the article
    headings     its headings but for the title, as a list; `doubtful` lists texts that may be some
    title        the headline
    authors      the names of its authors, as a list; empty when the page names none
    date         when it was published, in ISO 8601; a day suffices

`truths` makes such a file of others' test data; scrapinghub's benchmark has one with the bodies.
Bodies are compared by their shingles: runs of four words, as many times as they occur. Their
precision and recall are means over the pages, F1 is of these means. Headings are counted over all
pages. A title is right when it has the same letters, the authors when they are the same names, a
date when it is the same day in UTC or where the page is from.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from statistics import mean

from library.errors import Refused
from library.intake.web import Page, read_page
from library.models import BlockKind

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;/&|]|\b(?:und|and|et|og|och|y)\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of a page; None where it is not."""

    body: str | None
    headings: list[str] | None
    doubtful: list[str]
    title: str | None
    authors: list[str] | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A page as it was read, and what is known of it."""

    name: str
    page: Page | None
    truth: Truth


def main() -> None:
    """Read all pages of the folder that is named and print the figures."""
    parser = argparse.ArgumentParser(description="Measure how pages are read.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", help="show what is not as it should be of this")
    arguments = parser.parse_args()
    pages = _read_all(arguments.folder)
    cases = [
        Case(name, pages.get(name), truth)
        for name, truth in _truths(arguments.folder)
        if name in pages
    ]
    _print_bodies(
        [case for case in cases if case.truth.body is not None], arguments.misses == "body"
    )
    _print_headings(
        [case for case in cases if case.truth.headings is not None], arguments.misses == "headings"
    )
    _print_shares(cases, arguments.misses)


def _read_all(folder: Path) -> dict[str, Page | None]:
    """Return every page of a folder by its name, and print how fast they were read."""
    files = sorted(path for path in folder.rglob("*.html*") if path.is_file())
    sources = {path.name.partition(".html")[0]: _content(path) for path in files}
    _read("", b"<html><p>What is imported with the first page is not counted.</p></html>")
    start = time.process_time()
    pages = {name: _read(name, data) for name, data in sources.items()}
    seconds = time.process_time() - start
    noticed = sum(page is not None and page.notice is not None for page in pages.values())
    refused = sum(page is None for page in pages.values())
    print(f"{len(pages)} pages, {len(pages) / seconds:.1f} a second of one core, ", end="")
    print(f"{noticed} kept whole, {refused} refused")
    return pages


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


def _truths(folder: Path) -> Iterator[tuple[str, Truth]]:
    """Yield what is known of each page of a folder, with its name."""
    file = folder / "ground-truth.json"
    known = json.loads(file.read_text("utf-8")) if file.exists() else {}
    for name, entry in known.items():
        yield (
            name,
            Truth(
                entry.get("articleBody"),
                entry.get("headings"),
                entry.get("doubtful", []),
                entry.get("title"),
                entry.get("authors"),
                entry.get("date"),
            ),
        )


def _print_bodies(cases: list[Case], shown: bool) -> None:
    """Print how much of the bodies was found, and of what was found how much is theirs."""
    for label, captions in (("with captions", True), ("without captions", False)):
        pairs = [
            (
                _shingles(_WORD.findall(case.truth.body or "")),
                _shingles(_words(case.page, captions)),
            )
            for case in cases
        ]
        precisions = [(wanted & got).total() / got.total() for wanted, got in pairs if got]
        recalls = [(wanted & got).total() / wanted.total() for wanted, got in pairs if wanted]
        if precisions and recalls:
            print(
                f"body {label:16} {len(cases):4} pages ", _figures(mean(precisions), mean(recalls))
            )
    for case in cases if shown else ():
        wanted = _shingles(_WORD.findall(case.truth.body or ""))
        got = _shingles(_words(case.page, True))
        common = (wanted & got).total()
        print(
            f"  {case.name} {common / max(1, got.total()):.2f} {common / max(1, wanted.total()):.2f}"
        )


def _words(page: Page | None, captions: bool) -> list[str]:
    """Return the words of a page's body."""
    blocks = page.draft.blocks if page else ()
    kept = (block for block in blocks if captions or block.kind is not BlockKind.CAPTION)
    return _WORD.findall("\n".join(block.text for block in kept))


def _shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    """Return how often each run of words occurs; fewer words than a run has are one run."""
    runs = range(max(1, len(words) - _SHINGLE + 1)) if words else ()
    return Counter(tuple(words[n : n + _SHINGLE]) for n in runs)


def _print_headings(cases: list[Case], shown: bool) -> None:
    """Print how many of all headings were found, and of those that were found how many are some."""
    common = wanted_count = got_count = 0
    for case in cases:
        wanted = Counter(map(_letters, case.truth.headings or ()))
        got = Counter(map(_letters, _headings(case.page)))
        got -= Counter(map(_letters, case.truth.doubtful)) - wanted
        common += (wanted & got).total()
        wanted_count += wanted.total()
        got_count += got.total()
        if shown and wanted != got:
            print(f"  {case.name}\n    missed {list(wanted - got)}\n    wrong {list(got - wanted)}")
    if got_count and wanted_count:
        print(
            f"headings              {len(cases):4} pages ",
            _figures(common / got_count, common / wanted_count),
        )


def _headings(page: Page | None) -> list[str]:
    """Return the headings of a page's body."""
    blocks = page.draft.blocks if page else ()
    return [block.text for block in blocks if block.kind is BlockKind.HEADING]


def _figures(precision: float, recall: float) -> str:
    """Return precision, recall and F1 as they are printed."""
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"


def _print_shares(cases: list[Case], shown: str | None) -> None:
    """Print of how many pages the title, the authors and the date are right."""
    measures: tuple[tuple[str, Callable[[Case], tuple[object, object, bool] | None]], ...] = (
        ("title", _title),
        ("authors", _authors),
        ("authors where named", lambda case: _authors(case) if case.truth.authors else None),
        ("date", _date),
    )
    for label, measure in measures:
        found = [(case.name, result) for case in cases if (result := measure(case))]
        if found:
            share = mean(right for _, (_, _, right) in found)
            print(f"{label:21} {len(found):4} pages  right {share:.3f}")
        for name, (wanted, got, right) in found:
            if label == shown and not right:
                print(f"  {name}\n    wanted {wanted!r}\n    got    {got!r}")


def _title(case: Case) -> tuple[object, object, bool] | None:
    """Return the title that is known and the one that was found, and whether they agree."""
    if case.truth.title is None:
        return None
    got = case.page.draft.title if case.page else ""
    return case.truth.title, got, _letters(case.truth.title) == _letters(got)


def _authors(case: Case) -> tuple[object, object, bool] | None:
    """Return the authors who are known and the byline that was found, and whether they agree."""
    if case.truth.authors is None:
        return None
    got = (case.page.draft.author if case.page else None) or ""
    return case.truth.authors, got, _names(", ".join(case.truth.authors)) == _names(got)


def _names(byline: str) -> set[str]:
    """Return the names in a byline, only their letters."""
    return {_letters(name) for name in _BETWEEN_NAMES.split(byline)} - {""}


def _date(case: Case) -> tuple[object, object, bool] | None:
    """Return the time that is known and the one that was found, and whether they are of one day."""
    if case.truth.published is None:
        return None
    got = case.page.draft.published if case.page else None
    return case.truth.published, got and str(got), bool(got) and _is_day(got, case.truth.published)


def _is_day(found: datetime | None, known: str) -> bool:
    """Say whether `found` is on the day of the time that is known, in its zone or in UTC."""
    if found is None:
        return False
    time_known = datetime.fromisoformat(known)
    days: set[date] = {time_known.date()}
    if time_known.tzinfo:
        days.add(time_known.astimezone(found.tzinfo).date())
    return not days.isdisjoint(
        {found.date(), found.astimezone(time_known.tzinfo or found.tzinfo).date()}
    )


def _letters(text: str) -> str:
    """Return the letters and digits of a text, whatever their case."""
    return "".join(_WORD.findall(text.casefold()))


if __name__ == "__main__":
    main()
