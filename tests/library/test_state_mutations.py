"""Thousands of damaged states: each is opened, nothing that is whole in a file is lost, all damage is kept."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from library.corrections import Action, Correction
from library.edits import Deed, Edit, Shelf
from library.errors import NewerSchema
from library.journal import Change, Entry, entries_in
from library.kept import Kept
from library.models import EntityKind, Place, Status
from library.state import State
from library.statefile import NotWhole, tables_in, text_of
from library.tables import Tables, check, enter_all
from tests.conftest import Count
from tests.library.making import NOON

TIMES = 100_000 if os.environ.get("NEWSREADER_LONG") else 5_000
PARTS = 2
"""In how many parts they are done, side by side."""
STATE, BACKUP, JOURNAL, FOLDED = (
    "state.json",
    "state.json.bak",
    "state.journal",
    "state.journal.bak",
)
DAILY = "backups/state-2024-05-10.json"
LAST = Change("f" * 16, "read", NOON, NOON)
LAST_STATUS = Status(read=NOON, changed=NOON)

Harm = Callable[[bytes, random.Random], bytes]


def somewhere(data: bytes, dice: random.Random) -> int:
    return dice.randrange(len(data))


def flipped(data: bytes, dice: random.Random) -> bytes:
    harmed = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 40])):
        harmed[somewhere(data, dice)] ^= 1 << dice.randrange(8)
    return bytes(harmed)


def without_a_part(data: bytes, dice: random.Random) -> bytes:
    start = somewhere(data, dice)
    return data[:start] + data[start + dice.choice([1, 7, 100, 4096]) :]


def with_a_part_twice(data: bytes, dice: random.Random) -> bytes:
    start = somewhere(data, dice)
    return data[: start + dice.choice([1, 9, 300])] + data[start:]


def put_in(*parts: bytes) -> Harm:
    def harm(data: bytes, dice: random.Random) -> bytes:
        start = somewhere(data, dice)
        return data[:start] + dice.choice(parts) + data[start:]

    return harm


def a_line_twice(data: bytes, dice: random.Random) -> bytes:
    lines = data.split(b"\n")
    number = dice.randrange(len(lines))
    again = lines[number].replace(b"2024", b"2023")
    return b"\n".join([*lines[:number], again, *lines[number:]])


def retyped(data: bytes, dice: random.Random) -> bytes:
    """Return a file with a checksum that is right, and with a value of another type."""
    tables = tables_in(data, Path(STATE))
    articles = tables["articles"]
    document: dict[str, Any] = articles[dice.choice(sorted(articles))]
    document[dice.choice(sorted(document))] = dice.choice([7, True, {"x": 1}, [7], 10**60])
    return text_of(tables).encode()


ANYWHERE: dict[str, Harm] = {
    "nothing is left": lambda _data, _dice: b"",
    "something else": lambda _, dice: dice.choice([b"null", b"[]", b"{}", b"7", b'""', b"\xff\xfe"]),
    "the end is cut off": lambda data, dice: data[: somewhere(data, dice)],
    "the beginning is cut off": lambda data, dice: data[1 + somewhere(data, dice) :],
    "NUL bytes": lambda data, dice: data[: (n := somewhere(data, dice))] + b"\0" * (len(data) - n),
    "all NUL bytes": lambda data, _: b"\0" * len(data),
    "BOM": lambda data, _: b"\xef\xbb\xbf" + data,
    "UTF-16": lambda data, _: data.decode().encode("utf-16"),
    "UTF-32": lambda data, _: data.decode().encode("utf-32"),
    "other line ends": lambda data, _: data.replace(b"\n", b"\r"),
    "bits flipped": flipped,
    "a part is missing": without_a_part,
    "a part stands twice": with_a_part_twice,
    "a line stands twice": a_line_twice,
    "NUL bytes within": put_in(b"\0", b"\0" * 512),
    "deep nesting": put_in(b"[" * 3_000, b'{"a":' * 3_000, b"[" * 999 + b"]" * 999),
    "a long number": put_in(b"9" * 5_000, b"-" + b"1" * 5_000 + b".5", b"1e999", b"NaN"),
    "half a surrogate pair": put_in(b"\\ud800", b"\\udfff", b"\xed\xa0\x80"),
    "noise": lambda data, dice: dice.randbytes(len(data)),
}  # fmt: skip
"""What can happen to any of the files."""
STATE_ONLY: dict[str, Harm] = {
    "another type": retyped,
    "another checksum": lambda data, dice: data.replace(b'm": "', b'm": "%x' % dice.randrange(16)),
    "another schema": lambda data, dice: data.replace(b'a": 1', b'a": %d' % dice.choice([0, -1, 2, 7, 10**9])),
    "a schema that is none": lambda data, dice: data.replace(b'a": 1', dice.choice([b'a": "1"', b'a": null'])),
    "a word is another": lambda data, dice: data.replace(dice.choice([b"changed", b"articles", b"read"]), b"x"),
    "a time is none": lambda data, dice: data.replace(b"2024-", dice.choice([b"0000-", b"20240-", b"-"]), 1),
}  # fmt: skip
"""What can happen to the state and its backups beside that."""
TARGETS = [
    *([(STATE,)] * 8),
    *([(STATE, BACKUP)] * 2),
    (STATE, JOURNAL),
    (JOURNAL,),
    (STATE, FOLDED),
    (STATE, BACKUP, FOLDED),
    (STATE, BACKUP, DAILY),
]


def whole_files(folder: Path) -> dict[str, bytes]:
    """Return the files of a state into which was folded three times, with more in its journal."""
    dice = random.Random(1)
    state = State(folder)
    for fold in range(4):
        entries: list[Entry] = []
        for number in range(1):
            id_, at = f"{fold:08x}{number:08x}", NOON + timedelta(hours=fold, minutes=number)
            entries += [
                Change(id_, "read", at, at),
                Change(id_, "place", Place(number, dice.randrange(900)), at),
                Change(f"{0:08x}{number:08x}", "note", f"Notiz {fold} 😀\n„ä“", at),
            ]
        entries += [
            Change(f"{fold:016x}", "tags", ("strom", "ä b"), NOON),
            Edit(Shelf.SEARCHES, Deed.ADD, NOON + timedelta(days=fold), name="Wien", query="wien"),
            Correction(Action.RENAME, (EntityKind.PERSON, f"person/{fold}"), NOON, text="Name"),
        ]
        state.append(entries)
        if fold < 3:
            state.fold()
        if fold == 0:
            first = (folder / STATE).read_bytes()
    names = (STATE, BACKUP, JOURNAL, FOLDED)
    return {**{name: (folder / name).read_bytes() for name in names}, DAILY: first}


def least(files: dict[str, bytes], harmed: dict[str, bytes]) -> set[str]:
    """Return the articles that must be there: those of what is whole."""
    tables: Tables = {}
    for name in (STATE, BACKUP, DAILY):
        if name not in harmed:
            tables = tables_in(files[name], Path(name))
            break
    for name in (FOLDED, JOURNAL):
        lines = files[name].split(b"\n")
        kept = set(harmed[name].split(b"\n")[:-1]) if name in harmed else set(lines)
        enter_all(entries_in(b"\n".join(line for line in lines if line in kept)), tables)
    return set(tables["articles"])


def is_whole(data: bytes, journal: bytes) -> bool:
    """Tell whether a state is none that must be mended, also since its journal says what cannot be read."""
    try:
        tables = tables_in(data, Path(STATE))
        enter_all(entries_in(journal), tables)
        check(tables)
    except (NotWhole, ValueError):
        return False
    return True


def put(folder: str, files: dict[str, bytes]) -> None:
    """Have `folder` hold these files and nothing else; without `Path`, which takes longer than the files."""
    for place in (folder, f"{folder}/backups"):
        with os.scandir(place) as entries:
            found = [entry.path for entry in entries if entry.name not in {"state.lock", "backups"}]
        for path in found:
            os.remove(path)  # noqa: PTH107
    for name, data in files.items():
        with open(f"{folder}/{name}", "wb", buffering=0) as file:  # noqa: PTH123
            file.write(data)


def all_of(kept: Kept) -> tuple[object, ...]:
    return kept.statuses, list(kept.corrections), kept.edits


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_becomes_of_the_files_nothing_is_lost_that_is_whole_in_one(
    part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: Count
) -> None:
    files = whole_files(tmp_path)
    # What reaches the disk is seen by others; here it is the same without waiting for it.
    monkeypatch.setattr(os, "fsync", lambda _: None)
    everything = all_of(State(tmp_path).looked_at())
    state = State(tmp_path)
    counted: Counter[str] = Counter()
    for number in range(part, TIMES, PARTS):
        dice = random.Random(number)
        harmed, kinds = {}, []
        for name in dice.choice(TARGETS):
            harms = {**ANYWHERE, **STATE_ONLY} if name.endswith((".json", "json.bak")) else ANYWHERE
            kinds.append(dice.choice(sorted(harms)))
            harmed[name] = harms[kinds[-1]](files[name], dice)
        told = f"{number}: {dict(zip(harmed, kinds, strict=True))}"
        put(str(tmp_path), files | harmed)
        before, journal = (harmed.get(name, files[name]) for name in (STATE, JOURNAL))
        try:
            kept = state.kept()
            if number % 10 == 0:
                state.append([LAST])
                state.fold()
                assert state.statuses() == {**kept.statuses, LAST.id: LAST_STATUS}, told
        except NewerSchema:
            assert (tmp_path / STATE).read_bytes() == before, told
            counted["of a later version"] += 1
            continue
        if not harmed.keys() <= {STATE}:
            assert least(files, harmed) <= set(kept.statuses), told
        whole = is_whole(before, journal)
        if harmed.keys() <= {STATE} and not whole:
            assert all_of(kept) == everything, told
        damaged = [path.read_bytes() for path in tmp_path.glob("state.json.damaged-*")]
        assert damaged == ([] if whole else [before]), told
        counted["mended" if damaged else "whole"] += 1
    told = ", ".join(f"{many:,} {what}" for what, many in sorted(counted.items()))
    count(f"damaged states: {counted.total():,} ({told}), nothing lost, all damage kept")
    assert counted["mended"] > TIMES // PARTS // 2
