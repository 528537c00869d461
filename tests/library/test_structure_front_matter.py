"""What stands above the text: header lines, YAML, TOML, bylines and their dates."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from library.models import Block, BlockKind, Draft
from library.structure import front_matter, structure
from tests.library.drafting import ENGLISH, MORE, PROSE, parsed

PARAGRAPH = BlockKind.PARAGRAPH


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


def test_header_lines_of_unknown_kinds_are_no_text_where_all_lines_are_header_lines() -> None:
    draft = parsed("Title: Brücke", "Tags: bau, fluss", "Date: 5.9.2023", "Keywords: x", "", PROSE)
    assert (draft.title, draft.published) == ("Brücke", datetime(2023, 9, 5, tzinfo=UTC))
    assert [block.text for block in draft.blocks] == [PROSE, "Tags: bau, fluss", "Keywords: x"]
    draft = parsed("Die Brücke", "", "Frage: Wann?", "Antwort: Bald.", "", PROSE)
    assert [block.text for block in draft.blocks] == ["Frage: Wann?", "Antwort: Bald.", PROSE]


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
        ("By Jane K. Sample", "Jane K. Sample"),
        ("By J. K. Sample Jr. and Dr. Ann Lee", "J. K. Sample Jr. and Dr. Ann Lee"),
        ("Von Prof. Dr. Hans H. Muster", "Prof. Dr. Hans H. Muster"),
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
