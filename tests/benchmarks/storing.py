"""Times storing plain texts as `newsreader add` does it: structure, names and index included.

    python -m tests.benchmarks.storing [FOLDER] [--articles 2000]

Without a folder of texts it writes its own.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from library import Library, find_sources
from tests.benchmarks import synthetic


def main() -> None:
    """Store a folder in a new library, and print how fast that was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=2_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or _write(Path(temporary) / "texts", options.articles)
        sources = list(find_sources([folder]))
        begun = time.perf_counter()
        with Library(Path(temporary) / "home") as library:
            stored = sum(answer.result == "stored" for answer in library.add(sources))
        seconds = time.perf_counter() - begun
        text = sum(Path(source.name).stat().st_size for source in sources)
        kept = (Path(temporary) / "home" / "library.db").stat().st_size
    print(f"{stored:,} articles stored, {stored / seconds:,.0f} a second")
    print(f"{text / 1e6:.1f} MB of text, {kept / 1e6:.1f} MB kept with originals and index")


def _write(folder: Path, count: int) -> Path:
    """Write so many texts: a title, a heading, sentences with places in them."""
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


if __name__ == "__main__":
    main()
