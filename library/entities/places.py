"""Places: countries, parts of the world, states, regions and cities, by a table of their names.

The table is made by `training/make_places.py`; `DATA.md` names its sources. Of several names that
begin at one word the longest is meant. Names within compounds (`US-Regierung`, `Berlin-based`) are
not marked, nor is what `neighbours` takes for part of another name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from library.entities.neighbours import capitals_tell, names_something_else
from library.language import base_of
from library.models import Entity, EntityKind, Mention

TABLE: Final = Path(__file__).with_name("places.tsv")
"""A place a line: key, inhabitants (0: not known), German names, English names; tabs between them.

The names of one language are parted by `|`, the usual one first. The place `-` is none: its names
mean something else, and are there so that no shorter name within them is marked.
"""

_NO_PLACE: Final = "-"
_LONG_ENOUGH: Final = 4
"""Letters from which a name is known in capitals too; `ROM` and `US` have other meanings there."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_NOT_WITHIN: Final = re.compile(r"(?<![\w@#.-])")
_NO_MORE: Final = re.compile(r"(?![\w@]|-(?!-)|\.\w|'[^\W\d_]{2})")


class PlaceName(NamedTuple):
    """A name of a place."""

    form: str
    """The name as it stands in a text, with straight apostrophes."""
    key: str
    """Key of the place."""
    usual: str
    """The place's usual name in the language of the text; empty where that is not known."""


Index = dict[str, tuple[PlaceName, ...]]
"""Names by their first word; of those with one first word the longest comes first."""


def find_places(text: str, language: str | None = None) -> Iterator[Mention]:
    """Yield the places named in `text` in order, as mentions of block 0.

    Offsets count code points of `text` from 0. The ending of a German genitive belongs to the
    mention (`Moskaus`), an English possessive does not. A text of unknown language (None) may use
    both German and English names, and its entities are named as it names them.
    """
    base = base_of(language)
    genitives = base != "en"
    index = _index(base)
    text = text.replace("\xa0", " ").replace("’", "'")
    capitals = capitals_tell(text, base)
    end = 0
    for word in _WORD.finditer(text):
        names = index.get(word[0]) or (genitives and index.get(word[0].removesuffix("s")))
        start = word.start()
        if not names or start < end or not _NOT_WITHIN.match(text, start):
            continue
        for name in names:
            stop = _end_of(name.form, text, start, genitives)
            if stop:
                end = stop
                if _is_place(name, text, start, stop, capitals):
                    shown = name.usual or _spelt(name.form)
                    yield Mention(Entity(EntityKind.PLACE, shown, name.key), 0, start, stop)
                break


def place_named(name: str, language: str | None = None) -> PlaceName | None:
    """Return the place that `name` alone, spelt so, means in a text of `language`, or None.

    None too if it means something else there: `Essen`, `Zug`.
    """
    base = base_of(language)
    name = name.replace("\xa0", " ").replace("’", "'")
    first = _WORD.match(name)
    for place in _index(base).get(first[0], ()) if first else ():
        if place.form == name:
            return place if place.key != _NO_PLACE else None
    return None


def _end_of(form: str, text: str, start: int, genitives: bool) -> int:
    """Return where the name `form` ends if it stands at `start`, its German ending included, or 0."""
    if not text.startswith(form, start):
        return 0
    end = start + len(form)
    if _NO_MORE.match(text, end):
        return end
    if genitives and text.startswith("s", end) and _NO_MORE.match(text, end + 1):
        return end + 1
    return 0


def _is_place(name: PlaceName, text: str, start: int, stop: int, capitals: bool) -> bool:
    """Tell whether `name` means a place where it stands in `text`, from `start` to `stop`."""
    if name.key == _NO_PLACE:
        return False
    end = start + len(name.form)
    return not names_something_else(text, start, end, capitals=capitals, genitive=stop > end)


def _spelt(form: str) -> str:
    """Return `form` as a name is printed: with a typographic apostrophe."""
    return form.replace("'", "’")


@cache
def _index(language: str) -> Index:
    """Return the names known in texts of `language`, an ISO 639-1 code, or empty for any."""
    found: dict[str, dict[str, PlaceName]] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        key, _, german, english = line.replace("’", "'").split("\t")
        names = {"de": german, "en": english}
        forms = names.get(language, f"{german}|{english}").split("|")
        usual = (names.get(language, english) or german or english).partition("|")[0]
        shown = _spelt(usual) if language else ""
        for form in filter(None, forms):
            for written in {form, form.upper() if len(form) >= _LONG_ENOUGH else form}:
                first = _WORD.match(written)
                if first:
                    known = found.setdefault(first[0], {})
                    known.setdefault(written, PlaceName(written, key, shown))
    return {first: tuple(sorted(known.values(), key=_longest)) for first, known in found.items()}


def _longest(name: PlaceName) -> int:
    """Return what sorts longer names before shorter ones."""
    return -len(name.form)
