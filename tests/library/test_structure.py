import time
from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.clean import clean_text
from library.frontmatter import parse_date
from library.models import Block, BlockKind, Draft
from library.structure import front_matter, structure

HEADING, PARAGRAPH, QUOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE
ITEM, CAPTION = BlockKind.LIST_ITEM, BlockKind.CAPTION

PROSE = (
    "Der Rat der Stadt hat am Dienstagabend nach langer Debatte beschlossen, die alte Brücke über "
    "den Fluss zu erneuern. Die Arbeiten sollen im Frühjahr beginnen und zwei Jahre dauern, wie "
    "eine Sprecherin mitteilte. Für Fußgänger bleibt der Weg in dieser Zeit offen."
)
MORE = (
    "Die Kosten schätzt die Verwaltung auf einen hohen Betrag, von dem das Land etwa die Hälfte "
    "übernimmt. Ob das reicht, ist offen: Schon bei der letzten Erneuerung hatte sich der Bau "
    "verzögert, weil das Fundament brüchiger war als angenommen."
)
ENGLISH = (
    "The town council decided on Tuesday night, after a long debate, to renew the old bridge over "
    "the river. Work is due to start in spring and to take two years, a spokeswoman said. People "
    "on foot will be able to cross all the while."
)


def kinds(draft: Draft) -> list[BlockKind]:
    return [block.kind for block in draft.blocks]


def parsed(*lines: str) -> Draft:
    return structure("\n".join(lines))


# Title and paragraphs


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


# Front matter and bylines


@pytest.mark.parametrize("title_first", [True, False])
def test_header_lines(title_first: bool) -> None:
    title = ["Brücke wird erneuert"] if title_first else ["Titel: Brücke wird erneuert"]
    draft = parsed(
        *title,
        "Datum: 5. September 2023",
        "Quelle: Beispielbote",
        "Autor: Erika Beispiel",
        "URL: https://example.org/bruecke",
        "Language: German",
        "",
        PROSE,
    )
    assert draft == Draft(
        title="Brücke wird erneuert",
        blocks=(Block(PARAGRAPH, PROSE),),
        url="https://example.org/bruecke",
        source="Beispielbote",
        author="Erika Beispiel",
        published=datetime(2023, 9, 5, tzinfo=UTC),
        language="de",
    )


def test_yaml_front_matter_keeps_what_it_does_not_know() -> None:
    draft = structure(f'---\ntitle: "A: B"\ndate: 2023-09-05\ntags: [x, y]\n---\n\n{ENGLISH}\n')
    assert draft.title == "A: B"
    assert draft.published == datetime(2023, 9, 5, tzinfo=UTC)
    assert [block.text for block in draft.blocks] == [ENGLISH, "tags: [x, y]"]


def test_yaml_of_several_lines() -> None:
    draft = parsed(
        *("---", "title: >-", "  Brücke wird", "  erneuert", "authors:", "  - Erika Beispiel"),
        *("  - 'Max Muster'", "source:", "  name: Beispielbote", "tags:", "  - Bau", "---", PROSE),
    )
    assert (draft.title, draft.source) == ("Brücke wird erneuert", "Beispielbote")
    assert draft.author == "Erika Beispiel, Max Muster"
    assert draft.blocks == (Block(PARAGRAPH, PROSE), Block(PARAGRAPH, "tags:\n  - Bau"))


def test_toml_front_matter() -> None:
    draft = parsed("+++", 'title = "Brücke"', "date = 2023-09-05", "+++", PROSE)
    assert draft == Draft("Brücke", (Block(PARAGRAPH, PROSE),), published=draft.published)
    assert draft.published == datetime(2023, 9, 5, tzinfo=UTC)


def test_front_matter_of_another_format_leaves_its_body_alone() -> None:
    draft, body = front_matter("---\nlang: en\nmood: calm\n---\n# Head\n\n  code\n")
    assert (draft.language, draft.blocks) == ("en", (Block(PARAGRAPH, "mood: calm"),))
    assert body == "# Head\n\n  code\n"


