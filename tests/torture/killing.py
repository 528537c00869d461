"""Kills writers at random moments, and sees whether all is there that they said was.

python -m tests.torture.killing FOLDER SEED ROUNDS NTH
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from library import Library, Mark, NotFound, NotSaved, Place
from tests.torture.changes import ids, ready
from tests.torture.forking import Message, Say, fork
from tests.torture.reading import more
from tests.torture.seeing import check, seen

_MOST_SAID: Final = 24
"""So many things, or fewer, a writer has said when its end has come."""
_LONGEST: Final = 0.004
"""Seconds after that at which it is killed at the latest."""
_ROUNDS_OF_ONE: Final = 40
"""Rounds after which another library is begun, for what was ever done to queries is kept for good."""
_SHARED: Final = 4
"""The number of the article that all writers put tags on."""

Made = tuple[str, Any, Callable[[Library], object]]
"""What is changed, to what, and what makes that change."""


class Writer:
    """Makes changes of all kinds, each to what no other writer changes, but for the tags of one article."""

    def __init__(self, seed: int, name: str, articles: list[str], shared: str) -> None:
        self._random = random.Random(seed)
        self._name = name
        self._articles = articles
        self._shared = shared

    def write(self, home: Path, say: Say) -> None:
        """Make changes until the end; each is said twice, when it is tried and when it is acknowledged."""
        with Library(home) as library:
            while True:
                name, value, do = self._change()
                say("tries", name, value)
                try:
                    do(library)
                except (NotFound, NotSaved):  # all that name it are deleted, or it has many tags
                    continue
                say("has", name, value)
                if self._random.random() < 0.1:
                    library.fold()

    def _change(self) -> Made:
        """Return a change to one of its articles, or to something else."""
        draw = self._random
        id_, number = draw.choice(self._articles), draw.randrange(1 << 30)
        on, text = draw.random() < 0.6, f"{self._name}{number}"
        made: list[Made] = [
            _marked(id_, "read", on, Mark.READ, Mark.UNREAD),
            _marked(id_, "bookmarked", on, Mark.BOOKMARK, Mark.UNBOOKMARK),
            (f"tags {id_}", [text], lambda library: _tag_alone(library, id_, text)),
            (f"note {id_}", text, lambda library: library.labels.set_note(id_, text)),
            (
                f"place {id_}",
                {"block": 0, "offset": number},
                lambda library: library.keep_place(id_, Place(0, number)),
            ),
            (
                f"deleted {id_}",
                on,
                lambda library: (library.bin.delete if on else library.bin.restore)([id_]),
            ),
            (f"tag {text}", True, lambda library: library.labels.tag([self._shared], [text])),
            (f"search {text}", True, lambda library: library.searches.add(text, text)),
            (f"rule {text}", True, lambda library: library.rules.add(text)),
            (
                f"feed https://example.net/{text}",
                True,
                lambda library: library.feeds.add(f"https://example.net/{text}"),
            ),
            (f"name {text}", True, lambda library: _rename(library, text)),
        ]
        if draw.random() < 0.1:
            source = draw.choice(more())
            return (f"added {source.name}", True, lambda library: list(library.add([source])))
        return draw.choice(made)


def _marked(id_: str, field: str, on: bool, setting: Mark, clearing: Mark) -> Made:
    mark = setting if on else clearing
    return f"{field} {id_}", on, lambda library: library.mark([id_], mark)


def _tag_alone(library: Library, id_: str, tag: str) -> None:
    library.labels.tag([id_], [tag], library.status(id_).tags)


def _rename(library: Library, name: str) -> None:
    entity = library.register.entity("place/geonames:2886242").entity
    library.register.corrections.rename(entity, name)


class Round:
    """One library, and what its writers have said of it so far."""

    def __init__(self, made: Path, home: Path, since: str, seed: int) -> None:
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(made / "filled", home)
        self._home = home
        self._since = since
        self._before = seen(home, since)
        self._random = random.Random(seed)
        with Library(home) as library:
            articles = ids(library)
        self._shared = articles.pop(_SHARED)
        self._articles = [articles[::2], articles[1::2]]
        self.allowed: dict[str, list[Any]] = {}
        """What may be seen of all that was ever tried."""
        self.acknowledged = 0
        """How many changes were acknowledged."""

    def kill(self, seeds: list[int]) -> None:
        """Let writers with these seeds write side by side, and kill them at a random moment."""
        children = [
            fork(lambda say, n=n, seed=seed: self._writer(n, seed).write(self._home, say))  # type: ignore[misc]
            for n, seed in enumerate(seeds)
        ]
        told = [child.messages() for child in children]
        first = [[*islice(one, self._random.randrange(_MOST_SAID))] for one in told]
        time.sleep(self._random.uniform(0, _LONGEST))
        for child in children:
            child.kill()
        for child, begun, rest in zip(children, first, told, strict=True):
            self._take([*begun, *rest])
            child.ended()

    def _writer(self, n: int, seed: int) -> Writer:
        return Writer(seed, "ab"[n], self._articles[n], self._shared)

    def _take(self, said: list[Message]) -> None:
        """Take notice of what a writer has said."""
        for kind, *what in said:
            assert kind in {"tries", "has"}, what
            name, value = what
            if kind == "has":
                self.allowed[name] = [value]
                self.acknowledged += 1
            else:
                self.allowed.setdefault(name, [self._now(name)]).append(value)

    def _now(self, name: str) -> Any:
        """Return what was seen before anything was tried."""
        return _on_or_off(name, self._before.get(name))

    def problems(self) -> Iterator[str]:
        """Yield what is lost or damaged."""
        found = seen(self._home, self._since)
        check(self._home)
        with Library(self._home) as library:
            stored = {name for (name,) in library._connection.execute("SELECT name FROM originals")}
        listed = {
            **{f"search {name}": True for name, *_ in found["searches"]},
            **{f"rule {name}": True for name, *_ in found["rules"]},
            **{f"feed {address}": True for _, address, _ in found["feeds"]},
            **{f"name {text}": True for *_, text in found["corrections"]},
            **{f"tag {tag}": True for tag in found.get(f"tags {self._shared}", ())},
            **{f"added {name}": True for name in stored},
        }
        for name, allowed in self.allowed.items():
            now = _on_or_off(name, found.get(name, listed.get(name)))
            if now not in allowed and not (name.startswith("added") and now):
                yield f"{name} is {now!r} and not among {allowed}"


def _on_or_off(name: str, value: Any) -> Any:
    """Return of what has a time whether it has one: it keeps the first when it is marked twice."""
    return bool(value) if name.split()[0] in {"read", "bookmarked", "deleted"} else value


def main(folder: Path, seed: int, rounds: int, nth: int) -> None:
    """Kill so many times, and print what was found, as JSON."""
    made, since = ready(folder / f"made{nth}")
    draw = random.Random(seed + nth)
    current: Round | None = None
    wrong: list[str] = []
    acknowledged = 0
    for number in range(rounds):
        if current is None or number % _ROUNDS_OF_ONE == 0:
            current = Round(made, folder / f"home{nth}", since, draw.randrange(1 << 30))
        before = current.acknowledged
        writers = 2 if number % 4 == 3 else 1
        current.kill([draw.randrange(1 << 30) for _ in range(writers)])
        acknowledged += current.acknowledged - before
        if found := list(current.problems()):
            wrong.append(f"round {number}: " + "\n".join(found))
            current = None
    sys.stdout.write(json.dumps({"rounds": rounds, "acknowledged": acknowledged, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
