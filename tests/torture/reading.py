"""Documents that are read once, beforehand, so that storing them in a process takes no other process."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

from library import Source
from library.errors import Refused
from library.workers import pool
from library.workers.pool import Job, Reply
from tests import texts

SHORT: Final = 24
"""Short articles in the library, beside those of `tests.texts`."""

Parts = Mapping[tuple[str, bytes], tuple[bytes, ...]]
"""What workers answer, by the function that they run and the document."""


def kept() -> list[Source]:
    """Return the documents that a library begins with."""
    told = [texts.SUMMIT, texts.HARBOUR, texts.BUDGET, *texts.FERRY]
    told += [
        f"Meldung Nummer {number}\nIn Wien steht der {number}. Brunnen still, und keiner weiß warum.\n"
        for number in range(SHORT)
    ]
    return [Source(f"{number:02}.txt", text.encode()) for number, text in enumerate(told)]


def more() -> list[Source]:
    """Return documents that are added later, of which one is known already."""
    told = [
        f"Date: 2024-05-0{number}\nTitle: Nachtrag {number}\n\nAus Rom kam der {number}. Bescheid.\n"
        for number in range(1, 6)
    ]
    return [*(Source(f"m{n}.txt", text.encode()) for n, text in enumerate(told)), kept()[1]]


def read_otherwise(data: bytes) -> bytes:
    """Return what a later version reads in a document: one has another title, another has a date."""
    data = data.replace(b"Harbour of Hamburg closes", b"Port of Hamburg is closed")
    if data.startswith(b"Meldung Nummer 7\n"):
        return b"Date: 2023-04-05\nTitle: Meldung Nummer 7\n\n" + data.split(b"\n", 1)[1]
    return data


def read_all() -> Parts:
    """Return what workers make of all these documents; takes a second."""
    from library.documents import read_for_store

    found = {}
    for source in [*kept(), *more()]:
        found["", source.data] = tuple(read_for_store(source.name, source.data or b""))
        later = read_otherwise(source.data or b"")
        found["later", source.data] = tuple(read_for_store(source.name, later))
    return found  # type: ignore[return-value]


class Known:
    """In the place of workers: what was read beforehand."""

    parts: ClassVar[Parts] = {}
    version: ClassVar[str] = ""

    def __init__(self, target: str, *_: Any, **__: Any) -> None:
        self._target = target

    def __enter__(self) -> Known:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, items: Iterable[Any], *_: Any) -> Iterator[Any]:
        """Yield what becomes of each job, as `WorkerPool.read` does."""
        for item in items:
            if not isinstance(item, Job):
                yield item
            elif (self.version, item.data) not in self.parts:
                yield Refused(item.name, "is not known here")
            else:
                yield Reply(item.name, item.key, self.parts[self.version, item.data])


def use(path: Path) -> None:
    """Have libraries in this process read by what stands in the file at `path`, and by nothing else."""
    Known.parts = pickle.loads(path.read_bytes())
    pool.WorkerPool = Known  # type: ignore[misc,assignment]