@pytest.mark.parametrize(
    "lines",
    [
        ("Titel", "Datum: gestern", PROSE),
        ("Source: Rivals to merge", ENGLISH),
        ("---", "title: never closed", ENGLISH),
    ],
)
def test_what_cannot_be_read_stays_in_the_text(lines: tuple[str, ...]) -> None:
    draft = parsed(*lines)
    assert [draft.title, *(block.text for block in draft.blocks)] == list(lines)


def test_title_named_by_front_matter_is_not_repeated() -> None:
    assert len(parsed("Titel: Brücke", "", "Brücke", PROSE).blocks) == 1


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Von Erika Beispiel", "Erika Beispiel"),
        ("Von Erika Beispiel und Max von der Muster", "Erika Beispiel und Max von der Muster"),
        ("By Jane Sample, Political Editor", "Jane Sample, Political Editor"),
        ("VON ERIKA BEISPIEL", "ERIKA BEISPIEL"),
        ("Von Erika Beispiel, dpa", "Erika Beispiel, dpa"),
    ],
)
def test_a_byline_names_the_author(line: str, author: str) -> None:
    draft = parsed("Titel", line, PROSE, MORE)
    assert draft.author == author
    assert len(draft.blocks) == 2


def test_a_byline_is_no_title() -> None:
    draft = parsed("Von Erika Beispiel", PROSE, MORE)
    assert (draft.title, draft.author) == ("", "Erika Beispiel")


@pytest.mark.parametrize("line", ["Von Hamburg nach Berlin", "By the river", "Von der Leyen reist"])
def test_what_is_no_byline_stays(line: str) -> None:
    draft = parsed("Titel", line, PROSE, MORE)
    assert draft.author is None
    assert draft.blocks[0].text == line


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-09-05", datetime(2023, 9, 5, tzinfo=UTC)),
        ("2023-09-05T08:30:00+02:00", datetime(2023, 9, 5, 6, 30, tzinfo=UTC)),
        ("5. September 2023", datetime(2023, 9, 5, tzinfo=UTC)),
        ("Dienstag, 5. September 2023, 14:30 Uhr", datetime(2023, 9, 5, 14, 30, tzinfo=UTC)),
        ("1. März 2024", datetime(2024, 3, 1, tzinfo=UTC)),
        ("5 Sep 2023", datetime(2023, 9, 5, tzinfo=UTC)),
        ("January 6, 2016", datetime(2016, 1, 6, tzinfo=UTC)),
        ("05.09.2023", datetime(2023, 9, 5, tzinfo=UTC)),
        ("Tue, 05 Sep 2023 14:30:00 +0200", datetime(2023, 9, 5, 12, 30, tzinfo=UTC)),
        ("31. Februar 2023", None),
        ("gestern", None),
        ("0001-01-01T00:00:00+23:00", None),
    ],
)
def test_dates(text: str, date: datetime | None) -> None:
    assert parse_date(text) == date


# Headings


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


def test_notices_stay_in_the_text_as_paragraphs() -> None:
    draft = parsed("Brücke wird erneuert", PROSE, "Auf Facebook teilen", MORE, PROSE)
    assert draft.blocks[1] == Block(PARAGRAPH, "Auf Facebook teilen")


def test_what_is_asked_in_an_interview_is_no_heading() -> None:
    talk = [
        *("Warum jetzt?", f"„{MORE}“", "Wer zahlt das?", f"„{PROSE}“"),
        *("Und wann ist sie fertig?", f"„{MORE}“", "Freuen Sie sich?", f"„{PROSE}“"),
    ]
    assert HEADING not in kinds(parsed("Die Bürgermeisterin über die Brücke", PROSE, *talk))


def test_questions_over_prose_are_headings() -> None:
    answered = ["Warum jetzt gebaut wird?", PROSE, "Wer zahlt die Brücke?", MORE, "Und nun?", PROSE]
    assert kinds(parsed("Fragen zur Brücke", PROSE, *answered)).count(HEADING) == 3


def test_the_last_line_is_no_heading() -> None:
    assert HEADING not in kinds(parsed("Brücke wird erneuert", PROSE, MORE, "Erika Beispiel"))


