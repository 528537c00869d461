"""Lines of plain text become a title and paragraphs."""

from __future__ import annotations

import pytest

from library.clean import clean_text
from library.models import Block, BlockKind, Draft
from library.structure import structure
from tests.library.drafting import MORE, PROSE, kinds, parsed

HEADING, PARAGRAPH, QUOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE


def test_title_is_the_first_line_and_each_line_a_paragraph() -> None:
    draft = parsed("Brücke wird erneuert", PROSE, MORE)
    assert draft.title == "Brücke wird erneuert"
    assert draft.blocks == (Block(PARAGRAPH, PROSE), Block(PARAGRAPH, MORE))


def test_blank_lines_part_paragraphs() -> None:
    assert parsed("Titel", "", PROSE, "", "", MORE, "") == parsed("Titel", PROSE, MORE)


@pytest.mark.parametrize(
    "first",
    [
        PROSE,
        "BERLIN (dpa) – Der Rat hat entschieden.",
        "- ein Punkt",
        "Moskau, 5. September – Der Rat hat entschieden.",
        "Hamburg, 5. September 2023",
        "LONDON, Sept 5 (Reuters) - The council has decided.",
        "> zitiert",
        "— Ada Beispiel (@ada_b) 3. Mai 2021",
    ],
)
def test_a_text_that_starts_with_its_body_has_no_title(first: str) -> None:
    draft = parsed(first, MORE)
    assert draft.title == ""
    assert len(draft.blocks) == 2


@pytest.mark.parametrize("again", ["Brücke wird erneuert", "BRÜCKE WIRD ERNEUERT"])
def test_a_title_that_is_said_twice_is_kept_once(again: str) -> None:
    assert parsed("Brücke wird erneuert", again, PROSE) == parsed("Brücke wird erneuert", PROSE)


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_newlines_of_all_systems_part_lines(newline: str, end: str) -> None:
    text = clean_text(newline.join(["Titel", PROSE, MORE]) + end)
    assert structure(text) == parsed("Titel", PROSE, MORE)


def test_a_very_long_line_is_one_paragraph() -> None:
    line = " ".join([PROSE] * 2_000)
    assert parsed("Titel", line).blocks == (Block(PARAGRAPH, line),)
    assert structure(line) == Draft(title="", blocks=(Block(PARAGRAPH, line),))


@pytest.mark.parametrize("text", ["", "\n\n", "   "])
def test_nothing_gives_an_empty_draft(text: str) -> None:
    assert structure(text) == Draft(title="", blocks=())


def test_one_line() -> None:
    assert structure("Brücke wird erneuert") == Draft(title="Brücke wird erneuert", blocks=())
    assert structure(PROSE) == Draft(title="", blocks=(Block(PARAGRAPH, PROSE),))


def test_notices_stay_in_the_text_as_paragraphs() -> None:
    draft = parsed("Brücke wird erneuert", PROSE, "Auf Facebook teilen", MORE, PROSE)
    assert draft.blocks[1] == Block(PARAGRAPH, "Auf Facebook teilen")


def test_a_whole_article() -> None:
    attribution = "— Park Min-seo (박민서) (@parkminseo_kr) March 3, 2021"
    heading = "Hafen von Busan: Reeder und Stadt verhandeln"
    draft = parsed(
        "Busan plant einen neuen Hafen für Fähren",
        PROSE,
        MORE,
        attribution,
        MORE,
        heading,
        PROSE,
        MORE,
    )
    assert kinds(draft) == [
        *(PARAGRAPH, PARAGRAPH, QUOTE, PARAGRAPH, HEADING, PARAGRAPH, PARAGRAPH),
    ]
    assert draft.blocks[2] == Block(
        QUOTE, attribution, attribution="Park Min-seo (박민서) (@parkminseo_kr), March 3, 2021"
    )
    assert draft.blocks[4].text == heading


def test_a_long_line_heads_nothing() -> None:
    line = "wort " * 3000
    (block,) = structure(line).blocks
    assert block.kind is BlockKind.PARAGRAPH
    draft = structure(f"Ein Titel\n{line}\nUnd ein Absatz, der darunter steht und endet.\n")
    assert [block.kind for block in draft.blocks] == [BlockKind.PARAGRAPH] * 2
