"""Lets many processes change one library at the same time, and counts what is kept.

python -m tests.torture.racing FOLDER PROCESSES CHANGES
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from library import Library, Mark, Place
from tests.torture.changes import ids, ready
from tests.torture.forking import Say, fork
from tests.torture.seeing import check, seen

_SHARED: Final = 7
"""Of so many changes, one is made to an article that all processes change."""
_SEARCHED: Final = 40
"""Of so many changes one is a search that is kept: each costs as much as there are."""
_FOLDED: Final = 50
"""After so many changes a process folds them into the state file."""


def _race(home: Path, number: int, processes: int, changes: int) -> Callable[[Say], None]:
    """Return what makes so many changes, and says what is to be seen of each in the end."""

    def run(say: Say) -> None:
        with Library(home) as library:
            every = ids(library)
            shared, own = every[0], every[3:]
            mine = own[number::processes]
            tag = f"p{number}"
            for change in range(changes):
                id_ = mine[change % len(mine)]
                if change % _SHARED == 0:
                    before, tag = tag, f"p{number}n{change}"
                    library.labels.tag([shared], [tag], [before])
                    say(f"tag {tag}", True, f"tag {before}", False)
                else:
                    say(*_change(library, id_, number, change))
                if change % _FOLDED == _FOLDED - 1:
                    library.fold()

    return run


def _change(library: Library, id_: str, number: int, change: int) -> tuple[str, object]:
    """Make a change that no other process makes, and return what is to be seen of it."""
    match change % 4:
        case 0 if change % _SEARCHED == 0:
            library.searches.add(f"p{number}n{change}", "kohle")
            return f"search p{number}n{change}", True
        case 0:
            on = change % 8 == 4
            library.mark([id_], Mark.READ if on else Mark.UNREAD)
            return f"read {id_}", "now" if on else None
        case 1:
            library.labels.set_note(id_, f"p{number}n{change}")
            return f"note {id_}", f"p{number}n{change}"
        case 2:
            library.keep_place(id_, Place(0, change))
            return f"place {id_}", {"block": 0, "offset": change}
        case _:
            on = change % 8 == 3
            library.mark([id_], Mark.BOOKMARK if on else Mark.UNBOOKMARK)
            return f"bookmarked {id_}", "now" if on else None


def main(folder: Path, processes: int, changes: int) -> None:
    """Let them race, and print what was found, as JSON."""
    made, since = ready(folder / "made")
    home = made / "filled"
    begun = time.monotonic()
    children = [fork(_race(home, number, processes, changes)) for number in range(processes)]
    said = [list(child.messages()) for child in children]
    codes = [child.ended() for child in children]
    took = time.monotonic() - begun
    wanted = {
        name: value
        for messages in said
        for message in messages
        for name, value in zip(message[::2], message[1::2], strict=True)
    }
    found = dict(seen(home, since))
    with Library(home) as library:
        shared = ids(library)[0]
    found |= {f"search {name}": True for name, *_ in found["searches"]}
    found |= {f"tag {tag}": True for tag in found.get(f"tags {shared}", ())}
    wrong = [
        f"{name} is {found.get(name)!r} and not {value!r}"
        for name, value in wanted.items()
        if (found.get(name) or False) != (value or False)
    ]
    check(home)
    told = {"changes": sum(map(len, said)), "kinds": Counter(name.split()[0] for name in wanted)}
    sys.stdout.write(json.dumps({**told, "codes": codes, "seconds": took, "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
