"""The page of an entity: every article that names it, with the sentence; when, and beside whom."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from library import (
    N_,
    Action,
    Corrected,
    Correcting,
    Correction,
    Entity,
    EntityKind,
    Known,
    Library,
    Passage,
    Place,
    _,
    clean_line,
)
from reader.command_table import Scope
from reader.entities import said
from reader.keys import bindings, key_for
from reader.messages import reported
from reader.saving import Saver
from reader.screens.correct import (
    ChooseScreen,
    CorrectScreen,
    NameScreen,
    kind_choices,
    known_choice,
)
from reader.screens.dialog import AnsweredOnce
from reader.screens.entity_facts import facts, head_line
from reader.undoing import NAMES, Said
from reader.views import told
from reader.widgets.bars import KeyHints
from reader.widgets.choices import Choice
from reader.widgets.contents import Contents
from reader.widgets.passages import Passages
from reader.widgets.rows import Rows

_HINTS: Final = (
    ("entity.open", N_("open")),
    ("entity.pane", N_("named beside it")),
    ("entity.follow", N_("follow")),
    ("entity.correct", N_("correct")),
    ("entity.back", N_("back")),
)
_WIDE: Final = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader wants to read."""

    entity: Entity
    """The entity that was shown."""
    id: str
    """The article's id."""
    place: Place | None
    """Where in it the entity is named."""


