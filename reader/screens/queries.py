"""Lists the queries that are kept, as saved searches or as rules, and does to them what is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from typing import ClassVar, Concatenate, Final, ParamSpec, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from library import N_, Edit, Library, Queries, Saved, _, clean_line
from reader.formats import complaint, shorten
from reader.messages import reported
from reader.queries import done, problem_of
from reader.saving import Saver
from reader.screens.correct import NameScreen
from reader.screens.dialog import Dialog
from reader.undoing import Edited
from reader.views import key_of
from reader.widgets.choices import Choice, Choices
from reader.widgets.dialog_box import DialogBox

_LEAST_ROWS: Final = 3
_MOST_ROWS: Final = 16
_SAID_WIDTH: Final = 200


_Screen = TypeVar("_Screen", bound="QueriesScreen")
_Given = ParamSpec("_Given")


def in_turn(
    action: Callable[Concatenate[_Screen, _Given], None],
) -> Callable[Concatenate[_Screen, _Given], None]:
    """Let an action of a screen of queries wait until what was asked before it is shown.

    Else a key that follows fast would act on what is no longer there, or not yet.
    """

    @wraps(action)
    def waiting(self: _Screen, /, *given: _Given.args, **named: _Given.kwargs) -> None:
        self.wait_for_turn(partial(action, self, *given, **named))

    return waiting


class QueriesScreen(Dialog[Saved | None]):
    """The list; dismissed with the query to look at, if one was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "choose(False)", "Close", priority=True),
        Binding("enter,l,right", "choose(True)", "Open", priority=True),
        Binding("j,down", "move(1)", "Down", priority=True),
        Binding("k,up", "move(-1)", "Up", priority=True),
        Binding("x,delete", "remove", "Remove", priority=True),
        Binding("ctrl+z", "undo", "Undo", priority=True),
    ]

    TITLE_TEXT: ClassVar = ""
    KEYS_TEXT: ClassVar = ""
    EMPTY_TEXT: ClassVar = ""

    def __init__(self, library: Library, saver: Saver) -> None:
        """List what is kept in `library`; `saver` is what changes it."""
        super().__init__()
        self._library = library
        self._saver = saver
        self._rows = Choices()
        self._note = Static(markup=False, classes="dialog--quiet")
        self._edits = 0  # that are on their way to the disk
        self._behind: list[Callable[[], object]] = []  # what is to be done behind them

    @staticmethod
    def queries_of(library: Library) -> Queries:
        """Return the queries that are listed."""
        raise NotImplementedError

    def row_of(self, number: int, saved: Saved) -> Choice:
        """Return the row of the query with this number."""
        raise NotImplementedError

    def rows(self) -> list[Choice]:
        """Return all rows as they are now."""
        standing = self.queries_of(self._library).all()
        return [self.row_of(number, one) for number, one in enumerate(standing)]

    @property
    def chosen(self) -> Saved | None:
        """The query under the cursor; None in an empty list."""
        current = self._rows.current
        return current.what if current and isinstance(current.what, Saved) else None

    def compose(self) -> ComposeResult:
        """Yield the list, and a line for what was done last."""
        with DialogBox(_(self.TITLE_TEXT), _(self.KEYS_TEXT)):
            yield self._rows
            yield self._note

    def on_mount(self) -> None:
        """Show what there is."""
        self.show_rows()
        self.say("" if self._rows.choices else _(self.EMPTY_TEXT))

    def show_rows(self, id_: str = "") -> None:
        """Show the queries as they are now, with the cursor on that with the id, else on the same one.

        Where that is gone too it stays on its row.
        """
        with reported(self):
            rows, now = self.rows(), self.chosen
            kept = [row.what for row in rows if isinstance(row.what, Saved)]
            named = [number for number, one in enumerate(kept) if id_ and one.id == id_]
            same = [number for number, one in enumerate(kept) if now and _is_same(one, now)]
            at = next(iter((*named, *same, self._rows.cursor)))
            self._rows.choices = rows
            self._rows.cursor = at
            self._rows.display = bool(rows)  # else its edge would stand there alone
            self._rows.styles.height = min(max(len(rows), _LEAST_ROWS), _MOST_ROWS)

    def say(self, text: str) -> None:
        """Say something below the list."""
        self._note.update(clean_line(text))
        self._note.display = bool(text)

    # What keys do, each once what those before it have done is shown

    def wait_for_turn(self, do: Callable[[], object]) -> None:
        """Do something at once, or when all that was asked before is on disk and shown."""
        self._behind.append(do)
        self._go_on()

    def _go_on(self) -> None:
        while self._behind and not self._edits:
            self._behind.pop(0)()

    @contextmanager
    def _editing(self) -> Iterator[None]:
        """Report what goes wrong within, and go on with what waits for it behind."""
        try:
            with reported(self):
                yield
        finally:
            self._edits -= 1
            self._go_on()

    @in_turn
    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._rows.action_move(by)

    @in_turn
    def action_choose(self, chosen: bool) -> None:
        """Close, with the query under the cursor or without."""
        if not chosen or self.chosen is not None:
            self.dismiss(self.chosen if chosen else None)

    @in_turn
    def action_remove(self) -> None:
        """Remove the query under the cursor; that can be taken back."""
        if (saved := self.chosen) is not None:
            self.edit(lambda library: self.queries_of(library).remove(saved))

    @in_turn
    def action_undo(self) -> None:
        """Take back what was done last."""
        self._edits += 1
        self._take_back()

    def edit(self, do: Callable[[Library], Edit]) -> None:
        """Do something to the queries, and say what."""
        self._edits += 1
        self._edit(do)

    @work(group="edit")
    async def _edit(self, do: Callable[[Library], Edit]) -> None:
        """Do something to the queries, and say what."""
        with self._editing():
            kind = self.queries_of(self._library).shelf
            made = await asyncio.wrap_future(self._saver.edit(do, kind))
            self._show_edited(
                made, _("{what}. {key} takes it back.").format(what=_what(made), key="ctrl+z")
            )

    @work(group="edit")
    async def _take_back(self) -> None:
        """Take back what was done last to the queries, in this session or else in an earlier one."""
        with self._editing():
            queries = self.queries_of(self._library)
            future = self._saver.history.back(queries.shelf)
            if future is not None and isinstance(
                taken := await asyncio.wrap_future(future), Edited
            ):
                made = taken.edit
            else:
                undo = self._saver.do(lambda library: self.queries_of(library).undo())
                made = await asyncio.wrap_future(undo)
            self._show_edited(made, _("Taken back: {what}.").format(what=_what(made)))

    def _show_edited(self, edit: Edit, said: str) -> None:
        """Show the queries after something was done to one, and say what."""
        self.show_rows(edit.target or edit.id)
        self.say(said)
        self.edited()

    def edited(self) -> None:
        """Take notice that something was done."""


