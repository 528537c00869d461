"""Whatever is said of names, in whatever order: counts stay right, and taking all back gives all back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from library import CorrectionError, EntityKind
from tests.library.naming import Naming, organisation, person


class Corrected(RuleBasedStateMachine):
    """Anything said of anything, in any order: counts stay right, and taking all back gives all back."""

    names = st.sampled_from(["Eins", "Zwei", "Drei"])
    forms = st.sampled_from(["Eins", "eins", "Zwei", "Drei", "Dreis"])
    numbers = st.integers(0, 20)

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.library = Naming(Path(self.folder.name))
        self.count = 0
        for _ in range(2):
            self.add("Eins", "Eins", "Zwei", "Dreis")

    def add(self, name: str, *forms: str) -> None:
        self.count += 1
        both = (person(name), organisation(name))
        namings = [(both[n % 2], form) for n, form in enumerate(forms)]
        self.library.store(f"Nummer {self.count}", *namings)

    @rule(name=names, form=forms, other=forms)
    def store(self, name: str, form: str, other: str) -> None:
        self.add(name, form, other)

    @rule(one=numbers, other=numbers, number=numbers, kind=st.sampled_from(EntityKind))
    def say(self, one: int, other: int, number: int, kind: EntityKind) -> None:
        known = list(self.library.register.known())
        if not known:
            return
        entity, aliases = known[one % len(known)].entity, known[one % len(known)].aliases
        say = self.library.corrections
        with suppress(CorrectionError):
            match number % 5:
                case 0:
                    say.merge(entity, known[other % len(known)].entity)
                case 1:
                    say.split(entity, aliases[other % len(aliases)])
                case 2:
                    say.rename(entity, f"Name {other}")
                case 3:
                    say.retype(entity, kind)
                case 4 if number > 12:
                    say.hide(entity)

    @rule(number=numbers)
    def undo(self, number: int) -> None:
        if holding := self.library.corrections.all():
            self.library.corrections.undo(holding[number % len(holding)].id)

    @rule(number=numbers)
    def read(self, number: int) -> None:
        headlines = self.library.search("")
        self.library.read(headlines[number % len(headlines)].id)

    @rule()
    def fold_and_mend(self) -> None:
        self.library.fold()
        self.library.forget_stamp()
        self.library.close()
        self.library = Naming(self.library.folder)

    @invariant()
    def all_is_counted(self) -> None:
        self.library.check()

    @invariant()
    def all_are_found_by_the_names_they_have(self) -> None:
        known = [one.entity for one in self.library.register.known()]
        for number in range(21):
            name = f"Name {number}"
            found = {one.entity.key for one in self.library.register.find(name)}
            assert found == {entity.key for entity in known if entity.name == name}

    def teardown(self) -> None:
        while self.library.corrections.all():
            self.library.corrections.undo()
        self.library.check()
        self.library.close()
        self.folder.cleanup()


Corrected.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnythingSaid = Corrected.TestCase
