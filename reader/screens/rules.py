"""Lists the rules that hide, with how many articles each of them does hide."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from library import N_, Interrupted, Library, Queries, Saved, _, clean_line
from reader.formats import complaint, count
from reader.messages import reported
from reader.queries import problem_of
from reader.saving import Saver
from reader.screens.correct import NameScreen
from reader.screens.queries import QueriesScreen
from reader.threads import LibraryThread
from reader.widgets.choices import Choice


class RulesScreen(QueriesScreen):
    """The rules; dismissed with the one of which the articles are to be listed, if one was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "add", "Add", priority=True)]
    TITLE_TEXT = N_("Rules that hide")
    KEYS_TEXT = N_("a adds · x removes · Enter shows what is hidden · Esc closes")
    EMPTY_TEXT = N_(
        "None yet. What a rule finds, no view and no search shows any more; a adds one."
    )

    def __init__(self, library: Library, saver: Saver, query: str) -> None:
        """List the rules in `library`; `query` is proposed for a new one."""
        super().__init__(library, saver)
        self._query = query
        self._numbers: dict[str, int] = {}
        self._thread = LibraryThread(library.folder, "rules")

    def on_mount(self) -> None:
        """Show what there is, and count what is hidden."""
        super().on_mount()
        self._count()

    def on_unmount(self) -> None:
        """Stop counting."""
        self._thread.interrupt()
        self._thread.close()

    @staticmethod
    def queries_of(library: Library) -> Queries:
        """Return the rules."""
        return library.rules

    def row_of(self, number: int, saved: Saved) -> Choice:  # noqa: ARG002
        """Return the query, and behind it how many articles it hides or why it cannot be read."""
        if (problem := problem_of(saved)) is not None:
            about = complaint(problem)
        else:
            known = self._numbers.get(saved.query)
            about = "" if known is None else _("hides {count}").format(count=count(known))
        return Choice(clean_line(saved.query), about, saved)

    def action_add(self) -> None:
        """Ask what is to be hidden."""
        screen = NameScreen(
            self._query,
            _("Hide what a search finds"),
            _("Such as: source:werbung, title:horoskop, or any other search."),
        )
        self.app.push_screen(screen, self._add)

    def _add(self, query: str | None) -> None:
        """Hide what `query` finds."""
        if query:
            self.edit(lambda library: library.rules.add(query))

    def edited(self) -> None:
        """Count what is hidden now."""
        self._count()

    @work(group="count", exclusive=True)
    async def _count(self) -> None:
        """Count, one after the other, what rules hide of which that is not known."""
        for rule in self.queries_of(self._library).all():
            if rule.query not in self._numbers and problem_of(rule) is None:
                with reported(self):
                    try:
                        number = await self._thread.run(partial(Library.hidden_by, rule=rule))
                    except Interrupted:
                        return
                    self._numbers[rule.query] = number
                    self.show_rows()
