import time

import pytest

from library.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Gemeinderat hat am Abend über den neuen Radweg beraten und zugestimmt.", "de"),
        ("Straßenbahn fährt wieder: Für die Gäste ändert sich nichts.", "de"),
        ("The council has voted on the new cycle path and it will be built by the summer.", "en"),
        ("Voters in the valley said they were not asked about the dam.", "en"),
        ("Le conseil municipal a voté pour la piste cyclable qui est prévue dans la ville.", "fr"),
        ("El ayuntamiento ha votado por el carril y la obra será para los vecinos.", "es"),
        ("Il consiglio ha votato per la pista che è prevista nella città e non si ferma.", "it"),
        ("De gemeenteraad heeft het plan voor een fietspad niet aangenomen.", "nl"),
    ],
)
def test_tells_the_language_of_running_text(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text", ["", " \n", "12:30 4711", "Kim Jong Un", "✓ → ★", "蔡健雅 出生于新加坡"]
)
def test_says_nothing_where_nothing_can_be_told(text: str) -> None:
    assert detect_language(text) is None


def test_names_and_words_of_another_language_do_not_mislead() -> None:
    text = (
        "Die Band „The Lights of the North“ spielt am Freitag in der Halle. "
        "Karten für das Konzert gibt es an der Kasse und im Netz."
    )
    assert detect_language(text) == "de"


def test_cost_is_bounded() -> None:
    text = "Das ist ein Satz, der sich oft wiederholt. " * 200_000
    started = time.process_time()
    assert detect_language(text) == "de"
    assert time.process_time() - started < 0.1
