"""Names of one word, and their endings: which are names, and whose."""

from __future__ import annotations

import pytest

from tests.library.entities.tagged import linked


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "[Anna Lehrer|p] klagte. Der Lehrer hörte zu, Lehrer fehlen. [Lehrer|p] schwieg.",
            ["Anna Lehrer", "Lehrer"],
        ),
        (
            "[Uwe Töpfer|p] sprach. Töpfer aus der Gegend, meist Töpfer in Rente, klatschten.",
            ["Uwe Töpfer"],
        ),
        (
            # No list has it, but the article itself uses it as a word.
            "[Ada Möhre|p] kam. Die Möhre ist gesund, jede Möhre. Möhre sprach.",
            ["Ada Möhre", "Möhre"],
        ),
        ("[Ada Süß|p] mag es süß. Süß ist der Apfel.", ["Ada Süß"]),
        ("[Iris Berben|p] kam. Berben lachte.", ["Iris Berben", "Berben"]),
    ],
)
def test_surnames_that_are_words_are_not_looked_for(text: str, written: list[str]) -> None:
    found = linked(text)
    assert [form for form, _ in found] == written
    assert len({entity.key for _, entity in found}) == 1


@pytest.mark.parametrize(
    ("texts", "name", "forms_"),
    [
        (
            ["[Barbara Hendricks|p] sprach.", "[Hendricks’|p] Plan half; [Hendricks|p] lobte ihn."],
            "Barbara Hendricks",
            ["Barbara Hendricks", "Hendricks", "Hendricks"],
        ),
        (
            # A noun follows, and yet the name is no genitive.
            ["[Barbara Hendricks|p] sprach.", "Man warf [Hendricks|p] Untätigkeit vor."],
            "Barbara Hendricks",
            ["Barbara Hendricks", "Hendricks"],
        ),
        (
            ["[Frau Hendricks|p] kam. Es ging [Hendricks|p] Ministern zu weit, so [Hendricks|p]."],
            "Hendricks",
            ["Hendricks", "Hendricks", "Hendricks"],
        ),
        # What stands before a noun in apposition is no genitive.
        (
            ["Der Obmann [Johann Gudenus|p] kam. [Gudenus|p] sprach."],
            "Johann Gudenus",
            ["Johann Gudenus", "Gudenus"],
        ),
        (
            ["Die Rede [Heinz Gruhls|p]. [Gruhl|p] sprach."],
            "Heinz Gruhl",
            ["Heinz Gruhls", "Gruhl"],
        ),
        (["[Gruhls|p] Rede gefiel, die Politik [Gruhls|p] nicht."], "Gruhl", ["Gruhls"] * 2),
        (
            ["[Angela Merkels|p] Rede gefiel. [Merkel|p] dankte."],
            "Angela Merkel",
            ["Angela Merkels", "Merkel"],
        ),
        (["[Thomas|p] Augen leuchteten, sagte [Thomas|p]."], "Thomas", ["Thomas", "Thomas"]),
        (
            ["[Jens Steffens|p] und [Steffens|p] Team siegten."],
            "Jens Steffens",
            ["Jens Steffens", "Steffens"],
        ),
    ],
)
def test_an_s_is_cut_on_evidence(texts: list[str], name: str, forms_: list[str]) -> None:
    found = linked(*texts)
    assert {entity.name for _, entity in found} == {name}
    assert [written for written, _ in found] == forms_
    assert len({entity.key for _, entity in found}) == 1


def key_of(text: str, number: int = 0) -> str:
    """Return the key of a name in an article of one text."""
    return linked(text)[number][1].key


@pytest.mark.parametrize("name", ["Müller", "Schmidt", "Smith", "Anna", "Peter", "Wang", "García"])
def test_a_common_name_alone_is_somebody_else_in_each_article(name: str) -> None:
    one, other = f"[{name}|p] siegte.", f"[{name}|p] verlor, [{name}|p] klagte."
    assert key_of(one) != key_of(other)
    assert key_of(other) == key_of(other, 1)
    assert key_of(one) == key_of(one)


def test_a_surname_that_is_cut_short_is_kept_to_its_article() -> None:
    one, other = "[Markus H.|p] schwieg. [H.|p] gestand, [Markus|p] weinte.", "[Markus H.|p] sang."
    assert len({key_of(one, number) for number in range(3)}) == 1
    assert key_of(one) != key_of(other)
    assert key_of("[Karl V.|p] regierte.") == key_of("Hier starb [Karl V.|p] im Schlaf.")


@pytest.mark.parametrize("name", ["Madonna", "Aristoteles", "Ronaldinho", "Banksy", "Xi Jinping"])
def test_a_rare_name_alone_is_the_same_everywhere(name: str) -> None:
    assert key_of(f"[{name}|p] siegte.") == key_of(f"Heute sang [{name}|p].")


def test_an_ambiguous_name_alone_is_kept_to_its_article() -> None:
    both = "[Lech Kaczyński|p] und [Jarosław Kaczyński|p]. [Kaczyński|p] sprach."
    assert key_of(both, 2) not in {key_of(both), key_of(both, 1), key_of("[Kaczyński|p] sprach.")}


@pytest.mark.parametrize(
    ("single", "full"),
    [
        ("Putin", "Vladimir Putin"),
        ("Selenskyj", "Volodymyr Zelenskyy"),
        ("Merkel", "Angela Merkel"),
        ("Netanjahu", "Benjamin Netanyahu"),
        ("Gaddafi", "Muammar al-Gaddafi"),
        ("Chruschtschow", "Nikita Khrushchev"),
    ],
)
def test_who_is_famous_by_one_name_is_known_by_it(single: str, full: str) -> None:
    assert key_of(f"[{single}|p] kommt.") == key_of(f"[{full}|p] kommt.")


def test_a_relative_in_the_article_comes_before_the_famous() -> None:
    text = "[Melania Trump|p] kam. [Trump|p] lachte."
    assert key_of(text) == key_of(text, 1)
