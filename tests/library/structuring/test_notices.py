import pytest

from library.structuring.notices import are_names, is_dateline, is_notice


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie auch: Warum Brücken altern",
        "Mehr zum Thema",
        "Read more: Why bridges age",
        "Jetzt unseren Newsletter abonnieren",
        "Melden Sie sich für unseren Newsletter an",
        "Sign up for our newsletter",
        "Share this article",
        "Auf Facebook teilen",
        "Artikel drucken",
        "12 Kommentare",
        "View comments",
        "Anzeige",
        "Story continues below advertisement",
        "Empfohlener redaktioneller Inhalt",
        "Lesezeit: 3 Minuten",
        "4 min read",
        "Aktualisiert am 05.09.2023",
        "Alle Rechte vorbehalten",
        "Stand: 5. September 2023, 10:30 Uhr",
        "Erschienen am Montag, 3. April 2023",
        "Updated on Sept. 5, 2023",
        "Last updated: 5 September",
        "Published at 10:30",
        "Copyright 2023 Beispielbote",
        "Register now",
        "Mehr aus Politik",
        "Mehr aus dieser Rubrik",
        "Text: Erika Beispiel",
        "Von Erika Beispiel und Max Muster, dpa",
    ],
)
def test_notices(line: str) -> None:
    assert is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Land übernimmt die Hälfte",
        "Streit um Werbung auf der Brücke",
        "Teilen will gelernt sein",
        "Der Newsletter der Stadt und was er kostet",
        "Von Hamburg nach Berlin",
        "Sharing the river",
        "Comments by the mayor anger the council",
        "Read the plans",
        "Register of members",
        "Copyright concerns",
        "Updated rules from 2025",
        "Stand der Ermittlungen nach 10 Tagen",
        "Erschienen in 20 Sprachen",
        "Mehr aus der Rente machen",
        "Lesen Sie auch: " + "Warum Brücken altern, " * 10,
    ],
)
def test_what_an_article_tells_is_no_notice(line: str) -> None:
    assert not is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "BERLIN (dpa) – Der Rat tagt.",
        "Berlin (dpa/tmn) - Der Rat tagt.",
        "Moskau, 5. September – Der Rat tagt.",
        "LONDON, Sept 5 (Reuters) - The council met.",
        "NEW YORK (AP) — The council met.",
        "Hamburg, den 5. September 2023",
        "Bad Beispiel, 05.09.2023",
    ],
)
def test_datelines(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Berlin",
        "Berlin – eine Stadt",
        "Der Rat (dpa-Bild)",
        "Im Mai, 5. Teil",
        "5. September 2023",
        "Das war der Dienstag, 5. März: Alle Nachrichten",
        "Tuesday, March 5 - What to know",
        "Newsblog vom Mittwoch, 3. April – Regierung einigt sich",
        "",
    ],
)
def test_what_only_names_a_place_or_a_date_is_no_dateline(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Erika Beispiel", True),
        ("Erika Beispiel, dpa", True),
        ("Max von der Muster und Erika Beispiel", True),
        ("Erika", False),
        ("der Leyen", False),
        ("Hamburg nach Berlin", False),
        ("", False),
    ],
)
def test_names(text: str, expected: bool) -> None:
    assert are_names(text) is expected
