"""All rules together: one article, properties that hold for any text, and hostile texts."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.entities import RULES, Recogniser, recognise_article
from library.entities.names import link
from library.models import TITLE_BLOCK, Block, BlockKind, Entity, EntityKind, Mention

TITLE = "Südkorea bietet Nordkorea neue Gespräche an"
BODY = (
    "Die Regierung Südkoreas will noch in diesem Herbst mit Pjöngjang verhandeln. Das berichtet "
    "die Washington Post. Auch Moskau und Peking seien eingeladen, hieß es in den Vereinigten "
    "Staaten.",
    "Die Treffen sollen vom 3. bis 6. Oktober in Wladiwostok stattfinden, an der Pazifikküste "
    "Russlands. Über die Grenzen Nordkoreas hinaus reist der Machthaber selten.",
    "— Erika Muster (@Erika_Muster) March 4, 2019",
    "Vereinigte Staaten: Nordkorea und Russland sprechen",
    "Die US-Regierung forderte Nordkorea auf, sich an die Beschlüsse zu halten. Russland und die "
    "Ukraine äußerten sich nicht.",
)
BLOCKS = [Block(BlockKind.PARAGRAPH, text) for text in BODY]


def by_rules(text: str, language: str | None = None) -> tuple[Mention, ...]:
    """Return what the rules find in `text`, linked."""
    return link([text], RULES.recognise([text], language), language)


def test_an_article() -> None:
    mentions = recognise_article(TITLE, BLOCKS, "de", recogniser=RULES)
    counts = Counter((mention.entity.name, mention.entity.key) for mention in mentions)
    assert counts == {
        ("Südkorea", "place/KR"): 2,
        ("Nordkorea", "place/KP"): 4,
        ("Vereinigte Staaten", "place/US"): 3,
        ("Russland", "place/RU"): 3,
        ("Ukraine", "place/UA"): 1,
        ("Pjöngjang", "place/geonames:1871859"): 1,
        ("Moskau", "place/geonames:524901"): 1,
        ("Peking", "place/geonames:1816670"): 1,
        ("Wladiwostok", "place/geonames:2013348"): 1,
        ("--10-03/--10-06", "date/--10-03/--10-06"): 1,
        ("2019-03-04", "date/2019-03-04"): 1,
        ("@Erika_Muster", "handle/erika_muster"): 1,
    }
    assert [mention.block for mention in mentions] == sorted(m.block for m in mentions)
    assert [m.block for m in mentions if m.entity.name == "Südkorea"] == [TITLE_BLOCK, 0]


def test_mentions_of_one_key_share_an_entity_even_in_an_unknown_language() -> None:
    mentions = recognise_article(
        "München", [Block(BlockKind.PARAGRAPH, "Munich")], None, recogniser=RULES
    )
    assert {mention.entity.name for mention in mentions} == {"München"}


def test_another_recogniser_can_stand_behind_an_article() -> None:
    entity = Entity(EntityKind.PERSON, "Erika Muster", "person/erika muster")

    class Fixed:
        name = "fixed"

        def recognise(
            self,
            texts: Sequence[str],
            language: str | None = None,
            published: datetime | None = None,
        ) -> tuple[Mention, ...]:
            assert (language, published) == ("de", None)
            return tuple(Mention(entity, n, 0, len(text)) for n, text in enumerate(texts))

    recogniser: Recogniser = Fixed()
    mentions = recognise_article("Titel", BLOCKS[:1], "de", recogniser=recogniser)
    assert [(m.block, m.end) for m in mentions] == [(TITLE_BLOCK, 5), (0, len(BODY[0]))]


def test_addresses_name_nothing() -> None:
    text = "https://example.org/Berlin/2016-01-06/@erika und www.example.org/Moskau, dann Rom"
    assert [text[m.start : m.end] for m in by_rules(text, "de")] == ["Rom"]


def test_offsets_count_code_points() -> None:
    text = "😀👨‍👩‍👧 Moskau"
    (mention,) = by_rules(text, "de")
    assert text[mention.start : mention.end] == "Moskau"


WORDS = (
    "Berlin Nordkoreas Vereinigten Staaten New York Times U.S. St. Petersburg 10. bis 13. "
    "September January 6, 2016 06.01.2016 @erika_m https://example.org/a of University FC ’ ' - . "
    "\n \xa0 \ud800 \x00 \x1b 김정은 😀 ̈ ı İ ß"
)
PIECES = WORDS.split(" ")
TEXTS = st.one_of(
    st.text(st.characters()),
    st.lists(st.sampled_from(PIECES)).map(" ".join),
    st.lists(st.sampled_from(PIECES)).map("".join),
)
LANGUAGES = st.sampled_from(("de", "en", "fr", "", "de-AT", None)) | st.text(max_size=3)


@given(TEXTS, LANGUAGES)
def test_mentions_are_ordered_disjoint_and_within_any_text(text: str, language: str | None) -> None:
    mentions = RULES.recognise([text], language)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.block == 0
        assert text[mention.start : mention.end].strip()
        assert mention.entity.name
        end = mention.end
    linked = {(m.start, m.end) for m in by_rules(text, language)}
    assert linked >= {(m.start, m.end) for m in mentions}  # and names within compounds


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "Berlin" * 160_000,
        "New York " * 110_000,
        "😀" * 1_000_000,
        "\x00\x1b\x9b" * 300_000,
        "\ud800" * 1_000_000,
        "김정은Мoskau" * 100_000,
        "@" * 1_000_000,
        "@a." * 300_000,
        "1" * 1_000_000,
        "1. " * 300_000,
        "10. bis " * 120_000,
        "Jan." * 250_000,
        "http://" * 140_000,
        "A'" * 500_000,
        " " * 1_000_000,
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_hostile_texts_take_time_in_proportion(text: str) -> None:
    text = text[: len(text) // 2]
    by_rules("", "de")
    began = time.process_time()
    by_rules(text[: len(text) // 8], "de")
    short = time.process_time() - began
    by_rules(text, "de")
    assert time.process_time() - began - short < max(0.5, 24 * short)


def test_importing_reads_no_table() -> None:
    code = (
        "import library.entities.places as p, library.entities as e;"
        "assert not p._index.cache_info().currsize; e.RULES.recognise(['Rom']);"
        "assert p._index.cache_info().currsize == 1"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("text", "taken", "name"),
    [
        ("Die 👩\u200d👦 Family GmbH", "👦 Family GmbH", "Family GmbH"),
        ("Die 🇩🇪 Deutschland AG", "🇪 Deutschland AG", "Deutschland AG"),
        ("Von Nike® und Puma", "Nike®", "Nike"),
        ("Von Nike ❤\ufe0f und Puma", "Nike ❤\ufe0f", "Nike"),
        ("Die 👩\u200d👦", "👦", None),
    ],
)
def test_a_name_tears_no_emoji_apart(text: str, taken: str, name: str | None) -> None:
    start = text.index(taken)
    entity = Entity(EntityKind.ORGANISATION, taken, "")
    found = link([text], [Mention(entity, 0, start, start + len(taken))], "de")
    assert [text[one.start : one.end] for one in found] == ([name] if name else [])