class EntityScreen(AnsweredOnce[Chosen | None]):
    """Shows what is known of an entity; dismissed with the article to open, if one was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.ENTITY)

    def __init__(self, library: Library, saver: Saver, entity: Entity) -> None:
        """Show `entity` as the articles in `library` name it; `saver` keeps what is said of it."""
        super().__init__()
        self._library = library
        self._saver = saver
        self._shown = [entity]
        self._head = Static(markup=False, id="entity-head")
        self._articles = Passages(self._say)
        self._facts = Contents()

    @property
    def entity(self) -> Entity:
        """The entity that is shown."""
        return self._shown[-1]

    def compose(self) -> ComposeResult:
        """Yield the head, the articles, and what else is known."""
        yield self._head
        with Horizontal(id="entity"):
            yield self._articles
            yield self._facts
        yield KeyHints(_HINTS, id="entity-foot")

    def on_mount(self) -> None:
        """Show the entity."""
        self._arrange()
        self._show()
        self._articles.focus()

    def on_resize(self) -> None:
        """Show both panes where there is room."""
        self._arrange()

    def _arrange(self) -> None:
        wide = self.app.size.width >= _WIDE
        beside = self.focused is self._facts
        # Where the app ends while this is opened, there is none.
        self.query("#entity").set_class(not wide, "-alone")
        self._facts.display = wide or beside
        self._articles.display = wide or not beside

    # Actions

    def action_open(self) -> None:
        """Read the article under the cursor, or show the entity under it."""
        if self.focused is self._facts:
            if self._facts.entity is not None:
                self._shown.append(self._facts.entity)
                self._show()
                self.action_next_pane()
        elif (headline := self._articles.current) is not None:
            passage = self._articles.passage
            place = Place(passage.block, passage.offset + passage.start) if passage else None
            self.dismiss(Chosen(self.entity, headline.id, place))

    def action_back(self) -> None:
        """Go back to the entity that was shown before, or to the article."""
        if len(self._shown) > 1:
            self._shown.pop()
            self._show()
        else:
            self.dismiss(None)

    def action_next_pane(self) -> None:
        """Go to what is named beside it, or back to the articles."""
        pane = self._articles if self.focused is self._facts else self._facts
        pane.display = True
        self.set_focus(pane)
        self._arrange()

    @on(Rows.Chosen)
    def _row_chosen(self) -> None:
        """Open what was clicked."""
        with reported(self):
            self.action_open()

    # Correcting

    def action_correct(self) -> None:
        """Ask what is wrong with the name, and put it right."""
        # Not from a worker: the next key may be typed already, and is for the dialog.
        self.app.push_screen(CorrectScreen(self.entity.name), self._answered)

    def _answered(self, action: Action | None) -> None:
        """Take what is wrong."""
        self._correct(action)

    @work(group="correct")
    async def _correct(self, action: Action | None) -> None:
        """Put right what `action` says is wrong."""
        entity = self.entity
        with reported(self):
            say = await self._asked(action) if action is not None else None
            if say is None:
                return
            corrected = await asyncio.wrap_future(self._saver.correct(say))
            leaves = corrected.entity is None and len(self._shown) == 1
            undone = (
                _("{what}. {key} on the page of any name takes it back.")
                if leaves
                else _("{what}. {key} takes it back.")
            )
            told = undone.format(what=said(corrected.correction), key=key_for("entity.undo"))
            self.notify(told, markup=False)
            if self.entity != entity:
                return  # the person went on to another meanwhile
            if corrected.entity is not None:
                self._shown[-1] = corrected.entity.entity
                self._show()
            else:
                # Later: a screen ends what works for it, and this is it.
                self.call_later(self.action_back)

    @work(group="follow")
    async def action_follow(self) -> None:
        """Keep the search for the name beside the views, or no longer."""
        entity = self.entity
        with reported(self):
            edit = await asyncio.wrap_future(
                self._saver.edit(lambda library: library.searches.follow(entity))
            )
            self.notify(told(edit, self._library.searches.all()), markup=False)

    @work(group="correct")
    async def action_undo(self) -> None:
        """Take back what was said of a name last."""
        with reported(self):
            taken = await self._taken_back()
            self.notify(_("Taken back: {what}.").format(what=said(taken)), markup=False)
            kind, key = taken.entity
            self._shown.append(Entity(kind, taken.name, key))
            self._show()

    async def _taken_back(self) -> Correction:
        """Take back what was said of a name last, in this session or else in an earlier one."""
        future = self._saver.history.back(NAMES)
        if future is not None and isinstance(done := await asyncio.wrap_future(future), Said):
            return done.correction
        undo = self._saver.do(lambda library: library.register.corrections.undo())
        return await asyncio.wrap_future(undo)

    async def _asked(self, action: Action) -> Callable[[Correcting], Corrected] | None:
        """Return what to say of the entity, once all has been asked for; None when that is given up."""
        entity = self.entity
        if action is Action.HIDE:
            return lambda it: it.hide(entity)
        if action is Action.RENAME:
            name = await self.app.push_screen_wait(NameScreen(entity.name))
            return (lambda it: it.rename(entity, name)) if name else None
        question, find = self._choices(action)
        chosen = await self.app.push_screen_wait(ChooseScreen(question, find))
        match chosen.what if chosen else None:
            case Entity() as other:
                return lambda it: it.merge(entity, other)
            case EntityKind() as kind:
                return lambda it: it.retype(entity, kind)
            case str(form):
                return lambda it: it.split(entity, form)
        return None

    def _choices(self, action: Action) -> tuple[str, Callable[[str], Sequence[Choice]]]:
        """Return what is asked, and what finds the choices."""
        if action is Action.MERGE:
            return _("Who or what is {name}?").format(name=self.entity.name), self._others
        if action is Action.RETYPE:
            kinds = kind_choices(self.entity.kind)
            question = _("What is {name}?").format(name=self.entity.name)
            return question, lambda typed: _beginning(kinds, typed)
        known = self._library.register.one(self.entity)
        written = known.aliases if known else ()
        # What it is called is what it is; where it is written in no other way, that is to be told.
        others = [form for form in written if form != self.entity.name] or written
        forms = [Choice(clean_line(form), "", form) for form in others]
        question = _("Which of them is not {name}?").format(name=self.entity.name)
        return question, lambda typed: _beginning(forms, typed)

    def _others(self, typed: str) -> Sequence[Choice]:
        """Return the entities that `typed` may mean; before it is typed, those of a name alike."""
        with reported(self):
            wanted = typed.strip() or "".join(self.entity.name.split()[-1:])
            found = self._library.register.find(wanted, typing=True)
            return [known_choice(known) for known in found if known.entity != self.entity]
        return ()

    # What is shown

    def _show(self) -> None:
        """Show the entity that is on top."""
        register, entity = self._library.register, self.entity
        with reported(self):
            known = register.one(entity)
            if known is None:
                known = Known(entity, (), 0, 0)
            # It may be called otherwise since it was asked for.
            self._shown[-1] = known.entity
            self._head.update(head_line(known))
            self._articles.headlines = self._library.listing(register.articles(entity))
            self._articles.action_first()
            self._facts.entries = facts(known, register.months(entity), register.together(entity))

    def _say(self, key: int) -> Passage | None:
        """Return what an article says of the entity."""
        with reported(self):
            return self._library.register.passage(self.entity, key)
        return None


def _beginning(choices: Sequence[Choice], typed: str) -> Sequence[Choice]:
    """Return those of `choices` that have what is typed in them."""
    return [choice for choice in choices if typed.strip().casefold() in choice.text.casefold()]
