"""Texts of our own for the tests, in the shapes in which people have them."""

from __future__ import annotations

from pathlib import Path

SUMMIT = """\
Min Ho Park erwägt Reise zu Iwan Orlow wegen Handels mit Kohle
Min Ho Park, der Präsident Südkoreas, bereitet nach Angaben der Morgenpost eine Reise nach \
Kasachstan vor, um dort über den Handel mit Kohle zu sprechen. In Astana wird das bestritten. \
Aus den Vereinigten Staaten kam zunächst keine Reaktion.
Das Treffen soll am Rande einer Messe vom 3. bis 6. Oktober in Almaty stattfinden. Park verlässt \
Südkorea selten. Die Kohle käme über Wladiwostok, heißt es in Seoul.
— Min-ho Park (박민호) (@Park_amtlich) March 9, 2017
Nach dem Bericht der Zeitung zeigt Orlow großes Interesse an einem langen Vertrag. Kohle war in \
Almaty zuletzt knapp, und Züge fahren dort nur noch jeden zweiten Tag.
Vereinigte Staaten: Südkorea und Kasachstan reden miteinander
Ein Sprecher in Washington sagte, man wisse von Gesprächen zwischen Südkorea und Kasachstan über \
Kohle. Eine Delegation sei im Sommer nach Astana gereist, um Südkoreas Wünsche vorzutragen.
Die Lieferungen sollen Kasachstan über den Winter bringen. Südkoreas Regierung wollte sich dazu \
nicht äußern.
"""
"""A title, a lead with a lone attribution of a post in it, one bare heading, a section."""

HARBOUR = """\
Harbour of Hamburg closes for a day
The harbour of Hamburg will close on 14 March 2024 while divers search the river for a lost anchor. \
Ships for Rotterdam and London have to wait outside.
Nobody knows how the anchor came to be lost, said a pilot, and nobody has asked for it yet.
"""

BUDGET = """\
Der Haushalt steht, die Straße nicht
Der Stadtrat von Köln hat den Haushalt beschlossen. Für die Sanierung der langen Straße am Rhein \
bleibt wieder nichts übrig, klagt die Opposition.
Im Herbst soll noch einmal beraten werden. Bis dahin bleibt die Straße, wie sie ist.
"""

_FERRY = (
    "Die Fähre nach Helgoland hat am Dienstag wegen des Sturms auf halbem Weg kehrtgemacht.",
    "An Bord waren vierhundert Gäste, darunter zwei Schulklassen aus Bremen und ein Chor.",
    "Der Kapitän sprach von Wellen, wie er sie in diesem Monat noch nie gesehen habe.",
    "In Cuxhaven warteten am Abend Busse, die alle wieder nach Hause brachten.",
    "Verletzt wurde niemand, doch vielen war noch Stunden später sehr übel.",
    "Die Reederei will das Geld für die Karten bis zum Ende der Woche erstatten.",
    "Wann das Schiff wieder fährt, hängt vom Wetter ab, und das soll stürmisch bleiben.",
    "Auf der Insel fehlen seitdem frisches Brot, Milch und die Zeitungen von gestern.",
    "Ein Hotelier dort sagte, er habe noch Konserven für eine Woche und guten Mut.",
    "Der Chor soll auf der Rückfahrt gesungen haben, bis das Licht im Hafen zu sehen war.",
)
FERRY = tuple(
    f"{title}\n" + "\n".join(line for number, line in enumerate(_FERRY) if number not in dropped)
    for title, dropped in (
        ("Fähre kehrt im Sturm um", ()),
        ("Sturm zwingt Helgoland-Fähre zur Umkehr", (2, 8)),
        ("Vierhundert Gäste, ein Chor und kein Helgoland", (4, 6)),
    )
)
"""Three versions of one story, each with a title of its own."""

HOSTILE = (
    "[@click=app.quit]free[/] tickets",
    "[/] closes what was never opened",
    "[red",
    "[bold]not bold[/bold] \\[escaped]",
    "a\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J",
    "\x1b]52;c;ZXZpbA==\x07 clipboard",
    "left \u202eright\u202c \u2066isolate\u2069",
    "zero\u200bwidth \U000e0041tag",
    "{braces} %s %(x)s $primary $(id)",
)
"""What outside text may hold: markup, control, hidden characters."""


def write_articles(folder: Path) -> list[Path]:
    """Write the articles as files into `folder`, and return their paths in the order of names."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, text in enumerate((SUMMIT, HARBOUR, BUDGET)):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def write_many(folder: Path, count: int) -> None:
    """Write so many short articles into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        text = f"Meldung Nummer {number}\nDies ist die Meldung {number} aus dem Archiv der Stadt.\n"
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")


PARAGRAPH = "In Wien prüfen sie am 5. September die Straße. Dr. Müller kam aus Rom. Mehr nicht."
SECTIONS = "# Ein Titel\n\n" + "\n\n".join(
    f"## Teil {part}\n\n" + "\n\n".join([PARAGRAPH] * 6) for part in range(5)
)
