"""One entity, many names: what within an article, and across articles, means the same.

`link` works on one article: it cuts mentions to names, settles their kinds, finds the occurrences
that were passed over, and tells who is meant by `Kim`. `identity` joins articles: equal keys, one
entity. What is looked up is in tables, so time is linear in the texts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from library.entities.acronyms import acronyms
from library.entities.compounds import within_compounds, without_compounds
from library.entities.identities import identity, same
from library.entities.inflection import uninflected
from library.entities.known import look_up
from library.entities.labels import settled
from library.entities.occurrences import forms, with_occurrences
from library.entities.people import People
from library.entities.scripts import other_scripts
from library.entities.spans import NAMES, Naming, tidied
from library.language import base_of
from library.models import Entity, EntityKind, Mention

__all__ = ["identity", "link", "same"]


def link(
    texts: Sequence[str], mentions: Sequence[Mention], language: str | None = None
) -> tuple[Mention, ...]:
    """Return the mentions in an article with the entities that they mean.

    They are in reading order and do not overlap. Their spans leave out titles (`Präsident Putin`)
    and English possessives; the ending of a German genitive is part of them. Further occurrences of
    the same names, and names within compounds, are added. Never raises.

    A person who is called by nothing but a name that many bear, `Müller` or `Markus H.`, has a key
    that no other article gives, as far as titles differ: it has a digest of the first text in it.

    Args:
        texts: The texts of an article: its title and its blocks, or one text alone.
        mentions: What is named in them; `block` is an index of `texts`, and offsets count code
            points of that text from 0. An entity without a key is named as its mention is written.
        language: ISO 639-1 code of the texts, None when it is not known.
    """
    base = base_of(language) or None
    namings = uninflected(texts, tidied(texts, mentions, base), base)
    namings = without_compounds(settled(namings, base), base)
    short = acronyms(texts, namings, base)
    people = People(texts, namings, base)
    scripts = {name: people.key(whose) for name, whose in other_scripts(texts, namings).items()}
    singles = {
        surname: Naming(EntityKind.PERSON, 0, 0, 0, surname, key)
        for surname, key in people.surnames(_small(texts)).items()
    }
    singles |= {
        name: Naming(EntityKind.PERSON, 0, 0, 0, name, key) for name, key in scripts.items()
    }
    singles |= {acronym: _short(acronym, long, base) for acronym, long in short.items()}
    namings = with_occurrences(texts, namings, forms(namings, singles), base)
    namings = within_compounds(texts, namings, singles, base)
    keyed = [
        replace(naming, key=scripts.get(naming.name) or _key(naming, people, singles, base))
        for naming in namings
    ]
    keyed = _joined(texts, keyed)
    names = _Names(keyed, base)
    return tuple(
        Mention(names.entity(naming), naming.block, naming.start, naming.end) for naming in keyed
    )


def _joined(texts: Sequence[str], namings: Sequence[Naming]) -> list[Naming]:
    """Return `namings` with the parts of a person's name made one that were found side by side."""
    runs: list[list[Naming]] = []
    for naming in namings:
        if runs and _goes_on(texts, runs[-1][-1], naming):
            runs[-1].append(naming)
        else:
            runs.append([naming])
    # Each name is cut out once, however many parts it has.
    return [_whole(texts, run) if len(run) > 1 else run[0] for run in runs]


def _goes_on(texts: Sequence[str], last: Naming, naming: Naming) -> bool:
    """Tell whether `naming` is the next part of the person's name that `last` is a part of."""
    return (last.kind, last.key, last.block) == (
        EntityKind.PERSON,
        naming.key,
        naming.block,
    ) and texts[naming.block][last.end : naming.start] == " "


def _whole(texts: Sequence[str], parts: Sequence[Naming]) -> Naming:
    """Return the name that `parts` make."""
    first, end = parts[0], parts[-1].end
    return replace(first, end=end, name=texts[first.block][first.start : end])


def _small(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of `texts` that are written in small letters."""
    return frozenset(word for text in texts for word in _SMALL.findall(text))


def _short(acronym: str, long: Naming, language: str | None) -> Naming:
    """Return a naming of what `acronym` is short for."""
    return Naming(long.kind, 0, 0, 0, acronym, identity(long.kind, long.name, language))


def _key(
    naming: Naming, people: People, singles: Mapping[str, Naming], language: str | None
) -> str:
    """Return the key of what `naming` means in its article."""
    if naming.key:
        return naming.key
    if naming.kind is EntityKind.PERSON:
        return people.key(naming)
    single = singles.get(naming.name)
    if single and single.kind is naming.kind:
        return single.key
    return identity(naming.kind, naming.name, language)


_SMALL: Final = re.compile(r"(?<![^\s(„“\"])[a-zäöüß]{3,}(?![\w@/-]|\.\w)")
_BEHIND_LATIN: Final = "\u0250"
_MOST_WORDS: Final = 8
_FEW: Final = 2
"""Words from which a name says more than a surname or an acronym does."""


class _Names:
    """The one name that each entity of an article has."""

    def __init__(self, namings: Iterable[Naming], language: str | None) -> None:
        """Take all that is named in the article, with keys."""
        self._language = language
        self._used: defaultdict[tuple[EntityKind, str], Counter[str]] = defaultdict(Counter)
        self._entities: dict[tuple[EntityKind, str], Entity] = {}
        for naming in namings:
            self._used[naming.kind, naming.key][naming.name] += 1

    def entity(self, naming: Naming) -> Entity:
        """Return what `naming` means: of one key always the same."""
        both = naming.kind, naming.key
        if both not in self._entities:
            self._entities[both] = Entity(naming.kind, self._best(naming), naming.key)
        return self._entities[both]

    def _best(self, naming: Naming) -> str:
        """Return the usual name in the language, else the commonest of those with several words.

        Of a full name and a part of it, `von der Leyen`, the full one is taken; of two scripts Latin.
        """
        used = self._used[naming.kind, naming.key]
        first = next(iter(used))
        if naming.kind not in NAMES:
            return first
        known = look_up(naming.kind, first, self._language)
        if known and known.key == naming.key and known.usual(self._language):
            return known.usual(self._language)
        parts = {part for name in used for part in _ends(name.casefold())}
        return max(
            used,
            key=lambda name: (
                *(name[:1] < _BEHIND_LATIN, name.casefold() not in parts),
                *(len(name.split()[:_FEW]), used[name]),
            ),
        )


def _ends(name: str) -> Iterator[str]:
    """Yield what `name` ends in, from its second word on; of the longest names nothing."""
    words = name.split()[: _MOST_WORDS + 1]
    for cut in range(1, len(words) if len(words) <= _MOST_WORDS else 0):
        yield " ".join(words[cut:])
