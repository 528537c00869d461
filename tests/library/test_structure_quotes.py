"""Which lines of plain text are quotes, captions or posts, and whose."""

from __future__ import annotations

import pytest

from library.models import Block, BlockKind
from tests.library.drafting import ENGLISH, MORE, PROSE, kinds, parsed

PARAGRAPH, QUOTE, CAPTION = BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.CAPTION


@pytest.mark.parametrize(
    ("line", "attribution"),
    [
        (
            "„Wir haben lange gerechnet.“ – Erika Beispiel, Bürgermeisterin",
            "Erika Beispiel, Bürgermeisterin",
        ),
        ("“We counted for a long time.” (Jane Sample, mayor)", "Jane Sample, mayor"),
    ],
)
def test_a_quotation_that_says_whose_it_is_is_a_quote(line: str, attribution: str) -> None:
    draft = parsed("Titel", PROSE, line, MORE, PROSE)
    assert draft.blocks[1] == Block(QUOTE, line, attribution=attribution)


def test_reported_speech_is_no_quote() -> None:
    line = "„Wir haben gerechnet“, sagte sie am Abend, „und es blieb nur dieser eine Weg.“"
    assert QUOTE not in kinds(parsed("Titel", PROSE, line, MORE))


@pytest.mark.parametrize(
    ("quotation", "signature", "who"),
    [
        ("„Am Ende blieb nur dieser Weg.“", "– Erika Beispiel", "Erika Beispiel"),
        ("“This was the only way left.”", "— Dr. Jane Sample, mayor", "Dr. Jane Sample, mayor"),
        ("»Ein Weg.«", "―Joe L.", "Joe L."),
    ],
)
def test_a_quotation_may_be_signed_below(quotation: str, signature: str, who: str) -> None:
    draft = parsed("Titel", PROSE, quotation, signature, MORE)
    assert draft.blocks[1] == Block(QUOTE, f"{quotation}\n{signature}", attribution=who)
    assert kinds(draft) == [PARAGRAPH, QUOTE, PARAGRAPH]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Am Ende blieb nur dieser Weg.", "– Erika Beispiel"),
        ("„Am Ende blieb nur dieser Weg.“", "– Dann ging sie hinaus in den Regen."),
        ("„Am Ende blieb nur dieser Weg.“", "– und das war alles"),
        ("„Am Ende blieb nur dieser Weg.“", "Erika Beispiel"),
    ],
)
def test_what_only_looks_signed_is_no_quote(above: str, below: str) -> None:
    assert QUOTE not in kinds(parsed("Titel", PROSE, above, below, MORE))


@pytest.mark.parametrize("above", [PROSE, f"„{PROSE}“", f"„{PROSE}", "Warum wird jetzt gebaut?"])
def test_speech_that_goes_on_is_no_quote(above: str) -> None:
    line = "„Wir haben lange gerechnet, und am Ende blieb nur dieser Weg.“"
    assert parsed("Titel", MORE, above, line, MORE).blocks[2].kind is PARAGRAPH


def test_what_a_colon_introduces_is_a_quote() -> None:
    line = "“We counted for a long time, and this was the only way left.”"
    assert parsed("Title", ENGLISH, "She called it “hard”:", line).blocks[2] == Block(QUOTE, line)


def test_marked_quotes() -> None:
    assert parsed("Titel", PROSE, "> so stand es da", MORE).blocks[1] == Block(
        QUOTE, "so stand es da"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Erika Beispiel",
        "Photo by Jane Sample",
        "Die alte Brücke im Winter (Foto: Beispiel)",
        "The bridge in winter. (Jane Sample/Getty Images)",
        "Die Brücke im Winter. Bild: Stadt Beispiel",
        "Die Brücke im Winter Foto: Erika Beispiel",
        "Die Brücke im Winter Quelle: dpa",
    ],
)
def test_captions(line: str) -> None:
    assert parsed("Titel", PROSE, line, MORE).blocks[1] == Block(CAPTION, line)


@pytest.mark.parametrize(
    "line",
    ["Zurück zur Quelle: eine Reise", "Ein schiefes Bild: Was Zahlen verschweigen"],
)
def test_what_only_names_a_picture_or_a_source_is_no_caption(line: str) -> None:
    assert parsed("Titel", PROSE, line, MORE).blocks[1].kind is not CAPTION


@pytest.mark.parametrize(
    "post",
    [
        "Endlich! Die Brücke kommt 🎉 #brücke",
        "Die Pläne im Bild: pic.twitter.com/abc123",
        "We are so happy about the new bridge and thank all of you who helped us",
    ],
)
def test_a_post_is_one_block_with_its_attribution(post: str) -> None:
    line = "— Stadt Beispiel (@beispielstadt) 5. September 2023"
    draft = parsed("Titel", PROSE, post, line, MORE)
    assert draft.blocks[1] == Block(
        QUOTE, f"{post}\n{line}", attribution="Stadt Beispiel (@beispielstadt), 5. September 2023"
    )
    assert kinds(draft) == [PARAGRAPH, QUOTE, PARAGRAPH]


def test_a_quotation_above_a_post_of_two_paragraphs_is_the_articles() -> None:
    line = "— Stadt Beispiel (@beispielstadt) May 3, 2021"
    quotation = "“We all thank you for the bridge. You helped us. It is ours.”"
    above = ["The page shows this statement:", quotation]
    post = ["We like this #bridge a lot", "Look at this https://t.co/abc"]
    draft = parsed("Title", ENGLISH, *above, *post, line)
    assert [block.text for block in draft.blocks[2:]] == [quotation, "\n".join([*post, line])]


@pytest.mark.parametrize("above", [PROSE, "Die Stadt schrieb dazu auf ihrer Seite:"])
def test_an_attribution_whose_post_is_lost_stands_alone(above: str) -> None:
    line = "— Stadt Beispiel (@beispielstadt) 5. September 2023"
    draft = parsed("Titel", PROSE, above, line, MORE)
    assert draft.blocks[2].text == line
    assert draft.blocks[1].kind is PARAGRAPH


def test_posts_in_a_row_stay_apart() -> None:
    one, two = "— Ada (@ada_b) May 3, 2021", "— Bob (@bob_c) May 4, 2021"
    draft = parsed("Title", ENGLISH, "I like it! #bridge", one, "We don't! #bridge", two, ENGLISH)
    assert [block.text for block in draft.blocks[1:3]] == [
        f"I like it! #bridge\n{one}",
        f"We don't! #bridge\n{two}",
    ]
