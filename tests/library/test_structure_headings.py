"""Which lines of plain text are headings or items of a list, and which only look so."""

from __future__ import annotations

import pytest

from library.models import Block, BlockKind
from tests.library.drafting import MORE, PROSE, kinds, parsed

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


@pytest.mark.parametrize(
    "line",
    [
        "Land übernimmt die Hälfte",
        "Brückenbau: Stadt und Land streiten über die Kosten",
        "„Wir hatten keine Wahl“",
        "2. Was jetzt gebaut wird",
        "Wie geht es weiter?",
    ],
)
def test_a_bare_line_between_paragraphs_is_a_heading(line: str) -> None:
    draft = parsed("Brücke wird erneuert", PROSE, line, MORE, PROSE)
    assert draft.blocks[1] == Block(HEADING, line, level=2)
    assert kinds(draft).count(HEADING) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Die Brücke ist alt.",
        "Das sagte er, und ging,",
        "Mehr dazu: https://example.org/bruecke",
        "und so weiter",
        "Lesen Sie auch: Warum Brücken altern",
        "Foto: Erika Beispiel",
        "Hamburg, 5. September 2023",
        "BERLIN (dpa) – Der Rat tagt",
        "Text: Erika Beispiel",
        "Mehr zum Thema",
        "Jetzt den Newsletter abonnieren",
        "Auf Facebook teilen",
        "12 Kommentare",
        "Empfohlener redaktioneller Inhalt",
        "Share this article",
        "Sign up for our newsletter",
        "Story continues below advertisement",
        "3 min read",
    ],
)
def test_what_only_looks_short_is_no_heading(line: str) -> None:
    assert HEADING not in kinds(parsed("Brücke wird erneuert", PROSE, line, MORE, PROSE))


def test_what_is_asked_in_an_interview_is_no_heading() -> None:
    talk = [
        *("Warum jetzt?", f"„{MORE}“", "Wer zahlt das?", f"„{PROSE}“"),
        *("Und wann ist sie fertig?", f"„{MORE}“", "Freuen Sie sich?", f"„{PROSE}“"),
    ]
    assert HEADING not in kinds(parsed("Die Bürgermeisterin über die Brücke", PROSE, *talk))


def test_questions_over_prose_are_headings() -> None:
    answered = ["Warum jetzt gebaut wird?", PROSE, "Wer zahlt die Brücke?", MORE, "Und nun?", PROSE]
    assert kinds(parsed("Fragen zur Brücke", PROSE, *answered)).count(HEADING) == 3


@pytest.mark.parametrize(
    "days",
    [
        ("Donnerstag, 18. 7.", "Mittwoch, 17. 7."),
        ("Freitag, 3. Mai 2024", "Donnerstag, 2. Mai 2024"),
        ("May 3, 2024", "May 2, 2024"),
        ("Monday", "Sunday"),
    ],
)
def test_the_days_of_a_log_are_headings(days: tuple[str, str]) -> None:
    draft = parsed("Die Flut im Überblick", PROSE, days[0], MORE, PROSE, days[1], PROSE, MORE)
    assert [block.text for block in draft.blocks if block.kind is HEADING] == list(days)


def test_one_day_alone_tells_when_it_was_written() -> None:
    assert HEADING not in kinds(parsed("Die Flut", "Freitag, 3. Mai 2024", PROSE, MORE, PROSE))


def test_a_day_below_the_byline_is_no_heading() -> None:
    draft = parsed("The long road", "By John Smith", "May 3, 2024", PROSE, MORE)
    assert draft.author == "John Smith"
    assert HEADING not in kinds(draft)


def test_days_in_a_row_head_nothing() -> None:
    dates = ["3. Mai 2024", "4. Mai 2024", "5. Mai 2024"]
    assert HEADING not in kinds(parsed("Termine der Woche", PROSE, *dates))


def test_the_last_line_is_no_heading() -> None:
    assert HEADING not in kinds(parsed("Brücke wird erneuert", PROSE, MORE, "Erika Beispiel"))


@pytest.mark.parametrize("bullet", ["-", "*", "•", "–", "·"])
def test_bullets_are_taken_off(bullet: str) -> None:
    draft = parsed("Titel", PROSE, f"{bullet} erster Punkt", f"{bullet} zweiter Punkt", MORE)
    assert draft.blocks[1:3] == (
        Block(ITEM, "erster Punkt", level=1),
        Block(ITEM, "zweiter Punkt", level=1),
    )


def test_numbers_stay() -> None:
    draft = parsed("Titel", PROSE, "a) wenig Zeit,", "b) wenig Geld,", "c) kein Plan.", MORE)
    assert [b.text for b in draft.blocks if b.kind is ITEM] == [
        "a) wenig Zeit,",
        "b) wenig Geld,",
        "c) kein Plan.",
    ]


@pytest.mark.parametrize(
    "line", ["3. Mai: Der Rat entscheidet.", "1. FC Beispiel siegt.", "2. und 3. Tag in der Stadt."]
)
def test_ordinals_are_no_items(line: str) -> None:
    assert ITEM not in kinds(parsed("Titel", PROSE, line, MORE))


def test_unmarked_items_below_a_colon() -> None:
    draft = parsed(
        "Titel",
        PROSE,
        "Das braucht die neue Brücke:",
        "ein Fundament aus Beton",
        "zwei Pfeiler aus Stahl",
        "ein Geländer aus Holz",
        MORE,
    )
    assert kinds(draft)[2:] == [ITEM, ITEM, ITEM, PARAGRAPH]