# Lists


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


# Quotes, captions, posts


@pytest.mark.parametrize(
    ("line", "attribution"),
    [
        ("„Wir haben lange gerechnet, und am Ende blieb nur dieser Weg.“", None),
        (
            "„Wir haben lange gerechnet.“ – Erika Beispiel, Bürgermeisterin",
            "Erika Beispiel, Bürgermeisterin",
        ),
        ("“We counted for a long time, and this was the only way left.”", None),
    ],
)
def test_a_paragraph_in_quotation_marks_is_a_quote(line: str, attribution: str | None) -> None:
    draft = parsed("Titel", PROSE, line, MORE, PROSE)
    assert draft.blocks[1] == Block(QUOTE, line, attribution=attribution)


def test_reported_speech_is_no_quote() -> None:
    line = "„Wir haben gerechnet“, sagte sie am Abend, „und es blieb nur dieser eine Weg.“"
    assert QUOTE not in kinds(parsed("Titel", PROSE, line, MORE))


@pytest.mark.parametrize("above", [f"„{PROSE}“", f"„{PROSE}", "Warum wird jetzt gebaut?"])
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
    ],
)
def test_captions(line: str) -> None:
    assert parsed("Titel", PROSE, line, MORE).blocks[1] == Block(CAPTION, line)


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


# Any text


def _letters(text: str) -> Counter[str]:
    """Count what must not be lost: all but white space and what stands for structure."""
    return Counter(
        character
        for character in text.casefold()
        if not character.isspace() and character not in "-*•‣◦·▪●–>"
    )


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "",
                "- Punkt",
                "> zitiert",
                "Ein kurzer Satz.",
                "Kurze Zeile",
                PROSE,
                ENGLISH[:70],
                "1. eins",
                "— Ada (@ada_b) May 3, 2021",
                "#tag https://t.co/x",
                "„Zitat“ – Name",
                "Foto: dpa",
                "wort-",
                "---",
            ]
        ),
    ),
    max_size=30,
)


@given(LINES)
def test_no_text_is_lost(lines: list[str]) -> None:
    text = clean_text("\n".join(lines))
    draft = structure(text)
    if draft.author or draft.published or draft.url or draft.source or draft.language:
        return  # what became metadata is tested above
    found = _letters(draft.title + "".join(block.text for block in draft.blocks))
    missing = _letters(text) - found
    assert not found - _letters(text)
    # A first line below the title that only says it again is kept once.
    assert not missing or missing == _letters(draft.title)


@given(st.text())
def test_any_text_gives_a_draft_of_filled_blocks(text: str) -> None:
    assert all(block.text.strip() for block in structure(clean_text(text)).blocks)


@pytest.mark.parametrize(
    "text",
    [
        "wort " * 200_000,
        "\n" * 1_000_000,
        "Kurze Zeile\n" * 50_000,
        "— Ada (@ada_b) May 3, 2021\n" * 20_000,
        "(" * 500_000,
        "— " + "(@" * 300_000,
        "“" * 500_000,
        "-\n" * 100_000,
        "---\ntitle: [" + "', '" * 300_000 + "]\n---\n",
        "Lesen Sie auch\n" * 50_000,
        "Wer?\n„Ich.“\n" * 25_000,
    ],
    ids=[
        "one line",
        "newlines",
        "short lines",
        "posts",
        "brackets",
        "handles",
        "quotes",
        "bullets",
        "front matter",
        "notices",
        "questions",
    ],
)
def test_time_is_linear(text: str) -> None:
    started = time.perf_counter()
    structure(text)
    assert time.perf_counter() - started < 15


def test_a_long_line_heads_nothing() -> None:
    line = "wort " * 3000
    (block,) = structure(line).blocks
    assert block.kind is BlockKind.PARAGRAPH
    draft = structure(f"Ein Titel\n{line}\nUnd ein Absatz, der darunter steht und endet.\n")
    assert [block.kind for block in draft.blocks] == [BlockKind.PARAGRAPH] * 2
