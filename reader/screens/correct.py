"""Asks what is wrong with a name, and what is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from library import N_, Action, EntityKind, Known, _, clean_line
from reader.entities import KINDS
from reader.formats import KIND_NAMES, count, shorten
from reader.keys import key_for
from reader.screens.dialog import Dialog
from reader.screens.lettered import LetteredScreen, Option
from reader.signs import sign
from reader.widgets.choices import Choice, Choices
from reader.widgets.dialog_box import DialogBox
from reader.widgets.rows import Rows
from reader.widgets.typed_line import TypedLine

_ABOUT_WIDTH: Final = 200


_WRONG: Final = {
    "m": (Action.MERGE, N_("It is the same as another name")),
    "w": (Action.SPLIT, N_("One way of writing it means somebody or something else")),
    "n": (Action.RENAME, N_("It should be called otherwise")),
    "k": (Action.RETYPE, N_("It is of another kind")),
    "x": (Action.HIDE, N_("It is no name, and should not be marked")),
}


class CorrectScreen(LetteredScreen[Action]):
    """Lists what can be wrong with a name; dismissed with what is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(letter, f"choose('{letter}')", text, priority=True)
        for letter, (_action, text) in _WRONG.items()
    ]

    def __init__(self, name: str) -> None:
        """Ask about what is called `name`."""
        about = _("It is put right in all articles, those to come included; {key} takes it back.")
        super().__init__(
            _("What is wrong with {name}?").format(name=clean_line(name)),
            {letter: Option(_(text), action) for letter, (action, text) in _WRONG.items()},
            about.format(key=key_for("entity.undo")),
        )


class ChooseScreen(Dialog[Choice | None]):
    """Lists choices below a line that narrows them down; dismissed with one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Close", priority=True),
        Binding("down,ctrl+n", "move(1)", "Down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Up", priority=True),
    ]

    def __init__(self, question: str, find: Callable[[str], Sequence[Choice]]) -> None:
        """Ask `question`; `find` returns the choices for what is typed."""
        super().__init__()
        self._question = clean_line(question)
        self._find = find
        self._line = TypedLine()
        self._choices = Choices()
        self._choices.nothing = _("Nothing was found.")

    def compose(self) -> ComposeResult:
        """Yield the line and the choices."""
        with DialogBox(self._question, _("↑ ↓ move · Enter takes · Esc closes")):
            yield self._line
            yield self._choices

    def on_mount(self) -> None:
        """Show what there is to choose before anything is typed."""
        self._choices.choices = tuple(self._find(""))
        self.set_focus(self._line)

    def action_move(self, by: int) -> None:
        """Go to another choice."""
        self._choices.action_move(by)

    def action_give_up(self) -> None:
        """Close without a choice."""
        self.dismiss(None)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._choices.choices = tuple(self._find(event.value))

    @on(Rows.Chosen)
    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.dismiss(self._choices.current)


class NameScreen(Dialog[str]):
    """A line for the name that something should have; dismissed with it, empty if given up."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Close", priority=True)]

    def __init__(self, name: str, question: str = "", about: str = "") -> None:
        """Ask what it should be called or another question, beginning with `name`.

        `about` is said below the line.
        """
        super().__init__()
        self._question = question or _("What should it be called?")
        self._about = shorten(clean_line(about), _ABOUT_WIDTH)
        self._line = TypedLine(clean_line(name))

    def compose(self) -> ComposeResult:
        """Yield the line, and what there is to say about it."""
        with DialogBox(self._question, _("Enter takes it · Esc closes")):
            yield self._line
            if self._about:
                yield Static(self._about, classes="dialog--quiet", markup=False)

    def action_give_up(self) -> None:
        """Close without a name."""
        self.dismiss("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


def known_choice(known: Known) -> Choice:
    """Return an entity as a choice."""
    entity = known.entity
    return Choice(
        clean_line(entity.name),
        f"{_(KIND_NAMES[entity.kind])}{sign(' · ')}{count(known.articles)}",
        entity,
    )


def kind_choices(but: EntityKind) -> tuple[Choice, ...]:
    """Return the kinds of names as choices, `but` one."""
    return tuple(Choice(_(text), "", kind) for kind, text in KINDS.items() if kind is not but)
