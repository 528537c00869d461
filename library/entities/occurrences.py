"""Names that occur again where a recogniser passed them over, or saw only a part of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from library.entities.addresses import without_addresses
from library.entities.persons import is_family_first
from library.entities.spans import NAMES, Naming, in_order
from library.entities.spelling import listed
from library.entities.titles import is_title
from library.models import EntityKind

_WORD: Final = re.compile(r"[^\W\d_]+")
_GAP: Final = re.compile(r"\.?[ \xa0]|-|\.|['’]|\.-")
_FREE_BEFORE: Final = re.compile(r"(?<![\w@#.'’-])(?<!/)")
_FREE_AFTER: Final = re.compile(r"(?![\w@]|-(?!-)|\.\w|['’](?!s\b)[^\W\d_]{2})")
_PREVIOUS: Final = re.compile(r"([^\W\d_][\w-]*) $")
_NEXT_CAPITAL: Final = re.compile(r" [^\W\d_a-zäöüß]")
_SENTENCE: Final = re.compile(r"(?:^|[.!?:…“”\"»«„\n–—(-])\s*$")
_MOST_WORDS: Final = 8
_SHORT: Final = 2
"""Letters of the longest word that a full stop within a name may follow: `George W.`, `St.`, `Jr.`"""
_DETERMINERS: Final = listed(
    """
    der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner
    im am zum zur beim vom ins ans jeder jede jedes jeden jedem dieser diese dieses diesen diesem
    sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere viele alle manche
    """
)
"""German words after which a noun stands, and hardly ever a surname; `the Trump administration` does."""
_WINDOW: Final = 40
"""Code points before a name in which the word before it is looked for."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The names that are looked for, as the words that they consist of."""

    full: dict[tuple[str, ...], Naming] = field(default_factory=dict)
    """Names of several words, and a mention of each."""
    single: Mapping[str, Naming] = field(default_factory=dict)
    """Surnames and acronyms, and a mention of each."""
    lengths: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Numbers of words of the full names, by their first word."""


def forms(namings: Sequence[Naming], single: Mapping[str, Naming]) -> Forms:
    """Return the names of persons and organisations among `namings` that have several words, and `single`."""
    found = Forms(single=single)
    for naming in namings:
        if naming.kind in (EntityKind.PERSON, EntityKind.ORGANISATION) and not naming.key:
            words = tuple(_WORD.findall(naming.name))
            _add(found, words, naming)
            if (
                naming.kind is EntityKind.PERSON
                and len(words) == 3
                and is_family_first(words[0].lower())
            ):
                # Kim Jong Un is called Jong Un too.
                _add(found, words[1:], replace(naming, name=" ".join(words[1:]), title=""))
    return found


def _add(found: Forms, words: tuple[str, ...], naming: Naming) -> None:
    """Add the name that consists of `words`, if it has several and not too many."""
    if 1 < len(words) <= _MOST_WORDS and words[0][0].isupper():
        found.full.setdefault(words, naming)
        found.lengths[words[0]].add(len(words))


def with_occurrences(
    texts: Sequence[str], namings: Sequence[Naming], known: Forms, language: str | None
) -> list[Naming]:
    """Return `namings` and the further occurrences of `known`, in reading order.

    A full name takes the place of mentions within it. A surname is added only where no other name
    may be meant. Time is linear in the texts.
    """
    by_block: defaultdict[int, list[Naming]] = defaultdict(list)
    for naming in namings:
        by_block[naming.block].append(naming)
    result: list[Naming] = []
    for block, text in enumerate(texts):
        result += _in_text(without_addresses(text), block, by_block[block], known, language)
    return result


def _in_text(
    text: str, block: int, there: list[Naming], known: Forms, language: str | None
) -> list[Naming]:
    """Return the namings of one text, which begin as `there`."""
    if not known.full and not known.single:
        return there
    starts = [naming.start for naming in there]
    gone: set[int] = set()
    added: list[Naming] = []
    for naming in _found(text, block, known, language):
        last = bisect_right(starts, naming.end - 1)
        first = last
        while first and there[first - 1].end > naming.start:
            first -= 1
        inside = there[first:last]
        if not inside:
            if " " in text[naming.start : naming.end] or _alone(text, naming, language):
                added.append(naming)
        elif _covers(naming, inside):
            gone.update(range(first, last))
            added.append(naming)
    return in_order([*(n for i, n in enumerate(there) if i not in gone), *added])


def _covers(naming: Naming, inside: Sequence[Naming]) -> bool:
    """Tell whether `naming` is longer than all it overlaps, and those may be part of a name."""
    return (
        naming.start <= inside[0].start
        and inside[-1].end <= naming.end
        and all(one.kind in NAMES for one in inside)
        and (len(inside) > 1 or inside[0].end - inside[0].start < naming.end - naming.start)
    )


def _found(text: str, block: int, known: Forms, language: str | None) -> Iterator[Naming]:
    """Yield what `text` has of `known`, in order and without overlaps."""
    words = list(_WORD.finditer(text))
    endings = not (language or "").startswith("en")
    after = 0
    for number, word in enumerate(words):
        if number < after or not _FREE_BEFORE.match(text, word.start()):
            continue
        for length in sorted(known.lengths.get(word[0], ()), reverse=True):
            named = _full_at(text, words[number : number + length], length, known, endings)
            if named:
                after = number + length
                end = words[after - 1].end()
                yield Naming(named.kind, block, word.start(), end, named.name, title=named.title)
                break
        else:
            single = known.single.get(word[0]) or (
                known.single.get(word[0][:-1]) if endings and word[0].endswith("s") else None
            )
            if single and _FREE_AFTER.match(text, word.end()):
                yield Naming(single.kind, block, word.start(), word.end(), single.name, single.key)


def _full_at(
    text: str, words: Sequence[re.Match[str]], length: int, known: Forms, endings: bool
) -> Naming | None:
    """Return the full name that consists of `words`, which follow each other in `text`."""
    if len(words) < length or not _FREE_AFTER.match(text, words[-1].end()):
        return None
    for one, two in pairwise(words):
        if not _GAP.fullmatch(text, one.end(), two.start()):
            return None
        if text[one.end()] == "." and len(one[0]) > _SHORT:
            return None
    spelt = tuple(word[0] for word in words)
    named = known.full.get(spelt)
    if not named and endings and spelt[-1].endswith("s"):
        named = known.full.get((*spelt[:-1], spelt[-1][:-1]))
    return named


def _alone(text: str, naming: Naming, language: str | None) -> bool:
    """Tell whether a single word is the whole name: not `Kirby` in `Jack Kirby` or `Kirby Street`.

    Nor is `Lehrer` a name in `der Lehrer`.
    """
    before = _PREVIOUS.search(text, max(0, naming.start - _WINDOW), naming.start)
    english, german = ((language or "").startswith(base) for base in ("en", "de"))
    noun = before and naming.kind is EntityKind.PERSON and before[1].lower() in _DETERMINERS
    if noun and not english:
        return False
    if before and before[1][0].isupper() and not is_title(before[1]):
        opens = _SENTENCE.search(text, max(0, before.start() - 3), before.start())
        if not (opens and naming.start - before.start() < 6):
            return False
    return german or not (_NEXT_CAPITAL.match(text, naming.end))
