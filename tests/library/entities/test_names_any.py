"""Linking whatever a tagger says of any text: what always holds, and how long it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.entities.names import link
from library.models import Entity, EntityKind, Mention

WORDS = (
    "Kim Jong-un Jong Un Kims Müller Hans Heinz Müllers Hendricks’ US-Regierung Putin-Besuch Präsident "
    "Dr. Wladimir Putin Putins Paris Hilton Essen (NSC) Nationaler Sicherheitsrat NSC UN USA U.S. "
    "A. B. , . „ “ ( ) ’ ' - — \n \xa0 \ud800 \x00 \x1b 김정은 😀 ̈ ı İ ß ﬁ Ǆ"
)
TEXTS = st.lists(
    st.one_of(
        st.text(st.characters(), max_size=60),
        st.lists(st.sampled_from(WORDS.split(" ")), max_size=25).map(" ".join),
        st.lists(st.sampled_from(WORDS.split(" ")), max_size=25).map("".join),
    ),
    max_size=4,
)
LANGUAGES = st.sampled_from(("de", "en", "fr", "", "de-AT", None)) | st.text(max_size=3)
ENTITIES = st.builds(
    Entity,
    st.sampled_from(EntityKind),
    st.sampled_from(WORDS.split(" ")) | st.text(max_size=8),
    st.sampled_from(("", "", "", "place/US", "person/kim")),
)


@st.composite
def articles(draw: st.DrawFn) -> tuple[list[str], list[Mention]]:
    """Draw texts, and mentions that a pretend tagger makes: many lie within a text, some do not."""
    texts = draw(TEXTS)
    mentions = []
    for entity in draw(st.lists(ENTITIES, max_size=20)):
        block = draw(st.integers(-1, len(texts)))
        length = len(texts[block]) if 0 <= block < len(texts) else 9
        start = draw(st.integers(-1, length + 1))
        end = start + draw(st.integers(-1, 20))
        mentions.append(Mention(entity, block, start, end))
    return texts, mentions


@settings(deadline=None, max_examples=300)
@given(articles(), LANGUAGES)
def test_whatever_a_tagger_says(
    article: tuple[list[str], list[Mention]], language: str | None
) -> None:
    texts, mentions = article
    found = link(texts, mentions, language)
    entities: dict[tuple[EntityKind, str], Entity] = {}
    for mention in found:
        assert 0 <= mention.block < len(texts)
        assert 0 <= mention.start < mention.end <= len(texts[mention.block])
        assert mention.entity.key
        both = mention.entity.kind, mention.entity.key
        assert entities.setdefault(both, mention.entity) == mention.entity
    for one, two in pairwise(found):
        assert (one.block, one.end) <= (two.block, two.start) or one.block < two.block
    assert link(texts, mentions, language) == found


def repeated(text: str, step: int, length: int) -> Callable[[int], tuple[str, list[Mention]]]:
    """Return what makes a text of a size, with mentions of persons at every `step` of it."""

    def make(size: int) -> tuple[str, list[Mention]]:
        long = text * (size // len(text))
        return long, list(spans(long, ((n, n + length) for n in range(0, size, step))))

    return make


def spans(text: str, found: Iterable[tuple[int, int]]) -> Iterator[Mention]:
    """Yield mentions of persons."""
    for start, end in found:
        if end <= len(text):
            yield Mention(Entity(EntityKind.PERSON, text[start:end], ""), 0, start, end)


def persons(*forms_: str) -> Callable[[int], tuple[str, list[Mention]]]:
    """Return what makes a text of a size that names thousands of persons, by `forms_` in turn."""
    padding = f" kam nach {'sehr ' * 40}langer Reise an und schlief bis zum Mittag. "

    def make(size: int) -> tuple[str, list[Mention]]:
        pieces, found, length = [], [], 0
        for number in count():
            word = chr(192 + number % 20) + "".join(DIGITS[digit] for digit in str(number))
            name = forms_[number % len(forms_)].format(word)
            found.append((length, length + len(name)))
            pieces.append(name + padding)
            length += len(pieces[-1])
            if length > size:
                break
        text = "".join(pieces)
        return text, list(spans(text, found))

    return make


DIGITS = dict(zip("0123456789", "abefgiklmo", strict=True))
"""Letters by digits: no name has digits."""
HOSTILE = {
    "one endless word": repeated("a", 500, 500),
    "one endless name": repeated("A", 125_000, 125_000),
    "initials": repeated("A. ", 90, 8),
    "capitals": repeated("KIM JONG ", 270, 17),
    "marks": repeated("e\u0301\u0308", 300, 300),
    "hyphens": repeated("Kim-", 400, 3),
    "titles": repeated("Präsident ", 200, 199),
    "brackets": repeated("Rat (", 100, 3),
    "apostrophes": repeated("A’s ", 80, 3),
    "strangers": persons("{0} Zu{0}"),
    "namesakes": persons("{} Kaczyński", "Kaczyński"),
    "titled namesakes": persons("{} Kaczyński", "{}minister Kaczyński"),
    "spellings": persons("Anna Le{}", "Anna Le\u0301{}s", "{0} {0}{0}"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_texts_take_time_in_proportion(case: str) -> None:
    link(["Kim"], [], "de")
    if timed(*HOSTILE[case](500_000)) < 1.0:
        return
    # Something may run beside it: the best of three tells.
    quarter, whole = (
        min(timed(*HOSTILE[case](size)) for _ in range(3)) for size in (125_000, 500_000)
    )
    assert whole < max(1.0, 9 * quarter)  # with the square of the size it would be 16
    assert whole < 20


def timed(text: str, mentions: Sequence[Mention]) -> float:
    """Return the seconds that an article takes."""
    assert mentions
    began = time.process_time()
    link([text], mentions, "de")
    return time.process_time() - began
