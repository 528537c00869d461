"""How long it takes to correct names in a large library.

    uv run python -m tests.benchmarks.corrections [ARTICLES]

Two persons, each named in three articles of ten and in some of them side by side, become one and two again.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from library import Entity, EntityKind, Mark
from library.models import Mention
from library.store import names_of
from tests.library.making import paragraph
from tests.library.naming import Naming, person

_SHARE = 0.3
_OTHERS = 5_000
_PER_ARTICLE = 12
A, B = person("Wladimir Putin"), person("Putin")


def main(count: int) -> None:
    """Print the seconds that each correction takes."""
    with tempfile.TemporaryDirectory() as folder, Naming(Path(folder)) as library:
        _timed(f"{count:,} articles stored", lambda: _fill(library, count))
        say = library.corrections
        for one in (A, B):
            known = library.register.one(one)
            assert known is not None
            print(f"{one.name}: {known.articles:,} articles, {known.mentions:,} mentions")
        _timed("merge", lambda: say.merge(B, A))
        _timed("undo", say.undo)
        _timed("rename", lambda: say.rename(A, "Herr Putin"))
        _timed("split", lambda: say.split(A, "Putins"))
        _timed("hide", lambda: say.hide(B))
        _timed("all of the state mirrored anew", lambda: _mirror(library))
        library.check()


def _fill(library: Naming, count: int) -> None:
    """Store the names of so many articles, without the articles; every other one is read."""
    chosen = random.Random(7)
    others = [
        (Entity(EntityKind.PLACE, f"Ort {n}", f"place/ort {n}"), f"Ort {n}") for n in range(_OTHERS)
    ]
    with library._writer.transaction():
        for number in range(count):
            written = [others[int(_OTHERS * chosen.random() ** 3)] for _ in range(_PER_ARTICLE)]
            for one in (A, B):
                if chosen.random() < _SHARE:
                    written += [(one, chosen.choice((one.name, "Putins"))) for _ in range(3)]
            text, mentions = "", list[Mention]()
            for entity, form in written:
                mentions.append(Mention(entity, 0, len(text), len(text) + len(form)))
                text += f"{form} "
            library._connection.execute(
                "INSERT INTO headlines (rank, id, title, words) VALUES (?, ?, 'x', 1)",
                (number * 2, f"{number:016x}"),
            )
            library._writer.naming.add(
                number * 2, None, names_of("x", (paragraph(text),), mentions)
            )
    library.mark([f"{number:016x}" for number in range(1, count, 2)], Mark.READ)
    library.fold()


def _mirror(library: Naming) -> None:
    """Make the database show the state files as if it never had."""
    library.forget_stamp()
    library._mirror.refresh()


def _timed(what: str, do: Callable[[], object]) -> None:
    begun = time.perf_counter()
    do()
    print(f"{what}: {time.perf_counter() - begun:.2f} s", flush=True)


def _arguments() -> Iterator[int]:
    yield from map(int, sys.argv[1:])
    yield 100_000


if __name__ == "__main__":
    main(next(_arguments()))
