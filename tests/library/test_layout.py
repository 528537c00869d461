"""Lines that were broken for want of room are joined again, and no others."""

from __future__ import annotations

import textwrap

import pytest

from library.layout import paragraphs
from library.models import BlockKind
from library.structure import structure

PROSE = (
    "Der Rat der Stadt hat am Dienstagabend nach langer Debatte beschlossen, die alte Brücke über "
    "den Fluss zu erneuern. Die Arbeiten sollen im Frühjahr beginnen und zwei Jahre dauern, wie "
    "eine Sprecherin mitteilte. Für Fußgänger bleibt der Weg in dieser Zeit offen."
)

WRAPPED = """Bridge to be renewed

The town council decided on Tuesday night, after a long debate, to
renew the old bridge over the river. Work is due to start in spring
and to take two years, a spokeswoman said. People on foot will be
able to cross all the while.

Costs are put at a high sum, half of which the state is to pay. It
is open whether that will do, since the last renewal took longer
than planned.
"""


def test_wrapped_lines_are_joined() -> None:
    draft = structure(WRAPPED)
    assert draft.title == "Bridge to be renewed"
    assert [block.text.split()[-1] for block in draft.blocks] == ["while.", "planned."]
    assert "to renew the old bridge over the river. Work" in draft.blocks[0].text


def test_wrapped_without_blank_lines() -> None:
    draft = structure(WRAPPED.replace("\n\n", "\n"))
    assert draft.title == "Bridge to be renewed"
    assert len(draft.blocks) == 2


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("Verwal-", "tung teilte mit,", "Verwaltung teilte mit,"),
        ("Vor-", "und Nachteile der", "Vor- und Nachteile der"),
        ("US-", "Regierung hat das", "US-Regierung hat das"),
        ("EU-", "weit gilt das, was", "EU-weit gilt das, was"),
        ("state-of-", "the-art ist das ja", "state-of-the-art ist das ja"),
        ("EU-Kommis-", "sion hat das nun", "EU-Kommission hat das nun"),
    ],
)
def test_hyphens_at_line_ends(end: str, start: str, joined: str) -> None:
    filler = "und so geht der lange Satz noch immer weiter und weiter und weiter, bis "
    lines = [
        filler + end,
        start + " was noch alles zu sagen ist, und das ist noch lange nicht",
        "alles, was noch kommen wird, denn es geht ja immer weiter und weiter",
    ]
    draft = structure("Titel\n\n" + "\n".join(lines))
    assert joined in draft.blocks[0].text


def test_a_hyphen_stays_where_the_text_writes_the_word_with_one() -> None:
    text = (
        "Title\n\nThe well-known bridge is to be renewed, as the council has said, and a well-\n"
        "known builder is to do the work that is due to start in the spring and to end\n"
        "when it is done, which will be in two years or so.\n"
    )
    assert "a well-known builder" in structure(text).blocks[0].text


def test_what_is_greater_stays_so_within_lines() -> None:
    long = (
        "Der Anteil lag zuletzt bei > 5 Prozent, und wer wissen will, wie es dazu kam, der gehe im "
        "Menü über Datei -> Öffnen zu jener Tabelle, die alle Werte zeigt, seit man sie misst. "
    )
    lines = textwrap.wrap(long * 2, 70)
    quoted = textwrap.wrap(long, 70, initial_indent="> ", subsequent_indent="> ")
    assert sum(">" in line[2:] for line in (*lines, *quoted)) > 2
    found = paragraphs(["Titel", "", *lines, "", *quoted])
    assert found == ["Titel", (long * 2).strip(), f"> {long.strip()}"]


def test_lines_that_end_by_choice_are_not_joined() -> None:
    lines = ["Titel", "Es regnet wieder.", "Der Fluss steigt.", "Die Brücke hält.", PROSE]
    assert len(structure("\n".join(lines)).blocks) == 4


