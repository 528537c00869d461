"""Brings what others know of their test pages into the layout that `pages` measures against.

    python -m tests.benchmarks.truths fundus SOURCE FOLDER
    python -m tests.benchmarks.truths trafilatura SOURCE FOLDER
    python -m tests.benchmarks.truths htmldate SOURCE FOLDER
    python -m tests.benchmarks.truths lines LINES FOLDER

SOURCE is the `tests` folder of a copy of that project; the pages and a `ground-truth.json` are put
into FOLDER. `lines` adds to the `ground-truth.json` that is there the headings from LINES, a file
with a JSON object a line: `id`, the page's name; `lines`, its texts; `labels`, what each of them is.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

_DAY = re.compile(r"(\d{4})[-.](\d\d)[-.](\d\d)")
Truth = dict[str, dict[str, Any]]
"""What is known of each page, by the page's name."""


def main() -> None:
    """Convert the data set that is named."""
    kind, source, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "ground-truth.json"
    match kind:
        case "fundus":
            truth = _fundus(source, folder)
        case "trafilatura":
            truth = _trafilatura(source, folder)
        case "htmldate":
            truth = _htmldate(source, folder)
        case "lines":
            truth = _with_lines(json.loads(target.read_text("utf-8")), source)
        case _:
            sys.exit(__doc__)
    target.write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(truth)} pages in {target}")


def _fundus(source: Path, folder: Path) -> Truth:
    """Convert fundus: a file of what its parsers find for each publisher, one entry for each page by date."""
    truth: Truth = {}
    for file in sorted((source / "resources" / "parser" / "test_data").glob("*/*.json")):
        entries = json.loads(file.read_text("utf-8")).values()
        pages = sorted(file.parent.glob(f"{file.stem}_????_??_??.html.gz"))
        for page, entry in zip(pages, entries, strict=True):
            name = f"{file.parent.name}_{page.name.partition('.html')[0]}"
            _link(page, folder / f"{name}.html.gz")
            sections = entry["body"]["sections"]
            lines = list(entry["body"]["summary"])
            for section in sections:
                lines += [*section["headline"], *section["paragraphs"]]
            truth[name] = {
                "articleBody": "\n".join(lines),
                "headings": [line for section in sections for line in section["headline"]],
                "title": entry["title"],
                "authors": entry.get("authors") or [],
                "date": entry["publishing_date"],
            }
    return truth


def _trafilatura(source: Path, folder: Path) -> Truth:
    """Convert trafilatura: title, author and date of the pages in two folders."""
    truth: Truth = {}
    for entry in json.loads((source / "evaldata.json").read_text("utf-8")).values():
        known = {"title": entry["title"]} if entry.get("title") else {}
        known |= _day(entry)
        if author := entry.get("author"):
            known["authors"] = author if isinstance(author, list) else [author]
        page = _first_file(source, ("cache", "eval"), entry["file"])
        if page and known:
            _link(page, folder / page.name)
            truth[page.name.partition(".html")[0]] = known
    return truth


def _htmldate(source: Path, folder: Path) -> Truth:
    """Convert htmldate: dates of the pages in three folders."""
    truth: Truth = {}
    for name in ("eval_default.json", "eval_mediacloud_2020.json"):
        for entry in json.loads((source / name).read_text("utf-8")).values():
            page = _first_file(source, ("cache", "eval", "test_set"), entry["file"])
            if page and (known := _day(entry)):
                _link(page, folder / page.name)
                truth[page.name.partition(".html")[0]] = known
    return truth


def _day(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the date of an entry when it is a single day that can be read."""
    match = _DAY.fullmatch(str(entry.get("date")))
    with suppress(ValueError):
        return {"date": date(*map(int, match.groups())).isoformat()} if match else {}
    return {}


def _with_lines(truth: Truth, source: Path) -> Truth:
    """Return `truth` with the headings of those pages that are labelled line by line in `source`."""
    for text in source.read_text("utf-8").splitlines():
        entry = json.loads(text)
        if entry["id"] in truth:
            pairs = list(zip(entry["lines"], entry["labels"], strict=True))
            known = truth[entry["id"]]
            known["headings"] = [line for line, label in pairs if label == "heading"]
            # Whether these are headings is not known, so they count neither way.
            known["doubtful"] = [line for line, label in pairs if label in ("bold", "unk")]
    return truth


def _first_file(source: Path, folders: tuple[str, ...], name: str) -> Path | None:
    """Return the file called `name` in the first of `folders` that has it, None when none does."""
    return next((path for folder in folders if (path := source / folder / name).is_file()), None)


def _link(page: Path, target: Path) -> None:
    """Put a page into place without copying it."""
    target.unlink(missing_ok=True)
    target.symlink_to(page.resolve())


if __name__ == "__main__":
    main()
