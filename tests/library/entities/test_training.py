"""The parts of the model's recipe that need nothing but Python."""

from __future__ import annotations

import random

from library.entities.training.agency import Agency
from library.entities.training.choose_pieces import chosen, forms, is_basic, weights
from library.entities.training.compounds import Compounds
from library.entities.training.sets import DataSet, Sentence
from library.entities.training.swaps import Swaps

SET = DataSet("made-up", "en", 1, has_other=True, held_out=0)
SENTENCE = Sentence(("Anna", "Smith", "left", "Acme"), ((0, 2, "PER"), (3, 4, "ORG")))


def test_words_are_written_in_four_ways() -> None:
    assert list(forms("bahn")) == ["▁bahn", "▁Bahn", "▁BAHN", "bahn"]


def test_pieces_weigh_what_their_words_do() -> None:
    found = weights([("ab", 0.5), ("a", 0.25)], list)
    assert found["▁"] > found["a"] > found["b"] > found["B"] > 0


def test_the_first_groups_are_chosen_first() -> None:
    assert chosen([["a", "b"], ["b", "c", "d"]], 3) == {"a", "b", "c"}
    assert chosen([["a"]], 3) == {"a"}


def test_letters_and_signs_are_basic() -> None:
    assert all(map(is_basic, ["a", "ß", "Ž", ",", "▁", "▁„", "7", "€"]))
    assert not any(map(is_basic, ["ab", "ж", "的", "▁de"]))


def test_lines_are_made_up_of_names_that_are_labelled() -> None:
    made = Agency("en", [(SET, [[SENTENCE]])]).documents(300, random.Random(1))
    sentences = [sentence for document in made for sentence in document]
    texts = {" ".join(sentence.tokens) for sentence in sentences}
    assert not any("<" in text for text in texts)
    for sentence in sentences:
        for start, end, label in sentence.spans:
            assert 0 <= start < end <= len(sentence.tokens)
            assert label in ("PER", "LOC", "ORG")
    names = {s.tokens[a:b] for s in sentences for a, b, label in s.spans if label == "PER"}
    assert ("Anna", "Smith") in names


def test_the_same_seed_makes_up_the_same_lines() -> None:
    agency = Agency("de", [])
    assert agency.documents(0, random.Random(1)) == []
    agency = Agency("en", [(SET, [[SENTENCE]])])
    assert agency.documents(9, random.Random(1)) == agency.documents(9, random.Random(1))


def test_compounds_with_an_organisation_are_no_names() -> None:
    data = DataSet("de.smartdata", "de", 1, has_other=False, held_out=0)
    plain = Sentence(("Nokia", "und", "EU"), ((0, 1, "ORG"), (2, 3, "ORG")))
    tokens = ("Nokia-Werkes", "EU-Kommission", "dpa-AFX", "Ulm")
    spans = ((0, 1, "ORG"), (1, 2, "ORG"), (2, 3, "ORG"), (3, 4, "LOC"))
    compounds = Compounds([(data, [[plain, Sentence(tokens, spans)]])])
    (without,) = compounds.without([Sentence(tokens, spans)])
    assert without == Sentence(tokens, spans[1:])


def test_names_are_exchanged_for_others_of_their_kind() -> None:
    others = [
        Sentence((f"Person{n}", "Miller", "of", f"Firm{n}"), ((0, 2, "PER"), (3, 4, "ORG")))
        for n in range(50)
    ]
    swaps = Swaps([(SET, [others])])
    first, second = swaps.of([SENTENCE, SENTENCE], "en", random.Random(4))
    assert first == second != SENTENCE
    assert [label for _, _, label in first.spans] == ["PER", "ORG"]
    assert first.tokens[2] == "left"
    assert first.tokens[0].startswith("Person")
