"""Times storing plain texts as `newsreader add` does it, and measures the memory that it takes.

    python -m tests.benchmarks.storing [FOLDER] [--articles 10000] [--large 6]

Without a folder of texts it writes its own. Each run is a program of its own with a new library.
Times depend on the machine and on who else uses it: the reference, a loop over a fixed text, says
how fast it was just then. Peaks are those of the main process; its workers have limits of their own. What the
measurements alone need is imported late, so that it is not measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from library import Library, find_sources
from library.adding import TARGET, Adding
from library.store import Reader, Writer, connect, prepare
from library.store.prepared import to_parts
from library.words import folded_words
from library.workers.limits import Limits
from library.workers.pool import WorkerPool

MODULE = "tests.benchmarks.storing"
LARGE_BYTES = 19_000_000
_SAMPLE = 500


def read_without_names(name: str, data: bytes) -> list[bytes]:
    """Return what the workers return, but for the names in the text, which are looked for in vain."""
    from library import documents

    setattr(documents, "recognise_article", lambda *_: ())  # noqa: B010 - not for others to do
    return documents.read_for_store(name, data)


def main() -> None:
    """Run all measurements, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=6, help="texts of 19 MB")
    parser.add_argument("--run", nargs=2, metavar=("TARGET", "HOME"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        _store(options.folder, *options.run)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or _write(Path(temporary) / "texts", options.articles)
        _parse(folder)
        for count in sorted({1_000, options.articles}):
            part = folder if options.folder else _first(folder, count, Path(temporary) / str(count))
            _measure(f"{_count(part):,} texts", part, TARGET, known=True)
        _measure("the same without names", part, f"{MODULE}:read_without_names")
        if options.large:
            large = _write_large(Path(temporary) / "large", folder, options.large)
            _measure(f"{options.large} texts of 19 MB", large, TARGET)


def _parse(folder: Path) -> None:
    """Print how fast texts are parsed in one process, with and without what the store needs."""
    from library.documents import parse_document
    from library.intake.formats import read_document

    texts = [source.read() for source in islice(find_sources([folder]), _SAMPLE)]
    steps: list[tuple[str, Callable[[bytes], object]]] = [
        ("reference: words of a text folded", lambda data: folded_words(data.decode())),
        ("structure found", lambda data: read_document(data, "a.txt")),
        ("parsed, with names", lambda data: parse_document(data, "a.txt")),
        ("made ready for the store", lambda data: to_parts(prepare(parse_document(data, "a.txt")))),
    ]
    for label, step in steps:
        best = min(_seconds(step, texts) for _ in range(3))
        print(f"{label}: {len(texts) / best:,.0f} a second on one core")


def _seconds(step: Callable[[bytes], object], texts: list[bytes]) -> float:
    begun = time.perf_counter()
    for text in texts:
        step(text)
    return time.perf_counter() - begun


def _measure(label: str, folder: Path, target: str, *, known: bool = False) -> None:
    """Store a folder in a program of its own, and print what that took; `known`: and once more."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", MODULE, str(folder), "--run", target, home]
        for again in (False, True) if known else (False,):
            done = subprocess.run(command, capture_output=True, check=True, text=True)
            told = json.loads(done.stdout)
            print(
                f"{label}{', again' if again else ''}: {told['rate']:,.0f} a second,"
                f" peak {told['peak']:.0f} MB, longest wait for an answer {told['wait']:.2f} s,"
                f" {told['refused']} refused"
            )


def _store(folder: Path, target: str, home: str) -> None:
    """Store a folder, and print how fast that was and the highest memory, as JSON."""
    total = _count(folder)
    begun = last = time.perf_counter()
    wait, refused = 0.0, 0
    for result in _results(folder, target, Path(home), total):
        now = time.perf_counter()
        wait, last = max(wait, now - last), now
        refused += result == "refused"
    rate = total / (time.perf_counter() - begun)
    status = Path("/proc/self/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    print(json.dumps({"rate": rate, "peak": peak, "wait": wait, "refused": refused}))


def _results(folder: Path, target: str, home: Path, total: int) -> Iterator[str]:
    """Store a folder, and yield what becomes of each text."""
    sources = find_sources([folder])
    if target == TARGET:
        with Library(home) as library:
            yield from (answer.result for answer in library.add(sources, total=total))
        return
    limits = Limits()
    with closing(connect(home / "library.db")) as connection, WorkerPool(target, limits) as pool:
        adding = Adding(Reader(connection), Writer(connection), pool, limits.size, total)
        yield from (answer.result for answer in adding.answers(sources, bool))


def _count(folder: Path) -> int:
    return sum(1 for _ in find_sources([folder]))


def _first(folder: Path, count: int, into: Path) -> Path:
    """Return a folder with the first texts of `folder`."""
    into.mkdir()
    for source in islice(find_sources([folder]), count):
        (into / Path(source.name).name).hardlink_to(source.name)
    return into


def _write(folder: Path, count: int) -> Path:
    """Write so many texts: a title, a heading, sentences with places in them."""
    from tests.benchmarks import synthetic

    folder.mkdir()
    for number, article in enumerate(synthetic.articles(count)):
        lines = [article.title]
        for block in article.blocks:
            words = block.text.rstrip(".").split()
            parts = [words[start : start + 12] for start in range(0, len(words), 12)]
            sentences = [f"{' '.join(part).capitalize()} in Berlin." for part in parts]
            lines.append(" ".join(sentences) if block.level == 0 else block.text)
        (folder / f"{number:06}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _write_large(folder: Path, texts: Path, count: int) -> Path:
    """Write so many texts of 19 MB, made of those in `texts` again and again."""
    folder.mkdir()
    some = b"".join(source.read() for source in islice(find_sources([texts]), 2_000))
    for number in range(count):
        title = f"Der lange Text {number}\n".encode()
        (folder / f"{number}.txt").write_bytes((title + some * 20)[:LARGE_BYTES])
    return folder


if __name__ == "__main__":
    main()
