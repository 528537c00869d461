"""Linking the names of one article: who is meant, and where."""

from __future__ import annotations

import pytest

from library.entities.names import link
from library.models import Entity, EntityKind, Mention
from tests.library.entities.tagged import forms, linked, read

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


def test_what_somebody_has_or_a_relative_tells_a_genitive() -> None:
    found = linked(
        "Zwei Werke [Egon Hilberts|p] und ein Ölbild [Hilberts|p] fehlten. [Erich Lohmer|p] sprach über den "
        "Nachlass [Elisabeth Lohmers|p]. Die Malerin [Sabine Peters|p] kam, der Obmann [Max Gerdens|p] nicht."
    )
    assert {entity.name for _form, entity in found} == {
        *("Egon Hilbert", "Erich Lohmer", "Elisabeth Lohmer", "Sabine Peters", "Max Gerdens")
    }


def test_what_is_about_somebody_is_nobody() -> None:
    found = linked("[Gruhl-Gegner|p] pfiffen. [Gruhl-Anhängern|p] gefiel es. [Auer-Bach|p] kam.")
    assert [entity.name for _form, entity in found] == ["Auer-Bach"]


def test_what_is_of_a_place_names_the_place() -> None:
    found = linked(
        "Das [Wiener|l] Rathaus, die [New Yorker|l] Börse, [Bremer|l] und [Dresdner|l] in der [Schweizer|l] "
        "Botschaft, aber [Hannover|l] und [Halver|l]."
    )
    assert [entity.name for _form, entity in found] == [
        *("Wien", "New York", "Bremen", "Dresden", "Schweiz", "Hannover", "Halver")
    ]
    assert [form for form, _entity in found][:2] == ["Wiener", "New Yorker"]
    english = linked("The [Berliner|l] Ensemble", language="en")
    assert [entity.name for _form, entity in english] == ["Berliner"]


def test_nouns_at_the_end_of_names_lose_their_genitive() -> None:
    found = linked(
        "Im Namen des [Finanzministeriums|o] und des [Obersten Gerichtshofs|o] kam der [Oberste Gerichtshof|o] "
        "nach dem Ende des [Zweiten Weltkrieges|x], im [Zweiten Weltkrieg|x], nach dem Film [Das jüngste "
        "Gericht|x]. [Airbus|o] flog."
    )
    keys = [entity.key.partition("/")[2] for _form, entity in found]
    assert keys[0] == "finanzministerium"
    assert keys[1] == keys[2]
    assert keys[3] == keys[4]
    assert [entity.name for _form, entity in found][:4] == [
        *("Finanzministerium", "Oberster Gerichtshof", "Oberster Gerichtshof", "Zweiter Weltkrieg")
    ]
    assert [entity.name for _form, entity in found][-2:] == ["Das jüngste Gericht", "Airbus"]


def test_signs_and_the_end_of_a_sentence_are_no_names() -> None:
    found = linked(
        "Es kostet 5 [€|x], Klasse [A|x], sagt man. Der [Rover 75.|x] Die [Acme Corp.|o]"
    )
    assert [form for form, _entity in found] == ["Rover 75", "Acme Corp."]


def test_offices_are_no_part_of_an_organisation() -> None:
    found = linked(
        "[SPD-Chefin|o] [Rita Gruhl|p] traf [VW-Vorsitzende|o], [Google-Manager|o] und den "
        "[FC-Bayern-Trainer|o] vor dem [CDU-Parteitag|o]. Die [Hertie-Stiftung|o] schwieg."
    )
    forms_ = [form for form, entity in found if entity.kind is EntityKind.ORGANISATION]
    assert forms_ == ["SPD", "VW", "Google", "FC-Bayern", "CDU", "Hertie-Stiftung"]


def test_what_makes_an_adjective_of_a_name_is_no_part_of_it() -> None:
    found = linked(
        "[Lisbon-based|l] lawyers of a [Rosneft-owned|o] yard wrote to [North Carolina-based|l] and "
        "[London-listed|o] firms about [Tretter-led|p] talks in [Stratford-upon-Avon|l].",
        language="en",
    )
    assert forms(found) == {
        ("place", "Lisbon"): ["Lisbon"],
        ("organisation", "Rosneft"): ["Rosneft"],
        ("place", "North Carolina"): ["North Carolina"],
        ("place", "London"): ["London"],
        ("person", "Tretter"): ["Tretter"],
        ("place", "Stratford-upon-Avon"): ["Stratford-upon-Avon"],
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


def test_where_something_is_from_is_no_place() -> None:
    text = "The Russian minister left Russia."
    places = [
        Mention(Entity(EntityKind.PLACE, name, ""), 0, start, start + len(name))
        for name, start in (("Russian", 4), ("Russia", 26))
    ]
    kinds = [mention.entity.kind for mention in link([text], places, "en")]
    assert kinds == [EntityKind.OTHER, EntityKind.PLACE]


def test_what_is_linked_is_fit_to_be_linked_again() -> None:
    texts, mentions = read(*VISIT)
    once = link(texts, mentions, "de")
    assert link(texts, once, "de") == once