def _is_same(one: Saved, other: Saved) -> bool:
    """Tell whether two are the same query; what has no id, such as a folder, has a name."""
    return (one.id, "" if one.id else one.name) == (other.id, "" if other.id else other.name)


def _what(edit: Edit) -> str:
    """Return what was done, short enough to be shown."""
    return shorten(done(edit), _SAID_WIDTH)


class SearchesScreen(QueriesScreen):
    """The saved searches."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "rename", "Rename", priority=True),
        Binding("J,shift+down", "reorder(1)", "Move down", priority=True),
        Binding("K,shift+up", "reorder(-1)", "Move up", priority=True),
    ]
    TITLE_TEXT = N_("Saved searches")
    KEYS_TEXT = N_("Enter opens · n renames · J K move · x removes · Esc closes")
    EMPTY_TEXT = N_(
        "None yet. After a search, f saves it; on the page of a name, f follows the name."
    )

    @staticmethod
    def queries_of(library: Library) -> Queries:
        """Return the saved searches."""
        return library.searches

    def row_of(self, number: int, saved: Saved) -> Choice:
        """Return key and name, and behind them the query or why it cannot be read."""
        problem = problem_of(saved)
        about = complaint(problem) if problem else saved.query
        return Choice(f"{key_of(number) or ' '}  {saved.name}", clean_line(about), saved)

    @in_turn
    def action_rename(self) -> None:
        """Ask for another name."""
        saved = self.chosen
        if saved is None:
            return

        def named(name: str | None) -> None:
            if name:
                self.edit(lambda library: library.searches.rename(saved, name))

        self.app.push_screen(NameScreen(saved.name, about=saved.query), named)

    @in_turn
    def action_reorder(self, by: int) -> None:
        """Move the search under the cursor among the others."""
        place = self._rows.cursor + by
        if (saved := self.chosen) is not None and 0 <= place < self._rows.row_count:
            self.edit(lambda library: library.searches.move(saved, place))
