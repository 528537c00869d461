"""Linking the names of one article: who is meant, and where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import pytest

from library.entities.names import link
from library.models import Entity, EntityKind, Mention

KINDS = {
    "p": EntityKind.PERSON,
    "l": EntityKind.PLACE,
    "o": EntityKind.ORGANISATION,
    "x": EntityKind.OTHER,
}
TAGGED = re.compile(r"\[([^]|]+)\|(\w)]")

VISIT = (
    "[Kim|p] empfängt [Xi Jinping|p] zum Staatsbesuch",
    "Nordkoreas [Machthaber Kim Jong Un|p] hat am Dienstag den [chinesischen Präsidenten Xi "
    "Jinping|p] am Flughafen von [Pjöngjang|l] begrüßt. Für [Xi|p] ist es die erste Reise "
    "dorthin seit Jahren. Tausende säumten die Straßen, als [Kim Jong-un|p] und sein Gast "
    "in die Stadt fuhren.",
    "Am Abend sprach [Kims|p] Außenministerin [Choe Son Hui|p] von einem neuen Kapitel. Der "
    "[Nationale Sicherheitsrat|o] (NSC) in [Washington|l] äußerte sich zurückhaltend: Der NSC werde "
    "den Kim-Besuch auswerten, hieß es, und die US-Regierung halte an den Sanktionen fest.",
    "[Präsident Wladimir Putin|p] gratulierte aus [Moskau|l]. [Putins|p] Sprecher [Dmitri Peskow|p] "
    "sagte, ein Putin-Besuch sei nicht geplant; [Peskow|p] nannte das Treffen wichtig. "
    "„Jong Un und ich verstehen uns“, sagte [Xi|p] nach Angaben der Agentur [KCNA|o].",
    "[Frau Choe|p] wies Fragen ab. Über die Pläne [Jong Uns|p] werde später unterrichtet.",
)


def test_where_something_is_from_is_no_place() -> None:
    text = "The Russian minister left Russia."
    places = [
        Mention(Entity(EntityKind.PLACE, name, ""), 0, start, start + len(name))
        for name, start in (("Russian", 4), ("Russia", 26))
    ]
    kinds = [mention.entity.kind for mention in link([text], places, "en")]
    assert kinds == [EntityKind.OTHER, EntityKind.PLACE]


def read(*tagged: str) -> tuple[list[str], list[Mention]]:
    """Return texts, and the mentions that a tagger would give: `[Präsident Putin|p] reist.`."""
    texts, mentions = [], []
    for block, text in enumerate(tagged):
        plain, last = "", 0
        for match in TAGGED.finditer(text):
            plain += text[last : match.start()]
            entity = Entity(KINDS[match[2]], match[1], "")
            mentions.append(Mention(entity, block, len(plain), len(plain) + len(match[1])))
            plain += match[1]
            last = match.end()
        texts.append(plain + text[last:])
    return texts, mentions


def linked(*tagged: str, language: str | None = "de") -> list[tuple[str, Entity]]:
    """Return what is written, and what it means."""
    texts, mentions = read(*tagged)
    return [(texts[m.block][m.start : m.end], m.entity) for m in link(texts, mentions, language)]


def forms(found: Sequence[tuple[str, Entity]]) -> dict[tuple[str, str], list[str]]:
    """Return how each entity is written, by its kind and its name, in reading order."""
    result = defaultdict(list)
    for written, entity in found:
        result[entity.kind.value, entity.name].append(written)
    return dict(result)


def test_an_article_about_a_visit() -> None:
    assert forms(linked(*VISIT)) == {
        ("person", "Kim Jong Un"): [
            *("Kim", "Kim Jong Un", "Kim Jong-un", "Kims", "Kim", "Jong Un", "Jong Uns")
        ],
        ("person", "Xi Jinping"): ["Xi Jinping", "Xi Jinping", "Xi", "Xi"],
        ("person", "Choe Son Hui"): ["Choe Son Hui", "Choe"],
        ("person", "Wladimir Putin"): ["Wladimir Putin", "Putins", "Putin"],
        ("person", "Dmitri Peskow"): ["Dmitri Peskow", "Peskow"],
        ("place", "Pjöngjang"): ["Pjöngjang"],
        ("place", "Washington"): ["Washington"],
        ("place", "Vereinigte Staaten"): ["US"],
        ("place", "Moskau"): ["Moskau"],
        ("organisation", "Nationaler Sicherheitsrat"): ["Nationale Sicherheitsrat", "NSC", "NSC"],
        ("organisation", "KCNA"): ["KCNA"],
    }


def test_an_english_article() -> None:
    found = linked(
        "[Zelensky|p] in [Berlin|l]",
        "[President Volodymyr Zelensky|p] met [Chancellor Olaf Scholz|p] at the [Federal Security "
        "Council|o] (FSC). [Mr Scholz|p] praised [Zelensky’s|p] courage. The FSC, a Berlin-based "
        "body, and a Scholz-led group will meet again. “Volodymyr Zelensky is a friend,” "
        "[Scholz|p] said.",
        language="en",
    )
    assert forms(found) == {
        ("person", "Volodymyr Zelensky"): [
            *("Zelensky", "Volodymyr Zelensky", "Zelensky", "Volodymyr Zelensky")
        ],
        ("person", "Olaf Scholz"): ["Olaf Scholz", "Scholz", "Scholz", "Scholz"],
        ("place", "Berlin"): ["Berlin", "Berlin"],
        ("organisation", "Federal Security Council"): [*("Federal Security Council", "FSC", "FSC")],
    }


def test_one_name_of_two_persons_is_neither() -> None:
    found = linked(
        "[Hans Müller|p] und [Heinz Müller|p] traten an. [Müller|p] siegte, Müller verlor, und die "
        "[Müllers|p] feierten."
    )
    keys = {written: entity.key for written, entity in found}
    assert keys["Hans Müller"] != keys["Heinz Müller"]
    assert keys["Müller"] not in {keys["Hans Müller"], keys["Heinz Müller"]}
    assert [written for written, _ in found].count("Müller") == 1


def test_siblings_keep_their_given_names() -> None:
    found = linked(
        "[Kim Jong Un|p] kam mit [Kim Yo Jong|p]. [Kim|p] schwieg, [Yo Jong|p] sprach, auch für "
        "[Jong Un|p]."
    )
    keys = [entity.key for _, entity in found]
    assert keys[3:] == [keys[1], keys[0]]
    assert keys[2] not in keys[:2]


def test_men_and_women_of_one_family_stay_apart() -> None:
    found = linked(
        "[Alexej Nawalny|p] und [Julia Nawalnaja|p], [Wladimir Petrow|p] und [Wladimira Petrowa|p], "
        "[Jan Kowalski|p] und [Jana Kowalska|p]. [Nawalnaja|p], [Petrowa|p] und [Kowalska|p] kamen "
        "ohne [Nawalny|p], [Petrow|p] und [Kowalski|p]."
    )
    keys = [entity.key for _, entity in found]
    assert len(set(keys)) == 6
    assert keys[6:] == [keys[1], keys[3], keys[5], keys[0], keys[2], keys[4]]


@pytest.mark.parametrize(
    ("text", "persons_"),
    [
        (
            "[Donald Trump|p] und [Donald Trump Jr.|p] kamen. [Trump|p] sprach, [Trump Jr.|p] nicht.",
            [0, 1, 0, 1],
        ),
        ("[Robert Downey Jr.|p] kam. [Downey|p] lachte, [Downeys|p] Hund auch.", [0, 0, 0]),
        ("[Martin Luther King|p] las [Martin Luther|p]. [King|p] lobte [Luther|p].", [0, 1, 0, 1]),
        ("[Hans Müller|p] und [Hans-Peter Müller|p] siegten.", [0, 1]),
        ("[George W. Bush|p] kam. [George Bush|p] sprach, [Bush|p] ging.", [0, 0, 0]),
        ("[Abdel Fattah al-Sisi|p] kam. [al-Sisi|p], [Al-Sisi|p] und [Sisi|p].", [0, 0, 0, 0]),
        ("[Prinz Harry|p] kam. [Harry|p] sprach, [Harrys|p] Frau nicht.", [0, 0, 0]),
        ("[Lula|p] kam. [Luiz Inácio Lula da Silva|p] sprach, [da Silva|p] ging.", [0, 0, 0]),
        ("[Hu Jintao|p] kam. [Hu|p] sprach, [Jintao|p] ging.", [0, 0, 0]),
    ],
)
def test_who_is_who(text: str, persons_: list[int]) -> None:
    keys = [entity.key for _, entity in linked(text)]
    assert [sorted(set(keys), key=keys.index).index(key) for key in keys] == persons_


def test_noble_names_are_kept_whole() -> None:
    found = linked(
        "[Von der Leyen|p] kam. [Ursula von der Leyen|p] sprach, [von der Leyens|p] Plan gefiel. "
        "[Von der Leyen|p] ging."
    )
    assert forms(found) == {
        ("person", "Ursula von der Leyen"): [
            *("Von der Leyen", "Ursula von der Leyen", "von der Leyens", "Von der Leyen")
        ]
    }


def test_names_within_compounds() -> None:
    text = (
        "[Rita Gruhl|p] kam. Der Gruhl-Besuch, die Anti-Gruhl-Demo, die Trump-Regierung, ein UN-Bericht "
        "und das US-Iran-Abkommen, aber weder Goethe-Straße noch Vitamin-C-Mangel noch E-Mail."
    )
    assert forms(linked(text)) == {
        ("person", "Rita Gruhl"): ["Rita Gruhl", "Gruhl", "Gruhl"],
        ("person", "Donald Trump"): ["Trump"],
        ("organisation", "Vereinte Nationen"): ["UN"],
        ("place", "Vereinigte Staaten"): ["US"],
        ("place", "Iran"): ["Iran"],
    }


def test_compounds_that_a_recogniser_took_for_persons() -> None:
    found = linked(
        "[Rita Gruhl|p] kam. Die [Gruhl-Gegner|p] pfiffen, [Putin-Gegner|p] nicht. [Lea Auer-Bach|p] sang, "
        "[Auer-Bach|p] tanzte. [Meyer-Landrut|p] siegte."
    )
    assert forms(found) == {
        ("person", "Rita Gruhl"): ["Rita Gruhl", "Gruhl"],
        ("person", "Wladimir Putin"): ["Putin"],
        ("person", "Lea Auer-Bach"): ["Lea Auer-Bach", "Auer-Bach"],
        ("person", "Meyer-Landrut"): ["Meyer-Landrut"],
    }


@pytest.mark.parametrize(
    ("written", "name", "language"),
    [
        ("US-Präsident Joe Biden", "Joe Biden", "de"),
        ("chinesischen Präsidenten Xi Jinping", "Xi Jinping", "de"),
        ("Großajatollah Ali al-Sistani", "Ali al-Sistani", "de"),
        ("der russische Präsident Wladimir Putin", "Wladimir Putin", "de"),
        ("Frau Dr. Anna Gruhl", "Anna Gruhl", "de"),
        ("French President Emmanuel Macron", "Emmanuel Macron", "en"),
        ("former U.S. Senator Ted Cruz", "Ted Cruz", "en"),
        ("UN Secretary-General António Guterres", "António Guterres", "en"),
        ("Russian opposition leader Alexei Navalny", "Alexei Navalny", "en"),
        ("JD Vance", "JD Vance", "en"),
        ("Christian King", "Christian King", "en"),
        ("Sebastian Graf von Wedel", "Sebastian Graf von Wedel", "de"),
        ("bell hooks", "bell hooks", "en"),
    ],
)
def test_titles_are_no_part_of_a_name(written: str, name: str, language: str) -> None:
    found = linked(f"[{written}|p] came.", language=language)
    assert [form for form, entity in found if entity.kind is EntityKind.PERSON] == [name]


def test_a_person_named_like_a_city() -> None:
    found = forms(
        linked("[Paris Hilton|p] flog nach [Paris|l]. [Hilton|p] mag [Paris|l]; Paris mag sie.")
    )
    assert found == {
        ("person", "Paris Hilton"): ["Paris Hilton", "Hilton"],
        ("place", "Paris"): ["Paris", "Paris"],
    }


def test_food_is_no_city() -> None:
    text = "Das Essen in [Essen|l] war gut, sagte [Anna Schulz|p]. Essen muss jeder, auch in [Essen|l]."
    assert forms(linked(text)) == {
        ("place", "Essen"): ["Essen", "Essen"],
        ("person", "Anna Schulz"): ["Anna Schulz"],
    }
    found = linked("[Anna Essen|p] kochte: Das Essen war gut. Essen muss jeder.")
    assert [written for written, _ in found] == ["Anna Essen"]


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


def test_what_is_linked_is_fit_to_be_linked_again() -> None:
    texts, mentions = read(*VISIT)
    once = link(texts, mentions, "de")
    assert link(texts, once, "de") == once
