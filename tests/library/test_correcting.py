"""What a person says of names holds for all articles, is counted right at once, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from library import correcting
from library.corrections import Action
from library.errors import CorrectionError, LibraryError, NotFound
from library.models import Entity, EntityKind
from tests import texts
from tests.library.naming import Naming, organisation, person, place

PUTIN = person("Wladimir Putin")
SHORT = person("Putin", "person/putin")
KIM = person("Kim Jong Un")
MOSCOW = place("Moskau")
RHEIN = person("Rheinmetall")
RHEIN_AG = organisation("Rheinmetall")
DATE = Entity(EntityKind.DATE, "2024-05-17", "date/2024-05-17")
HANDLE = Entity(EntityKind.HANDLE, "@putin", "handle/putin")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Naming]:
    """Return a library of four articles, of which the first is read."""
    with Naming(tmp_path) as library:
        first = library.store("eins", (PUTIN, "Wladimir Putin"), (PUTIN, "Putin"), (KIM, "Kim"))
        library.store("zwei", (SHORT, "Putins"), (SHORT, "Putin"), (MOSCOW, "Moskau"))
        library.store("drei", (KIM, "Kim Jong Un"), (KIM, "kim"), (KIM, "Kims"))
        library.store("vier", (SHORT, "Putin"), (PUTIN, "W. Putin"), (DATE, "17. Mai"))
        library.read(first)
        yield library
        library.check()


def entity(library: Naming, name: str) -> Entity:
    return library.one(name).entity


def test_a_merged_one_is_the_other_from_now_on(library: Naming) -> None:
    outcome = library.corrections.merge(SHORT, PUTIN)
    library.check()
    assert outcome.entity == library.one("Wladimir Putin")
    assert library.known()["Wladimir Putin"] == (
        EntityKind.PERSON, 3, 6, ("Putin", "Putins", "W. Putin", "Wladimir Putin"),
    )  # fmt: skip
    assert "Putin" not in library.known()
    for query in ("entity:putins", "person:putin", 'entity:"w. putin"'):
        assert library.found(query) == ["eins", "zwei", "vier"]
    assert library.register.one(SHORT) is None
    assert len(library.register.articles(PUTIN)) == 3
    assert entity(library, "Putins") == PUTIN


def test_what_is_added_or_recognised_later_is_corrected_as_well(library: Naming) -> None:
    library.corrections.merge(SHORT, PUTIN)
    library.corrections.rename(KIM, "Kim der Dritte")
    library.corrections.split(PUTIN, "W. Putin")
    library.corrections.hide(MOSCOW)
    with Naming(library.folder) as again:
        fifth = again.store("fünf", (SHORT, "Putin selbst"), (MOSCOW, "Moskaus"), (KIM, "Kim"))
        again.check()
        assert again.known()["Wladimir Putin"][1:3] == (4, 6)
        assert again.known()["Kim der Dritte"][1] == 3
        assert {m.entity.name for m in again.register.mentions(fifth)} == {
            "Wladimir Putin",
            "Kim der Dritte",
        }
        again.store_names(fifth, (SHORT, "w. putin"), (MOSCOW, "Moskau"))
        again.check()
        assert [m.entity.name for m in again.register.mentions(fifth)] == ["W. Putin"]
        again.store_names(fifth)
        again.check()


def test_a_split_one_is_an_entity_of_its_own_whatever_its_case(library: Naming) -> None:
    outcome = library.corrections.split(KIM, " KIM ")
    library.check()
    assert outcome.entity is not None
    assert outcome.entity.entity.name.casefold() == "kim"
    assert (outcome.entity.articles, outcome.entity.mentions) == (2, 2)
    assert library.known()["Kim Jong Un"][1:] == (1, 2, ("Kim Jong Un", "Kims"))
    assert library.one("Kims").entity == KIM


def test_a_renamed_one_is_found_by_both_names(library: Naming) -> None:
    outcome = library.corrections.rename(MOSCOW, "  Möskow \n am Fluß ")
    assert outcome.entity is not None
    assert outcome.entity.entity.name == "Möskow am Fluß"
    library.check()
    for query in ("entity:möskow", "place:moeskow", 'entity:"am fluss"', "place:fluß"):
        assert library.found(query) == ["zwei"]
    assert library.found("entity:moskau") == ["zwei"]
    assert entity(library, "möskow am fluß").key == MOSCOW.key
    library.corrections.rename(MOSCOW, "Stadt")
    assert library.found("entity:stadt") == ["zwei"]
    assert library.found("entity:möskow") == []
    library.corrections.undo()
    library.corrections.undo()
    assert library.found("entity:stadt") == library.found("entity:möskow") == []
    assert entity(library, "Moskau").name == "Moskau"


def test_a_retyped_one_is_found_as_what_it_is(library: Naming) -> None:
    library.store("fünf", (RHEIN, "Rheinmetall"))
    library.store("sechs", (RHEIN_AG, "Rheinmetall"), (RHEIN_AG, "Rheinmetalls"))
    assert library.found("org:rheinmetall") == ["sechs"]
    outcome = library.corrections.retype(RHEIN, EntityKind.ORGANISATION)
    library.check()
    assert outcome.entity == library.one("Rheinmetall")
    assert library.found("org:rheinmetall") == ["fünf", "sechs"]
    assert library.found("person:rheinmetall") == []
    back = library.corrections.retype(entity(library, "Rheinmetall"), EntityKind.PERSON)
    library.check()
    assert back.entity is not None
    assert (back.entity.entity.kind, back.entity.articles) == (EntityKind.PERSON, 2)
    assert library.found("org:rheinmetall") == []
    library.corrections.undo()
    library.corrections.undo()
    assert library.found("org:rheinmetall") == ["sechs"]
    assert library.found("person:rheinmetall") == ["fünf"]


def test_a_renamed_one_keeps_its_name_when_it_is_retyped(library: Naming) -> None:
    library.store("fünf", (RHEIN, "Rheinmetall"))
    library.corrections.rename(RHEIN, "Werk am Rhein")
    outcome = library.corrections.retype(RHEIN, EntityKind.ORGANISATION)
    library.check()
    assert outcome.entity is not None
    assert outcome.entity.entity.name == "Werk am Rhein"
    assert library.found('org:"am rhein"') == ["fünf"]
    assert library.corrections.undo().action is Action.RETYPE
    assert library.found('person:"am rhein"') == ["fünf"]


def test_a_hidden_one_is_nowhere(library: Naming) -> None:
    (first,) = (headline.id for headline in library.search("place:moskau"))
    assert library.corrections.hide(MOSCOW).entity is None
    assert "Moskau" not in library.known()
    assert all(m.entity != MOSCOW for m in library.register.mentions(first))
    assert library.found("entity:moskau") == library.found("place:moskau") == []
    assert library.register.find("Moskau") == []
    assert library.register.one(MOSCOW) is None
    assert MOSCOW not in dict(library.register.together(SHORT))
    with pytest.raises(NotFound):
        library.corrections.hide(MOSCOW)
    assert library.corrections.undo().entity == (MOSCOW.kind, MOSCOW.key)
    assert library.found("place:moskau") == ["zwei"]


def test_corrections_of_corrections(library: Naming) -> None:
    say = library.corrections
    before = library.known()
    say.merge(SHORT, PUTIN)
    own = say.split(PUTIN, "Putins").entity
    library.check()
    assert own is not None
    say.rename(own.entity, "Putin junior")
    say.merge(own.entity, KIM)
    library.check()
    assert library.known()["Kim Jong Un"][1:3] == (3, 5)
    say.split(KIM, "Putins")
    library.check()
    say.merge(KIM, PUTIN)
    say.merge(PUTIN, entity(library, "Putins"))
    library.check()
    assert [say.undo().action for _ in range(7)] == [
        *(Action.MERGE, Action.MERGE, Action.SPLIT, Action.MERGE),
        *(Action.RENAME, Action.SPLIT, Action.MERGE),
    ]
    library.check()
    assert library.known() == before
    assert say.all() == ()


def test_what_is_new_to_the_reader_is_told_of_what_it_is_now(library: Naming) -> None:
    ids = {headline.title: headline.id for headline in library.search("")}
    kim, putin = (KIM.kind, KIM.key), (PUTIN.kind, PUTIN.key)
    library.read(ids["drei"])
    assert (SHORT.kind, SHORT.key) in library.register.novel(ids["zwei"])
    library.corrections.merge(SHORT, PUTIN)
    assert library.register.novel(ids["zwei"]) == {(MOSCOW.kind, MOSCOW.key)}
    assert library.register.novel(ids["eins"]) == {kim, putin}
    library.corrections.merge(PUTIN, KIM)
    # Of those that name it the first was read before the third, whichever is newer.
    assert library.register.novel(ids["eins"]) == {kim}
    assert library.register.novel(ids["drei"]) == set()
    library.corrections.undo()
    assert library.register.novel(ids["eins"]) == {kim, putin}


def test_an_earlier_one_is_taken_back_by_its_id(library: Naming) -> None:
    first = library.corrections.merge(SHORT, PUTIN).correction
    second = library.corrections.rename(PUTIN, "Herr Putin").correction
    with pytest.raises(NotFound, match="No correction"):
        library.corrections.undo("xyz")
    with pytest.raises(NotFound, match="No correction"):
        library.corrections.undo("\ud800")
    assert library.corrections.undo(first.id[:12].upper()) == first
    library.check()
    assert library.corrections.all() == (second,)
    assert library.known()["Herr Putin"][1] == 2
    with pytest.raises(NotFound):
        library.corrections.undo(first.id)


def test_a_key_tells_apart_what_has_one_name_and_kind(library: Naming) -> None:
    library.store("fünf", (person("Kim", "person/kim"), "Kim"))
    own = library.corrections.split(KIM, "Kim").entity
    assert own is not None
    with pytest.raises(NotFound, match=r"person/kim, person/kim jong un/as:kim|as:kim, person/kim"):
        library.one("person:kim")
    assert library.one("person/kim").articles == 1
    assert library.one("person/kim jong un/as:kim") == own


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (lambda say: say.merge(PUTIN, PUTIN), "one already"),
        (lambda say: say.merge(DATE, PUTIN), "is a date"),
        (lambda say: say.merge(PUTIN, DATE), "is a date"),
        (lambda say: say.merge(person("Niemand"), PUTIN), "No article names"),
        (lambda say: say.merge(PUTIN, person("Niemand")), "No article names"),
        (lambda say: say.split(PUTIN, "Moskau"), "not written “Moskau”"),
        (lambda say: say.split(PUTIN, "\x1b[31m"), "not written “␛"),
        (lambda say: say.split(MOSCOW, "Moskau"), "no other way"),
        (lambda say: say.split(PUTIN, "wladimir PUTIN"), "is what it is called"),
        (lambda say: say.split(DATE, "17. Mai"), "is a date"),
        (lambda say: say.rename(PUTIN, " \n\u200b "), "a letter or a digit"),
        (lambda say: say.rename(PUTIN, "..."), "a letter or a digit"),
        (lambda say: say.rename(PUTIN, "a" * 10_000), "no more than 200"),
        (lambda say: say.rename(DATE, "Freitag"), "is a date"),
        (lambda say: say.retype(PUTIN, EntityKind.PERSON), "already"),
        (lambda say: say.retype(PUTIN, EntityKind.DATE), "how it is written"),
        (lambda say: say.retype(DATE, EntityKind.OTHER), "how it is written"),
        (lambda say: say.retype(HANDLE, EntityKind.PERSON), "how it is written"),
        (lambda say: say.undo(), "no correction"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    library: Naming, said: Callable[[correcting.Correcting], object], words: str
) -> None:
    before = library.known()
    with pytest.raises((CorrectionError, NotFound), match=words):
        said(library.corrections)
    assert library.known() == before
    assert library.corrections.all() == ()


@pytest.mark.parametrize(
    "name", [*texts.HOSTILE, "Zo\ud800e", "a" * 200, "'; DROP TABLE named; --"]
)
def test_names_are_data(library: Naming, name: str) -> None:
    outcome = library.corrections.rename(PUTIN, name)
    assert outcome.entity is not None
    given = outcome.entity.entity.name
    assert not set(given) & set("\x1b\x07\x9b\u202e\u200b\ud800\n")
    with Naming(library.folder) as again:
        assert again.register.one(PUTIN) == outcome.entity
        assert again.one(name).entity.key == PUTIN.key
        again.fold()
    with Naming(library.folder) as last:
        assert last.register.one(PUTIN) == outcome.entity


@pytest.mark.parametrize("name", [*texts.HOSTILE, "\ud800", "", ":", "person:", "a" * 20_000])
def test_names_that_are_looked_for_are_data(library: Naming, name: str) -> None:
    with pytest.raises(LibraryError):
        library.one(name)


def test_a_late_clock_does_not_change_the_order(
    library: Naming, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = datetime.now(UTC) + timedelta(days=1)
    with monkeypatch.context() as patch:
        patch.setattr(correcting, "present", lambda: ahead)
        library.corrections.rename(PUTIN, "Erster")
    library.corrections.rename(PUTIN, "Zweiter")
    assert library.known()["Zweiter"]
    assert [one.text for one in library.corrections.all()] == ["Erster", "Zweiter"]
    assert library.corrections.undo().text == "Zweiter"
    assert library.known()["Erster"]