def test_few_lines_that_were_broken_by_hand_are_joined() -> None:
    draft = structure(
        "Die Stadt baut eine neue Brücke\n\n"
        "Die Stadt baut im kommenden Jahr eine neue Brücke über den Fluss.\n"
        "Der Beginn der Arbeiten ist für den Herbst geplant, sagte am\n"
        "Montag ihr Sprecher. Die Kosten liegen bei achtzig Millionen.\n\n"
        "Die alte Brücke stammt aus der Zeit nach dem Krieg und bröckelt.\n"
        "Sie wird täglich von dreißigtausend Wagen befahren.\n"
    )
    assert [block.kind for block in draft.blocks] == [BlockKind.PARAGRAPH] * 2
    assert draft.blocks[0].text.endswith(
        "sagte am Montag ihr Sprecher. Die Kosten liegen bei achtzig Millionen."
    )


def test_lines_of_a_group_that_are_no_prose_stay_apart() -> None:
    results = [
        f"Mannschaft Nummer {n} gegen Mannschaft Nummer {n + 1} in der Arena {n}:1"
        for n in range(4)
    ]
    text = (
        "Die Spiele des Tages\n\n" + "\n".join(results) + "\n\nAlle Spiele begannen um drei Uhr.\n"
    )
    assert len(structure(text).blocks) == 5


RAGGED = """New bridge across the river

The city council voted on Tuesday to build a new bridge
across the river, which is to be begun
next year. The mayor called it an important step for
the whole region and thanked the council.

The plan has three parts:

* a lane for buses in each direction
that bicycles may use as well
* wide pavements on both sides
* a lift to the island

The costs are forty million. A report
is to be published by the end of March, a spokeswoman said on
Wednesday.
"""
PARTS = (
    "The city council voted on Tuesday to build a new bridge across the river, which is to be begun next"
    " year. The mayor called it an important step for the whole region and thanked the council.",
    "The plan has three parts:",
    "a lane for buses in each direction that bicycles may use as well",
    "wide pavements on both sides",
    "a lift to the island",
    "The costs are forty million. A report is to be published by the end of March, a spokeswoman said on"
    " Wednesday.",
)


def test_lines_that_were_broken_anywhere_are_joined_and_items_stay_apart() -> None:
    draft = structure(RAGGED)
    assert [block.text for block in draft.blocks] == list(PARTS)
    assert [block.kind is BlockKind.LIST_ITEM for block in draft.blocks] == [
        *(False, False, True, True, True, False)
    ]


def test_they_are_joined_without_blank_lines_too() -> None:
    draft = structure(RAGGED.replace("\n\n", "\n"))
    assert draft.title == "New bridge across the river"
    assert [block.text for block in draft.blocks] == [f"{PARTS[0]} {PARTS[1]}", *PARTS[2:]]


def test_lines_of_a_page_whose_letters_are_of_unequal_width_are_joined() -> None:
    # As they are copied from a PDF: none is full, and the narrower its letters are the longer it is.
    lines = (
        "Der Rat der Stadt hat am Dienstagabend nach langer Debatte beschlossen, die alte Brücke über den\n"
        "Fluss zu erneuern. Während die Mehrheit dafür warb, bemängelten Gemeinderätinnen der\n"
        "Opposition die Kosten, die mit vierzig Millionen fast doppelt so hoch sind als einst gedacht, und\n"
        "kündigten eine Anfrage an. Für Fußgänger und Radfahrer bleibt der Weg in dieser Zeit offen, teilte\n"
        "eine Sprecherin mit."
    )
    draft = structure(f"Brücke wird erneuert\n\n{lines}\n\n{lines}\n")
    assert [block.text for block in draft.blocks] == [lines.replace("\n", " ")] * 2


@pytest.mark.parametrize(
    "lines",
    [
        # Short items in lower case.
        ("zwei Eier", "ein halbes Pfund Mehl", "etwas Salz", "ein Glas Milch, lauwarm", "Butter")
        * 2,
        # Lines that begin in upper case, as of a poem.
        ("The river rises and the bridge is old", "And nobody has crossed it for a year") * 4,
        # A program.
        (
            "def add(a, b):",
            "    return a + b",
            "",
            "for one in (1, 2, 3):",
            "    print(add(one, 1))",
        )
        * 3,
        # Paragraphs in lines of their own, among them some that begin in lower case.
        (PROSE, "was niemanden überrascht", PROSE, "und das war alles", PROSE, "mehr nicht"),
    ],
)
def test_what_stands_in_lines_by_choice_stays_so(lines: tuple[str, ...]) -> None:
    assert paragraphs(list(lines)) == [line.strip() for line in lines if line]
